"""`promenade replay`: a walk from a recording or a script of clips, faster than real time."""

from __future__ import annotations

import hashlib
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
from companion.settings import Settings, load_settings
from companion.walk.holding import HeldWalk, Occasion
from companion.walk.lingering import LingeringSource
from companion.walk.loop import Parts, Plan
from companion.walk.messages import Journalled, Level, News
from companion.walk.virtual_time import run_in_virtual_time
from models.language import Language, Phrase

if TYPE_CHECKING:
    from companion.audio.ports import AudioSource
    from companion.session.folder import SessionFolder
    from companion.session.writing import Journal


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
def replay(recording: Path, lang: Language | None, out: Path | None, topic: str) -> None:
    """Hold a walk from a recording or a script."""
    places = _places(out)
    settings = load_settings(places.settings_file).values
    walker = _Walker.of(recording, lang or settings.walk.language)
    folder, journal = _begin(places, walker, topic)
    run_in_virtual_time(_hold(places, settings, walker, folder, journal))
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
        recorded = walker.file.stat().st_mtime
    except OSError as error:
        raise BadUsage(
            Phrase("{file} cannot be read.", "{file} est illisible.").format(file=walker.file),
            Phrase("Check the path.", "Vérifiez le chemin."),
        ) from error
    started = datetime.fromtimestamp(int(recorded), UTC).astimezone().isoformat()
    suffix = hashlib.sha256(content).hexdigest()[:4]
    try:
        return begin_walk(
            places, started_at=started, language=walker.language, topic=topic, suffix=suffix
        )
    except SessionBusy:
        return begin_walk(places, started_at=started, language=walker.language, topic=topic)


async def _hold(
    places: Places,
    settings: Settings,
    walker: _Walker,
    folder: SessionFolder,
    journal: Journal,
) -> None:
    sink = ReplaySink()
    parts = Parts(
        source=LingeringSource(walker.source(sink), sink),
        sink=sink,
        conversation=walking.conversation(settings, folder.id, walker.language),
        load_ear=walking.ear_loader(places, settings),
        load_voice=walking.voice_loader(settings),
        earcons=walking.earcons(settings),
    )
    plan = Plan(walker.language, walking.bounds(settings.patience), in_threads=False)
    occasion = Occasion(folder, journal, is_durable=False)
    await HeldWalk(occasion, parts, plan, _show_progress).run()


def _show_progress(news: News) -> None:
    match news:
        case Journalled() | Level():
            pass
        case _:
            pass
