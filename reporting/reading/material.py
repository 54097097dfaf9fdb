"""What the steps hand to one another: a session read through, and the claims found in it.

Plain frozen values; every unit number is a place in `Talk.units`. Pure.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from models.ideas import Idea
from models.transcript import Speaker, Transcript
from reporting.reading.stance import Reading
from reporting.reading.units import Unit
from reporting.records import Quadrant, Stance


@dataclass(frozen=True, slots=True)
class Talk:
    """One session, cut into units and read."""

    transcript: Transcript
    units: tuple[Unit, ...]
    readings: tuple[Reading, ...]
    hidden: frozenset[int]
    """Units that may appear nowhere: off the record, of people left out, commands to the companion."""
    passages_withheld: int
    superseded: Mapping[int, int]
    """Unit to the later unit that corrects it or takes it back."""
    moderators: frozenset[str]
    ideas: tuple[Idea, ...] = ()
    preliminaries: int = 0
    """How many units come before the subject is opened: welcome, introductions."""
    salience: tuple[float, ...] = ()
    """How much of the talk each unit stands for, by unit; 0 for hidden ones."""
    redacted: frozenset[str] = frozenset()

    @property
    def speakers(self) -> dict[str, Speaker]:
        return {speaker.id: speaker for speaker in self.transcript.speakers}

    @property
    def hosts(self) -> frozenset[str]:
        """Who leads and is not quoted for their share of the talk: moderators, the companion."""
        return self.moderators | {
            one.id for one in self.transcript.speakers if one.kind == "companion"
        }

    @property
    def words(self) -> int:
        return sum(len(unit.tokens) for unit in self.units)

    def may_quote(self, number: int) -> bool:
        """Return whether a unit may stand in the report as what is so."""
        return number not in self.hidden and number not in self.superseded


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement that takes a side, or a decision, action, question: units next to each other."""

    session: str
    units: tuple[Unit, ...]
    lead: Unit
    """The unit that makes the statement; the others are needed to understand it."""
    stance: Stance
    quadrant: Quadrant | None
    is_hedged: bool
    weight: float
    """To choose by: strength of the cues and share of the talk."""
    stems: frozenset[str] = field(default=frozenset())
    is_reported: bool = False
    is_turn: bool = False
    """It begins as an objection: `but`, `I disagree`."""

    @property
    def speaker(self) -> str:
        return self.lead.speaker

    @property
    def start_ms(self) -> int:
        return self.units[0].start_ms

    @property
    def words(self) -> int:
        return sum(len(unit.tokens) for unit in self.units)


@dataclass(frozen=True, slots=True)
class Part:
    """Neighbouring units on one subject."""

    first: int
    last: int
    """Numbers of its first and last unit."""
    terms: tuple[str, ...]
    question: str = ""
    """The moderator's question that opens it, empty where none does."""

    def holds(self, number: int) -> bool:
        return self.first <= number <= self.last
