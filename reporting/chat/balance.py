"""Whether a chat model's choice leans: over the order of the talk, and against its critics.

Two measurements, printed as warnings where they fall short. The swap test asks some windows again with
their turns in reverse order: what stands first should not decide. What the model passes over is counted
by side among the statements that cues show; all of those stay in the choice whatever it says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from models.chat import ChatModel
from models.language import Language, Phrase
from reporting.chat.extract import Extraction, ask, grounded, windows_of
from reporting.reading.material import Claim, Talk
from reporting.reading.units import Unit

_SWAPPED = 2
"""Windows asked again, spread over the talk: each costs a request."""
_STEADY = 0.5
"""Share of the statements kept both times, from which the order is not thought to decide."""
_FEW = 4
"""Statements; fewer say nothing of a lean."""
_LEAN = 0.15
_WARN_ORDER = Phrase(
    "Asked with the talk in reverse order, the chat model kept {share:.0%} of the same statements: "
    "its choice leans on the order. Those of both readings were taken together.",
    "Interrogé sur l'échange dans l'ordre inverse, le modèle a gardé {share:.0%} des mêmes propos : "
    "son choix dépend de l'ordre. Ceux des deux lectures ont été réunis.",
)
_WARN_CRITICS = Phrase(
    "The chat model passed over {missed} of {critical} critical statements and over {unpraised} of "
    "{favourable} favourable ones; all of them stayed in the choice.",
    "Le modèle a laissé de côté {missed} propos critiques sur {critical} et {unpraised} favorables sur "
    "{favourable} ; tous sont restés dans le choix.",
)


@dataclass(slots=True)
class Lean:
    """What the model kept of what there was."""

    critical: int = 0
    critical_kept: int = 0
    favourable: int = 0
    favourable_kept: int = 0
    both_ways: int = 0
    """Units pointed at in either order of the windows asked twice."""
    same: int = 0
    """Of those, the ones pointed at in both orders."""
    claims: list[Claim] = field(default_factory=list)
    """Found in reverse order only."""

    def add_swap(self, forth: Sequence[Claim], back: Sequence[Claim]) -> None:
        """Count what two readings of one window have in common."""
        one, other = _numbers(forth), _numbers(back)
        self.both_ways += len(one | other)
        self.same += len(one & other)
        self.claims += [claim for claim in back if not _numbers([claim]) & one]

    def add_choice(self, by_cues: Sequence[Claim], found: Extraction) -> None:
        """Count which statements shown by cues the model points at too, where it answered."""
        pointed = _numbers(found.claims)
        for claim in by_cues:
            if claim.lead.number not in found.answered:
                continue
            is_kept = bool(_numbers([claim]) & pointed)
            if claim.stance == "critical":
                self.critical += 1
                self.critical_kept += is_kept
            elif claim.stance == "favourable":
                self.favourable += 1
                self.favourable_kept += is_kept

    def plus(self, other: Lean) -> Lean:
        """Return the sum over two sessions."""
        return Lean(
            self.critical + other.critical,
            self.critical_kept + other.critical_kept,
            self.favourable + other.favourable,
            self.favourable_kept + other.favourable_kept,
            self.both_ways + other.both_ways,
            self.same + other.same,
            [*self.claims, *other.claims],
        )

    def warnings(self, language: Language) -> tuple[str, ...]:
        """Return what falls short, in sentences of the document's language."""
        found = []
        if self.both_ways >= _FEW and self.same < _STEADY * self.both_ways:
            found.append(_WARN_ORDER.to(language).format(share=self.same / self.both_ways))
        if self.critical >= _FEW and self._critics_missed() > self._praise_missed() + _LEAN:
            found.append(
                _WARN_CRITICS.to(language).format(
                    missed=self.critical - self.critical_kept,
                    critical=self.critical,
                    unpraised=self.favourable - self.favourable_kept,
                    favourable=self.favourable,
                )
            )
        return tuple(found)

    def _critics_missed(self) -> float:
        return 1 - self.critical_kept / max(1, self.critical)

    def _praise_missed(self) -> float:
        return 1 - self.favourable_kept / self.favourable if self.favourable else 0.0


async def swap(talk: Talk, chat: ChatModel, found: Extraction, lean: Lean) -> None:
    """Ask some windows again in reverse order and note what is kept both times."""
    windows = [
        window
        for window in windows_of(talk, chat.context_tokens)
        if window[0].number in found.answered
    ]
    step = max(1, len(windows) // _SWAPPED)
    for window in windows[::step][:_SWAPPED]:
        answer = await ask(talk, reverse(window), chat)
        if answer is None:
            continue
        inside = {unit.number for unit in window}
        forth = [claim for claim in found.claims if _numbers([claim]) <= inside]
        lean.add_swap(forth, grounded(talk, answer, window))


def reverse(window: Sequence[Unit]) -> tuple[Unit, ...]:
    """Return the turns of a window in reverse order, each turn as it was said."""
    turns = [list(run) for _, run in groupby(window, key=lambda unit: unit.turn)]
    return tuple(unit for turn in reversed(turns) for unit in turn)


def _numbers(claims: Sequence[Claim]) -> set[int]:
    return {unit.number for claim in claims for unit in claim.units}
