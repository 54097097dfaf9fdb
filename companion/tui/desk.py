"""Everything the interface asks of the program, behind one contract.

Every method blocks and is called in a worker thread; the interface owns no data and no rules. The
real desk is composed by the command line; tests compose one over a folder of their own.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from pathlib import Path
from typing import Literal, Protocol

import msgspec

from companion.archive.cards import SessionCard
from companion.archive.glance import Glance
from companion.archive.search import Filters, Hit
from companion.session.events import Entry, SessionEvent
from companion.session.state import SessionState
from companion.settings import Settings
from companion.walk.messages import News, Request
from models.language import Language
from reporting.editing.decisions import Choice
from reporting.records import Report

MOST_HITS = 100
"""Lines that a search gives at most."""

IN_OLLAMA = "chat"
"""The role of models that Ollama keeps and deletes."""

Progress = Callable[[str, float], None]
"""Told what is being done and how far it is, 0 to 1."""


REPORT_NAME = "report.json"
"""The document that is read and reviewed in the interface."""


class Check(msgspec.Struct, frozen=True):
    """One line of the doctor."""

    name: str
    state: Literal["good", "limited", "wanting"]
    detail: str
    remedy: str = ""


class ModelFile(msgspec.Struct, frozen=True):
    """A model that can be fetched, or is here."""

    name: str
    role: str
    languages: tuple[str, ...] = ()
    is_here: bool = False
    size: int = 0
    """Bytes to fetch, or kept on disk where it is here."""
    is_suggested: bool = False
    remark: str = ""


class Remembered(msgspec.Struct, frozen=True):
    """What the interface was left with."""

    session: str = ""
    """The one that was opened last."""
    kind: str = ""
    """The kind of session that the list is narrowed to."""


class WalkLink(Protocol):
    """The line to a walk in progress."""

    def news(self) -> AsyncIterator[News]:
        """Yield what the walk tells, a Snapshot first; ends when the walk or the line does."""

    async def send(self, request: Request) -> None: ...
    async def close(self) -> None: ...


class Playback(Protocol):
    """A piece of session sound being heard."""

    @property
    def position_ms(self) -> int: ...
    @property
    def is_over(self) -> bool: ...
    @property
    def is_paused(self) -> bool: ...
    def pause(self) -> None: ...
    def resume(self) -> None: ...
    def stop(self) -> None: ...
    def wait(self, seconds: float) -> None:
        """Return after this long, or sooner when it is over."""


class Desk(Protocol):
    """The program, as its interface sees it."""

    @property
    def settings(self) -> Settings: ...
    def save(self, settings: Settings) -> None: ...

    def cards(self) -> Sequence[SessionCard]: ...
    def known_cards(self) -> Sequence[SessionCard]: ...
    def search(self, words: str, filters: Filters) -> Sequence[Hit]: ...
    def glance(self, session: str, segment: str) -> Glance | None:
        """Return what of a long session can be seen before it is read: around a segment, if any."""

    def open(self, session: str) -> SessionState: ...
    def append(self, session: str, events: Sequence[SessionEvent]) -> SessionState: ...
    def review(self, session: str, line: str, decision: Choice, text: str) -> SessionState:
        """Keep a decision about a line of a report, with the user's name and the day."""

    def undo(self, session: str) -> SessionState: ...
    def redo(self, session: str) -> SessionState: ...
    def forget(self, session: str) -> None: ...
    def recover(self, session: str) -> None: ...

    def play(self, session: str, start_ms: int, end_ms: int, speed: float) -> Playback: ...
    def report(self, session: str, progress: Progress) -> Report: ...
    def latest_report(self, session: str) -> Report | None: ...
    def export(self, session: str, format_name: str, target: Path) -> Path: ...
    def take_in(self, files: Sequence[Path], progress: Progress) -> Sequence[str]: ...

    def start_walk(self, language: Language, topic: str) -> str: ...
    async def running_walk(self) -> str: ...
    async def walk_link(self, session: str) -> WalkLink: ...
    def walk_so_far(self, journal: str) -> Sequence[Entry]:
        """Return what a walk in progress has written, from the path of its journal."""

    def checks(self) -> Sequence[Check]: ...
    def choices(self, source: str) -> Sequence[str]:
        """Return what a setting's `source` names: devices, voices, models."""

    def say_sample(self, language: Language) -> None:
        """Let the voice of the settings be heard."""

    def hear_level(self, tell: Callable[[float], bool]) -> None:
        """Listen to the microphone for a while; `tell` gets dBFS and returns whether to go on."""

    def models(self) -> Sequence[ModelFile]: ...
    def fetch_model(self, name: str, progress: Progress) -> None: ...
    def remove_model(self, name: str) -> None: ...

    @property
    def remembered(self) -> Remembered: ...
    def remember(self, remembered: Remembered) -> None:
        """Keep it for the next time; a disk that takes nothing is no trouble."""
