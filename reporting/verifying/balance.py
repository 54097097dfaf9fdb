"""How much of what was said for and against a document takes up, and which criticism it passes over. Pure."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from models.language import Language
from reporting.choosing.claims import claims_of
from reporting.reading.material import Claim, Talk
from reporting.reading.units import Unit
from reporting.verifying.document import Passage
from reporting.words.wording import forms, stems

TAKEN_UP = 0.5
"""Share of a statement's meaningful words that a passage must hold to have taken it up."""
LISTED = 12
"""Missing critical statements named at most."""


class MissingClaim(msgspec.Struct, frozen=True, kw_only=True):
    """A critical statement that the document does not take up."""

    text: str
    speaker: str
    start_ms: int
    session: str


class Balance(msgspec.Struct, frozen=True, kw_only=True):
    """How many statements of each side were made, and how many the document takes up."""

    critical: int = 0
    critical_kept: int = 0
    favourable: int = 0
    favourable_kept: int = 0

    @property
    def is_lopsided(self) -> bool:
        """Return whether the document passes over the critical side and not the other."""
        if self.critical < 4 or self.favourable < 3:
            return False
        critical = self.critical_kept / self.critical
        favourable = self.favourable_kept / self.favourable
        return favourable >= 0.15 and critical < 0.5 * favourable


class Written:
    """The words of a document, passage by passage."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._passages = [frozenset(forms(one.text)) for one in passages]
        self._stems: dict[Language, list[frozenset[str]]] = {}

    def takes_up(self, unit: Unit) -> bool:
        """Return whether a passage holds at least half of the words of `unit` that carry meaning."""
        meant = frozenset(stems(unit.words, unit.language))
        there = self._in(unit.language)
        return not meant or any(len(meant & one) / len(meant) >= TAKEN_UP for one in there)

    def _in(self, language: Language) -> list[frozenset[str]]:
        if language not in self._stems:
            self._stems[language] = [frozenset(stems(one, language)) for one in self._passages]
        return self._stems[language]


def weigh(
    written: Written, talks: Sequence[Talk], printed: dict[tuple[str, str], str]
) -> tuple[Balance, tuple[MissingClaim, ...]]:
    """Return the counts, and the weightiest critical statements not taken up, in the order said."""
    counted = {"critical": [0, 0], "favourable": [0, 0]}
    missing: list[tuple[Claim, str]] = []
    for talk in talks:
        for claim in claims_of(talk):
            if claim.stance not in counted:
                continue
            is_kept = written.takes_up(claim.lead)
            counted[claim.stance][0] += 1
            counted[claim.stance][1] += is_kept
            if claim.stance == "critical" and not is_kept:
                missing.append((claim, talk.transcript.id))
    missing.sort(key=lambda pair: (-pair[0].weight, pair[0].lead.start_ms))
    named = [
        MissingClaim(
            text=claim.lead.shown,
            speaker=printed[session, claim.speaker],
            start_ms=claim.lead.start_ms,
            session=session,
        )
        for claim, session in missing[:LISTED]
    ]
    balance = Balance(
        critical=counted["critical"][0],
        critical_kept=counted["critical"][1],
        favourable=counted["favourable"][0],
        favourable_kept=counted["favourable"][1],
    )
    return balance, tuple(sorted(named, key=lambda one: one.start_ms))
