"""What is being heard of a session, how far it is, and how fast: one line, and the playing itself."""

from __future__ import annotations

from rich.text import Text
from textual import on, work
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.worker import get_current_worker

from companion.interface import tr
from companion.tui.desk import Desk, Playback
from companion.tui.plain import is_plain
from companion.tui.text import timecode
from companion.tui.trouble import complaint_of
from models.errors import PromenadeError

SPEEDS = (0.75, 1.0, 1.25, 1.5, 1.75, 2.0)
POLL_SECONDS = 0.1
SKIP_MS = 5000


class PlayerBar(Widget):
    """State, place, length, speed; told what to play, it says where it is."""

    DEFAULT_CSS = """
    PlayerBar { height: 1; background: $panel; padding: 0 1; }
    """

    position_ms: reactive[int] = reactive(0)
    total_ms: reactive[int] = reactive(0)
    is_playing: reactive[bool] = reactive(False)
    has_sound: reactive[bool] = reactive(True)
    speed: reactive[float] = reactive(1.0)

    class Heard(Message):
        """Where the playback is; -1 when it is over."""

        def __init__(self, position_ms: int) -> None:
            super().__init__()
            self.position_ms = position_ms

    def __init__(self, desk: Desk, session: str) -> None:
        super().__init__()
        self._desk, self._session = desk, session
        self._playback: Playback | None = None
        self._end_ms = 0

    def on_unmount(self) -> None:
        self.stop()

    def play(self, start_ms: int, end_ms: int = 0, *, is_paused: bool = False) -> None:
        """Play from here, to the end of the session or to `end_ms`; or wait there."""
        if not self.has_sound:
            self.notify(_no_sound())
            return
        self.stop()
        self._end_ms = end_ms or self.total_ms
        self._listen(start_ms, self._end_ms, self.speed, is_paused)

    def stop(self) -> None:
        """Fall silent."""
        if self._playback is not None:
            self._playback.stop()

    def toggle(self) -> bool:
        """Pause or go on; return whether there was anything to pause."""
        playback = self._going_on
        if playback is None:
            return False
        if playback.is_paused:
            playback.resume()
        else:
            playback.pause()
        return True

    def skip(self, by: int) -> None:
        """Go on or back, in steps of five seconds; beyond a passage to the end of the session."""
        if (playback := self._going_on) is not None:
            place = min(max(playback.position_ms + by * SKIP_MS, 0), self.total_ms)
            end = self._end_ms if place < self._end_ms else 0
            self.play(place, end, is_paused=playback.is_paused)

    def faster(self, by: int) -> None:
        """Move along the speeds; what is being heard goes on at the one chosen."""
        place = min(max(SPEEDS.index(self.speed) + by, 0), len(SPEEDS) - 1)
        self.speed = SPEEDS[place]
        if (playback := self._going_on) is not None:
            self.play(playback.position_ms, self._end_ms, is_paused=playback.is_paused)

    @property
    def _going_on(self) -> Playback | None:
        playback = self._playback
        return None if playback is None or playback.is_over else playback

    @work(thread=True, exclusive=True, group="play")
    def _listen(self, start_ms: int, end_ms: int, speed: float, is_paused: bool) -> None:
        try:
            playback = self._desk.play(self._session, start_ms, end_ms, speed)
        except PromenadeError as error:
            self.app.post_message(complaint_of(error))
            return
        if is_paused:
            playback.pause()
        worker = get_current_worker()
        self._playback = playback
        while not playback.is_over and not worker.is_cancelled:
            self.post_message(self.Heard(playback.position_ms))
            playback.wait(POLL_SECONDS)
        playback.stop()
        if self._playback is playback:
            self.post_message(self.Heard(-1))

    @on(Heard)
    def _draw(self, message: Heard) -> None:
        is_over = message.position_ms < 0
        self.is_playing = not is_over and not (self._playback and self._playback.is_paused)
        if not is_over:
            self.position_ms = message.position_ms

    def render(self) -> Text:
        if not self.has_sound:
            return Text(_no_sound())
        if is_plain(self):
            return Text(self._in_words(), no_wrap=True)
        sign = "▶" if self.is_playing else "‖"
        end = f"{timecode(self.position_ms)} / {timecode(self.total_ms)}  ×{self.speed:g}"
        width = max(self.size.width - len(end) - 4, 4)
        full = round(width * self.position_ms / self.total_ms) if self.total_ms else 0
        full = min(full, width)
        return Text(f"{sign} " + "━" * full + "┈" * (width - full) + f"  {end}", no_wrap=True)

    def _in_words(self) -> str:
        state = tr("Playing", "Lecture") if self.is_playing else tr("Not playing", "À l'arrêt")
        place = tr("{} of {}", "{} sur {}").format(
            timecode(self.position_ms), timecode(self.total_ms)
        )
        return f"{state}, {place}, {tr('speed', 'vitesse')} {self.speed:g}"


def _no_sound() -> str:
    return tr("No sound is kept for this session.", "Aucun son gardé pour cette séance.")
