"""`promenade replay`: a walk from a recording or a script of clips, faster than real time."""

from __future__ import annotations

import hashlib
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from companion.audio.clips import ClipSource, load_script
from companion.audio.replay import ReplaySink
from companion.audio.wavefile import WavSource
from companion.cli import walking
from companion.cli.keepsakes import show_keepsakes
from companion.errors import BadUsage, SessionBusy
from companion.interface import present_language, tr
from companion.paths import Places, find_places
from companion.session.opening import begin_walk
from companion.settings import load_settings
from companion.tui.text import timecode
from companion.walk.holding import HeldWalk, Occasion
from companion.walk.lingering import LingeringSource
from companion.walk.loop import Parts, Plan
from companion.walk.messages import Level, News
from companion.walk.outside_time import ChatOutsideTime
from companion.walk.remembering import PastWalks
from companion.walk.virtual_time import run_in_virtual_time
from models.language import Language, Phrase
from models.recorded_chat import RecordedChat

if TYPE_CHECKING:
    from companion.audio.ports import AudioSource
    from companion.session.folder import SessionFolder
    from companion.session.writing import Journal
    from models.chat import ChatModel


@click.command(
    help=tr(
        """Hold a walk from a recording, or from a script of clips, faster than real time.

        RECORDING is a WAV file with a walker's voice: a memo from a phone, say. A script (TOML)
        places clips so that the walk fits whatever the companion says; companion/audio/clips.py
        describes it. The session is kept like a walk's. The same recording gives the same walk
        every time, unless a chat model answers.

        \b
        promenade replay memo.wav --lang en
        promenade replay walk.toml --out /tmp/rehearsal""",
        """Tient une promenade d'après un enregistrement ou un script, plus vite que le temps réel.

        ENREGISTREMENT est un fichier WAV avec la voix du marcheur : un mémo de téléphone, par
        exemple. Un script (TOML) place des extraits de sorte que la promenade s'accorde à ce que dit
        le compagnon ; companion/audio/clips.py le décrit. La séance est gardée comme une promenade.
        Le même enregistrement donne chaque fois la même promenade, sauf si un modèle de
        conversation répond.

        \b
        promenade replay memo.wav --lang fr
        promenade replay promenade.toml --out /tmp/repetition""",
    )
)
@click.argument(
    "recording",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar=tr("RECORDING", "ENREGISTREMENT"),
)
@click.option(
    "--lang",
    type=click.Choice(["fr", "en"]),
    help=tr("Language that is spoken.", "Langue parlée."),
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    metavar=tr("DIR", "DOSSIER"),
    help=tr("Keep the session below this folder.", "Garder la séance sous ce dossier."),
)
@click.option("--topic", default="", help=tr("What it is about.", "De quoi il s'agit."))
@click.option(
    "--recorded-replies",
    "replies",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar=tr("FILE", "FICHIER"),
    help=tr(
        'Answer with these instead of a chat model: one {"text": "…"} a line.',
        'Répondre ainsi, au lieu d\'un modèle : un {"text": "…"} par ligne.',
    ),
)
@click.option(
    "--chat",
    "asks_chat",
    is_flag=True,
    help=tr(
        "Let the chat model of the settings answer; the walk may then differ each time.",
        "Laisser répondre le modèle de conversation ; la promenade peut alors changer.",
    ),
)
def replay(
    recording: Path,
    lang: Language | None,
    out: Path | None,
    topic: str,
    replies: Path | None,
    asks_chat: bool,
) -> None:
    """Hold a walk from a recording or a script."""
    places = _places(out)
    settings = load_settings(places.settings_file).values
    walker = _Walker.of(recording, lang or settings.walk.language)
    sink = ReplaySink()
    source = walker.source(sink)
    chat: ChatModel | None = RecordedChat(replies) if replies else None
    if asks_chat and chat is None:
        click.echo(
            tr(
                "A chat model answers: the next replay of this recording may differ.",
                "Un modèle de conversation répond : une autre fois, la promenade peut changer.",
            ),
            err=True,
        )
        model = walking.chat_model(settings.chat)
        chat = ChatOutsideTime(model) if model is not None else None
    folder, journal = _begin(places, walker, topic)
    past = PastWalks(places, folder.id, walker.language, before=walker.started_at)
    parts = Parts(
        source=LingeringSource(source, sink),
        sink=sink,
        conversation=walking.conversation(settings, folder.id, walker.language, topic, past, chat),
        load_ear=walking.ear_loader(places, settings),
        load_voice=walking.voice_loader(settings),
        chat=chat,
        earcons=walking.earcons(settings),
    )
    plan = Plan(walker.language, walking.bounds(settings.patience), in_threads=False)
    run_in_virtual_time(_hold(Occasion(folder, journal, is_durable=False), parts, plan))
    show_keepsakes(folder)


class _Walker(msgspec.Struct, frozen=True):
    """The recorded walker."""

    file: Path
    language: Language
    is_script: bool

    @classmethod
    def of(cls, file: Path, language: Language | None) -> _Walker:
        if file.suffix == ".toml":
            return cls(file, load_script(file).language, True)
        return cls(file, language or present_language(), False)

    @property
    def started_at(self) -> str:
        """When it was recorded, ISO 8601; raises BadUsage where there is nothing to read."""
        try:
            recorded = self.file.stat().st_mtime
        except OSError as error:
            raise _unreadable(self.file) from error
        return datetime.fromtimestamp(int(recorded), UTC).astimezone().isoformat()

    def source(self, sink: ReplaySink) -> AudioSource:
        if self.is_script:
            return ClipSource(load_script(self.file), self.file.parent, sink)
        return WavSource(self.file, sink)


def _places(out: Path | None) -> Places:
    places = find_places()
    if out is None:
        return places
    return Places(out.absolute(), places.config, places.cache, places.runtime)


def _begin(places: Places, walker: _Walker, topic: str) -> tuple[SessionFolder, Journal]:
    """Begin the session at the time of the recording, under the same name every time if it can."""
    try:
        content = walker.file.read_bytes()
    except OSError as error:
        raise _unreadable(walker.file) from error
    started = walker.started_at
    suffix = hashlib.sha256(content).hexdigest()[:4]
    try:
        return begin_walk(
            places, started_at=started, language=walker.language, topic=topic, suffix=suffix
        )
    except SessionBusy:
        return begin_walk(places, started_at=started, language=walker.language, topic=topic)


def _unreadable(file: Path) -> BadUsage:
    return BadUsage(
        Phrase("{file} cannot be read.", "{file} est illisible.").format(file=file),
        Phrase("Check the path.", "Vérifiez le chemin."),
    )


async def _hold(occasion: Occasion, parts: Parts, plan: Plan) -> None:
    progress = _Progress()
    await HeldWalk(occasion, parts, plan, progress.show).run()
    progress.finish()


class _Progress:
    """One line on stderr, where a terminal shows it."""

    def __init__(self) -> None:
        self._is_terminal = sys.stderr.isatty()
        self._shown = ""

    def show(self, news: News) -> None:
        if not self._is_terminal or not isinstance(news, Level):
            return
        text = timecode(news.at_ms)
        if text != self._shown:
            self._shown = text
            click.echo(f"\r{text}", nl=False, err=True)

    def finish(self) -> None:
        if self._shown:
            click.echo("\r\x1b[K", nl=False, err=True)
