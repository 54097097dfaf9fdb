"""How loud the walker is, as a bar that also warns of clipping and of a dead microphone."""

from __future__ import annotations

from rich.text import Text
from textual.reactive import reactive
from textual.widget import Widget

from companion.interface import tr
from companion.tui.plain import is_plain

FLOOR_DBFS = -60.0
QUIET_DBFS = -50.0


class Meter(Widget):
    """A level in dBFS; the words beside it say what colour alone would not."""

    DEFAULT_CSS = """
    Meter { height: 1; color: $text-primary; }
    Meter.warns { color: $text-error; text-style: bold; }
    """

    dbfs: reactive[float] = reactive(-120.0, repaint=False)
    is_clipping: reactive[bool] = reactive(False)
    is_dead: reactive[bool] = reactive(False)
    drawn: reactive[str] = reactive("")
    """What stands there: drawn again only where it changes, ten times a second or less."""

    def watch_dbfs(self) -> None:
        self.drawn = self._words()

    def watch_is_clipping(self) -> None:
        self._warn()

    def watch_is_dead(self) -> None:
        self._warn()

    def on_resize(self) -> None:
        self.drawn = self._words()

    def _warn(self) -> None:
        self.set_class(self.is_clipping or self.is_dead, "warns")
        self.drawn = self._words()

    def _words(self) -> str:
        if self.is_dead:
            return tr(
                "The microphone is silent: is it muted?", "Le micro est muet : est-il coupé ?"
            )
        if is_plain(self):
            return f"{tr('Level', 'Niveau')} : {self._in_a_word()}"
        remark = tr(" too loud", " trop fort") if self.is_clipping else ""
        width = max(self.size.width - len(remark), 4)
        share = min(max((self.dbfs - FLOOR_DBFS) / -FLOOR_DBFS, 0.0), 1.0)
        full = round(share * width)
        return "━" * full + "┈" * (width - full) + remark

    def _in_a_word(self) -> str:
        if self.is_clipping:
            return tr("too loud", "trop fort")
        if self.dbfs < QUIET_DBFS:
            return tr("silence", "silence")
        return tr("heard", "on entend")

    def render(self) -> Text:
        return Text(self.drawn, no_wrap=True, overflow="crop")
