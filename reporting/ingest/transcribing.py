"""Words and voices become a transcript: every word once, with its speaker, in readable sentences. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

import msgspec

from models.language import Language
from models.transcript import (
    Provenance,
    Segment,
    SessionKind,
    Span,
    Speaker,
    Transcript,
    Word,
)
from reporting.ingest.diarisation import VoiceTurn
from reporting.words.sentencing import BREATH_MS, lines_of

_ISLAND_MS = 500
"""Words of another voice shorter than this, inside a sentence of one voice, stay with it."""


@dataclass(frozen=True, slots=True)
class Labels:
    """What the user said of a recording."""

    session: str
    language: Language
    kind: SessionKind = "talk"
    title: str = ""
    names: tuple[str, ...] = ()
    """Of the voices, in the order in which they first speak."""
    provenance: Provenance = field(default_factory=Provenance)


def transcribe(
    voices: Sequence[tuple[Sequence[tuple[Word, ...]], Sequence[VoiceTurn]]],
    duration_ms: int,
    labels: Labels,
    unsure: frozenset[int] = frozenset(),
) -> Transcript:
    """Return the transcript of utterances, each stream with the turns of the voices in it."""
    runs = [run for utterances, turns in voices for run in voice_runs(utterances, turns)]
    segments = sorted(
        (
            segment
            for voice, words in runs
            for segment in lines_of(str(voice), words, labels.language)
        ),
        key=lambda segment: (segment.start_ms, segment.end_ms),
    )
    order = list(dict.fromkeys(segment.speaker for segment in segments))
    return Transcript(
        id=labels.session,
        kind=labels.kind,
        language=labels.language,
        title=labels.title,
        speakers=tuple(
            _speaker(int(voice), place, labels, unsure) for place, voice in enumerate(order)
        ),
        segments=_numbered(segments),
        duration_ms=duration_ms,
        provenance=labels.provenance,
    )


def voice_runs(
    utterances: Sequence[tuple[Word, ...]], turns: Sequence[VoiceTurn]
) -> list[tuple[int, tuple[Word, ...]]]:
    """Cut words into runs of one voice; an utterance that two voices share becomes two runs."""
    words = [word for utterance in utterances for word in utterance]
    voices = _without_islands(words, [_voice_of(word, turns) for word in words])
    runs: list[tuple[int, list[Word]]] = []
    for voice, word in zip(voices, words, strict=True):
        is_same = runs and runs[-1][0] == voice
        if is_same and word.start_ms - runs[-1][1][-1].end_ms < BREATH_MS:
            runs[-1][1].append(word)
        else:
            runs.append((voice, [word]))
    return [(voice, tuple(run)) for voice, run in runs]


def _voice_of(word: Word, turns: Sequence[VoiceTurn]) -> int:
    if not turns:
        return 0
    middle = (word.start_ms + word.end_ms) // 2
    place = bisect_right(turns, middle, key=lambda turn: turn.span.start_ms)
    near = turns[max(0, place - 2) : place + 1]
    return min(near, key=lambda turn: _distance(turn.span, middle)).voice


def _distance(span: Span, time_ms: int) -> int:
    return max(0, span.start_ms - time_ms, time_ms - span.end_ms)


def _without_islands(words: Sequence[Word], voices: list[int]) -> list[int]:
    """Give a word or two of another voice, in the middle of somebody's words, back to them."""
    runs = [
        (voice, list(places)) for voice, places in groupby(range(len(words)), voices.__getitem__)
    ]
    smooth = list(voices)
    for before, (_, places), after in zip(runs, runs[1:], runs[2:], strict=False):
        start, end = words[places[0]].start_ms, words[places[-1]].end_ms
        left = start - words[before[1][-1]].end_ms
        right = words[after[1][0]].start_ms - end
        if before[0] == after[0] and end - start < _ISLAND_MS and max(left, right) < 250:
            for place in places:
                smooth[place] = before[0]
    return smooth


def _numbered(segments: Sequence[Segment]) -> tuple[Segment, ...]:
    ends: dict[str, int] = {}
    numbered = []
    for number, segment in enumerate(segments, 1):
        others = max((end for who, end in ends.items() if who != segment.speaker), default=0)
        numbered.append(
            msgspec.structs.replace(
                segment,
                id=f"s{number:04d}",
                speaker=_id(int(segment.speaker)),
                overlaps=segment.start_ms < others,
            )
        )
        ends[segment.speaker] = max(ends.get(segment.speaker, 0), segment.end_ms)
    return tuple(numbered)


def _speaker(voice: int, place: int, labels: Labels, unsure: frozenset[int]) -> Speaker:
    name = labels.names[place] if place < len(labels.names) else ""
    certain = voice not in unsure
    return Speaker(_id(voice), name, "speaker" if name else "unknown", is_certain=certain)


def _id(voice: int) -> str:
    """Return the speaker's id of a voice, so that its print can be found again."""
    return f"v{voice + 1}"
