"""Voices are told apart by how steadily they differ; words go to the voice that said them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from models.transcript import Span, Word
from reporting.ingest.clustering import cluster
from reporting.ingest.diarisation import VoiceTurn, tell_apart
from reporting.ingest.transcribing import Labels, transcribe, voice_runs
from tests.support.diarisation_error import diarisation_errors

Floats = npt.NDArray[np.float32]


def voice(seed: int) -> Floats:
    base = np.abs(np.random.default_rng(seed).standard_normal(256)).astype(np.float32)
    return base / np.linalg.norm(base)


def stretches(
    order: list[int], seconds: int = 4, spread: float = 0.035
) -> tuple[list[Span], Floats]:
    """Windows of 1.6 s every 0.4 s while each of `order` speaks for some seconds."""
    random = np.random.default_rng(3)
    windows, rows = [], []
    for turn, who in enumerate(order):
        for step in range(0, seconds * 1000 - 1600 + 1, 400):
            start = turn * seconds * 1000 + step
            windows.append(Span(start, start + 1600))
            row = voice(who) + random.standard_normal(256).astype(np.float32) * spread
            rows.append(row / np.linalg.norm(row))
    return windows, np.array(rows, np.float32)


def times(windows: list[Span]) -> npt.NDArray[np.int64]:
    return np.array([(window.start_ms + window.end_ms) // 2 for window in windows])


def test_the_number_of_voices_is_found() -> None:
    for order in ([1] * 6, [1, 2] * 4, [1, 2, 3, 1, 3, 2, 1, 2, 3]):
        windows, vectors = stretches(order)
        labels = cluster(vectors, times(windows))
        assert len(set(labels.tolist())) == len(set(order))


def test_a_given_number_is_not_exceeded_nor_forced_upon_one_voice() -> None:
    windows, vectors = stretches([1, 2, 3] * 3)
    assert len(set(cluster(vectors, times(windows), 2).tolist())) == 2
    windows, vectors = stretches([1] * 6)
    assert set(cluster(vectors, times(windows), 3).tolist()) == {0}


def test_a_number_that_the_vectors_found_by_themselves_changes_nothing() -> None:
    for order in ([1, 2] * 4, [1, 2, 3, 1, 3, 2, 1, 2, 3]):
        windows, vectors = stretches(order)
        alone = cluster(vectors, times(windows))
        given = cluster(vectors, times(windows), len(set(order)))
        assert given.tolist() == alone.tolist()


def test_a_voice_that_hardly_speaks_is_told_apart_where_the_user_counts_it() -> None:
    windows, vectors = stretches([1] * 8 + [2])
    windows, vectors = windows[:58], vectors[:58]  # two windows of the second voice
    assert set(cluster(vectors, times(windows)).tolist()) == {0}
    assert cluster(vectors, times(windows), 2).tolist() == [0] * 56 + [1] * 2


def test_a_pause_for_breath_belongs_to_the_turn_of_the_voice() -> None:
    windows, vectors = stretches([1, 2])
    voiced = [Span(0, 2000), Span(2600, 4000), Span(4600, 8000)]
    turns = tell_apart(voiced, windows, vectors).turns
    assert [(turn.span.start_ms, turn.voice) for turn in turns] == [(0, 0), (4600, 1)]


def test_hours_of_talk_are_condensed_and_still_told_apart() -> None:
    order = [1, 2, 1, 3] * 60
    windows, vectors = stretches(order, seconds=6)
    assert len(vectors) > 2 * 1200
    labels = cluster(vectors, times(windows))
    truth = np.repeat(order, len(vectors) // len(order))
    for who in (1, 2, 3):
        own = labels[truth == who]
        assert np.bincount(own).max() / len(own) > 0.98


def test_every_moment_goes_to_the_voice_that_speaks_then() -> None:
    order = [1, 2, 1, 2, 1]
    windows, vectors = stretches(order)
    found = tell_apart([Span(0, 20_000)], windows, vectors)
    truth = [(n * 4000, n * 4000 + 4000, str(who)) for n, who in enumerate(order)]
    turns = [(t.span.start_ms, t.span.end_ms, str(t.voice)) for t in found.turns]
    assert diarisation_errors(truth, turns, 20_000).rate < 0.1


def test_an_utterance_of_two_voices_is_cut_between_the_words() -> None:
    words = tuple(
        Word(text, n * 500, n * 500 + 400) for n, text in enumerate("a b c d e f".split())
    )
    turns = [VoiceTurn(Span(0, 1450), 0), VoiceTurn(Span(1450, 3000), 1)]
    assert [(who, len(run)) for who, run in voice_runs([words], turns)] == [(0, 3), (1, 3)]


def test_one_short_word_of_another_voice_stays_in_the_sentence_around_it() -> None:
    words = tuple(
        Word(text, n * 300, n * 300 + 280) for n, text in enumerate("a b c d e f".split())
    )
    turns = [
        VoiceTurn(Span(0, 590), 0),
        VoiceTurn(Span(590, 890), 1),
        VoiceTurn(Span(890, 1800), 0),
    ]
    assert [(who, len(run)) for who, run in voice_runs([words], turns)] == [(0, 6)]


def test_channels_that_speak_at_once_are_marked_and_lose_nothing() -> None:
    left = tuple(
        Word(text, n * 500, n * 500 + 400) for n, text in enumerate("we could do it".split())
    )
    right = tuple(
        Word(text, 800 + n * 500, 1200 + n * 500) for n, text in enumerate("no we can not".split())
    )
    transcript = transcribe(
        [([left], [VoiceTurn(Span(0, 2000), 0)]), ([right], [VoiceTurn(Span(800, 2800), 1)])],
        3000,
        Labels("x", "en", names=("Ada", "Grace")),
    )
    assert [speaker.name for speaker in transcript.speakers] == ["Ada", "Grace"]
    assert [segment.overlaps for segment in transcript.segments] == [False, True]
    heard = sorted(word.text for segment in transcript.segments for word in segment.words)
    assert heard == sorted("we could do it no we can not".split())


def test_the_error_rate_counts_missed_false_and_confused_speech() -> None:
    truth = [(0, 4000, "a"), (4000, 8000, "b")]
    assert diarisation_errors(truth, truth, 9000).rate == 0
    assert diarisation_errors(truth, [(0, 8000, "x")], 8000, collar_ms=0).confused == 4000
    assert diarisation_errors(truth, [(0, 4000, "x")], 8000, collar_ms=0).missed == 4000
    assert diarisation_errors(truth, [*truth, (8000, 9000, "b")], 9000, collar_ms=0).false == 1000
