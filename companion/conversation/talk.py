"""One walk's conversation: what was heard goes in, what to say and to record comes out.

The law of this module: it never plays, waits or writes. Whatever goes wrong with a chat model, the
walker gets an answer from the built-in companion, and nothing that was said is lost. What is off the
record reaches neither the model nor the ideas.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import dataclass

from companion.conversation.chatting import Chatting
from companion.conversation.commands.parser import Situation, is_to_others, parse
from companion.conversation.context import Context
from companion.conversation.contract import (
    Answer,
    Command,
    CommandName,
    Cue,
    Effect,
    Record,
    Say,
    Sentence,
    SetLanguage,
)
from companion.conversation.cues import CUES
from companion.conversation.earlier import Earlier
from companion.conversation.facilitator import Facilitator, Focus
from companion.conversation.idea_signs import kind_of, own_words
from companion.conversation.ideas import IdeaKeeper
from companion.conversation.labels import label
from companion.conversation.moves import families, technique_named
from companion.conversation.obey import Obedience
from companion.conversation.ports import NoPast, Past
from companion.conversation.recall import Said
from companion.conversation.recap import opening_line, recap_text
from companion.conversation.words import content_stems, fold
from companion.session.events import IdeaChanged, TakenOffRecord
from models.chat import ChatModel
from models.ideas import Idea
from models.language import Language
from models.transcript import Segment

BUILT_IN = "built-in"
"""What the journal calls the companion without a chat model."""

_OPENING_REPLIES = 2
"""Replies in which the companion brings no idea of its own."""

_ASIDE_MS = 6_000
"""After a word to somebody else, a short command may still be for them."""

_WHILE_OFF: frozenset[CommandName] = frozenset(
    ("on-record", "end", "pause", "resume", "forget-minute", "yes", "no")
)
"""Commands that are heard off the record."""


@dataclass(frozen=True, slots=True)
class TalkSettings:
    """How one walk is talked."""

    language: Language
    seed: int = 0
    """Of the session, so that a replay says the same."""
    recall_last_walk: bool = True
    topic: str = ""
    recap: bool = True


class Talk:
    """The `Conversation` of one walk, with or without a chat model."""

    def __init__(
        self, settings: TalkSettings, *, chat: ChatModel | None = None, past: Past | None = None
    ) -> None:
        self._settings = settings
        self._language: Language = settings.language
        self._past: Past = past or NoPast()
        self._ideas = IdeaKeeper(settings.language)
        self._facilitator = Facilitator(settings.language, settings.seed)
        self._earlier = Earlier(self._past)
        self._said: list[Said] = []
        self._obedience = Obedience(
            settings.language, self._ideas, self._facilitator, self._past, self._said
        )
        self._context = Context(settings.language, settings.topic)
        self._chatting = Chatting(chat, self._context, self._remembered) if chat else None
        self._topics: set[str] = set(content_stems(settings.topic, settings.language))
        self._acknowledgements: set[str] = set()
        self._built_in_lines: set[str] = set()
        self._linked: list[Effect] = []
        self._aside_ms = -_ASIDE_MS
        self._now_ms = 0
        self._cut_ins = 0
        self._replies = 0
        self._is_invited = False
        """True where the walker has asked for an idea of the companion's."""

    def restore(self, ideas: Sequence[Idea], said: Sequence[Segment]) -> None:
        """Go on with a walk that was interrupted: its ideas, and what was said on the record."""
        self._ideas.restore(ideas)
        for segment in said:
            self._now_ms = segment.end_ms
            if segment.speaker == "walker":
                self._remember(segment.text, segment)
            else:
                self._context.companion_was_heard(segment.text, segment.end_ms)
        self._facilitator.answered_otherwise()
        self._replies = _OPENING_REPLIES

    @property
    def ideas(self) -> tuple[Idea, ...]:
        """All ideas of the walk as they stand."""
        return self._ideas.present()

    # -- what the loop calls -------------------------------------------------------------------

    def opening(self) -> Sequence[Effect]:
        """Return one sentence about the walk before, where it is wanted and there was one."""
        last = self._past.last_walk() if self._settings.recall_last_walk else None
        line = opening_line(last, self._language) if last else ""
        return self._ours([Say(line, "opening")] if line else [])

    def command_in(self, segment: Segment, *, is_over: bool) -> Command | None:
        """Return the command that this utterance is, or holds at its edge; None for an idea."""
        situation = Situation(
            known=self._ideas.known_stems() | self._topics,
            is_asked=self._obedience.is_asking,
            with_others=segment.start_ms - self._aside_ms < _ASIDE_MS,
        )
        command = parse(segment.text, self._language, situation)
        if command is None and is_to_others(segment.text, self._language):
            self._aside_ms = segment.end_ms
        if self._obedience.is_off_record and command and command.name not in _WHILE_OFF:
            return None
        return command

    def obey(self, command: Command, segment: Segment | None, at_ms: int) -> Sequence[Effect]:
        """Carry out a command, as effects."""
        self._now_ms = max(self._now_ms, at_ms)
        effects = self._news()
        if segment is not None and command.name != "off-record":
            effects += self._take_in(command.idea, segment)
        effects += self._obedience.obey(command, segment, at_ms)
        if segment is not None and not self._obedience.is_off_record:
            effects += self._take_in(command.after, segment)
        for effect in effects:
            self._follow(effect)
        return self._ours(effects)

    def heard(self, segment: Segment) -> Sequence[Effect]:
        """Take in what the walker said: the ideas it holds or takes back."""
        self._now_ms = max(self._now_ms, segment.end_ms)
        if self._obedience.is_off_record:
            return self._obedience.withhold(segment)
        return [*self._news(), *self._take_in(segment.text, segment)]

    def spoke(self, segment: Segment, *, intended: str) -> Sequence[Effect]:
        """Take in what of a reply was really heard."""
        self._now_ms = max(self._now_ms, segment.end_ms)
        is_ours = intended in self._acknowledgements or segment.text in self._acknowledgements
        if not segment.text.strip() or is_ours:
            return ()
        self._ideas.turn_ended(segment.end_ms)
        if intended not in self._built_in_lines:  # which proposes nothing, by its law
            self._ideas.companion_spoke(segment)
        self._context.companion_was_heard(segment.text, segment.end_ms)
        return ()

    def went_unheard(self) -> None:
        """Take back the last reply: what it answered waits for the next one, and may be said again."""
        self._facilitator.take_back()
        if self._chatting is not None:
            self._chatting.take_back()

    def was_early(self) -> None:
        """Take in that an answer cut the walker off: it is owned up to at the end."""
        self._cut_ins += 1

    async def reply(self, *, technique: str = "") -> AsyncGenerator[Sentence]:
        """Stream the next reply: the chat model's, or the built-in companion's."""
        self._choose(technique)
        self._link_earlier()
        self._facilitator.keep_place()
        spoken: list[Sentence] = []
        self._replies += 1
        if self._chatting is not None and self._chatting.is_wanted:
            self._chatting.at_ms = self._now_ms
            may_propose = bool(technique) or self._may_propose()
            replying = self._chatting.reply(self._language, may_propose=may_propose)
            async with aclosing(replying) as sentences:
                async for sentence in sentences:
                    spoken.append(sentence)
                    yield sentence
            if spoken and not self._chatting.broke_off:
                self._facilitator.answered_otherwise()
                return
        line = self._facilitator.reply(ideas=self._obedience.names(), focus=self._focus())
        self._built_in_lines.add(line.text)
        yield Sentence(line.text, BUILT_IN, line.move)

    def recap(self) -> Sequence[Effect]:
        """Return what to say at the end, under a minute."""
        effects = self._news()
        if self._settings.recap:
            text = recap_text(self._ideas.present(), self._language, cut_ins=self._cut_ins)
            effects.append(Say(text, "recap"))
        return self._ours([*effects, Cue("end")])

    # -- within --------------------------------------------------------------------------------

    def _take_in(self, text: str, segment: Segment) -> list[Effect]:
        if not text:
            return []
        self._remember(text, segment)
        effects: list[Effect] = [
            Record(event) for event in self._ideas.walker_spoke(segment, text=text)
        ]
        for effect in effects:
            self._follow(effect)
        return effects

    def _remember(self, text: str, segment: Segment) -> None:
        self._facilitator.heard(text, segment.start_ms)
        self._is_invited |= CUES[self._language].invites.search(own_words(text)) is not None
        self._context.walker_said(text, segment.start_ms)
        self._said.append(Said(text, segment.start_ms))
        self._topics.update(content_stems(text, self._language))

    def _may_propose(self) -> bool:
        """Tell whether an idea of the companion's is in place: not in the opening, unless asked for."""
        invited, self._is_invited = self._is_invited, False
        return invited or self._replies > _OPENING_REPLIES or bool(self._facilitator.technique)

    def _remembered(self) -> Sequence[str]:
        """Return the walker's ideas in their own words, for a context that is too long."""
        return [
            idea.text
            for idea in self._ideas.present()
            if idea.status != "withdrawn" and idea.origin != "companion"
        ]

    def _focus(self) -> Focus | None:
        """Return what the walker has just put forward, as a reply can name it."""
        idea = self._ideas.of_this_turn()
        if idea is None:
            return None
        kind = "question" if idea.is_question else kind_of(idea.text, self._language)
        return Focus(label(idea.text, self._language), kind)

    def _choose(self, technique: str) -> None:
        known = families(self._language)
        name = technique if technique in known else technique_named(fold(technique))
        if name:
            self._facilitator.begin(name)
        active = name or self._facilitator.technique
        if active and self._chatting is not None:
            self._context.note(active)

    def _link_earlier(self) -> None:
        """Look for something said in an earlier walk that bears on what was just said."""
        found = self._earlier.link(self._said, self._language)
        if found is None:
            return
        self._context.note("earlier", when=found.when, text=found.text)
        self._facilitator.recall(found.spoken)
        events = self._ideas.link_back(found.line.session, found.line.idea, found.line.text)
        self._linked += [Record(event) for event in events]

    def _follow(self, effect: Effect) -> None:
        """Keep this conversation in step with what a command changes."""
        match effect:
            case SetLanguage():
                self._switch(effect.language)
            case Answer():
                self._facilitator.want()
            case Record(event=TakenOffRecord(start_ms=start)):
                self._context.forget(start)
                self._facilitator.forget(start)
                self._said[:] = [said for said in self._said if said.at_ms < start]
            case Record(event=IdeaChanged(id=name, status="withdrawn")):
                kept = self._ideas.find_id(name)
                self._facilitator.let_go(kept.idea.text if kept else "")
            case _:
                pass

    def _switch(self, language: Language) -> None:
        self._language = language
        for part in (self._ideas, self._facilitator, self._obedience, self._context):
            part.language = language

    def _news(self) -> list[Effect]:
        """Return, once, what came about while replying."""
        linked, self._linked = self._linked, []
        if self._chatting is None:
            return linked
        news, self._chatting.news = self._chatting.news, []
        return [*linked, *news]

    def _ours(self, effects: list[Effect]) -> list[Effect]:
        """Remember what the program itself says: it proposes nothing."""
        self._acknowledgements.update(effect.text for effect in effects if isinstance(effect, Say))
        return effects
