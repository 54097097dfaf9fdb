"""What the chat model is sent: appended only, counted, and condensed before it can overflow.

The law of this module: the beginning stays word for word the same from one request to the next, so
that the server can keep what it has read. Only what was heard stands as the companion's words. When
the window fills, the older half becomes a note of the walker's own ideas, and that is said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from companion.conversation.prompting import prompts
from models.chat import Message
from models.language import Language
from models.tokens import estimate_messages, estimate_tokens

_MARGIN = 0.9
"""Share of the window that is used: estimates err, templates add."""
_AFTER_CONDENSING = 0.5
_LEAST_KEPT = 2
"""Messages that are never condensed: what is being talked about."""
_NOTE_SHARE = 0.25


@dataclass(frozen=True, slots=True)
class Condensing:
    """What was condensed, for the journal."""

    dropped_messages: int
    estimated_tokens: int
    budget_tokens: int


@dataclass(slots=True)
class Context:
    """The conversation as the model knows it."""

    language: Language
    topic: str = ""
    _note: str = ""
    _messages: list[Message] = field(default_factory=list)
    _times: list[int] = field(default_factory=list)
    """When each message was said, in milliseconds of the session."""
    _unsent: list[str] = field(default_factory=list)
    """The walker's words, and notes, since the last request."""
    _now_ms: int = 0

    def walker_said(self, text: str, at_ms: int) -> None:
        """Append the walker's words."""
        self._now_ms = at_ms
        self._unsent.append(text)

    def forget(self, start_ms: int) -> None:
        """Drop everything since a time, as if it had not been said."""
        self._flush()
        keep = [n for n, time in enumerate(self._times) if time < start_ms]
        self._messages = [self._messages[n] for n in keep]
        self._times = [self._times[n] for n in keep]

    def note(self, name: str, **values: str) -> None:
        """Append a note of the program's; unknown names are passed over."""
        template = prompts(self.language).notes.get(name)
        if template is not None:
            self._unsent.append(template.format(**values))

    def companion_was_heard(self, text: str, at_ms: int) -> None:
        """Append what was heard of a reply."""
        self._flush()
        self._now_ms = at_ms
        self._append(Message("assistant", text))

    def messages(self) -> tuple[Message, ...]:
        """Return the request: the stable beginning, then all that was said in order."""
        self._flush()
        return (*self._head(), *self._messages)

    def fit(self, window: int, answer_tokens: int, remembered: Sequence[str]) -> Condensing | None:
        """Condense until the next request fits; `remembered` are the walker's ideas, in order."""
        self._flush()
        budget = int(window * _MARGIN) - answer_tokens
        before = estimate_messages(self.messages())
        if before <= budget:
            return None
        return self._condense(budget, before, remembered)

    def condense(self, window: int, answer_tokens: int, remembered: Sequence[str]) -> Condensing:
        """Condense although the estimate fits: the server read less than it was sent."""
        before = estimate_messages(self.messages())
        budget = min(int(window * _MARGIN) - answer_tokens, before - 1)
        return self._condense(budget, before, remembered)

    def _condense(self, budget: int, before: int, remembered: Sequence[str]) -> Condensing:
        self._note = _within(remembered, int(budget * _NOTE_SHARE))
        dropped = 0
        while (
            len(self._messages) > _LEAST_KEPT
            and estimate_messages(self.messages()) > budget * _AFTER_CONDENSING
        ):
            self._messages.pop(0)
            self._times.pop(0)
            dropped += 1
        self._shorten_last(budget)
        return Condensing(dropped, before, budget)

    def _shorten_last(self, budget: int) -> None:
        """Cut single utterances that are longer than the window: their end is what is meant."""
        while (over := estimate_messages(self.messages()) - budget) > 0:
            longest = max(range(len(self._messages)), key=lambda n: len(self._messages[n].content))
            message = self._messages[longest]
            keep = max(0, len(message.content) - over * 3)
            if keep == len(message.content) or not message.content:
                return
            self._messages[longest] = Message(message.role, message.content[-keep:] if keep else "")

    def _head(self) -> tuple[Message, ...]:
        written = prompts(self.language)
        system = written.system
        if self.topic:
            system += "\n\n" + written.notes["topic"].format(text=self.topic)
        if self._note:
            system += "\n\n" + written.notes["condensed"].format(text=self._note)
        return (Message("system", system),)

    def _flush(self) -> None:
        if self._unsent:
            self._append(Message("user", "\n".join(self._unsent)))
            self._unsent = []

    def _append(self, message: Message) -> None:
        self._messages.append(message)
        self._times.append(self._now_ms)


def _within(lines: Sequence[str], tokens: int) -> str:
    """Join the latest lines that fit into `tokens`."""
    kept: list[str] = []
    for line in reversed(lines):
        if estimate_tokens(" / ".join([line, *kept])) > tokens:
            break
        kept.insert(0, line)
    return " / ".join(kept)
