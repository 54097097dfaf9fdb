"""Where in a stretch of sound somebody speaks.

By the voice-activity model where there is one, by loudness where there is none.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from models.audio import EAR_RATE, FRAME_MS, FRAME_SAMPLES, Frame
from models.transcript import Span
from reporting.ingest.splitting import levels_db

if TYPE_CHECKING:
    from models.audio import Samples
    from models.speech import VoiceActivity

_FAINT = (0.25, 0.12)
"""Probability at which a voice is believed, and at which it is still believed.

Low: a far voice in a room is to be given to somebody, and a noise taken for one costs little here.
"""
_PLAIN = (0.4, 0.25)
"""The same where a stretch is to be compared with others: it must hold a voice and one voice only."""
_AUDIBLE_DB = 20.0
"""Loudness, dB of the smallest sample step, below which there is nothing to hear."""
_USUAL_DB = 60.0
"""Loudness of speech, dB of the smallest sample step, up to which a quiet recording is raised."""
_GAP_MS = 400
_SHORTEST_MS = 150
_PAD_MS = 180
_BREATH_MS = 130
_SHORTEST_PLAIN_MS = 200
_ABOVE_FLOOR_DB = 9.0
_BELOW_PEAK_DB = 26.0


@dataclass(frozen=True, slots=True)
class SpeechRegions:
    """Where somebody speaks, milliseconds from the first sample."""

    voiced: list[Span]
    """All of it, short pauses included."""
    plain: list[Span]
    """Breath by breath: what voices are compared by."""


def find_speech(samples: Samples, activity: VoiceActivity | None) -> SpeechRegions:
    """Return the stretches that hold a voice."""
    end_ms = len(samples) * 1000 // EAR_RATE
    if float(levels_db(samples).max(initial=0.0)) < _AUDIBLE_DB:
        return SpeechRegions([], [])
    if activity is None:
        spans = _padded(_joined(_runs(_by_loudness(samples), 10), _GAP_MS, _SHORTEST_MS), end_ms)
        return SpeechRegions(spans, spans)
    voice = _probabilities(samples, activity)
    voiced = _joined(_runs(_held(voice, *_FAINT), FRAME_MS), _GAP_MS, _SHORTEST_MS)
    plain = _joined(_runs(_held(voice, *_PLAIN), FRAME_MS), _BREATH_MS, _SHORTEST_PLAIN_MS)
    return SpeechRegions(_padded(voiced, end_ms), _padded(plain, end_ms, 30))


def voiced_spans(samples: Samples, activity: VoiceActivity | None) -> list[Span]:
    """Return where somebody speaks, milliseconds from the first sample."""
    return find_speech(samples, activity).voiced


def _probabilities(samples: Samples, activity: VoiceActivity) -> npt.NDArray[np.float64]:
    activity.reset()
    samples = _raised(samples)
    starts = range(0, len(samples) - FRAME_SAMPLES + 1, FRAME_SAMPLES)
    return np.array(
        [
            activity.probability(Frame(at * 1000 // EAR_RATE, samples[at : at + FRAME_SAMPLES]))
            for at in starts
        ]
    )


def _held(voice: npt.NDArray[np.float64], begins: float, goes_on: float) -> npt.NDArray[np.bool_]:
    marks = np.zeros(len(voice), bool)
    is_on = False
    for place, probability in enumerate(voice):
        is_on = probability >= (goes_on if is_on else begins)
        marks[place] = is_on
    return marks


def _raised(samples: Samples) -> Samples:
    """Bring a quiet recording to the loudness of ordinary speech."""
    levels = levels_db(samples)
    lack = _USUAL_DB - float(np.percentile(levels, 95)) if len(levels) else 0.0
    if lack <= 0:
        return samples
    louder = samples.astype(np.float32) * np.float32(10 ** (min(lack, 30.0) / 20))
    return np.asarray(np.clip(louder, -32768, 32767), dtype=np.int16)


def _by_loudness(samples: Samples) -> npt.NDArray[np.bool_]:
    levels = levels_db(samples)
    if not len(levels):
        return np.zeros(0, bool)
    smooth = np.convolve(levels, np.ones(7) / 7, mode="same")
    floor, peak = np.percentile(smooth, 10), np.percentile(smooth, 95)
    if peak < _AUDIBLE_DB:
        return np.zeros(len(levels), bool)
    return np.asarray(smooth > max(floor + _ABOVE_FLOOR_DB, peak - _BELOW_PEAK_DB))


def _runs(marks: npt.NDArray[np.bool_], step: int) -> list[Span]:
    edges = np.flatnonzero(np.diff(np.concatenate([[0], marks.astype(np.int8), [0]])))
    return [
        Span(int(start) * step, int(end) * step)
        for start, end in zip(edges[::2], edges[1::2], strict=True)
    ]


def _joined(spans: list[Span], gap_ms: int, shortest_ms: int) -> list[Span]:
    joined: list[Span] = []
    for span in spans:
        if joined and span.start_ms - joined[-1].end_ms < gap_ms:
            joined[-1] = Span(joined[-1].start_ms, span.end_ms)
        else:
            joined.append(span)
    return [span for span in joined if span.end_ms - span.start_ms >= shortest_ms]


def _padded(spans: list[Span], end_ms: int, by_ms: int = _PAD_MS) -> list[Span]:
    return [Span(max(0, s.start_ms - by_ms), min(end_ms, s.end_ms + by_ms)) for s in spans]
