"""What is being heard of a session, how far it is, and how fast."""

from __future__ import annotations

from rich.text import Text
from textual.reactive import reactive
from textual.widget import Widget

from companion.interface import tr
from companion.tui.plain import is_plain
from companion.tui.text import timecode

SPEEDS = (0.75, 1.0, 1.25, 1.5, 1.75, 2.0)


class PlayerBar(Widget):
    """One line: state, place, length, speed."""

    DEFAULT_CSS = """
    PlayerBar { height: 1; background: $panel; padding: 0 1; }
    """

    position_ms: reactive[int] = reactive(0)
    total_ms: reactive[int] = reactive(0)
    is_playing: reactive[bool] = reactive(False)
    has_sound: reactive[bool] = reactive(True)
    speed: reactive[float] = reactive(1.0)

    def faster(self, by: int) -> float:
        """Move along the speeds and return the one chosen."""
        place = min(max(SPEEDS.index(self.speed) + by, 0), len(SPEEDS) - 1)
        self.speed = SPEEDS[place]
        return self.speed

    def render(self) -> Text:
        if not self.has_sound:
            return Text(
                tr("No sound is kept for this session.", "Aucun son gardé pour cette séance.")
            )
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
