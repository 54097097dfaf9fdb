"""What the companion proposed, until the walker answers it, and whether they build on it.

The law of this module: a proposal that nobody heard or nobody answered never becomes an idea; one
that is refused stays, as withdrawn; one that the walker spells out is both voices'. Events out.
"""

from __future__ import annotations

from dataclasses import dataclass

from companion.conversation.cues import CUES
from companion.conversation.idea_shelf import IdeaShelf, Kept
from companion.conversation.idea_signs import LEAST_STEMS, own_words, proposal_in
from companion.session.events import SessionEvent
from models.ideas import Status
from models.transcript import Segment

_ANSWER_MS = 20_000
"""A proposal that is not spoken of within this time is left where it is."""

_LEAST_ADDED = 3
"""Weighty words that are new, for a continuation to build on the companion's idea."""
_LEAST_RETOLD = 5
"""The same, for a continuation that begins with praise: "oh that's good, each class …"."""
_REPEATED = 0.7
"""The same, for the companion's proposal to be an idea that stands already."""


@dataclass(slots=True)
class Proposal:
    """Something the companion proposed and the walker heard, not answered yet."""

    segment: Segment
    text: str
    stems: tuple[str, ...]


@dataclass(slots=True)
class Proposals:
    """The companion's part in the ideas of one walk."""

    shelf: IdeaShelf
    waiting: Proposal | None = None
    """Heard, and not answered yet."""
    _answered: str = ""
    """Id of the companion's idea that the walker is answering."""

    def companion_spoke(self, segment: Segment) -> None:
        """Remember what the companion proposed, as far as it was heard."""
        text = proposal_in(segment.text, CUES[self.shelf.language])
        if self.waiting is not None and not text:
            return
        stems = self.shelf.stems(text)
        self._answered = ""
        self.waiting = Proposal(segment, text, stems) if len(stems) >= LEAST_STEMS else None

    def adds(self, kept: Kept, folded: str, stems: tuple[str, ...]) -> bool:
        """Tell whether these words spell the companion's idea out rather than judge it."""
        cues = CUES[self.shelf.language]
        new = set(stems) - set(kept.stems)
        is_open = kept.idea.status not in ("withdrawn", "uncertain")
        judges = cues.doubts.search(folded) or cues.reasons.search(folded)
        if not is_open or judges or len(new) < _LEAST_ADDED:
            return False
        if cues.goes_on.match(cues.leads.sub("", folded)) or cues.goes_on.match(folded):
            return True
        return cues.takes_up.search(folded) is not None and len(new) >= _LEAST_RETOLD

    def answer(self, segment: Segment) -> list[SessionEvent]:
        """Make the companion's proposal an idea once the walker speaks of it."""
        proposal = self.waiting
        if proposal is None:
            return []
        folded = own_words(segment.text)
        rejected = CUES[self.shelf.language].rejects.search(folded) is not None
        taken_up = CUES[self.shelf.language].takes_up.search(folded) is not None
        shared = set(self.shelf.stems(segment.text)) & set(proposal.stems)
        if not (rejected or taken_up or shared):
            late = segment.start_ms - proposal.segment.end_ms > _ANSWER_MS
            self.waiting = None if late else proposal
            return []
        self.waiting = None
        same = self.shelf.same(proposal.stems, of_all=_REPEATED)
        if same is not None:
            self._answered = same.idea.id
            return self.shelf.grow(same, proposal.segment, proposal.stems)
        events = self.shelf.note(
            proposal.text, proposal.segment, proposal.stems, origin="companion"
        )
        kept = self.shelf.ideas[-1]
        self._answered = kept.idea.id
        refused = rejected and not taken_up
        return events + self.shelf.change(
            kept, add_evidence=(segment.id,), status="withdrawn" if refused else None
        )

    def built_on(self, stems: tuple[str, ...]) -> Kept | None:
        """Return the companion's idea that these words build on."""
        kept = self.shelf.find_id(self._answered)
        if kept is None or kept.idea.origin == "walker" or kept.idea.status == "withdrawn":
            return None
        return kept if len(stems) >= LEAST_STEMS else None

    def build(self, kept: Kept, segment: Segment, stems: tuple[str, ...]) -> list[SessionEvent]:
        """Let the walker's words be part of the companion's idea: it is both voices' then."""
        kept.stems = tuple(dict.fromkeys((*kept.stems, *stems)))
        kept.last_ms = segment.end_ms
        return self.shelf.change(
            kept,
            add_evidence=(segment.id,),
            co_built=True,
            status="open" if kept.idea.status == "uncertain" else None,
        )

    def taken_up(self, status: Status = "open") -> list[SessionEvent]:
        """Make the waiting proposal an idea at the walker's word; there must be one."""
        proposal, self.waiting = self.waiting, None
        assert proposal is not None
        return self.shelf.note(
            proposal.text, proposal.segment, proposal.stems, origin="companion", status=status
        )
