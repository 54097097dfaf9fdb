"""Holds the ideas of one walk and finds them again; every change of one is an event.

The law of this module: an idea never leaves, and nothing changes without the event that says so.
What a command did can be undone, the latest first. Events out; no clock, no chance.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import msgspec

from companion.conversation.idea_signs import cut, is_question, ordinal
from companion.conversation.words import content_stems, overlap
from companion.session.events import IdeaChanged, IdeaNoted, SessionEvent
from models.ideas import Idea, Link, Origin, Status
from models.language import Language
from models.transcript import Segment

_SAME = 0.7
_ALIKE = 0.3


@dataclass(slots=True)
class Kept:
    """An idea with what is needed to find it again."""

    idea: Idea
    stems: tuple[str, ...]
    last_ms: int


@dataclass(frozen=True, slots=True)
class Before:
    """What an idea was before a command changed it."""

    kept: Kept
    status: Status
    is_question: bool


@dataclass(slots=True)
class IdeaShelf:
    """The ideas of one walk, in the order in which they came."""

    language: Language
    ideas: list[Kept] = field(default_factory=list)
    _done: list[Before] = field(default_factory=list)
    """What commands changed, the latest last."""

    def stems(self, text: str) -> tuple[str, ...]:
        """Return the weighty words of a text."""
        return content_stems(text, self.language)

    def note(
        self,
        sentence: str,
        segment: Segment,
        stems: tuple[str, ...],
        *,
        origin: Origin = "walker",
        status: Status = "open",
    ) -> list[SessionEvent]:
        """Put a new idea on the shelf; its text is cut out of `sentence`."""
        idea = Idea(
            id=f"i{len(self.ideas) + 1}",
            text=cut(sentence, self.language),
            origin=origin,
            status=status,
            evidence=(segment.id,),
            start_ms=segment.start_ms,
            links=self._links(stems),
            is_question=is_question(sentence, self.language) and origin == "walker",
        )
        kept = Kept(idea, stems, segment.end_ms)
        self.ideas.append(kept)
        if status != "open":  # only a command gives one from the start
            self._done.append(Before(kept, "withdrawn", idea.is_question))
        return [IdeaNoted(at_ms=segment.end_ms, idea=idea)]

    def noted(
        self, sentence: str, segment: Segment, stems: tuple[str, ...]
    ) -> tuple[Kept, list[SessionEvent]]:
        """Put a new idea on the shelf and return it with its event."""
        events = self.note(sentence, segment, stems)
        return self.ideas[-1], events

    def _links(self, stems: tuple[str, ...]) -> tuple[Link, ...]:
        """Link to the earlier ideas that share the most words, two at most."""
        scored = [
            (overlap(stems, kept.stems), len(set(stems) & set(kept.stems)), kept.idea.id)
            for kept in self.ideas
            if kept.idea.status != "withdrawn"
        ]
        scored = [entry for entry in scored if entry[0] >= _ALIKE and entry[1] >= 1]
        scored.sort(key=lambda entry: (-entry[0], -entry[1]))
        latest = self.ideas[-1].idea.id if self.ideas else ""
        return tuple(
            Link(to=name, kind="builds-on" if name == latest else "echoes")
            for _, _, name in scored[:2]
        )

    def extend(self, kept: Kept, sentence: str, segment: Segment) -> list[SessionEvent]:
        """Let an idea go on with what was said after a thinking pause."""
        text = cut(sentence, self.language)
        kept.last_ms = segment.end_ms
        kept.stems = tuple(dict.fromkeys((*kept.stems, *self.stems(sentence))))
        asks = is_question(sentence, self.language)
        kept.idea = msgspec.structs.replace(
            kept.idea, text=text, evidence=(*kept.idea.evidence, segment.id), is_question=asks
        )
        return [
            IdeaChanged(
                at_ms=kept.last_ms,
                id=kept.idea.id,
                text=text,
                add_evidence=(segment.id,),
                is_question=asks,
            )
        ]

    def grow(self, kept: Kept, segment: Segment, stems: tuple[str, ...]) -> list[SessionEvent]:
        """Let an utterance be part of what an idea rests on."""
        kept.last_ms = max(kept.last_ms, segment.end_ms)
        kept.stems = tuple(dict.fromkeys((*kept.stems, *stems)))[:24]
        if segment.id in kept.idea.evidence:
            return []
        return self.change(kept, add_evidence=(segment.id,))

    def set_status(
        self, kept: Kept, status: Status, *, add_evidence: tuple[str, ...] = ()
    ) -> list[SessionEvent]:
        """Change what became of an idea, at a person's word."""
        self._done.append(Before(kept, kept.idea.status, kept.idea.is_question))
        return self.change(kept, status=status, add_evidence=add_evidence)

    def put_as_question(self, kept: Kept) -> list[SessionEvent]:
        """Make an idea a question, at a person's word."""
        self._done.append(Before(kept, kept.idea.status, kept.idea.is_question))
        return self.change(kept, is_question=True)

    def undo(self) -> tuple[Kept | None, list[SessionEvent]]:
        """Take the latest command about an idea back; without one, withdraw the latest idea."""
        if not self._done:
            kept = self.latest_open()
            return kept, self.change(kept, status="withdrawn") if kept else []
        before = self._done.pop()
        return before.kept, self.change(
            before.kept, status=before.status, is_question=before.is_question
        )

    def link_back(self, session: str, idea: str, text: str) -> list[SessionEvent]:
        """Link the latest idea to one of an earlier walk, where they share words."""
        kept = self.latest_open()
        if kept is None or not idea or not set(kept.stems) & set(self.stems(text)):
            return []
        link = Link(to=idea, kind="echoes", session=session)
        if link in kept.idea.links:
            return []
        kept.idea = msgspec.structs.replace(kept.idea, links=(*kept.idea.links, link))
        return [IdeaChanged(at_ms=kept.last_ms, id=kept.idea.id, add_links=(link,))]

    # -- looking up ---------------------------------------------------------------------------

    def find(self, about: str) -> Kept | None:
        """Return the idea that shares the most words with `about`, the latest of equals."""
        wanted = content_stems(about, self.language)
        if not wanted and (place := ordinal(about)) is not None:
            return self.ideas[place] if -len(self.ideas) <= place < len(self.ideas) else None
        best: tuple[float, int, Kept] | None = None
        for place, kept in enumerate(self.ideas):
            shared = len(set(wanted) & set(content_stems(kept.idea.text, self.language)))
            wide = len(set(wanted) & set(kept.stems))
            score = shared * 2 + wide - (3 if kept.idea.status == "withdrawn" else 0)
            if wide and (best is None or score >= best[0]):
                best = (score, place, kept)
        return best[2] if best else None

    def find_id(self, name: str) -> Kept | None:
        """Return the idea with this id."""
        return next((kept for kept in self.ideas if kept.idea.id == name), None)

    def same(self, stems: tuple[str, ...], *, of_all: float = 0.0) -> Kept | None:
        """Return the idea that these words say again, sharing at least `of_all` of both's words."""
        for kept in reversed(self.ideas):
            mine = content_stems(kept.idea.text, self.language)
            shared = len(set(stems) & set(mine))
            most = max(len(set(stems)), len(mine), 1)
            is_alike = overlap(stems, mine) >= _SAME and shared / most >= of_all
            if kept.idea.status != "withdrawn" and shared >= 2 and is_alike:
                return kept
        return None

    def latest(self) -> Kept:
        """Return the idea that was spoken of last; there must be one."""
        return max(self.ideas, key=lambda kept: kept.last_ms)

    def latest_open(self) -> Kept | None:
        """Return the idea that was spoken of last and is not withdrawn."""
        living = [kept for kept in self.ideas if kept.idea.status != "withdrawn"]
        return max(living, key=lambda kept: kept.last_ms) if living else None

    def change(
        self,
        kept: Kept,
        *,
        status: Status | None = None,
        add_evidence: tuple[str, ...] = (),
        co_built: bool = False,
        is_question: bool | None = None,
    ) -> list[SessionEvent]:
        """Change the fields that are given; no event where nothing changes."""
        idea = kept.idea
        fresh = tuple(name for name in add_evidence if name not in idea.evidence)
        co_built = co_built and idea.origin != "both"
        status = status if status != idea.status else None
        is_question = is_question if is_question != idea.is_question else None
        if not (fresh or co_built or status or is_question is not None):
            return []
        kept.idea = msgspec.structs.replace(
            idea,
            evidence=idea.evidence + fresh,
            origin="both" if co_built else idea.origin,
            status=status or idea.status,
            is_question=idea.is_question if is_question is None else is_question,
        )
        return [
            IdeaChanged(
                at_ms=kept.last_ms,
                id=idea.id,
                status=status,
                add_evidence=fresh,
                co_built=co_built,
                is_question=is_question,
            )
        ]
