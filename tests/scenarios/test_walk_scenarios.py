"""Every scenario file in `walks/`: who says what when, and what must be heard."""

from __future__ import annotations

import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Literal

import msgspec
import pytest

from companion.conversation.contract import SetMode
from companion.session.events import CompanionSpoke, CutIn, EngineChanged, Interrupted, SegmentHeard
from companion.turns.events import Mode
from companion.walk.messages import FloorChanged
from models.language import Language
from tests.support.walks import Line, Outcome, Rehearsal, Reply, rehearse

FILES = sorted((Path(__file__).parent / "walks").glob("*.toml"))


class Obeyed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    says: str
    mode: Mode


class Expected(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What must be so afterwards; what is not named may be as it likes."""

    walker: list[str] | None = None
    heard: list[str] | None = None
    heard_begins: list[str] | None = None
    outcomes: list[str] | None = None
    interrupted: list[bool] | None = None
    """Was each interruption a false one?"""
    cut_ins: int | None = None
    cues: list[str] | None = None
    away: list[str] | None = None
    first_sound_within_ms: int | None = None
    answered_within_ms: int | None = None
    """From the end of each turn to the first sound of its answer."""
    silent_within_ms: int | None = None
    """From the walker's first sound to the end of the reply they interrupt."""
    not_before_ms: int | None = None


class Scenario(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    point: Literal[1, 2, 3, 4, 5, 8]
    """Of the list of what a person notices."""
    title: str
    language: Language
    line: list[Line]
    expect: Expected
    reply: list[Reply] = []
    command: list[Obeyed] = []
    tail_ms: int = 4000
    half_duplex: bool = False
    has_judge: bool = True
    has_voice: bool = True
    voice_fails_from: int | None = None
    ear_fails_at_ms: int | None = None
    ears_that_fail: int = 1_000_000


def load(file: Path) -> Scenario:
    return msgspec.convert(tomllib.loads(file.read_text(encoding="utf-8")), Scenario)


def held(scenario: Scenario) -> Outcome:
    return rehearse(
        Rehearsal(
            scenario.line,
            scenario.reply,
            scenario.language,
            commands={one.says: (SetMode(one.mode),) for one in scenario.command},
            tail_ms=scenario.tail_ms,
            is_half_duplex=scenario.half_duplex,
            has_judge=scenario.has_judge,
            has_voice=scenario.has_voice,
            voice_fails_from=scenario.voice_fails_from,
            ear_fails_at_ms=scenario.ear_fails_at_ms,
            ears_that_fail=scenario.ears_that_fail,
        )
    )


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_walk_is_held_as_its_scenario_says(file: Path) -> None:
    scenario = load(file)
    expect, outcome = scenario.expect, held(scenario)
    events = outcome.events
    seen = Expected(
        walker=outcome.walker,
        heard=outcome.heard,
        outcomes=[turn.outcome for turn in outcome.turns],
        interrupted=[event.was_false for event in events if isinstance(event, Interrupted)],
        cut_ins=sum(isinstance(event, CutIn) for event in events),
        cues=outcome.cues,
        away=[e.part for e in events if isinstance(e, EngineChanged) and e.state == "away"],
    )
    for name in ("walker", "heard", "outcomes", "interrupted", "cut_ins", "cues", "away"):
        wanted = getattr(expect, name)
        assert wanted is None or getattr(seen, name) == wanted, name
    check_beginnings(expect, outcome)
    check_times(expect, outcome)


def check_beginnings(expect: Expected, outcome: Outcome) -> None:
    if expect.heard_begins is None:
        return
    assert len(outcome.heard) == len(expect.heard_begins)
    for heard, begins in zip(outcome.heard, expect.heard_begins, strict=True):
        assert heard.startswith(begins)


def check_times(expect: Expected, outcome: Outcome) -> None:
    spoke = [event.segment for event in outcome.events if isinstance(event, CompanionSpoke)]
    if expect.first_sound_within_ms is not None:
        turn = outcome.turns[0]
        assert turn.first_sound_ms - turn.speech_end_ms <= expect.first_sound_within_ms
    if expect.answered_within_ms is not None:
        delays = [turn.first_sound_ms - turn.speech_end_ms for turn in outcome.turns]
        assert max(delays) <= expect.answered_within_ms
    if expect.not_before_ms is not None:
        assert all(segment.start_ms >= expect.not_before_ms for segment in spoke)
    if expect.silent_within_ms is not None:
        heard = [e.segment for e in outcome.events if isinstance(e, SegmentHeard)]
        silent = [n.at_ms for n in outcome.news if isinstance(n, FloorChanged) and _gave_way(n)]
        began = heard[1].start_ms
        assert 0 < min(at for at in silent if at > began) - began <= expect.silent_within_ms


def _gave_way(news: FloorChanged) -> bool:
    return news.floor == "listening"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_scenario_gives_the_same_journal_twice(file: Path) -> None:
    scenario = load(file)
    assert held(scenario).journal == held(scenario).journal


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_what_was_heard_is_a_beginning_of_what_was_meant(file: Path) -> None:
    outcome = held(load(file))
    for event in outcome.events:
        if isinstance(event, CompanionSpoke) and event.intended:
            assert event.intended.startswith(event.segment.text)
    for before, after in pairwise(e for e in outcome.events if isinstance(e, CompanionSpoke)):
        assert before.segment.end_ms <= after.segment.start_ms
