"""Who leads the talk: counted apart, so that questions do not crowd out answers. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from models.transcript import Transcript
from reporting.reading.units import Unit

_AT_LENGTH = 40
"""Words of a turn that opens the subject."""


def moderators(transcript: Transcript, units: Sequence[Unit]) -> frozenset[str]:
    """Return the ids of those who lead: as stated, else who asks a third of the time and speaks often."""
    stated = frozenset(speaker.id for speaker in transcript.speakers if speaker.kind == "moderator")
    if stated or transcript.kind == "walk":
        return stated
    spoken: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    turns: defaultdict[str, set[int]] = defaultdict(set)
    for unit in units:
        spoken[unit.speaker] += 1
        asked[unit.speaker] += unit.is_question
        turns[unit.speaker].add(unit.turn)
    if len(spoken) < 3:
        return frozenset()
    total = sum(len(numbers) for numbers in turns.values())
    words: Counter[str] = Counter()
    for unit in units:
        words[unit.speaker] += len(unit.tokens)
    usual = words.total() / max(1, total)
    return frozenset(
        speaker
        for speaker, count in spoken.items()
        if len(turns[speaker]) / total >= 0.08
        and asked[speaker] / count >= 0.2
        and words[speaker] / len(turns[speaker]) < 0.8 * usual
    )


def preliminaries(units: Sequence[Unit], leading: frozenset[str]) -> int:
    """Return how many units come before somebody who does not lead first speaks at length."""
    if not leading:
        return 0
    said: Counter[int] = Counter()
    for unit in units:
        if unit.speaker not in leading:
            said[unit.turn] += len(unit.tokens)
    first = next((turn for turn in sorted(said) if said[turn] >= _AT_LENGTH), None)
    before = sum(first is not None and unit.turn < first for unit in units)
    return before if before <= len(units) // 5 else 0
