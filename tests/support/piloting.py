"""Driving the application in tests: keys in, then wait for what the user would see."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

from textual.css.query import NoMatches, WrongType
from textual.pilot import Pilot
from textual.widgets import Input, Static

PATIENCE_SECONDS = 60.0
_T = TypeVar("_T")


async def until(pilot: Pilot[None], condition: Callable[[], _T]) -> _T:
    """Return what `condition` gives as soon as it is true; fails when it never is."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while True:
            await pilot.pause()
            try:
                if found := condition():
                    return found
            except (NoMatches, WrongType, AttributeError, IndexError, StopIteration):
                pass
            await asyncio.sleep(0.01)


async def on_screen(pilot: Pilot[None], name: str) -> None:
    """Wait until a screen of this class name is on top."""
    await until(pilot, lambda: type(pilot.app.screen).__name__ == name)


async def answer(pilot: Pilot[None], text: str) -> None:
    """Type over what a question offers, and confirm."""
    await on_screen(pilot, "Prompt")
    field = await until(pilot, lambda: pilot.app.screen.query_one(Input))
    field.value = text
    await pilot.press("enter")


def shown(pilot: Pilot[None], selector: str) -> str:
    """Return the text of a widget of the present screen."""
    return str(pilot.app.screen.query_one(selector, Static).render())


def notices(pilot: Pilot[None]) -> list[str]:
    """Return what the application told its user in passing."""
    return [notice.message for notice in pilot.app._notifications]
