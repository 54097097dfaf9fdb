"""From events to the ideas of a session. Pure.

An idea rests on what can be read: what nobody heard, what is off the record and what a person who
is left out said is no idea's evidence, and an idea whose words stood there goes with it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Final, TypeVar

import msgspec

from companion.session.events import IdeaChanged, IdeaNoted, IdeasMerged
from models.ideas import Idea
from models.transcript import Segment

IdeaEvent = IdeaNoted | IdeaChanged | IdeasMerged

_T = TypeVar("_T")
_WORD: Final = re.compile(r"\w+")


class IdeaBoard:
    """The ideas as they stand while events are read one after the other."""

    def __init__(self) -> None:
        self.ideas: dict[str, Idea] = {}
        self.reworded: dict[str, int] = {}
        """`seq` at which a person wrote an idea's text: its words need not have been said."""
        self._merged: dict[str, str] = {}

    def take(self, event: IdeaEvent, seq: int) -> None:
        """Take in one event; one about an unknown idea changes nothing."""
        match event:
            case IdeaNoted(idea=idea):
                self.ideas.setdefault(idea.id, idea)
            case IdeaChanged():
                self._change(event, seq)
            case IdeasMerged():
                self._merge(self._now(event.into), self._now(event.merged))

    def _now(self, id: str) -> str:
        while id in self._merged:
            id = self._merged[id]
        return id

    def _change(self, event: IdeaChanged, seq: int) -> None:
        id = self._now(event.id)
        idea = self.ideas.get(id)
        if idea is None:
            return
        links = tuple(link for link in idea.links if link.to not in event.remove_links)
        if event.text is not None:
            self.reworded[id] = seq
        self.ideas[id] = msgspec.structs.replace(
            idea,
            status=event.status or idea.status,
            text=idea.text if event.text is None else event.text,
            tags=idea.tags if event.tags is None else event.tags,
            evidence=_union(idea.evidence, event.add_evidence),
            links=_union(links, event.add_links),
            is_question=idea.is_question if event.is_question is None else event.is_question,
            origin="both" if event.co_built else idea.origin,
        )

    def _merge(self, into: str, merged: str) -> None:
        first, second = self.ideas.get(into), self.ideas.get(merged)
        if first is None or second is None or into == merged:
            return
        del self.ideas[merged]
        self._merged[merged] = into
        self.ideas[into] = msgspec.structs.replace(
            first,
            evidence=_union(first.evidence, second.evidence),
            tags=_union(first.tags, second.tags),
            links=_union(first.links, second.links),
            origin=first.origin if first.origin == second.origin else "both",
            start_ms=min(first.start_ms, second.start_ms),
        )

    def split(self, segment: str, new_id: str) -> None:
        """Let what rested on a segment rest on both of its parts."""
        self._re_evidence(lambda id: (id, new_id) if id == segment else (id,))

    def join(self, into: str, merged: str) -> None:
        """Let what rested on a segment rest on the one that took it in."""
        self._re_evidence(lambda id: (into,) if id == merged else (id,))

    def readable(
        self, segments: Mapping[str, Segment], altered: Mapping[str, int]
    ) -> tuple[Idea, ...]:
        """Return the ideas that may be read, in the order they were said.

        `segments` are those that may be read; `altered` names those, gone or still there, of which
        something was taken out, and the `seq` of the event that did.
        """
        kept = [self._readable(idea, segments, altered) for idea in self.ideas.values()]
        ideas = [idea for idea in kept if idea is not None]
        present = {idea.id for idea in ideas}
        ideas = [self._relinked(idea, present) for idea in ideas]
        return tuple(sorted(ideas, key=lambda idea: idea.start_ms))

    def _re_evidence(self, parts: Callable[[str], tuple[str, ...]]) -> None:
        for id, idea in self.ideas.items():
            evidence = _union((), [part for said in idea.evidence for part in parts(said)])
            if evidence != idea.evidence:
                self.ideas[id] = msgspec.structs.replace(idea, evidence=evidence)

    def _readable(
        self, idea: Idea, segments: Mapping[str, Segment], altered: Mapping[str, int]
    ) -> Idea | None:
        evidence = tuple(id for id in idea.evidence if id in segments)
        altered_at = max((altered.get(id, -1) for id in idea.evidence), default=-1)
        if not evidence and (altered_at >= 0 or idea.origin == "companion"):
            return None
        if altered_at >= 0 or idea.origin == "companion":
            is_own = self.reworded.get(idea.id, -1) > altered_at
            if not is_own and not _are_said(idea.text, [segments[id] for id in evidence]):
                return None
        ordered = tuple(sorted(evidence, key=lambda id: segments[id].start_ms))
        return idea if ordered == idea.evidence else msgspec.structs.replace(idea, evidence=ordered)

    def _relinked(self, idea: Idea, present: set[str]) -> Idea:
        links = tuple(
            msgspec.structs.replace(link, to=self._now(link.to)) if not link.session else link
            for link in idea.links
        )
        links = tuple(
            link for link in links if link.session or (link.to in present and link.to != idea.id)
        )
        return msgspec.structs.replace(idea, links=_union((), links))


def _union(first: Iterable[_T], second: Iterable[_T]) -> tuple[_T, ...]:
    return tuple(dict.fromkeys([*first, *second]))


def _are_said(text: str, segments: Iterable[Segment]) -> bool:
    """Return whether every word of `text` stands in the segments."""
    said = {word for segment in segments for word in _WORD.findall(segment.text.casefold())}
    return said.issuperset(_WORD.findall(text.casefold()))
