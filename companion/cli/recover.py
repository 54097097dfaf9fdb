"""`promenade recover`: a walk that was cut off, opened with what its sound still holds."""

from __future__ import annotations

from collections.abc import Sequence

import click

from companion.archive.search import refresh
from companion.cli.output import as_json_text, give, json_option
from companion.cli.places import places, session_named
from companion.interface import tr
from companion.paths import Places
from companion.session.folder import SessionFolder
from companion.session.recovering import Recovered, Rehearing, interrupted_sessions
from companion.session.recovering import recover as take_up
from companion.settings import Settings, load_settings
from companion.tui.text import plain, timecode
from models.audio import EAR_RATE, Samples
from models.errors import ModelError
from models.language import Language
from models.load import choose_ear, load_ear
from models.speech import Final
from models.store import Store
from models.transcript import WALKER, Segment, Span


@click.command(
    help=tr(
        """Open a walk that was cut off: by a crash, a power cut, a kill.

        Everything you said to the end is there already; what you were saying at that moment is heard
        again from the saved sound. Without a name, all interrupted walks are opened.

        \b
        promenade recover
        promenade recover last""",
        """Rouvre une promenade interrompue : par une panne, une coupure, un arrêt forcé.

        Tout ce que vous aviez fini de dire y est déjà ; ce que vous disiez à ce moment est réécouté
        dans le son gardé. Sans nom, toutes les promenades interrompues sont rouvertes.

        \b
        promenade recover
        promenade recover last""",
    )
)
@click.argument("session", required=False, metavar=tr("[SESSION]", "[SÉANCE]"))
@click.option(
    "--close",
    "is_closed_as_is",
    is_flag=True,
    help=tr(
        "Close it with the words it has, without hearing the sound.",
        "La fermer avec les mots qu'elle a, sans réécouter le son.",
    ),
)
@json_option
def recover(session: str | None, is_closed_as_is: bool, as_json: bool) -> None:
    """Take up interrupted sessions; raises ModelError where there is nothing to hear with."""
    here = places()
    folders = [session_named(session)] if session else interrupted_sessions(here)
    settings = load_settings(here.settings_file).values
    hear = None if is_closed_as_is else rehearing(here, settings)
    found = [(folder, take_up(folder, hear)) for folder in folders]
    refresh(here)
    if as_json:
        give(
            as_json_text(
                [{"session": f.id, "heard_again": [s.id for s in r.segments]} for f, r in found]
            )
        )
        return
    if not found:
        give(tr("No walk was interrupted.", "Aucune promenade n'a été interrompue."))
    for folder, recovered in found:
        give(_told(folder, recovered))


def rehearing(here: Places, settings: Settings) -> Rehearing:
    """Return what hears a stretch of saved sound with the recogniser of the settings."""
    store = Store(here.models)

    def hear(samples: Samples, start_ms: int, language: Language) -> Sequence[Segment]:
        wished = settings.ear.model_fr if language == "fr" else settings.ear.model_en
        ear = load_ear(choose_ear(store, language, wished), store)
        finals = ear.hear(samples, start_ms=start_ms)
        end_ms = start_ms + len(samples) * 1000 // EAR_RATE
        return [
            _segment(f"again-{start_ms}-{number}", final, Span(start_ms, end_ms))
            for number, final in enumerate(finals, start=1)
        ]

    return hear


def take_up_to_go_on(here: Places, settings: Settings, folder: SessionFolder) -> Recovered:
    """Take up a session that a walk goes on with; without a recogniser, with the words it has."""
    try:
        return take_up(folder, rehearing(here, settings), is_over=False)
    except ModelError:
        return take_up(folder, is_over=False)


def _segment(id: str, final: Final, stretch: Span) -> Segment:
    first = final.words[0].start_ms if final.words else stretch.start_ms
    last = final.words[-1].end_ms if final.words else stretch.end_ms
    return Segment(id, WALKER, first, last, final.text, final.words)


def _told(folder: SessionFolder, recovered: Recovered) -> str:
    lines = [tr(f"{folder.id} is open again.", f"{folder.id} est rouverte.")]
    lines += [f"  {timecode(s.start_ms)}  {plain(s.text)}" for s in recovered.segments]
    stretch = recovered.stretch
    if stretch is not None and not recovered.segments:
        seconds = (stretch.end_ms - stretch.start_ms) // 1000
        lines.append(
            tr(
                f"  The last {seconds} s of sound hold no words that were heard.",
                f"  Les {seconds} dernières secondes de son ne donnent pas de mots.",
            )
        )
    return "\n".join(lines)
