"""The way of a recording from file to transcript: one call for whoever has a file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from models.language import Phrase
from models.speech import EngineCard
from models.transcript import Provenance, SessionKind, Transcript, Word
from reporting.errors import NothingSaid
from reporting.ingest.crew import Crew, ProcessCrew, SoloCrew, ThreadCrew
from reporting.ingest.diarisation import Voices, VoiceTurn, tell_apart
from reporting.ingest.engines import EngineWishes, SharedLoader, loader
from reporting.ingest.pcm import Pcm
from reporting.ingest.recording import (
    Channel,
    HeardRecording,
    Progress,
    hear_recording,
    no_progress,
)
from reporting.ingest.sound import open_sound
from reporting.ingest.transcribing import Labels, transcribe
from reporting.ingest.workshop import Workshop, digest_of, workshop_for
from reporting.sources.decoding import printable


@dataclass(frozen=True, slots=True)
class RecordingWishes:
    """How a recording is to be taken in."""

    engines: EngineWishes
    work: Path
    """Folder under which unfinished work is kept."""
    session: str = ""
    kind: SessionKind = "talk"
    title: str = ""
    speakers: int = 0
    """How many people speak; 0 where nobody knows."""
    names: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class TakenIn:
    """A recording that was taken in. `workshop` holds the decoded sound until it is cleared."""

    transcript: Transcript
    pcm: Pcm
    voices: Voices
    engines: tuple[EngineCard, ...]
    workshop: Workshop
    remarks: tuple[Phrase, ...] = ()


def hire(engines: EngineWishes, jobs: int) -> Crew:
    """Return who hears, `jobs` at once: threads where they can share the models, else processes.

    With 0 jobs the caller's own thread hears.
    """
    if jobs <= 0:
        return SoloCrew(loader(engines))
    if engines.is_shared:
        return ThreadCrew(SharedLoader(engines), jobs)
    return ProcessCrew(loader(engines), jobs)


@contextmanager
def taking_in(
    path: Path, wishes: RecordingWishes, crew: Crew, progress: Progress = no_progress
) -> Iterator[TakenIn]:
    """Give the transcript of a recording, going on where an earlier run was stopped.

    Nobody else takes the same recording in until the context is left. Raises SourceUnreadable,
    SourceBusy, NothingSaid, WorkFailed or ModelError.
    """
    sound = open_sound(path)
    digest = digest_of(path)
    workshop = workshop_for(wishes.work, digest, wishes.engines.key)
    with workshop.alone(path.name):
        heard = hear_recording(sound, crew, workshop, progress)
        if not any(channel.utterances for channel in heard.channels):
            nothing = _nothing_said(path, heard)
            workshop.clear()
            raise nothing
        voices = _voices(heard, wishes)
        transcript = transcribe(
            _streams(heard, voices),
            heard.pcm.duration_ms,
            _labels(wishes, digest),
            voices.unsure,
        )
        remarks = (*heard.remarks, *_poverty(heard, wishes), *_fewer(voices, wishes.speakers))
        yield TakenIn(transcript, heard.pcm, voices, _cards(wishes), workshop, remarks)


def _voices(heard: HeardRecording, wishes: RecordingWishes) -> Voices:
    if heard.is_separate:
        return _by_channel(heard.channels)
    channel = heard.channels[0]
    return tell_apart(channel.voiced, channel.windows, channel.vectors, wishes.speakers)


def _by_channel(channels: list[Channel]) -> Voices:
    turns = [VoiceTurn(span, channel.number) for channel in channels for span in channel.voiced]
    prints = [channel.vectors.mean(axis=0) for channel in channels if len(channel.windows)]
    table = np.stack(prints) if len(prints) == len(channels) else np.zeros((0, 0), np.float32)
    return Voices(tuple(sorted(turns, key=lambda turn: turn.span.start_ms)), table)


def _streams(
    heard: HeardRecording, voices: Voices
) -> list[tuple[list[tuple[Word, ...]], list[VoiceTurn]]]:
    if not heard.is_separate:
        return [(heard.channels[0].utterances, list(voices.turns))]
    return [
        (channel.utterances, [turn for turn in voices.turns if turn.voice == channel.number])
        for channel in heard.channels
    ]


def _labels(wishes: RecordingWishes, digest: str) -> Labels:
    ear = wishes.engines.ear
    return Labels(
        session=wishes.session,
        language=wishes.engines.language,
        kind=wishes.kind,
        title=wishes.title,
        names=wishes.names,
        provenance=Provenance(
            source="sound",
            engine=ear.engine if ear else "",
            model=ear.model if ear else "",
            sha256=digest,
        ),
    )


def _cards(wishes: RecordingWishes) -> tuple[EngineCard, ...]:
    ear = wishes.engines.ear
    return (EngineCard(ear.engine, ear.model),) if ear else ()


def _nothing_said(path: Path, heard: HeardRecording) -> NothingSaid:
    voiced = sum(s.end_ms - s.start_ms for channel in heard.channels for s in channel.voiced)
    name = printable(path.name)
    if voiced < 1000:
        return NothingSaid(
            Phrase("Nobody speaks in {name}.", "Personne ne parle dans {name}.").format(name=name),
            Phrase("Check that it is the right file.", "Vérifiez que c'est le bon fichier."),
        )
    return NothingSaid(
        Phrase(
            "No word was understood in {name}, though there is sound for {seconds} s.",
            "Aucun mot n'a été compris dans {name}, bien qu'il y ait {seconds} s de son.",
        ).format(name=name, seconds=voiced // 1000),
        Phrase(
            "Music, a language other than the one asked for, or too poor a recording: try "
            "`--lang` or a better `--model`.",
            "De la musique, une autre langue que celle demandée ou un son trop mauvais : essayez "
            "`--lang` ou un meilleur `--model`.",
        ),
    )


def _poverty(heard: HeardRecording, wishes: RecordingWishes) -> tuple[Phrase, ...]:
    """Return what the person should know before believing the words or the voices."""
    remarks = []
    words = [w for channel in heard.channels for utterance in channel.utterances for w in utterance]
    sure = sum(word.confidence for word in words) / max(1, len(words))
    if sure < 0.7:
        remarks.append(
            Phrase(
                "The recogniser was unsure of most words ({sure:.0%}): listen before you quote. "
                "Another language or a better model may be needed.",
                "La reconnaissance a douté de la plupart des mots ({sure:.0%}) : réécoutez avant "
                "de citer. Il faut peut-être une autre langue ou un meilleur modèle.",
            ).format(sure=sure)
        )
    if wishes.speakers != 1 and not heard.is_separate and not wishes.engines.found()[1]:
        remarks.append(
            Phrase(
                "Voices are not told apart: run `promenade models fetch ge2e-voice-encoder`.",
                "Les voix ne sont pas distinguées : lancez `promenade models fetch "
                "ge2e-voice-encoder`.",
            )
        )
    return tuple(remarks)


def _fewer(voices: Voices, wished: int) -> tuple[Phrase, ...]:
    if not 0 < voices.count < wished or not len(voices.prints):
        return ()
    return (
        Phrase(
            "Only {count} voices could be told apart, not {wished}.",
            "Seules {count} voix ont pu être distinguées, et non {wished}.",
        ).format(count=voices.count, wished=wished),
    )
