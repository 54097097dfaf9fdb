"""Keeps the ideas of a walk with their origin: whose, where said, heard or not, what became of them.

The law of this module: an idea rests on what was really said and heard. Its text is cut out of those
words by deletion only. What the companion proposed is an idea once the walker has answered it, and
becomes both voices' when the walker builds on it; what nobody heard never is one. Nothing is erased:
an idea that is taken back stays, as withdrawn. Events in, events out; no clock, no chance.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from companion.conversation.commands.parser import is_to_others
from companion.conversation.cues import CUES, Cues
from companion.conversation.idea_shelf import IdeaShelf, Kept
from companion.conversation.idea_signs import (
    LEAST_STEMS,
    holds_idea,
    is_new_proposal,
    joined_sentences,
    ordinal,
    own_words,
    split_sentences,
)
from companion.conversation.proposals import Proposals
from companion.conversation.unfinished import Begun, belongs, is_unfinished, still_begun
from companion.conversation.words import content_stems, fold
from companion.session.events import SessionEvent
from models.ideas import Idea, Status
from models.language import Language
from models.transcript import Segment

SAME_TURN_MS = 12_000
"""An utterance that starts this soon after an idea's last words may still belong to it."""

_DICTATED = 0.8
"""Share of all words of two texts that they must share, for a dictated note to be an old idea."""

_THE_IDEA = re.compile(
    r"(?:the|that|my|your) (?P<front>\w+(?: \w+){0,3}) (?:idea|thought|one|plan|thing)s?"
    r"|(?:l'|cette |mon |ton |la |le |cet )(?:idee|piste|histoire|truc|projet|plan) "
    r"(?:d'|de l'|de la |de |du |des |avec |sur )(?P<back>[\w']+(?: [\w']+){0,4})"
)
"""Words that point at an idea instead of telling one, folded."""


class IdeaKeeper:
    """The ideas of one walk, in the order in which they came."""

    def __init__(self, language: Language) -> None:
        self._shelf = IdeaShelf(language)
        self._proposals = Proposals(self._shelf)
        self._recent: list[Segment] = []
        """The walker's latest utterances, for `note that`."""
        self._begun: Begun | None = None
        self._turn_ms = 0
        """When the companion was last heard."""

    @property
    def language(self) -> Language:
        """The language that is spoken."""
        return self._shelf.language

    @language.setter
    def language(self, language: Language) -> None:
        self._shelf.language = language

    @property
    def ideas(self) -> Sequence[Kept]:
        """All ideas, in the order in which they came."""
        return self._shelf.ideas

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
        self._shelf.ideas = [
            Kept(idea, content_stems(idea.text, self.language), idea.start_ms) for idea in ideas
        ]

    def of_this_turn(self) -> Idea | None:
        """Return the walker's idea that was put forward last, since the companion spoke."""
        latest = self._shelf.latest_open()
        if latest is None or latest.idea.start_ms < self._turn_ms or latest.idea.origin != "walker":
            return None
        return latest.idea

    def turn_ended(self, at_ms: int) -> None:
        """Take in that the companion was heard: what the walker says next is another thought."""
        self._turn_ms = at_ms
        self._begun = None

    def companion_spoke(self, segment: Segment) -> None:
        """Remember what the companion proposed, as far as it was heard."""
        self._proposals.companion_spoke(segment)

    # -- the walker ---------------------------------------------------------------------------

    def walker_spoke(self, segment: Segment, *, text: str = "") -> list[SessionEvent]:
        """Return what this utterance changes; `text` where only a part of it is meant."""
        said = segment if not text else msgspec.structs.replace(segment, text=text)
        self._recent = [*self._recent[-7:], said]
        if is_to_others(said.text, self.language):
            return []
        begun, self._begun = still_begun(self._begun, said), None
        events = self._proposals.answer(said)
        for sentence in joined_sentences(said.text, self.language):
            count = len(self.ideas)
            if begun is None:
                events += self._sentence(sentence, said)
                kept = self.ideas[-1] if len(self.ideas) > count else None
                self._begun = Begun(sentence, said, (said.id,), kept)
            else:
                events += self._finish(begun, sentence, said)
            begun = None
        if self._begun is not None and not is_unfinished(self._begun.text, self.language):
            self._begun = None
        return events

    def _finish(self, begun: Begun, sentence: str, segment: Segment) -> list[SessionEvent]:
        """Take two utterances with a thinking pause between them as the one sentence they are."""
        whole = f"{begun.text} {sentence}"
        ids = (*begun.ids, segment.id)
        spans = msgspec.structs.replace(segment, start_ms=begun.segment.start_ms)
        if not belongs(begun, sentence, self.language):
            count = len(self.ideas)
            events = self._sentence(sentence, segment)
            kept = self.ideas[-1] if len(self.ideas) > count else None
            self._begun = Begun(sentence, segment, (segment.id,), kept)
            return events
        if begun.kept is not None:
            events = self._shelf.extend(begun.kept, whole, segment)
            self._begun = Begun(whole, spans, ids, begun.kept)
            return events
        count = len(self.ideas)
        events = self._sentence(whole, spans)
        kept = self.ideas[-1] if len(self.ideas) > count else None
        if kept is not None:
            events += self._shelf.change(kept, add_evidence=ids)
        self._begun = Begun(whole, spans, ids, kept)
        return events

    def _sentence(self, sentence: str, segment: Segment) -> list[SessionEvent]:
        folded = own_words(sentence)
        taken_back = self._cues.takes_back.match(folded)
        if taken_back is not None:
            return self._take_back(taken_back, segment)
        if self._cues.shares.search(folded):
            return self._share(segment)
        stems = content_stems(sentence, self.language)
        same = self._shelf.same(stems)
        if same is not None and not is_new_proposal(folded, self._cues):
            return self._shelf.grow(same, segment, stems)
        if holds_idea(sentence, self.language):
            built = self._proposals.built_on(stems)
            if built is not None and len(set(stems) - set(built.stems)) >= LEAST_STEMS:
                return self._proposals.build(built, segment, stems)
            if built is not None:
                return self._shelf.grow(built, segment, stems)
            if same is not None:
                return self._shelf.grow(same, segment, stems)
            return self._shelf.note(sentence, segment, stems)
        built = self._proposals.built_on(stems)
        if built is not None and self._proposals.adds(built, folded, stems):
            return self._proposals.build(built, segment, stems)
        return self._continue(folded, segment, stems)

    def _share(self, segment: Segment) -> list[SessionEvent]:
        if not self.ideas:
            return []
        return self._shelf.change(self._shelf.latest(), co_built=True, add_evidence=(segment.id,))

    def _take_back(self, match: re.Match[str], segment: Segment) -> list[SessionEvent]:
        about = next((said for said in match.groupdict().values() if said), "")
        kept = self._shelf.find(about) if about else self._shelf.latest_open()
        if kept is None:
            return []
        return self._shelf.change(kept, status="withdrawn", add_evidence=(segment.id,))

    def _continue(
        self, folded: str, segment: Segment, stems: tuple[str, ...]
    ) -> list[SessionEvent]:
        """Let what directly follows an idea and speaks of the same thing be part of its evidence."""
        if not self.ideas or not stems:
            return []
        kept = self._shelf.latest()
        if segment.start_ms - kept.last_ms > SAME_TURN_MS or self._cues.moves_about.search(folded):
            return []
        is_same = segment.id in kept.idea.evidence and self._cues.goes_on.match(folded) is not None
        if is_same or set(stems) & set(kept.stems):
            return self._shelf.grow(kept, segment, ())
        return []

    # -- commands -----------------------------------------------------------------------------

    def note(
        self, segment: Segment | None, words: str, after: str
    ) -> tuple[Kept, list[SessionEvent]]:
        """Keep what was just said; returns the idea. Raises LookupError if nothing was.

        `words` came before the command or were its object and are taken in already; where they are
        too few, what follows the command is meant, else what was said last.
        """
        named = self._pointed_at(words) or self._pointed_at(after)
        if segment is not None and named is not None:
            return named, self._shelf.set_status(named, "kept", add_evidence=(segment.id,))
        if segment is not None and not words and len(self._shelf.stems(after)) >= LEAST_STEMS:
            return self._note_words(split_sentences(after)[0], segment, least=_DICTATED)
        if segment is not None and len(self._shelf.stems(words)) >= LEAST_STEMS:
            if segment.text.rstrip(" .!?").endswith(words) and segment.text != words:
                return self._note_words(words, segment, least=_DICTATED)
            return self._note_said(words, segment)
        latest = self._shelf.latest() if self.ideas else None
        if latest is not None and self._is_just_said(latest):
            return latest, self._shelf.set_status(latest, "kept")
        if self._proposals.waiting is not None:
            events = self._proposals.taken_up("kept")
            return self.ideas[-1], events
        for said in reversed(self._recent):
            if len(self._shelf.stems(said.text)) >= LEAST_STEMS:
                return self._note_said(said.text, said)
        raise LookupError

    def _pointed_at(self, words: str) -> Kept | None:
        """Return the idea that a note names rather than tells: "write down the garage idea"."""
        match = _THE_IDEA.fullmatch(fold(words).strip(" .!?"))
        return self._shelf.find(match["front"] or match["back"]) if match else None

    def _note_said(self, words: str, segment: Segment) -> tuple[Kept, list[SessionEvent]]:
        """Keep the idea that these words gave or fed, or else their last sentence of weight."""
        latest = self._shelf.latest() if self.ideas else None
        if latest is not None and segment.id in latest.idea.evidence:
            return latest, self._shelf.set_status(latest, "kept")
        weighty = [
            part for part in split_sentences(words) if len(self._shelf.stems(part)) >= LEAST_STEMS
        ]
        return self._note_words(weighty[-1] if weighty else words, segment)

    def _note_words(
        self, words: str, segment: Segment, *, least: float = 0.0
    ) -> tuple[Kept, list[SessionEvent]]:
        stems = self._shelf.stems(words)
        same = self._shelf.same(stems, of_all=least) or self._proposals.built_on(stems)
        if same is not None:
            events = self._shelf.grow(same, segment, stems) + self._shelf.set_status(same, "kept")
            if same.idea.origin == "companion" and segment.speaker == "walker":
                events += self._shelf.change(same, co_built=True)
            return same, events
        events = self._shelf.note(words, segment, stems, status="kept")
        return self.ideas[-1], events

    def _is_just_said(self, kept: Kept) -> bool:
        """Tell whether nothing of weight was said since this idea."""
        later = [
            said
            for said in self._recent
            if said.start_ms > kept.last_ms and len(content_stems(said.text, self.language)) > 2
        ]
        if (
            self._proposals.waiting is not None
            and self._proposals.waiting.segment.start_ms > kept.last_ms
        ):
            return False
        return not later and kept.idea.status != "withdrawn"

    def set_status(
        self, about: str, status: Status, *, segment: Segment | None
    ) -> tuple[Kept | None, list[SessionEvent]]:
        """Change the idea `about`, or the latest one; None where there is none.

        What is parked by a name that nothing goes by is a new thing to come back to.
        """
        kept, events = self._meant(about, status)
        if kept is None and status == "parked" and segment is not None and about:
            kept, events = self._note_words(about, segment)
        if kept is None:
            return None, []
        evidence = (segment.id,) if segment is not None else ()
        return kept, events + self._shelf.set_status(kept, status, add_evidence=evidence)

    def put_as_question(self, about: str) -> tuple[Kept | None, list[SessionEvent]]:
        """Turn the idea `about`, or what was just said, into a question."""
        kept, events = self._meant(about, "open")
        if kept is None:
            return None, []
        return kept, events + self._shelf.put_as_question(kept)

    def undo(self) -> tuple[Kept | None, list[SessionEvent]]:
        """Take the latest command about an idea back; without one, the latest idea."""
        return self._shelf.undo()

    def link_back(self, session: str, idea: str, text: str) -> list[SessionEvent]:
        """Link the latest idea to one of an earlier walk, where they share words."""
        return self._shelf.link_back(session, idea, text)

    def find_id(self, name: str) -> Kept | None:
        """Return the idea with this id."""
        return self._shelf.find_id(name)

    def forget(self, start_ms: int, end_ms: int) -> list[SessionEvent]:
        """Withdraw the ideas that rest only on a passage that is forgotten."""
        gone = [
            kept for kept in self.ideas if start_ms <= kept.idea.start_ms and kept.last_ms <= end_ms
        ]
        self._recent = [said for said in self._recent if said.start_ms < start_ms]
        return [event for kept in gone for event in self._shelf.change(kept, status="withdrawn")]

    def _named(self, about: str, status: Status) -> tuple[Kept | None, list[SessionEvent]]:
        """Return the idea `about`; where there is none, what was last said of it becomes one.

        What is dropped was on the walker's mind too: it stays, as withdrawn.
        """
        kept = self._shelf.find(about)
        wanted = set(self._shelf.stems(about))
        if kept is not None or not wanted:
            return kept, []
        for said in reversed(self._recent):
            for sentence in reversed(split_sentences(said.text)):
                stems = self._shelf.stems(sentence)
                if wanted <= set(stems) and len(stems) >= LEAST_STEMS:
                    return self._shelf.noted(sentence, said, stems)
        return None, []

    def _meant(self, about: str, status: Status) -> tuple[Kept | None, list[SessionEvent]]:
        """Return the idea that is meant, and what making it one changes."""
        if about and (self._shelf.stems(about) or ordinal(about) is not None):
            return self._named(about, status)
        if status == "withdrawn":
            return self._shelf.latest_open(), []
        if self._proposals.waiting is not None:
            events = self._proposals.taken_up()
            return self.ideas[-1], events
        living = self._shelf.latest_open() if status != "kept" else None
        return living or (self._shelf.latest() if self.ideas else None), []
