"""`promenade rehear`: saved sound heard again by a better recogniser; both texts are kept."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from companion.cli.hearing import (
    HearingLine,
    ended_like_ctrl_c,
    engines_for,
    processes,
    work_folder,
)
from companion.cli.places import SESSION_HELP, SESSION_METAVAR, places, session_named
from companion.errors import BadUsage
from companion.interface import tr
from companion.paths import Places
from companion.session.events import HeardAgain, SegmentHeard, SessionEvent
from companion.session.folder import SessionFolder, held
from companion.session.opening import load_session
from companion.session.soundfile import is_ours
from companion.session.state import SessionState
from companion.session.writing import Journal
from companion.settings import Settings, load_settings
from models.errors import EngineUnavailable
from models.language import Phrase
from models.load import has_whisper
from models.speech import EngineCard
from models.transcript import COMPANION, WALKER, Segment, Word
from reporting.ingest.engines import EngineWishes
from reporting.ingest.intake import hire
from reporting.ingest.recording import hear_recording
from reporting.ingest.second_pass import SecondHearing, align, unclaimed
from reporting.ingest.sound import open_sound
from reporting.ingest.workshop import digest_of, workshop_for
from reporting.words.readable import sentences


@click.command(
    help=tr(
        """Hear saved sound again with a better recogniser.

        """
        + SESSION_HELP
        + """ A walk is heard live by a small model; the big one takes its time afterwards,
        and what was said while there was no recogniser at all is written down. Both texts are kept; a line takes the second one where that is at least as sure of itself; what
        you corrected by hand stays. It can be undone like any change.

        \b
        promenade rehear last
        promenade rehear last --model vosk-model-en-us-0.22
        promenade rehear last --whisper ~/models/faster-whisper-small""",
        """Réécoute un son gardé avec un meilleur modèle.

        """
        + SESSION_HELP
        + """ Une promenade est entendue en direct par un petit modèle ; le grand prend son temps
        ensuite, et ce qui a été dit sans aucun modèle pour l'entendre est écrit. Les deux textes sont gardés ; une ligne prend le second s'il est au moins aussi sûr ;
        ce que vous avez corrigé à la main reste. Cela s'annule comme tout changement.

        \b
        promenade rehear last
        promenade rehear last --model vosk-model-fr-0.22
        promenade rehear last --whisper ~/modeles/faster-whisper-small""",
    )
)
@click.argument("session", metavar=SESSION_METAVAR)
@click.option(
    "--model",
    default="",
    help=tr("Recogniser: a name or a folder.", "Modèle : un nom ou un dossier."),
)
@click.option(
    "--whisper",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar=tr("FOLDER", "DOSSIER"),
    help=tr("A faster-whisper model's folder.", "Le dossier d'un modèle faster-whisper."),
)
@click.option(
    "--jobs",
    type=click.IntRange(0, 64),
    default=0,
    help=tr("Pieces heard at once.", "Morceaux entendus à la fois."),
)
def rehear(session: str, model: str, whisper: Path | None, jobs: int) -> None:
    """Hear again."""
    if whisper is not None and not has_whisper():
        raise EngineUnavailable(
            Phrase("faster-whisper is not installed.", "faster-whisper n'est pas installé."),
            Phrase("pip install 'promenade[whisper]'", "pip install 'promenade[whisper]'"),
        )
    where = places()
    settings = load_settings(where.settings_file).values
    folder = session_named(session)
    if folder.sound is None:
        raise BadUsage(
            Phrase("No sound is kept of this session.", "Aucun son n'est gardé de cette séance."),
        )
    state = load_session(folder)
    engines = _engines(where, settings, state, str(whisper) if whisper else model)
    with ended_like_ctrl_c(), held(folder):
        words = _words(folder, engines, where, processes(engines, jobs))
        second = align(_lines(state), words, state.transcript.language)
        missed = _missed(state, words) if is_ours(folder.sound) else []
        _keep(folder, engines, second, _written_down(state, missed))
    _tell(second, missed)


def _engines(where: Places, settings: Settings, state: SessionState, wished: str) -> EngineWishes:
    engines = engines_for(where, settings, state.transcript.language, wished)
    return replace(engines, tells_voices=False)


def _lines(state: SessionState) -> list[Segment]:
    """Return what people said, as first heard: the companion's own words are known already."""
    return [segment for segment in state.heard.values() if segment.speaker != COMPANION]


def _missed(state: SessionState, words: list[Word]) -> list[Segment]:
    """Return what the walker said while nothing could hear it."""
    language = state.transcript.language
    spoken = [segment for segment in state.heard.values() if segment.speaker == COMPANION]
    return [
        Segment(
            f"again-{run[0].start_ms}",
            WALKER,
            run[0].start_ms,
            run[-1].end_ms,
            " ".join(sentence.text for sentence in sentences(run, language)),
            run,
        )
        for run in unclaimed(_lines(state), words, spoken)
    ]


def _written_down(state: SessionState, missed: list[Segment]) -> list[SessionEvent]:
    """Return the events that add lines to a walk, and end it again where it had ended."""
    events: list[SessionEvent] = [
        SegmentHeard(segment=s, at_ms=s.end_ms, is_recovered=True) for s in missed
    ]
    return [*events, state.ended] if events and state.ended else events


def _words(folder: SessionFolder, engines: EngineWishes, where: Places, jobs: int) -> list[Word]:
    """Return the words of the sound; of a walk's two tracks only the walker's."""
    assert folder.sound is not None
    sound = folder.sound
    is_walk = is_ours(sound)
    workshop = workshop_for(work_folder(where), digest_of(sound), engines.key)
    crew = hire(engines, jobs)
    try:
        with workshop.alone(sound.name), HearingLine(folder.id) as line:
            heard = hear_recording(
                open_sound(sound), crew, workshop, line.show, channels=(0,) if is_walk else ()
            )
            workshop.clear()
    finally:
        crew.close()
    words = [w for channel in heard.channels for utterance in channel.utterances for w in utterance]
    return sorted(words, key=lambda word: word.start_ms)


def _keep(
    folder: SessionFolder,
    engines: EngineWishes,
    second: list[SecondHearing],
    more: list[SessionEvent],
) -> None:
    ear = engines.ear
    card = EngineCard(ear.engine, ear.model) if ear else EngineCard("")
    with Journal(folder.journal) as journal:
        journal.append_all(
            [
                HeardAgain(
                    segment=one.segment,
                    text=one.text,
                    words=one.words,
                    engine=card,
                    is_better=one.is_better,
                )
                for one in second
            ]
        )
        journal.append_all(more)


def _tell(second: list[SecondHearing], missed: list[Segment]) -> None:
    better = sum(one.is_better for one in second)
    click.echo(
        tr(
            f"{len(second)} lines heard again, {better} of them better.",
            f"{len(second)} lignes réentendues, dont {better} en mieux.",
        )
    )
    if len(missed) == 1:
        click.echo(
            tr(
                "One line that was not heard on the walk is written down.",
                "Une ligne qui n'avait pas été entendue est écrite.",
            )
        )
    elif missed:
        click.echo(
            tr(
                f"{len(missed)} lines that were not heard on the walk are written down.",
                f"{len(missed)} lignes qui n'avaient pas été entendues sont écrites.",
            )
        )
