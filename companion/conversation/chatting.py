"""A reply by the chat model, held to manners; where it fails, the built-in companion goes on.

The law of this module: asking for a reply always gives one. What was spoken before a failure stays
spoken and is followed by a sentence that can follow it. After a failure the model is left alone for
a few turns, more each time, so that a walker does not wait for what is not there.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import Literal

from companion.conversation.context import Condensing, Context
from companion.conversation.contract import Cue, Effect, Record, Sentence
from companion.conversation.replies import Manners
from companion.conversation.sentences import SentenceCutter
from companion.conversation.words import fold
from companion.session.events import Condensed, EngineChanged
from models.chat import ChatModel
from models.errors import BadReply, ModelError, PromptTooLong
from models.language import Language

ANSWER_TOKENS = 120
_MOST_PATIENCE = 8
"""Turns that the model is left alone at most."""


@dataclass(slots=True)
class Chatting:
    """One walk's dealings with a chat model."""

    model: ChatModel
    context: Context
    remembered: Callable[[], Sequence[str]]
    """The walker's ideas in their words, for condensing."""
    news: list[Effect] = field(default_factory=list)
    """What came about while replying, for the loop to carry out."""
    at_ms: int = 0
    broke_off: bool = False
    """True where the last reply ended before its question."""
    _failures: int = 0
    _turns_off: int = 0
    _is_away: bool = False
    _said: set[str] = field(default_factory=set)
    _said_last: set[str] = field(default_factory=set)

    @property
    def is_wanted(self) -> bool:
        """Tell whether it is time to ask the model, counting turns while it is left alone."""
        if self._turns_off:
            self._turns_off -= 1
            return False
        return True

    async def reply(
        self, language: Language, *, may_propose: bool = True
    ) -> AsyncGenerator[Sentence]:
        """Stream what may be spoken; nothing at all where the model failed before it spoke.

        Without `may_propose` its own ideas are left unsaid: the walker's come first.
        """
        manners = Manners(language, self._said, may_propose)
        self._said_last = set()
        self._fit()
        self.broke_off = True
        try:
            async with aclosing(self._told(manners, retry=True)) as spoken:
                async for text in spoken:
                    self._note(text)
                    yield Sentence(text, self.model.card.engine)
        except BadReply:
            self._leave_alone()
        except ModelError as error:
            self._leave_alone()
            self._went_away(type(error).__name__)
        else:
            self.broke_off = False
            self._came_back()
            if not (manners.said or manners.held_back):
                self._leave_alone()

    def take_back(self) -> None:
        """Let the sentences of the last reply be said again: nobody heard them."""
        self._said -= self._said_last
        self._said_last = set()

    def _note(self, text: str) -> None:
        said = fold(text).strip(" .?!")
        if said not in self._said:
            self._said.add(said)
            self._said_last.add(said)

    async def _told(self, manners: Manners, *, retry: bool) -> AsyncGenerator[str]:
        cutter = SentenceCutter()
        pieces = self.model.reply(self.context.messages(), max_tokens=ANSWER_TOKENS)
        try:
            async with aclosing(pieces) as stream:  # type: ignore[type-var]
                async for piece in stream:
                    for sentence in cutter.feed(piece):
                        if text := manners.take(sentence):
                            yield text
                    if manners.is_over:
                        return
        except PromptTooLong:
            self._record(
                self.context.condense(self.model.context_tokens, ANSWER_TOKENS, self.remembered())
            )
            if manners.said or not retry:
                return
            async with aclosing(self._told(manners, retry=False)) as again:
                async for text in again:
                    yield text
            return
        for sentence in cutter.finish():
            if text := manners.take(sentence):
                yield text

    def _fit(self) -> None:
        condensed = self.context.fit(self.model.context_tokens, ANSWER_TOKENS, self.remembered())
        if condensed is not None:
            self._record(condensed)

    def _record(self, condensed: Condensing) -> None:
        self.news.append(
            Record(
                Condensed(
                    at_ms=self.at_ms,
                    dropped_messages=condensed.dropped_messages,
                    estimated_tokens=condensed.estimated_tokens,
                    budget_tokens=condensed.budget_tokens,
                )
            )
        )

    def _leave_alone(self) -> None:
        self._failures += 1
        self._turns_off = min(2 ** (self._failures - 1), _MOST_PATIENCE)

    def _went_away(self, why: str) -> None:
        if not self._is_away:
            self._is_away = True
            self._tell("away", why)
            self.news.append(Cue("away"))

    def _came_back(self) -> None:
        self._failures = 0
        if self._is_away:
            self._is_away = False
            self._tell("ready", "")

    def _tell(self, state: Literal["away", "ready"], why: str) -> None:
        changed = EngineChanged(
            at_ms=self.at_ms,
            part="chat",
            state=state,
            card=self.model.card,
            why=why,
        )
        self.news.append(Record(changed))
