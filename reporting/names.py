"""Everybody's name as printed, over several sessions. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from models.language import Language
from models.transcript import Transcript
from reporting.opening import printed_name


def printed_names(
    transcripts: Iterable[Transcript], language: Language | None = None
) -> dict[tuple[str, str], str]:
    """Return names by session and id of the speaker; in each session's language unless one is given."""
    return {
        (one.id, speaker.id): printed_name(
            speaker, number, language or one.language, is_alone=len(one.speakers) == 1
        )
        for one in transcripts
        for number, speaker in enumerate(one.speakers, 1)
    }
