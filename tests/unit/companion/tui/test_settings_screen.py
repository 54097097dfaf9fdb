"""The settings as their user has them: checked as typed, chosen from what is here, heard."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from textual.pilot import Pilot
from textual.widgets import Input

from companion.paths import Places
from companion.tui.app import PromenadeApp
from companion.tui.widgets.meter import Meter
from companion.tui.widgets.rows import Rows
from tests.support.piloting import on_screen, shown, until
from tests.support.scripted_desk import ScriptedDesk


@asynccontextmanager
async def setting(desk: ScriptedDesk) -> AsyncIterator[Pilot[None]]:
    app = PromenadeApp(desk)
    async with app.run_test(size=(120, 60)) as pilot:
        await on_screen(pilot, "Home")
        await pilot.press("s")
        await on_screen(pilot, "SettingsScreen")
        await until(pilot, lambda: "no microphone found" in shown(pilot, "#checks"))
        yield pilot


def field(pilot: Pilot[None], name: str) -> Input:
    return next(one for one in pilot.app.screen.query(Input) if one.name == name)


async def test_a_setting_is_checked_as_it_is_typed_and_saved_when_right(
    desk: ScriptedDesk, places: Places
) -> None:
    async with setting(desk) as pilot:
        field(pilot, "voice-pace").value = "fast"
        await until(pilot, lambda: "Pace" in shown(pilot, "#complaint"))
        assert desk.settings.voice.pace == 1.0
        field(pilot, "voice-pace").value = "0.8"
        await until(pilot, lambda: "0.8" in places.settings_file.read_text(encoding="utf-8"))
        assert desk.settings.voice.pace == 0.8


async def test_a_device_is_chosen_from_those_that_are_here(desk: ScriptedDesk) -> None:
    async with setting(desk) as pilot:
        device = field(pilot, "microphone-device")
        await until(pilot, lambda: "Bell" in device.placeholder)
        device.focus()
        await until(pilot, lambda: device.has_focus)
        await pilot.press("f8")
        await on_screen(pilot, "Choose")
        await pilot.press("2")
        await until(pilot, lambda: desk.settings.microphone.device == "Trumpet")


async def test_the_microphone_s_level_is_shown_live_until_it_is_enough(desk: ScriptedDesk) -> None:
    async with setting(desk) as pilot:
        await pilot.press("f6")
        await until(pilot, lambda: pilot.app.screen.query_one("#level", Meter).dbfs == -20.0)
        assert pilot.app.screen.query_one("#live").display
        await pilot.press("f6")
        await until(pilot, lambda: not pilot.app.screen.query_one("#live").display)


async def test_the_voice_of_a_language_can_be_heard(desk: ScriptedDesk) -> None:
    async with setting(desk) as pilot:
        voice = field(pilot, "voice-name_fr")
        voice.focus()
        await until(pilot, lambda: voice.has_focus)
        await pilot.press("f7")
        await until(pilot, lambda: ("sample", "fr") in desk.asked)


async def test_models_are_fetched_and_removed_after_asking(desk: ScriptedDesk) -> None:
    async with setting(desk) as pilot:
        await pilot.press("ctrl+n")
        rows = pilot.app.screen.query_one("#models-rows", Rows)
        await until(pilot, lambda: rows.count == 2)
        rows.focus()
        await until(pilot, lambda: rows.has_focus)
        await pilot.press("down", "d")
        await until(pilot, lambda: desk.here == {"ear-en", "ear-big"})
        await until(pilot, lambda: "here" in rows._draw(1, 100)[0].plain)
        await pilot.press("D")
        await on_screen(pilot, "Confirm")
        await pilot.press("y")
        await until(pilot, lambda: desk.here == {"ear-en"})
