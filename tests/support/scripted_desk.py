"""The real desk over a folder of the test's, with a scripted loudspeaker and a scripted walk."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Sequence
from pathlib import Path

from companion.archive.search import Filters, Hit
from companion.cli.desk import RealDesk
from companion.cli.subcommand import CommandFailed
from companion.errors import DeviceTrouble
from companion.paths import Places
from companion.tui.desk import IN_OLLAMA, Check, ModelFile, Progress, WalkLink
from companion.walk.messages import News, Request
from models.language import Language, Phrase
from reporting.records import Report


class ScriptedPlayback:
    """Is where the test says it is."""

    def __init__(self, start_ms: int, end_ms: int, speed: float) -> None:
        self.asked = (start_ms, end_ms, speed)
        self.position_ms = start_ms
        self.is_over = False
        self.is_paused = False
        self._over = threading.Event()

    def pause(self) -> None:
        self.is_paused = True

    def resume(self) -> None:
        self.is_paused = False

    def stop(self) -> None:
        self.is_over = True
        self._over.set()

    def wait(self, seconds: float) -> None:
        self._over.wait(0.01)


class ScriptedLink:
    """Tells what the test puts in; keeps what is asked."""

    def __init__(self) -> None:
        self.told: asyncio.Queue[News | None] = asyncio.Queue()
        self.asked: list[Request] = []
        self.is_closed = False

    async def news(self) -> AsyncIterator[News]:
        while (told := await self.told.get()) is not None:
            yield told

    async def send(self, request: Request) -> None:
        self.asked.append(request)

    async def close(self) -> None:
        self.is_closed = True


class ScriptedDesk(RealDesk):
    """Sessions, search and settings are real; devices, processes and the walk are not."""

    def __init__(self, places: Places) -> None:
        super().__init__(places)
        self.link = ScriptedLink()
        self.playbacks: list[ScriptedPlayback] = []
        self.walks: list[tuple[Language, str]] = []
        self.going_on = ""
        self.has_loudspeaker = True
        self.asked: list[tuple[str, ...]] = []
        """Commands that would run in a process of their own."""
        self.next_report: Report | None = None
        self.may_finish = threading.Event()
        """A report that is being written ends when this is set."""
        self.may_finish.set()
        self.may_search = threading.Event()
        """A search ends when this is set."""
        self.may_search.set()
        self.here = {"ear-en"}
        self.in_ollama: list[str] = []

    def search(self, words: str, filters: Filters) -> Sequence[Hit]:
        """Return the best lines, once it may."""
        self.may_search.wait()
        return super().search(words, filters)

    def play(self, session: str, start_ms: int, end_ms: int, speed: float) -> ScriptedPlayback:
        if not self.has_loudspeaker:
            raise DeviceTrouble(
                Phrase("There is no loudspeaker to play on.", "Aucun haut-parleur."),
                Phrase("Plug in headphones.", "Branchez un casque."),
            )
        self.playbacks.append(ScriptedPlayback(start_ms, end_ms, speed))
        return self.playbacks[-1]

    def report(self, session: str, progress: Progress) -> Report:
        progress("Writing", 0.4)
        while not self.may_finish.wait(0.02):
            progress("Writing", 0.5)
        if self.next_report is None:
            raise CommandFailed(Phrase("It cannot be written.", "Impossible de l'écrire."))
        return self.next_report

    def latest_report(self, session: str) -> Report | None:
        return self.next_report

    def export(self, session: str, format_name: str, target: Path) -> Path:
        self.asked.append(("export", session, format_name, str(target)))
        return target

    def take_in(self, files: Sequence[Path], progress: Progress) -> Sequence[str]:
        progress(files[0].name, 0.5)
        while not self.may_finish.wait(0.02):
            progress(files[0].name, 0.6)
        self.asked.append(("import", *map(str, files)))
        return ["imported"]

    def recover(self, session: str) -> None:
        self.asked.append(("recover", session))

    def forget(self, session: str) -> None:
        self.asked.append(("forget", session))

    def start_walk(self, language: Language, topic: str) -> str:
        self.walks.append((language, topic))
        return "walk"

    async def running_walk(self) -> str:
        return self.going_on

    async def walk_link(self, session: str) -> WalkLink:
        return self.link

    def checks(self) -> Sequence[Check]:
        return [Check("microphone", "wanting", "no microphone found", "plug one in")]

    def choices(self, source: str) -> Sequence[str]:
        return {"microphones": ("Bell", "Trumpet"), "voices-en": ("Ada",)}.get(source, ())

    def say_sample(self, language: Language) -> None:
        self.asked.append(("sample", language))

    def hear_level(self, tell: Callable[[float], bool]) -> None:
        while tell(-20.0):
            threading.Event().wait(0.02)

    def models(self) -> Sequence[ModelFile]:
        return [
            ModelFile(name, "recognizer", ("en",), name in self.here, 40_000_000, True, "a model")
            for name in ("ear-en", "ear-big")
        ] + [ModelFile(name, IN_OLLAMA, is_here=True) for name in self.in_ollama]

    def fetch_model(self, name: str, progress: Progress) -> None:
        progress(name, 0.5)
        self.here.add(name)

    def remove_model(self, name: str) -> None:
        self.here.discard(name)
