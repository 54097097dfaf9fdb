"""One walk's conversation: what was heard goes in, what to say and to record comes out.

The law of this module: it never plays, waits or writes. Whatever goes wrong with a chat model, the
walker gets an answer from the built-in companion, and nothing that was said is lost.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass

from companion.conversation.commands import Situation, is_to_others, parse
from companion.conversation.contract import Command, Cue, Effect, Record, Say, Sentence
from companion.conversation.facilitator import Facilitator
from companion.conversation.ideas import IdeaKeeper
from companion.conversation.moves import technique_named
from companion.conversation.obey import Obedience
from companion.conversation.ports import NoPast, Past
from companion.conversation.recap import opening_line, recap_text
from companion.conversation.words import content_stems, fold
from models.language import Language
from models.transcript import Segment

BUILT_IN = "built-in"
"""What the journal calls the companion without a chat model."""

_ASIDE_MS = 6_000
"""After a word to somebody else, a short command may still be for them."""


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

    def __init__(self, settings: TalkSettings, past: Past | None = None) -> None:
        self._settings = settings
        self._language: Language = settings.language
        self._past: Past = past or NoPast()
        self._ideas = IdeaKeeper(settings.language)
        self._facilitator = Facilitator(settings.language, settings.seed)
        self._obedience = Obedience(settings.language, self._ideas, self._facilitator, self._past)
        self._aside_ms = -_ASIDE_MS
        self._topics: set[str] = set(content_stems(settings.topic, settings.language))

    def opening(self) -> Sequence[Effect]:
        """Return one sentence about the walk before, where it is wanted and there was one."""
        if not self._settings.recall_last_walk:
            return ()
        last = self._past.last_walk()
        line = opening_line(last, self._language) if last else ""
        return (Say(line, "opening"),) if line else ()

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
        return command

    def obey(self, command: Command, segment: Segment | None, at_ms: int) -> Sequence[Effect]:
        """Carry out a command, as effects."""
        effects: list[Effect] = []
        if command.idea and segment is not None and command.name not in ("note", "off-record"):
            effects += self._take_in(segment, command.idea)
        return [*effects, *self._obedience.obey(command, segment, at_ms)]

    def heard(self, segment: Segment) -> Sequence[Effect]:
        """Take in what the walker said: the ideas it holds or takes back."""
        if self._obedience.is_off_record:
            return self._obedience.withhold(segment)
        return self._take_in(segment, "")

    def _take_in(self, segment: Segment, text: str) -> list[Effect]:
        said = text or segment.text
        self._facilitator.heard(said)
        self._topics.update(content_stems(said, self._language))
        return [Record(event) for event in self._ideas.walker_spoke(segment, text=text)]

    def spoke(self, segment: Segment, *, intended: str) -> Sequence[Effect]:
        """Take in what of a reply was really heard."""
        if segment.text.strip():
            self._ideas.companion_spoke(segment)
        return ()

    async def reply(self, *, technique: str = "") -> AsyncIterator[Sentence]:
        """Stream the next reply."""
        if technique:
            self._facilitator.begin(technique_named(fold(technique)) or technique)
        line = self._facilitator.reply(ideas=self._obedience.names())
        yield Sentence(line.text, BUILT_IN, line.move)

    def recap(self) -> Sequence[Effect]:
        """Return what to say at the end, under a minute."""
        if not self._settings.recap:
            return (Cue("end"),)
        text = recap_text(self._ideas.present(), self._language)
        return (Say(text, "recap"), Cue("end"))
