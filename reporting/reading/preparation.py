"""A session before anything is chosen: cut, read, weighed, and what may not be printed set apart. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from models.ideas import Idea
from models.transcript import Transcript
from reporting.reading.confidence import off_record
from reporting.reading.corrections import superseded
from reporting.reading.material import Talk
from reporting.reading.moderation import moderators, preliminaries
from reporting.reading.salience import salience
from reporting.reading.stance import read
from reporting.reading.units import Unit, cut


def prepare(
    transcript: Transcript, ideas: Sequence[Idea] = (), redacted: Collection[str] = ()
) -> Talk:
    """Return the session read through; `redacted` are ids or names of people to leave out."""
    units = cut(transcript)
    readings = tuple(read(units))
    passages = off_record(units, transcript.released)
    out = frozenset(
        speaker.id
        for speaker in transcript.speakers
        if speaker.id in redacted or (speaker.name and speaker.name in redacted)
    )
    commands = {segment.id for segment in transcript.segments if segment.is_command}
    hidden = frozenset(number for passage in passages for number in passage) | frozenset(
        unit.number for unit in units if unit.speaker in out or commands.issuperset(unit.segments)
    )
    leading = moderators(transcript, units)
    return Talk(
        transcript=transcript,
        units=units,
        readings=readings,
        hidden=hidden,
        passages_withheld=len(passages),
        superseded={**_taken_back(ideas, units), **superseded(readings)},
        moderators=leading,
        preliminaries=preliminaries(units, leading),
        ideas=tuple(ideas),
        salience=salience(units, hidden),
        redacted=out,
    )


def _taken_back(ideas: Sequence[Idea], units: Sequence[Unit]) -> dict[int, int]:
    """Return the units of ideas withdrawn on the walk, each with the unit that takes it back."""
    found: dict[int, int] = {}
    for idea in ideas:
        if idea.status != "withdrawn" or len(idea.evidence) < 2:
            continue
        last = [unit.number for unit in units if idea.evidence[-1] in unit.segments]
        for unit in units:
            if last and unit.number < last[0] and set(unit.segments) & set(idea.evidence[:-1]):
                found[unit.number] = last[0]
    return found
