"""How loud the walker is, as a bar that also warns of clipping and of a dead microphone."""

from __future__ import annotations

from rich.text import Text
from textual.reactive import reactive
from textual.widget import Widget

from companion.interface import tr

FLOOR_DBFS = -60.0


class Meter(Widget):
    """A level in dBFS; the words beside it say what colour alone would not."""

    DEFAULT_CSS = """
    Meter { height: 1; color: $text-primary; }
    Meter.warns { color: $text-error; text-style: bold; }
    """

    dbfs: reactive[float] = reactive(-120.0)
    is_clipping: reactive[bool] = reactive(False)
    is_dead: reactive[bool] = reactive(False)

    def watch_is_clipping(self) -> None:
        self.set_class(self.is_clipping or self.is_dead, "warns")

    def watch_is_dead(self) -> None:
        self.set_class(self.is_clipping or self.is_dead, "warns")

    def render(self) -> Text:
        if self.is_dead:
            return Text(
                tr("The microphone is silent: is it muted?", "Le micro est muet : est-il coupé ?")
            )
        remark = tr(" too loud", " trop fort") if self.is_clipping else ""
        width = max(self.size.width - len(remark), 4)
        share = min(max((self.dbfs - FLOOR_DBFS) / -FLOOR_DBFS, 0.0), 1.0)
        full = round(share * width)
        return Text("━" * full + "┈" * (width - full) + remark, no_wrap=True, overflow="crop")
