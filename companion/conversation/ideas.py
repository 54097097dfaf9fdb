"""Keeps the ideas of a walk with their origin: whose, where said, heard or not, what became of them.

The law of this module: an idea rests on what was really said and heard. Its text is cut out of those
words by deletion only. What the companion proposed is an idea once the walker has answered it, and
becomes both voices' when the walker builds on it; what nobody heard never is one. Nothing is erased:
an idea that is taken back stays, as withdrawn. Events in, events out; no clock, no chance.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import msgspec

from companion.conversation.commands import is_to_others
from companion.conversation.cues import CUES, Cues
from companion.conversation.idea_signs import (
    LEAST_STEMS,
    cut,
    holds_idea,
    is_new_proposal,
    is_question,
    joined_sentences,
    ordinal,
    own_words,
    proposal_in,
    split_sentences,
)
from companion.conversation.words import content_stems, overlap
from companion.session.events import IdeaChanged, IdeaNoted, SessionEvent
from models.ideas import Idea, Link, Origin, Status
from models.language import Language
from models.transcript import Segment

SAME_TURN_MS = 12_000
"""An utterance that starts this soon after an idea's last words may still belong to it."""

_ANSWER_MS = 20_000
"""A proposal that is not spoken of within this time is left where it is."""

_LEAST_ADDED = 3
"""Weighty words that are new, for a continuation to build on the companion's idea."""
_SAME = 0.7
_ALIKE = 0.3


@dataclass(slots=True)
class Kept:
    """An idea with what is needed to find it again."""

    idea: Idea
    stems: tuple[str, ...]
    last_ms: int
    before: Status = "open"
    """The status before the last change, for undo."""


@dataclass(slots=True)
class Proposal:
    """Something the companion proposed and the walker heard, not answered yet."""

    segment: Segment
    text: str
    stems: tuple[str, ...]


@dataclass(slots=True)
class IdeaKeeper:
    """The ideas of one walk, in the order in which they came."""

    language: Language
    ideas: list[Kept] = field(default_factory=list)
    _proposal: Proposal | None = None
    _answered: str = ""
    """Id of the companion's idea that the walker is answering."""
    _recent: list[Segment] = field(default_factory=list)
    """The walker's latest utterances, for `note that`."""

    @property
    def _cues(self) -> Cues:
        return CUES[self.language]

    def known_stems(self) -> frozenset[str]:
        """Return the stems of everything that a command can be about."""
        return frozenset(stem for kept in self.ideas for stem in kept.stems)

    def present(self) -> tuple[Idea, ...]:
        """Return all ideas as they stand."""
        return tuple(kept.idea for kept in self.ideas)

    def restore(self, ideas: Sequence[Idea]) -> None:
        """Go on with ideas from a journal."""
        self.ideas = [
            Kept(idea, content_stems(idea.text, self.language), idea.start_ms) for idea in ideas
        ]

    # -- the companion ------------------------------------------------------------------------

    def companion_spoke(self, segment: Segment) -> None:
        """Remember what the companion proposed, as far as it was heard."""
        text = proposal_in(segment.text, self._cues)
        if self._proposal is not None and not text:
            return
        stems = content_stems(text, self.language)
        self._answered = ""
        self._proposal = Proposal(segment, text, stems) if len(stems) >= LEAST_STEMS else None

    # -- the walker ---------------------------------------------------------------------------

    def walker_spoke(self, segment: Segment, *, text: str = "") -> list[SessionEvent]:
        """Return what this utterance changes; `text` where only a part of it is meant."""
        said = segment if not text else msgspec.structs.replace(segment, text=text)
        self._recent = [*self._recent[-7:], said]
        if is_to_others(said.text, self.language):
            return []
        events = self._answer_proposal(said)
        for sentence in joined_sentences(said.text, self.language):
            events += self._sentence(sentence, said)
        return events

    def _sentence(self, sentence: str, segment: Segment) -> list[SessionEvent]:
        folded = own_words(sentence)
        taken_back = self._cues.takes_back.match(folded)
        if taken_back is not None:
            return self._take_back(taken_back, segment)
        if self._cues.shares.search(folded):
            return self._share(segment)
        stems = content_stems(sentence, self.language)
        same = self._same(stems)
        if same is not None and not is_new_proposal(folded, self._cues):
            return self._grow(same, segment, stems)
        if holds_idea(sentence, self.language):
            built = self._built_on(stems)
            if built is not None:
                return self._build(built, segment, stems)
            if same is not None:
                return self._grow(same, segment, stems)
            return self._note(sentence, segment, stems)
        built = self._built_on(stems)
        if built is not None and self._adds(built, folded, stems):
            return self._build(built, segment, stems)
        return self._continue(folded, segment, stems)

    def _adds(self, kept: Kept, folded: str, stems: tuple[str, ...]) -> bool:
        """Tell whether these words spell the companion's idea out rather than judge it."""
        spells_out = self._cues.goes_on.match(self._cues.leads.sub("", folded)) or (
            self._cues.goes_on.match(folded)
        )
        new = set(stems) - set(kept.stems)
        is_open = kept.idea.status not in ("withdrawn", "uncertain")
        judges = self._cues.doubts.search(folded) or " because " in f" {folded} "
        return bool(is_open and spells_out and not judges and len(new) >= _LEAST_ADDED)

    def _answer_proposal(self, segment: Segment) -> list[SessionEvent]:
        """Make the companion's proposal an idea once the walker speaks of it."""
        proposal = self._proposal
        if proposal is None:
            return []
        folded = own_words(segment.text)
        rejected = self._cues.rejects.search(folded) is not None
        taken_up = self._cues.takes_up.search(folded) is not None
        shared = set(self._stems(segment.text)) & set(proposal.stems)
        if not (rejected or taken_up or shared):
            late = segment.start_ms - proposal.segment.end_ms > _ANSWER_MS
            self._proposal = None if late else proposal
            return []
        self._proposal = None
        same = self._same(proposal.stems)
        if same is not None:
            self._answered = same.idea.id
            return self._grow(same, proposal.segment, proposal.stems)
        events = self._note(proposal.text, proposal.segment, proposal.stems, origin="companion")
        kept = self.ideas[-1]
        self._answered = kept.idea.id
        refused = rejected and not taken_up
        return events + self._change(
            kept, add_evidence=(segment.id,), status="withdrawn" if refused else None
        )

    def _built_on(self, stems: tuple[str, ...]) -> Kept | None:
        """Return the companion's idea that these words build on."""
        kept = self.find_id(self._answered)
        if kept is None or kept.idea.origin == "walker" or kept.idea.status == "withdrawn":
            return None
        return kept if len(stems) >= LEAST_STEMS else None

    def _build(self, kept: Kept, segment: Segment, stems: tuple[str, ...]) -> list[SessionEvent]:
        kept.stems = tuple(dict.fromkeys((*kept.stems, *stems)))
        kept.last_ms = segment.end_ms
        return self._change(
            kept,
            add_evidence=(segment.id,),
            co_built=True,
            status="open" if kept.idea.status == "uncertain" else None,
        )

    def _share(self, segment: Segment) -> list[SessionEvent]:
        if not self.ideas:
            return []
        return self._change(self._latest(), co_built=True, add_evidence=(segment.id,))

    def _take_back(self, match: re.Match[str], segment: Segment) -> list[SessionEvent]:
        about = match.groupdict().get("about") or match.groupdict().get("mind") or ""
        kept = self.find(about) if about else self._latest_open()
        if kept is None:
            return []
        return self._change(kept, status="withdrawn", add_evidence=(segment.id,))

    def _continue(
        self, folded: str, segment: Segment, stems: tuple[str, ...]
    ) -> list[SessionEvent]:
        """Let what directly follows an idea and speaks of the same thing be part of its evidence."""
        if not self.ideas or not stems:
            return []
        kept = self._latest()
        if segment.start_ms - kept.last_ms > SAME_TURN_MS or self._cues.moves_about.search(folded):
            return []
        is_same = segment.id in kept.idea.evidence and self._cues.goes_on.match(folded) is not None
        if is_same or set(stems) & set(kept.stems):
            return self._grow(kept, segment, ())
        return []

    def _note(
        self,
        sentence: str,
        segment: Segment,
        stems: tuple[str, ...],
        *,
        origin: Origin = "walker",
        status: Status = "open",
    ) -> list[SessionEvent]:
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
        self.ideas.append(Kept(idea, stems, segment.end_ms))
        return [IdeaNoted(at_ms=segment.end_ms, idea=idea)]

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

    def _grow(self, kept: Kept, segment: Segment, stems: tuple[str, ...]) -> list[SessionEvent]:
        kept.last_ms = max(kept.last_ms, segment.end_ms)
        kept.stems = tuple(dict.fromkeys((*kept.stems, *stems)))[:24]
        if segment.id in kept.idea.evidence:
            return []
        return self._change(kept, add_evidence=(segment.id,))

    # -- commands -----------------------------------------------------------------------------

    def note(
        self, segment: Segment | None, words: str, after: str, at_ms: int
    ) -> tuple[Kept, list[SessionEvent]]:
        """Keep what was just said; returns the idea. Raises LookupError if nothing was.

        `words` came before the command or were its object and are taken in already; where they are
        too few, what follows the command is meant, else what was said last.
        """
        if segment is not None and not words and len(self._stems(after)) >= LEAST_STEMS:
            return self._note_words(split_sentences(after)[0], segment)
        if segment is not None and len(self._stems(words)) >= LEAST_STEMS:
            return self._note_said(words, segment)
        latest = self._latest() if self.ideas else None
        if latest is not None and self._is_just_said(latest):
            return latest, self._set_status(latest, "kept")
        if self._proposal is not None:
            proposal, self._proposal = self._proposal, None
            events = self._note(
                proposal.text, proposal.segment, proposal.stems, origin="companion", status="kept"
            )
            return self.ideas[-1], events
        for said in reversed(self._recent):
            if len(self._stems(said.text)) >= LEAST_STEMS:
                return self._note_said(said.text, said)
        raise LookupError

    def _stems(self, text: str) -> tuple[str, ...]:
        return content_stems(text, self.language)

    def _note_said(self, words: str, segment: Segment) -> tuple[Kept, list[SessionEvent]]:
        """Keep the idea that these words gave or fed, or else their last sentence of weight."""
        latest = self._latest() if self.ideas else None
        if latest is not None and segment.id in latest.idea.evidence:
            return latest, self._set_status(latest, "kept")
        weighty = [part for part in split_sentences(words) if len(self._stems(part)) >= LEAST_STEMS]
        return self._note_words(weighty[-1] if weighty else words, segment)

    def _note_words(self, words: str, segment: Segment) -> tuple[Kept, list[SessionEvent]]:
        stems = self._stems(words)
        same = self._same(stems) or self._built_on(stems)
        if same is not None:
            events = self._grow(same, segment, stems) + self._set_status(same, "kept")
            if same.idea.origin == "companion" and segment.speaker == "walker":
                events += self._change(same, co_built=True)
            return same, events
        events = self._note(words, segment, stems, status="kept")
        return self.ideas[-1], events

    def _is_just_said(self, kept: Kept) -> bool:
        """Tell whether nothing of weight was said since this idea."""
        later = [
            said
            for said in self._recent
            if said.start_ms > kept.last_ms and len(content_stems(said.text, self.language)) > 2
        ]
        if self._proposal is not None and self._proposal.segment.start_ms > kept.last_ms:
            return False
        return not later and kept.idea.status != "withdrawn"

    def set_status(
        self, about: str, status: Status, *, segment: Segment | None, at_ms: int
    ) -> tuple[Kept | None, list[SessionEvent]]:
        """Change the idea `about`, or the latest one; None where there is none."""
        kept = self._meant(about, segment, at_ms, status)
        if kept is None:
            return None, []
        evidence = (segment.id,) if segment is not None else ()
        return kept, self._set_status(kept, status, add_evidence=evidence)

    def put_as_question(
        self, about: str, *, segment: Segment | None, at_ms: int
    ) -> tuple[Kept | None, list[SessionEvent]]:
        """Turn the idea `about`, or what was just said, into a question."""
        kept = self._meant(about, segment, at_ms, "open")
        if kept is None:
            return None, []
        return kept, self._change(kept, is_question=True)

    def undo(self) -> tuple[Kept | None, list[SessionEvent]]:
        """Take the latest note back: it returns to what it was, or is withdrawn if it was nothing."""
        kept = next((kept for kept in reversed(self.ideas) if kept.idea.status != "open"), None)
        if kept is None:
            kept = self._latest_open()
        if kept is None:
            return None, []
        back: Status = kept.before if kept.idea.status != kept.before else "withdrawn"
        return kept, self._set_status(kept, back)

    def forget(self, start_ms: int, end_ms: int) -> list[SessionEvent]:
        """Withdraw the ideas that rest only on a passage that is forgotten."""
        gone = [
            kept for kept in self.ideas if start_ms <= kept.idea.start_ms and kept.last_ms <= end_ms
        ]
        self._recent = [said for said in self._recent if said.start_ms < start_ms]
        return [event for kept in gone for event in self._change(kept, status="withdrawn")]

    def _meant(
        self, about: str, segment: Segment | None, at_ms: int, status: Status
    ) -> Kept | None:
        if about and (self._stems(about) or ordinal(about) is not None):
            return self.find(about)
        if self._proposal is not None and status != "withdrawn":
            self.note(None, "", "", at_ms)
            return self.ideas[-1]
        return (
            self._latest_open()
            if status == "withdrawn"
            else (self._latest() if self.ideas else None)
        )

    def _set_status(
        self, kept: Kept, status: Status, *, add_evidence: tuple[str, ...] = ()
    ) -> list[SessionEvent]:
        kept.before = kept.idea.status
        return self._change(kept, status=status, add_evidence=add_evidence)

    def link_back(self, session: str, idea: str, text: str) -> list[SessionEvent]:
        """Link the latest idea to one of an earlier walk, where they share words."""
        kept = self._latest_open()
        if kept is None or not idea or not set(kept.stems) & set(self._stems(text)):
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

    def _same(self, stems: tuple[str, ...]) -> Kept | None:
        """Return the idea that these words say again."""
        for kept in reversed(self.ideas):
            mine = content_stems(kept.idea.text, self.language)
            shared = len(set(stems) & set(mine))
            if kept.idea.status != "withdrawn" and shared >= 2 and overlap(stems, mine) >= _SAME:
                return kept
        return None

    def _latest(self) -> Kept:
        return max(self.ideas, key=lambda kept: kept.last_ms)

    def _latest_open(self) -> Kept | None:
        living = [kept for kept in self.ideas if kept.idea.status != "withdrawn"]
        return max(living, key=lambda kept: kept.last_ms) if living else None

    def _change(
        self,
        kept: Kept,
        *,
        status: Status | None = None,
        add_evidence: tuple[str, ...] = (),
        co_built: bool = False,
        is_question: bool | None = None,
    ) -> list[SessionEvent]:
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
