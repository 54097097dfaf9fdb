"""Where in a stretch of sound somebody speaks.

By the voice-activity model where there is one, by loudness where there is none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from models.audio import EAR_RATE, FRAME_MS, FRAME_SAMPLES, Frame
from models.transcript import Span
from reporting.ingest.splitting import levels_db

if TYPE_CHECKING:
    from models.audio import Samples
    from models.speech import VoiceActivity

_BEGINS, _GOES_ON = 0.5, 0.3
"""Probability at which a voice is believed, and at which it is still believed."""
_GAP_MS = 250
_SHORTEST_MS = 150
_PAD_MS = 60
_ABOVE_FLOOR_DB = 9.0
_BELOW_PEAK_DB = 26.0


def voiced_spans(samples: Samples, activity: VoiceActivity | None) -> list[Span]:
    """Return the stretches that hold a voice, milliseconds from the first sample."""
    if activity is None:
        marks, step = _by_loudness(samples), 10
    else:
        marks, step = _by_model(samples, activity), FRAME_MS
    return _padded(_joined(_runs(marks, step)), len(samples) * 1000 // EAR_RATE)


def _by_model(samples: Samples, activity: VoiceActivity) -> npt.NDArray[np.bool_]:
    activity.reset()
    count = len(samples) // FRAME_SAMPLES
    marks = np.zeros(count, bool)
    is_on = False
    for number in range(count):
        at = number * FRAME_SAMPLES
        voice = activity.probability(Frame(number * FRAME_MS, samples[at : at + FRAME_SAMPLES]))
        is_on = voice >= (_GOES_ON if is_on else _BEGINS)
        marks[number] = is_on
    return marks


def _by_loudness(samples: Samples) -> npt.NDArray[np.bool_]:
    levels = levels_db(samples)
    if not len(levels):
        return np.zeros(0, bool)
    smooth = np.convolve(levels, np.ones(7) / 7, mode="same")
    floor, peak = np.percentile(smooth, 10), np.percentile(smooth, 95)
    if peak < 20:
        return np.zeros(len(levels), bool)
    return np.asarray(smooth > max(floor + _ABOVE_FLOOR_DB, peak - _BELOW_PEAK_DB))


def _runs(marks: npt.NDArray[np.bool_], step: int) -> list[Span]:
    edges = np.flatnonzero(np.diff(np.concatenate([[0], marks.astype(np.int8), [0]])))
    return [
        Span(int(start) * step, int(end) * step)
        for start, end in zip(edges[::2], edges[1::2], strict=True)
    ]


def _joined(spans: list[Span]) -> list[Span]:
    joined: list[Span] = []
    for span in spans:
        if joined and span.start_ms - joined[-1].end_ms < _GAP_MS:
            joined[-1] = Span(joined[-1].start_ms, span.end_ms)
        else:
            joined.append(span)
    return [span for span in joined if span.end_ms - span.start_ms >= _SHORTEST_MS]


def _padded(spans: list[Span], end_ms: int) -> list[Span]:
    return [Span(max(0, s.start_ms - _PAD_MS), min(end_ms, s.end_ms + _PAD_MS)) for s in spans]
