"""A list to choose from that also says by a sign which option is present, for screen readers."""

from __future__ import annotations

from textual.widgets import OptionList

from companion.tui.plain import SIGN, is_plain, point_at


class Options(OptionList):
    """An OptionList; its prompts are text."""

    _signed: int | None = None

    def watch_highlighted(self, highlighted: int | None) -> None:
        super().watch_highlighted(highlighted)
        if not is_plain(self):
            return
        for place in (self._signed, highlighted):
            if place is not None and place < self.option_count:
                prompt = str(self.get_option_at_index(place).prompt).removeprefix(SIGN)
                is_present = place == highlighted
                self.replace_option_prompt_at_index(place, SIGN + prompt if is_present else prompt)
        self._signed = highlighted
        self.call_after_refresh(self._point)

    def on_focus(self) -> None:
        self.call_after_refresh(self._point)

    def _point(self) -> None:
        if self.highlighted is not None:
            point_at(self, self._index_to_line[self.highlighted] - self.scroll_offset.y)
