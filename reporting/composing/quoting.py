"""From units to evidence: a quotation is copied from what was said, never composed.

It lies in one turn; only empty words at its head may be left off, which keeps it word for word.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from models.language import Language
from reporting.reading.material import Talk
from reporting.reading.stance import CUES
from reporting.reading.units import DOUBTFUL, Unit
from reporting.records import Evidence
from reporting.render.typography import marked


@dataclass(slots=True)
class Ledger:
    """The evidence of one report, each quotation once."""

    talks: dict[str, Talk]
    names: dict[tuple[str, str], str]
    """As printed, by session and speaker."""
    evidence: dict[str, Evidence] = field(default_factory=dict)
    _known: dict[tuple[str, int, int], str] = field(default_factory=dict)

    def quote(self, units: Sequence[Unit]) -> str:
        """Enter the quotation of units that stand next to each other; return its id."""
        key = (units[0].session, units[0].number, units[-1].number)
        if key not in self._known:
            found = self._evidence(units, f"e{len(self.evidence) + 1:03d}")
            self.evidence[found.id] = found
            self._known[key] = found.id
        return self._known[key]

    def units_of(self, name: str) -> tuple[Unit, ...]:
        """Return the units that a quotation was copied from; none for an unknown id."""
        for (session, first, last), known in self._known.items():
            if known == name:
                return self.talks[session].units[first : last + 1]
        return ()

    def _evidence(self, units: Sequence[Unit], name: str) -> Evidence:
        first, last = units[0], units[-1]
        talk = self.talks[first.session]
        return Evidence(
            id=name,
            quote=quotation(units),
            state="verbatim",
            speaker=self.names[first.session, first.speaker],
            speaker_id=first.speaker,
            start_ms=first.start_ms,
            end_ms=last.end_ms,
            segments=tuple(dict.fromkeys(part for unit in units for part in unit.segments)),
            session=first.session,
            language=first.language,
            is_timed=talk.transcript.is_timed,
            is_uncertain=any(unit.confidence < DOUBTFUL for unit in units),
        )


def quotation(units: Sequence[Unit]) -> str:
    """Return the words of neighbouring units as printed, without empty words at the head."""
    text = " ".join(unit.shown for unit in units)
    head = CUES[units[0].language].openers.match(text)
    if head and len(text[head.end() :].split()) >= 5:
        text = text[head.end() :]
    return text[:1].upper() + text[1:]


def quoted(text: str, language: Language) -> str:
    """Return `text` between the quotation marks of `language`; those inside become inner ones."""
    return marked(text, language)
