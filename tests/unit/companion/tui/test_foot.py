"""The foot: as many keys as fit, the one for all others always; a click presses them."""

from __future__ import annotations

import pytest

from companion.session.folder import SessionFolder
from companion.tui.app import PromenadeApp
from companion.tui.keys import keys_of
from companion.tui.widgets.foot import Foot
from companion.tui.widgets.rows import Rows
from tests.support.piloting import on_screen, until
from tests.support.scripted_desk import ScriptedDesk


@pytest.mark.parametrize("width", [24, 40, 80, 120])
async def test_how_to_see_every_key_is_shown_at_every_width(
    desk: ScriptedDesk, walk: SessionFolder, width: int
) -> None:
    app = PromenadeApp(desk)
    async with app.run_test(size=(width, 20)) as pilot:
        await until(pilot, lambda: app.screen.query_one(Rows).count)
        foot = app.screen.query_one(Foot)
        await until(pilot, lambda: "? " in foot.render().plain)
        assert len(foot.render().plain) <= width


async def test_a_click_on_a_key_presses_it(desk: ScriptedDesk, walk: SessionFolder) -> None:
    app = PromenadeApp(desk)
    async with app.run_test(size=(80, 20)) as pilot:
        await until(pilot, lambda: app.screen.query_one(Rows).count)
        foot = app.screen.query_one(Foot)
        await until(pilot, lambda: "Settings" in foot.render().plain)
        await pilot.click(Foot, offset=(foot.render().plain.index("Settings"), 0))
        await on_screen(pilot, "SettingsScreen")


async def test_keys_that_a_widget_only_inherits_are_not_listed(
    desk: ScriptedDesk, walk: SessionFolder
) -> None:
    app = PromenadeApp(desk)
    async with app.run_test(size=(80, 20)) as pilot:
        await until(pilot, lambda: app.screen.query_one(Rows).has_focus)
        meanings = [meaning for _, meaning in keys_of(app.screen)]
        assert "Down" in meanings
        assert not any("Scroll" in meaning for meaning in meanings)
