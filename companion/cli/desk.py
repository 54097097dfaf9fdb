"""The desk of the terminal application: the program's parts put together for it.

What is quick happens here, in the worker thread that asks. What is long or may break (a report, an
import, a check of the devices) is a `promenade` command in a process of its own: nothing that a
library prints can reach the screen, and a crash there is a sentence here.
"""

from __future__ import annotations

import getpass
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

import msgspec

from companion.archive.cards import SessionCard
from companion.archive.glance import Glance, glance
from companion.archive.listing import list_cards
from companion.archive.search import Filters, Hit, search
from companion.cli.subcommand import CommandFailed, EnoughError, call
from companion.errors import SessionNotFound
from companion.interface import present_language
from companion.paths import Places
from companion.session.events import Entry, Reviewed, SessionEvent, Undone
from companion.session.folder import SessionFolder, find_folder
from companion.session.journal import read_journal
from companion.session.opening import load_session
from companion.session.state import SessionState
from companion.session.writing import Journal
from companion.settings import Settings, load_settings, save_settings
from companion.tui.desk import (
    MOST_HITS,
    REPORT_NAME,
    Check,
    ModelFile,
    Playback,
    Progress,
    Remembered,
    WalkLink,
)
from companion.walk.client import WalkClient, running_walks
from companion.walk.meeting import meeting_places
from companion.walk.process import Refused, start_walk
from models.language import Language, Phrase
from reporting.editing.decisions import Choice
from reporting.records import Report

STATE_NAME = "interface.json"
DOCUMENTS = ("md", "html", "docx", "odt", "pdf", "json", "mmd", "opml", "svg")
"""What `promenade report` writes; everything else is for `promenade export`."""

_DEVICES = ("-m", "companion.cli.desk_devices")


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
        return list_cards(self._places)

    def known_cards(self) -> Sequence[SessionCard]:
        """Return the sessions as last indexed: at once, perhaps not of this minute."""
        return list_cards(self._places, is_fresh=False)

    def search(self, words: str, filters: Filters) -> Sequence[Hit]:
        """Return the best lines."""
        return search(self._places, words, filters, limit=MOST_HITS, is_typing=True)

    def glance(self, session: str, segment: str) -> Glance | None:
        """Return the first page of a long session from the index."""
        return glance(self._places, self._folder(session), segment)

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

    def review(self, session: str, line: str, decision: Choice, text: str) -> SessionState:
        """Keep a decision about a line of a report, with the user's name and the day."""
        reviewed = Reviewed(
            line=line,
            decision=decision,
            text=text,
            reviewer=_user_name(),
            on=time.strftime("%Y-%m-%d"),
        )
        return self.append(session, [reviewed])

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
        """Write the report anew in the session's folder; raises CommandFailed."""
        wont = [name for name in self._settings.report.formats if name != "json"]
        formats = ",".join([*wont, "json"])
        self._run("report", session, "--format", formats, progress=progress)
        report = self.latest_report(session)
        if report is None:
            raise CommandFailed(
                Phrase(
                    "The report that was written cannot be read.",
                    "Le compte rendu écrit est illisible.",
                ),
                Phrase("Write it again.", "Rédigez-le de nouveau."),
            )
        return report

    def latest_report(self, session: str) -> Report | None:
        """Return the report in the session's folder, where there is one."""
        file = self._folder(session).reports / REPORT_NAME
        try:
            return msgspec.json.decode(file.read_bytes(), type=Report)
        except (OSError, msgspec.DecodeError):
            return None

    def export(self, session: str, format_name: str, target: Path) -> Path:
        """Write the report, the transcript or the sound in a format, where the user says.

        `format_name`: of `DOCUMENTS` for the report, `transcript.FORMAT` or `sound.FORMAT`.
        """
        what, _, form = format_name.rpartition(".")
        if what:
            self._run("export", session, "--format", form, "--out", str(target))
            return target
        is_folder = target.is_dir() or not target.suffix
        folder = target if is_folder else target.parent
        said = self._run("report", session, "--format", form, "--out", str(folder))
        written = Path(said.strip().splitlines()[0]) if said.strip() else folder
        return written if is_folder or written == target else written.replace(target)

    def take_in(self, files: Sequence[Path], progress: Progress) -> Sequence[str]:
        """Import recordings and transcripts; return the new sessions' ids."""
        said = self._run("import", *map(str, files), "--json", progress=progress, may_fail=True)
        rows = msgspec.json.decode(said) if said.strip() else []
        troubles = [row["error"] for row in rows if row["error"]]
        if troubles and not any(row["session"] for row in rows):
            raise CommandFailed(Phrase(troubles[0], troubles[0]))
        return [row["session"] for row in rows if row["session"]]

    # walking

    def start_walk(self, language: Language, topic: str) -> str:
        """Start a walk in a process of its own; return its session."""
        topic_option = ["--topic", topic] if topic else []
        own_language = ["--ui-lang", present_language()]
        outcome = start_walk([*own_language, "walk", "--hold", "--lang", language, *topic_option])
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

    def walk_so_far(self, journal: str) -> Sequence[Entry]:
        """Return what a walk in progress has written."""
        return read_journal(Path(journal), salvage=True).entries if journal else ()

    def checks(self) -> Sequence[Check]:
        """Return what the doctor finds."""
        diagnosis = msgspec.json.decode(self._run("doctor", "--quick", "--json", may_fail=True))
        return [
            Check(
                name=finding["title"],
                state=finding["state"],
                detail=finding.get("detail", ""),
                remedy=finding.get("remedy", ""),
            )
            for finding in diagnosis["findings"]
        ]

    def choices(self, source: str) -> Sequence[str]:
        """Return what may be chosen for settings of a kind."""
        if not source.startswith("ears-"):
            names: list[str] = msgspec.json.decode(call([*_DEVICES, source]))
            return names
        language = source.removeprefix("ears-")
        return [
            model.name
            for model in self.models()
            if model.role == "recognizer" and language in model.languages and model.is_here
        ]

    def say_sample(self, language: Language) -> None:
        """Let the voice of the settings be heard."""
        call([*_DEVICES, f"sample-{language}"])

    def hear_level(self, tell: Callable[[float], bool]) -> None:
        """Listen to the microphone for a while."""

        def take(line: str) -> None:
            if not tell(float(line)):
                raise EnoughError

        with suppress(EnoughError):
            call([*_DEVICES, "level"], each_line=take)

    def models(self) -> Sequence[ModelFile]:
        """Return the catalogue, with what of it is here, then the chat models of Ollama."""
        from companion.cli.desk_chat import chat_models

        files = [
            ModelFile(
                name=row["name"],
                role=row["role"],
                languages=tuple(row["languages"]),
                is_here=row["state"] == "here",
                size=row["kept_bytes"] if row["state"] == "here" else row["fetch_bytes"],
                is_suggested=row["is_suggested"],
                remark=row["remark"],
            )
            for row in msgspec.json.decode(self._run("models", "--json"))
        ]
        return [*files, *chat_models(self._settings.chat)]

    def fetch_model(self, name: str, progress: Progress) -> None:
        """Fetch a model; one that was begun goes on."""
        from companion.cli.desk_chat import is_chat_model, pull_chat_model

        if is_chat_model(name):
            pull_chat_model(self._settings.chat, name, progress)
            return
        self._run("models", "fetch", name, progress=progress)

    def remove_model(self, name: str) -> None:
        """Delete a model."""
        self._run("models", "remove", name)

    # what the interface was left with

    @property
    def remembered(self) -> Remembered:
        """From the last time; the defaults where there is nothing."""
        try:
            return msgspec.json.decode(self._state_file.read_bytes(), type=Remembered)
        except (OSError, msgspec.DecodeError):
            return Remembered()

    def remember(self, remembered: Remembered) -> None:
        """Keep it, readable by this user only."""
        fresh = self._state_file.with_suffix(".new")
        with suppress(OSError):
            fresh.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            fresh.touch(mode=0o600)
            fresh.write_bytes(msgspec.json.encode(remembered))
            fresh.replace(self._state_file)

    @property
    def _state_file(self) -> Path:
        return self._places.data / STATE_NAME

    # its own commands

    def _folder(self, session: str) -> SessionFolder:
        return find_folder(self._places, session)

    def _run(
        self, *arguments: str, progress: Progress | None = None, may_fail: bool = False
    ) -> str:
        command = ["-m", "companion", "--ui-lang", present_language(), *arguments]
        return call(command, progress=progress, may_fail=may_fail)


def _user_name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""
