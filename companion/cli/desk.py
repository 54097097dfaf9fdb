"""The desk of the terminal application: the program's parts put together for it.

What is quick happens here, in the worker thread that asks. What is long or may break (a report, an
import, a check of the devices) is a `promenade` command in a process of its own: nothing that a
library prints can reach the screen, and a crash there is a sentence here.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from companion.archive.cards import SessionCard
from companion.archive.index import open_index
from companion.archive.search import Filters, Hit, search
from companion.errors import CompanionError, SessionNotFound
from companion.interface import present_language
from companion.paths import Places
from companion.session.events import SessionEvent, Undone
from companion.session.folder import SessionFolder, find_folder
from companion.session.opening import load_session
from companion.session.state import SessionState
from companion.session.writing import Journal
from companion.settings import Settings, load_settings, save_settings
from companion.tui.desk import Check, Playback, Progress, WalkLink
from companion.walk.client import WalkClient, running_walks
from companion.walk.meeting import meeting_places
from companion.walk.process import Refused, start_walk
from models.language import Language, Phrase
from reporting.records import Report

REPORT_NAME = "report.json"
HITS = 100


class CommandFailed(CompanionError):
    """A command in its own process ended badly; it said why."""


class RealDesk:
    """One user's program. Blocking, but for the line to a walk."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._settings = load_settings(places.settings_file).values

    @property
    def settings(self) -> Settings:
        """As last read or saved."""
        return self._settings

    def save(self, settings: Settings) -> None:
        """Write the settings file."""
        save_settings(self._places.settings_file, settings)
        self._settings = settings

    # reading

    def cards(self) -> Sequence[SessionCard]:
        """Return all sessions, latest first, the index brought in step before."""
        with open_index(self._places) as index:
            index.refresh()
            return index.cards()

    def known_cards(self) -> Sequence[SessionCard]:
        """Return the sessions as last indexed: at once, perhaps not of this minute."""
        with open_index(self._places) as index:
            return index.cards()

    def search(self, words: str, filters: Filters) -> Sequence[Hit]:
        """Return the best lines."""
        return search(self._places, words, filters, limit=HITS, is_typing=True)

    def open(self, session: str) -> SessionState:
        """Return a session as it stands."""
        return load_session(self._folder(session))

    # changing

    def append(self, session: str, events: Sequence[SessionEvent]) -> SessionState:
        """Append one action of the user; return what the session comes to."""
        folder = self._folder(session)
        with Journal(folder.journal) as journal:
            journal.append(*events)
        return load_session(folder)

    def undo(self, session: str) -> SessionState:
        """Take back the user's last action, where there is one."""
        state = self.open(session)
        return self._cancel(session, state, state.can_undo)

    def redo(self, session: str) -> SessionState:
        """Do again what was last taken back."""
        state = self.open(session)
        return self._cancel(session, state, state.can_redo)

    def _cancel(self, session: str, state: SessionState, seqs: Sequence[int]) -> SessionState:
        return self.append(session, [Undone(seq=seq) for seq in seqs]) if seqs else state

    def forget(self, session: str) -> None:
        """Really delete a session."""
        self._run("forget", session, "--yes")

    def recover(self, session: str) -> None:
        """Hear what an interrupted session's sound holds beyond its words, and close it."""
        self._run("recover", session)

    # hearing

    def play(self, session: str, start_ms: int, end_ms: int, speed: float) -> Playback:
        """Begin to play a stretch of a session's sound."""
        sound = self._folder(session).sound
        if sound is None:
            raise SessionNotFound(
                Phrase("No sound is kept for this session.", "Aucun son gardé pour cette séance.")
            )
        from companion.audio.player import open_player

        return open_player(sound, start_ms, end_ms, speed=speed, device=self._settings.voice.device)

    # reporting

    def report(self, session: str, progress: Progress) -> Report:
        """Write the report anew in the session's folder."""
        self._run("report", session, "--format", "md,html,json", progress=progress)
        report = self.latest_report(session)
        assert report is not None
        return report

    def latest_report(self, session: str) -> Report | None:
        """Return the report in the session's folder, where there is one."""
        file = self._folder(session).reports / REPORT_NAME
        try:
            return msgspec.json.decode(file.read_bytes(), type=Report)
        except (FileNotFoundError, msgspec.DecodeError):
            return None

    def export(self, session: str, format_name: str, target: Path) -> Path:
        """Write the report or the transcript in a format, where the user says."""
        if format_name in ("md", "html", "docx"):
            self._run("report", session, "--format", format_name, "--out", str(target.parent))
            return target.parent
        self._run("export", session, "--format", format_name, "--out", str(target))
        return target

    def take_in(self, files: Sequence[Path], progress: Progress) -> Sequence[str]:
        """Import recordings and transcripts; return the new sessions' ids."""
        said = self._run("import", *map(str, files), "--json", progress=progress)
        return [one["session"] for one in msgspec.json.decode(said)]

    # walking

    def start_walk(self, language: Language, topic: str) -> str:
        """Start a walk in a process of its own; return its session."""
        topic_option = ["--topic", topic] if topic else []
        outcome = start_walk(["walk", "--hold", "--lang", language, *topic_option])
        if isinstance(outcome, Refused):
            raise CommandFailed(Phrase(outcome.said, outcome.said))
        return outcome.session

    async def running_walk(self) -> str:
        """Return the session of a walk that goes on, or nothing."""
        running = await running_walks(self._places)
        return running[-1].session if running else ""

    async def walk_link(self, session: str) -> WalkLink:
        """Return the line to a walk."""
        for place in meeting_places(self._places):
            if place.session == session:
                return await WalkClient.connect(place)
        raise SessionNotFound(Phrase("That walk is over.", "Cette promenade est finie."))

    def checks(self) -> Sequence[Check]:
        """Return what the doctor finds."""
        diagnosis = msgspec.json.decode(self._run("doctor", "--quick", "--json", may_fail=True))
        return [
            Check(
                name=finding["title"],
                is_fine=finding["state"] != "wanting",
                detail=finding.get("detail", ""),
                remedy=finding.get("remedy", ""),
            )
            for finding in diagnosis["findings"]
        ]

    def choices(self, source: str) -> Sequence[str]:
        """Return what may be chosen for settings of a kind: recognisers that are here."""
        if not source.startswith("ears-"):
            return ()
        language = source.removeprefix("ears-")
        return [
            card["name"]
            for card in msgspec.json.decode(self._run("models", "--json"))
            if card["role"] == "recognizer" and language in card["languages"] and card["path"]
        ]

    # its own commands

    def _folder(self, session: str) -> SessionFolder:
        return find_folder(self._places, session)

    def _run(
        self, *arguments: str, progress: Progress | None = None, may_fail: bool = False
    ) -> str:
        command = [sys.executable, "-m", "companion", "--ui-lang", present_language(), *arguments]
        pipe: Any = subprocess.PIPE
        with subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=pipe, stderr=pipe, text=True
        ) as process:
            try:
                said, complained = self._watch(process, progress)
            except BaseException:
                process.terminate()
                raise
        if process.returncode and not may_fail:
            raise CommandFailed(Phrase(complained.strip(), complained.strip()))
        return said

    def _watch(self, process: subprocess.Popen[str], progress: Progress | None) -> tuple[str, str]:
        while progress is not None:
            try:
                return process.communicate(timeout=0.2)
            except subprocess.TimeoutExpired:
                progress("", 0.0)
        return process.communicate()
