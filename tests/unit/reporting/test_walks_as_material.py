from __future__ import annotations

from models.transcript import Segment, Speaker, Transcript
from reporting.pipeline import ReportRequest, Source, write_report
from reporting.records import Report

WALK = Transcript(
    id="walk",
    kind="walk",
    language="en",
    speakers=(Speaker("walker", kind="walker"), Speaker("companion", kind="companion")),
    segments=tuple(
        Segment(
            f"s{number}", speaker, number * 6000, number * 6000 + 5000, text, is_command=command
        )
        for number, (speaker, text, command) in enumerate(
            [
                (
                    "walker",
                    "I want a shared garden behind the school, every family gives a week.",
                    False,
                ),
                (
                    "companion",
                    "What would make a family give a week in the middle of summer?",
                    False,
                ),
                (
                    "walker",
                    "My worry is that the same three parents always do all the work.",
                    False,
                ),
                ("companion", "Who else has time in the morning, when it is not too hot?", False),
                ("walker", "What did I say about the garden behind the school?", True),
                (
                    "walker",
                    "The seniors across the road could open the garden in the morning.",
                    False,
                ),
            ]
        )
    ),
    duration_ms=36_000,
)


def report() -> Report:
    return write_report(ReportRequest(), [Source(transcript=WALK)])


def test_a_command_to_the_companion_is_no_question_of_the_walk() -> None:
    assert not any("What did I say" in one.quote for one in report().evidence.values())
    assert report().audit.segments_read == report().audit.segments_total


def test_a_walk_is_not_blamed_for_quoting_the_walker_and_not_the_companion() -> None:
    assert report().audit.warnings == ()
