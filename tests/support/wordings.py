"""Sentences that a chat model might write of a talk: honest ones, and subtly false ones.

`tests/data/wordings/LANGUAGE.tsv` holds the line of the talk in `tests/data/verify/LANGUAGE.txt` (from 0),
`ok` or `bad`, a word for the kind, and the sentence; `{q:e1}` stands for the quotation of that line.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from models.language import Language
from reporting.chat.frames import callable_names
from reporting.chat.retelling import source_of
from reporting.chat.wordcheck import Checked, check
from reporting.reading.preparation import prepare
from tests.support.talks import talk

_DATA = Path(__file__).resolve().parent.parent / "data"


@dataclass(frozen=True, slots=True)
class Wording:
    """A sentence and what the check made of it."""

    language: Language
    is_honest: bool
    kind: str
    text: str
    checked: Checked

    @property
    def is_kept(self) -> bool:
        """Whether it would be printed."""
        return self.checked.fault is None


def wordings(language: Language) -> Iterator[Wording]:
    """Yield every sentence written for one language, checked."""
    transcript = talk((_DATA / "verify" / f"{language}.txt").read_text(encoding="utf-8"), language)
    prepared = prepare(transcript)
    names = callable_names(transcript.speakers, {one.id: one.name for one in transcript.speakers})
    file = _DATA / "wordings" / f"{language}.tsv"
    for row in file.read_text(encoding="utf-8").splitlines():
        line, expected, kind, text = row.split("\t")
        segment = transcript.segments[int(line)].id
        units = [unit for unit in prepared.units if segment in unit.segments]
        checked = check(text, (source_of("e1", units, prepared),), names, language)
        yield Wording(language, expected == "ok", kind, text, checked)
