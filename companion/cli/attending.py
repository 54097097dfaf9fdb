"""Attending a walk from a terminal: one calm line, and keys that are passed on."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from companion.interface import tr
from companion.tui.text import timecode
from companion.walk.client import WalkClient
from companion.walk.messages import (
    Floor,
    FloorChanged,
    HealthChanged,
    Level,
    News,
    Press,
    Request,
    Snapshot,
    Stop,
    WalkEnded,
)

if TYPE_CHECKING:
    from companion.walk.meeting import MeetingPlace

FLOORS: dict[Floor, str] = {
    "starting": tr("recording, words in a moment", "j'enregistre, les mots suivent"),
    "listening": tr("listening", "j'écoute"),
    "thinking": tr("thinking", "je réfléchis"),
    "speaking": tr("speaking", "je parle"),
    "held": tr("you are thinking", "vous réfléchissez"),
    "quiet": tr("listening in silence", "j'écoute en silence"),
    "paused": tr("paused", "en pause"),
    "ended": tr("ended", "terminé"),
}
_PASS_KEYS = frozenset("\r\n ")
_END_KEYS = frozenset("qQ\x04")


async def attend(place: MeetingPlace) -> bool:
    """Show a walk until it ends or the user leaves it; return whether it has ended.

    Ctrl-C ends the walk in order; a second one leaves it to itself.
    """
    client = await WalkClient.connect(place)
    line = _StatusLine()
    wishes: asyncio.Queue[Request] = asyncio.Queue()
    leaving = asyncio.Event()

    def interrupt() -> None:
        if leaving.is_set():
            watching.cancel()
        leaving.set()
        wishes.put_nowait(Stop())

    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, interrupt)
    watching = asyncio.create_task(_watch(client, line))
    sending = asyncio.create_task(_send(client, wishes))
    try:
        with _keys(wishes.put_nowait):
            return await watching
    except asyncio.CancelledError:
        return False
    finally:
        sending.cancel()
        line.finish()
        await client.close()


async def _watch(client: WalkClient, line: _StatusLine) -> bool:
    async for news in client.news():
        line.show(news)
        if isinstance(news, WalkEnded):
            return True
    return True


async def _send(client: WalkClient, wishes: asyncio.Queue[Request]) -> None:
    while True:
        await client.send(await wishes.get())


class _StatusLine:
    """One line that is rewritten on a terminal; a few lines anywhere else."""

    def __init__(self) -> None:
        self._is_terminal = sys.stdout.isatty()
        self._floor: Floor = "starting"
        self._at_ms = 0
        self._away: dict[str, str] = {}
        self._shown = ""

    def show(self, news: News) -> None:
        match news:
            case Snapshot():
                self._floor, self._at_ms = news.floor, news.elapsed_ms
                for health in news.health:
                    self._away[health.part] = health.state
            case FloorChanged():
                self._floor, self._at_ms = news.floor, news.at_ms
            case HealthChanged():
                self._away[news.health.part] = news.health.state
            case Level():
                self._at_ms = news.at_ms
            case _:
                return
        self._draw()

    def finish(self) -> None:
        if self._is_terminal and self._shown:
            click.echo()

    def _draw(self) -> None:
        away = [part for part, state in self._away.items() if state in ("away", "low")]
        rest = f"  ({', '.join(away)}: {tr('away', 'absent')})" if away else ""
        if self._is_terminal:
            text = f"{timecode(self._at_ms)}  {FLOORS[self._floor]}{rest}"
        else:
            text = f"{FLOORS[self._floor]}{rest}"
        if text == self._shown:
            return
        self._shown = text
        if self._is_terminal:
            click.echo(f"\r{text}\x1b[K", nl=False)
        else:
            click.echo(text)


@contextmanager
def _keys(ask: Callable[[Request], None]) -> Iterator[None]:
    """Pass keys on while the block lasts, where there is a terminal to press them in."""
    if not sys.stdin.isatty():
        yield
        return
    import termios  # not on Windows, where no walk is held
    import tty

    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    loop = asyncio.get_running_loop()

    def pressed() -> None:
        for key in sys.stdin.read(1):
            if key in _PASS_KEYS:
                ask(Press("go-on"))
            elif key in _END_KEYS:
                ask(Stop())

    tty.setcbreak(terminal)
    loop.add_reader(terminal, pressed)
    try:
        yield
    finally:
        loop.remove_reader(terminal)
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)
