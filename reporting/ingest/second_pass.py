"""A second hearing of sound that was heard before: its words are given to the lines they belong to.

Lines keep their ids and times; each gets the new words whose middle lies in it or nearest to it, so
that no new word is given twice. Words that are near no line were not heard the first time, perhaps
because there was nothing to hear them with: they come back as runs of their own, none lost. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from models.language import Language
from models.transcript import Segment, Word
from reporting.words.readable import sentences

_WORDS = re.compile(r"\w+")
_REACH_MS = 1500
_BREATH_MS = 1200
"""A silence after which another run begins."""
_ECHO_SHARE = 0.6
"""Of a run's words in what the companion was saying then: it is the companion that was recorded."""


@dataclass(frozen=True, slots=True)
class SecondHearing:
    """What a line is when heard again."""

    segment: str
    text: str
    words: tuple[Word, ...]
    is_better: bool


def align(
    lines: Sequence[Segment], words: Sequence[Word], language: Language
) -> list[SecondHearing]:
    """Return the second hearing of every line that got words, in order."""
    given: dict[str, list[Word]] = {line.id: [] for line in lines}
    for word in words:
        line = _nearest(lines, (word.start_ms + word.end_ms) // 2)
        if line is not None:
            given[line.id].append(word)
    return [_second(line, tuple(given[line.id]), language) for line in lines if given[line.id]]


def unclaimed(
    lines: Sequence[Segment], words: Sequence[Word], spoken: Sequence[Segment]
) -> list[tuple[Word, ...]]:
    """Return the words that are near none of `lines`, as runs without a long silence, in order.

    `words`: in order of time. `spoken`: what the companion said, which a microphone hears as well.
    """
    runs: list[list[Word]] = []
    is_open = False
    for word in words:
        if _nearest(lines, (word.start_ms + word.end_ms) // 2) is not None:
            is_open = False
            continue
        if is_open and word.start_ms - runs[-1][-1].end_ms < _BREATH_MS:
            runs[-1].append(word)
        else:
            runs.append([word])
        is_open = True
    return [tuple(run) for run in runs if not _is_echo(run, spoken)]


def _is_echo(run: Sequence[Word], spoken: Sequence[Segment]) -> bool:
    start_ms, end_ms = run[0].start_ms, run[-1].end_ms
    said = " ".join(
        line.text
        for line in spoken
        if line.start_ms - _REACH_MS < end_ms and start_ms < line.end_ms + _REACH_MS
    )
    known = set(_WORDS.findall(said.casefold()))
    shared = sum(set(_WORDS.findall(word.text.casefold())) <= known for word in run)
    return shared >= _ECHO_SHARE * len(run)


def _nearest(lines: Sequence[Segment], time_ms: int) -> Segment | None:
    best = min(lines, key=lambda line: _distance(line, time_ms), default=None)
    return best if best is not None and _distance(best, time_ms) <= _REACH_MS else None


def _distance(line: Segment, time_ms: int) -> int:
    return max(0, line.start_ms - time_ms, time_ms - line.end_ms)


def _second(line: Segment, words: tuple[Word, ...], language: Language) -> SecondHearing:
    text = " ".join(sentence.text for sentence in sentences(words, language))
    return SecondHearing(line.id, text, words, _is_better(line, words))


def _is_better(line: Segment, words: Sequence[Word]) -> bool:
    """Return whether the second recogniser is at least as sure and did not miss half of the line."""
    if not line.words:
        return False  # the first text was written or corrected by somebody
    sure = sum(word.confidence for word in words) / len(words)
    before = sum(word.confidence for word in line.words) / len(line.words)
    return sure >= before - 0.02 and 2 * len(words) >= len(line.words)
