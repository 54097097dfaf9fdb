"""Our own JSON: a transcript as it is, words with times and confidence, to give away and take back.

`schema` names the version. Every key of `transcript` is a field of `models.transcript.Transcript`;
fields at their default are left out. A word is `[text, start_ms, end_ms, confidence]`.
"""

from __future__ import annotations

from typing import Any

import msgspec

from models.language import Phrase
from models.transcript import Transcript
from reporting.errors import SourceUnreadable

SCHEMA = "promenade-transcript/1"


class Exchange(msgspec.Struct, frozen=True, kw_only=True):
    """The whole file."""

    schema: str = SCHEMA
    transcript: Transcript


def write_exchange(transcript: Transcript) -> bytes:
    """Return the file of a transcript: UTF-8 JSON, indented, ending in a newline."""
    return msgspec.json.format(msgspec.json.encode(Exchange(transcript=transcript))) + b"\n"


def is_exchange(text: str) -> bool:
    """Return whether the text is such a file, of any version."""
    return '"promenade-transcript/' in text[:200]


def read_exchange(text: str) -> Transcript:
    """Return the transcript of such a file; raises SourceUnreadable."""
    try:
        return msgspec.json.decode(text, type=Exchange).transcript
    except msgspec.DecodeError as error:
        raise SourceUnreadable(
            Phrase(
                "This export is damaged or of a newer version: {why}.",
                "Cet export est abîmé ou d'une version plus récente : {why}.",
            ).format(why=error),
            Phrase("Export it again.", "Exportez-le de nouveau."),
        ) from error


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of the file."""
    return msgspec.json.schema(Exchange)
