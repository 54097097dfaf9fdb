"""Who leads the talk: counted apart, so that questions do not crowd out answers. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from models.transcript import Transcript
from reporting.units import Unit


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
    return frozenset(
        speaker
        for speaker, count in spoken.items()
        if len(turns[speaker]) / total >= 0.15
        and asked[speaker] / count >= 0.2
        and asked[speaker] == max(asked.values())
    )
