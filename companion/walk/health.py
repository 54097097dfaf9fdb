"""How the parts of a walk are: what goes away, comes back or is replaced is journalled and said."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal, Protocol

from companion.session import events as journal
from companion.walk import wording
from companion.walk.messages import Health, HealthChanged

if TYPE_CHECKING:
    from companion.audio.ports import DeviceNews
    from companion.walk.keeping import Keeping
    from models.errors import PromenadeError
    from models.language import Phrase
    from models.speech import EngineCard

Part = Literal["ear", "voice", "chat", "microphone", "speaker", "disk", "judge"]
State = Literal["ready", "away", "replaced", "low"]

_MICROPHONE: dict[str, tuple[State, str, Phrase]] = {
    "lost": ("away", "away", wording.MICROPHONE_LOST),
    "replaced": ("replaced", "device", wording.MICROPHONE_BACK),
    "silent": ("low", "away", wording.MICROPHONE_SILENT),
}
"""What each kind of news makes of the microphone, its earcon, its words."""
TROUBLE_MS = 1500
"""A microphone that is back by then was worth its earcon, not a word."""
_HEARD_OF: frozenset[Part] = frozenset({"ear", "voice"})
"""Parts whose going has an earcon; the chat model's is the conversation's."""


class Speaking(Protocol):
    """Says a sentence aloud, in the language of the walk, when the floor is free."""

    def __call__(
        self, phrase: Phrase, topic: str = "", *, wait_ms: int = 0, is_all_clear: bool = False
    ) -> None: ...


class Wellbeing:
    """Keeps account of the parts of one walk."""

    def __init__(
        self,
        keeping: Keeping,
        say: Speaking,
        now_ms: Callable[[], int],
        cue: Callable[[str], None] = lambda _: None,
    ) -> None:
        self._keeping = keeping
        self._say = say
        self._cue = cue
        self._now_ms = now_ms
        self._present: dict[Part, Health] = {}

    @property
    def present(self) -> tuple[Health, ...]:
        """How every part is that was heard of."""
        return tuple(self._present.values())

    def ready(self, part: Part, card: EngineCard) -> None:
        """A part works."""
        self.change(part, "ready", card)

    def found(self, part: Part, card: EngineCard) -> None:
        """A part works that may have been told as gone."""
        before = self._present.get(part)
        if before is not None and before.state == "away":
            self.ready(part, card)

    def take(self, changed: journal.EngineChanged) -> None:
        """Take what another part has found out; nothing where that is known."""
        before = self._present.get(changed.part)
        if before is None or before.state != changed.state:
            self.change(changed.part, changed.state, changed.card, changed.why)

    def lose(self, part: Part, error: PromenadeError | None, said: Phrase | None = None) -> None:
        """A part is gone; told once until it is back."""
        before = self._present.get(part)
        if before is not None and before.state == "away":
            return
        self.change(part, "away", why=type(error).__name__ if error is not None else "")
        if part in _HEARD_OF:
            self._cue("away")
        if said is not None:
            self._say(said, part)

    def change(
        self, part: Part, state: State, card: EngineCard | None = None, why: str = ""
    ) -> None:
        """Journal and tell how a part is."""
        health = Health(part, state, card, why)
        self._present[part] = health
        self._keeping.record(
            journal.EngineChanged(at_ms=self._now_ms(), part=part, state=state, card=card, why=why)
        )
        self._keeping.tell(HealthChanged(health))

    def take_device_news(self, news: DeviceNews) -> None:
        """Take what the microphone's supervisor tells; `ended` is not for here."""
        if news.lost_ms:
            start = news.at_ms - news.lost_ms
            self._keeping.record(
                journal.SoundLost(
                    at_ms=news.at_ms, start_ms=start, end_ms=news.at_ms, why=news.kind
                )
            )
        if news.kind in _MICROPHONE:
            self._take_microphone(news)

    def full(self, said: Phrase) -> None:
        """The disk is filling up, or full."""
        self.change("disk", "low")
        self._cue("disk")
        self._say(said, "disk")

    def _take_microphone(self, news: DeviceNews) -> None:
        state, cue, said = _MICROPHONE[news.kind]
        before = self._present.get("microphone")
        self.change("microphone", state, why=news.device)
        if before is None or before.state != state:
            self._cue(cue)
            is_back = state == "replaced"
            wait_ms = 0 if is_back else TROUBLE_MS
            self._say(said, "microphone", wait_ms=wait_ms, is_all_clear=is_back)
