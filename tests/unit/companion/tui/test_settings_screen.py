"""The settings as their user has them: checked as typed, chosen from what is here, heard."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from companion.paths import Places
from companion.settings import Settings, load_settings
from companion.tui.app import PromenadeApp
from companion.tui.field_list import FIELDS, SUBJECTS
from companion.tui.fields import as_text, trouble_with, value_of
from companion.tui.widgets.meter import Meter
from companion.tui.widgets.models import ModelList
from companion.tui.widgets.rows import Rows
from companion.tui.widgets.values import ValueList
from tests.support.piloting import on_screen, shown, until
from tests.support.scripted_desk import ScriptedDesk


@asynccontextmanager
async def setting(desk: ScriptedDesk, at: str = "walk-language") -> AsyncIterator[Pilot[None]]:
    app = PromenadeApp(desk)
    async with app.run_test(size=(120, 60)) as pilot:
        await on_screen(pilot, "Home")
        await pilot.press("s")
        await on_screen(pilot, "SettingsScreen")
        await until(pilot, lambda: app.screen.query_one("#values-rows", Rows).count)
        app.screen.query_one(ValueList).go_to(at)
        yield pilot


def row(pilot: Pilot[None], list_id: str, place: int) -> str:
    lines = pilot.app.screen.query_one(list_id, Rows).drawn(place)
    return "\n".join("".join(run.text for run in line) for line in lines)


async def present_row(pilot: Pilot[None]) -> str:
    rows = pilot.app.screen.query_one("#values-rows", Rows)
    return row(pilot, "#values-rows", rows.cursor)


async def test_a_setting_is_checked_as_it_is_typed_and_saved_when_right(
    desk: ScriptedDesk, places: Places
) -> None:
    async with setting(desk, "voice-pace") as pilot:
        await pilot.press("enter")
        await on_screen(pilot, "Prompt")
        field = await until(pilot, lambda: pilot.app.screen.query_one(Input))
        field.value = "fast"
        await until(pilot, lambda: "number" in shown(pilot, ".complaint"))
        field.value = "7"
        await until(pilot, lambda: "0.5 to 2" in shown(pilot, ".complaint"))
        await pilot.press("enter")
        await on_screen(pilot, "Prompt")
        field.value = "0,8"
        await until(pilot, lambda: not shown(pilot, ".complaint"))
        await pilot.press("enter")
        await on_screen(pilot, "SettingsScreen")
        await until(pilot, lambda: "0.8" in places.settings_file.read_text(encoding="utf-8"))
        assert "0.8" in await present_row(pilot)


async def test_yes_and_no_change_at_once_and_the_change_can_be_taken_back(
    desk: ScriptedDesk, places: Places
) -> None:
    async with setting(desk, "walk-earcons") as pilot:
        await pilot.press("enter")
        await until(pilot, lambda: not load_settings(places.settings_file).values.walk.earcons)
        assert "no" in await present_row(pilot)
        await pilot.press("u")
        await until(pilot, lambda: load_settings(places.settings_file).values.walk.earcons)


async def test_one_of_several_is_chosen_with_the_present_one_marked(desk: ScriptedDesk) -> None:
    async with setting(desk, "walk-keep") as pilot:
        await pilot.press("enter")
        await on_screen(pilot, "Choose")
        await pilot.press("j", "enter")
        await until(pilot, lambda: desk.settings.walk.keep == "words")


async def test_colours_change_as_soon_as_they_are_chosen(desk: ScriptedDesk) -> None:
    async with setting(desk, "interface-theme") as pilot:
        await pilot.press("enter")
        await on_screen(pilot, "Choose")
        await pilot.press("4")
        await until(pilot, lambda: pilot.app.theme == "promenade-grey")


async def test_a_device_is_chosen_from_those_that_are_here(desk: ScriptedDesk) -> None:
    async with setting(desk, "microphone-device") as pilot:
        await pilot.press("enter")
        await on_screen(pilot, "Choose")
        await pilot.press("3")
        await until(pilot, lambda: desk.settings.microphone.device == "Trumpet")


async def test_a_device_that_is_not_here_can_be_typed(desk: ScriptedDesk) -> None:
    async with setting(desk, "microphone-device") as pilot:
        await pilot.press("enter")
        await on_screen(pilot, "Choose")
        await pilot.press("4")
        await on_screen(pilot, "Prompt")
        field = await until(pilot, lambda: pilot.app.screen.query_one(Input))
        field.value = "Flute"
        await pilot.press("enter")
        await until(pilot, lambda: desk.settings.microphone.device == "Flute")


async def test_where_nothing_is_found_to_choose_from_it_is_typed(desk: ScriptedDesk) -> None:
    async with setting(desk, "voice-name_fr") as pilot:
        await pilot.press("enter")
        await on_screen(pilot, "Prompt")


async def test_the_microphone_s_level_is_shown_live_until_it_is_enough(desk: ScriptedDesk) -> None:
    async with setting(desk) as pilot:
        await pilot.press("m")
        await until(pilot, lambda: pilot.app.screen.query_one("#level", Meter).dbfs == -20.0)
        assert pilot.app.screen.query_one("#level").display
        await pilot.press("m")
        await until(pilot, lambda: not pilot.app.screen.query_one("#level").display)


async def test_the_voice_of_a_language_can_be_heard(desk: ScriptedDesk) -> None:
    async with setting(desk, "voice-name_fr") as pilot:
        await pilot.press("v")
        await until(pilot, lambda: ("sample", "fr") in desk.asked)


async def test_what_the_doctor_finds_is_said_with_its_remedy(desk: ScriptedDesk) -> None:
    async with setting(desk) as pilot:
        await pilot.press("3")
        await until(pilot, lambda: "no microphone found" in shown(pilot, "#checks"))
        assert "plug one in" in shown(pilot, "#checks")


async def test_models_are_fetched_and_removed_after_asking(desk: ScriptedDesk) -> None:
    async with setting(desk) as pilot:
        await pilot.press("tab")
        rows = pilot.app.screen.query_one("#models-rows", Rows)
        await until(pilot, lambda: rows.count == 2 and rows.has_focus)
        await pilot.press("down", "d")
        await until(pilot, lambda: desk.here == {"ear-en", "ear-big"})
        await until(pilot, lambda: "here" in row(pilot, "#models-rows", 1))
        await pilot.press("D")
        await on_screen(pilot, "Confirm")
        await pilot.press("y")
        await until(pilot, lambda: desk.here == {"ear-en"})


async def test_only_what_can_be_done_with_a_model_is_offered(desk: ScriptedDesk) -> None:
    async with setting(desk) as pilot:
        await pilot.press("2")
        models = pilot.app.screen.query_one(ModelList)
        await until(pilot, lambda: models.check_action("remove", ()))
        assert not models.check_action("fetch", ())


async def test_a_model_that_ollama_keeps_is_not_deleted_from_here(desk: ScriptedDesk) -> None:
    desk.in_ollama = ["tiny:1b"]
    async with setting(desk) as pilot:
        await pilot.press("2")
        rows = pilot.app.screen.query_one("#models-rows", Rows)
        await until(pilot, lambda: rows.count == 3 and rows.has_focus)
        await pilot.press("end")
        models = pilot.app.screen.query_one(ModelList)
        await until(pilot, lambda: "tiny:1b" in row(pilot, "#models-rows", 2))
        assert not models.check_action("remove", ())
        await pilot.press("D")
        await pilot.pause()
        assert type(pilot.app.screen).__name__ == "SettingsScreen"


def test_every_setting_is_there_under_a_subject() -> None:
    known = {
        f"{subject}-{key}"
        for subject in Settings.__struct_fields__
        for key in getattr(Settings(), subject).__struct_fields__
    }
    assert {field.name for field in FIELDS} == known
    assert {field.subject for field in FIELDS} <= set(SUBJECTS)


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_the_default_of_a_setting_has_nothing_wrong(field: object) -> None:
    one = next(f for f in FIELDS if f is field)
    value = value_of(Settings(), one)
    if not isinstance(value, bool):
        assert trouble_with(Settings(), one, as_text(value)) == ""


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("walk-retention_days", "-1"),
        ("patience-floor_ms", "9000"),
        ("chat-address", "my computer"),
        ("report-formats", "md, word"),
        ("chat-max_context_tokens", "many"),
    ],
)
def test_what_cannot_work_is_said_before_it_is_kept(name: str, typed: str) -> None:
    field = next(field for field in FIELDS if field.name == name)
    assert trouble_with(Settings(), field, typed)
