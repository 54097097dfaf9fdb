"""A recording is cut where it is quiet, and its words come back together once each."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from models.audio import EAR_RATE
from models.transcript import Span, Word
from reporting.ingest.hearing import worth_hearing
from reporting.ingest.splitting import Piece, Splitter
from reporting.ingest.stitching import stitch


def noise(
    seconds: float, loudness: float, seed: int = 1
) -> np.ndarray[tuple[int], np.dtype[np.int16]]:
    random = np.random.default_rng(seed)
    return (random.standard_normal(int(seconds * EAR_RATE)) * loudness).astype(np.int16)


def cut(samples: np.ndarray[tuple[int], np.dtype[np.int16]], block: int = 7_777) -> list[Piece]:
    splitter = Splitter()
    pieces = []
    for at in range(0, len(samples), block):
        pieces += splitter.take(samples[at : at + block])
    return [*pieces, *splitter.finish()]


def test_pieces_meet_in_the_pauses() -> None:
    talk = np.concatenate([part for _ in range(12) for part in (noise(11, 2000), noise(0.6, 5))])
    pieces = cut(talk)
    assert len(pieces) > 2
    for piece in pieces[:-1]:
        assert piece.heard_to == piece.end
        second = piece.end / EAR_RATE % 11.6
        assert 11 <= second <= 11.6


def test_without_a_pause_both_sides_hear_beyond_the_cut() -> None:
    pieces = cut(noise(100, 2000))
    for before, after in itertools.pairwise(pieces):
        assert before.heard_to > before.end
        assert after.heard_from < after.start


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 130), st.integers(500, 40_000), st.integers(0, 9))
def test_pieces_cover_every_sample_once_however_the_blocks_fall(
    seconds: int, block: int, seed: int
) -> None:
    samples = noise(seconds, 500, seed)
    pieces = cut(samples, block)
    assert pieces[0].start == 0
    assert pieces[-1].end == len(samples)
    assert all(one.end == two.start for one, two in itertools.pairwise(pieces))
    assert pieces == cut(samples, EAR_RATE)


def words(*texts: str, start: int = 0, each: int = 400) -> tuple[Word, ...]:
    return tuple(
        Word(text, start + n * each, start + n * each + each - 50) for n, text in enumerate(texts)
    )


def overlapping(cut_ms: int) -> tuple[Piece, Piece]:
    at, margin = cut_ms * 16, 2 * EAR_RATE
    return Piece(0, at, 0, at + margin), Piece(at, 2 * at, at - margin, 2 * at)


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from("one two three four five six seven".split()), min_size=30, max_size=60
    ),
    st.integers(4_000, 8_000),
    st.integers(-100, 100),
)
def test_no_word_is_lost_or_doubled_where_two_pieces_heard_the_same(
    texts: list[str], cut_ms: int, drift: int
) -> None:
    whole = words(*texts)
    before, after = overlapping(cut_ms)
    left = tuple(word for word in whole if word.end_ms <= cut_ms + 2000)
    right = tuple(
        Word(word.text, word.start_ms + drift, word.end_ms + drift)
        for word in whole
        if word.start_ms >= cut_ms - 2000
    )
    joined = [word.text for part in stitch([(before, (left,)), (after, (right,))]) for word in part]
    assert joined == texts


def test_a_word_that_one_side_heard_in_half_comes_whole_from_the_other() -> None:
    before, after = overlapping(6_000)
    left = words("please", "delete", "the", "card", "and", "say", start=4_200)
    right = words("of", "card", "and", "save", "the", "list", start=5_000)
    joined = [word.text for part in stitch([(before, (left,)), (after, (right,))]) for word in part]
    assert joined[-4:] == ["and", "save", "the", "list"]
    assert joined.count("card") == 1


@given(st.lists(st.tuples(st.integers(0, 60_000), st.integers(150, 5_000)), max_size=12))
def test_no_voice_is_left_out_of_what_is_heard_and_no_long_silence_is_heard(
    places: list[tuple[int, int]],
) -> None:
    end_ms = 66_000
    voiced: list[Span] = []
    for start, length in sorted(places):
        if not voiced or start > voiced[-1].end_ms:
            voiced.append(Span(start, start + length))
    worth = worth_hearing(voiced, end_ms)
    assert all(0 <= span.start_ms < span.end_ms <= end_ms for span in worth)
    assert all(one.end_ms < two.start_ms for one, two in itertools.pairwise(worth))
    for voice in voiced:
        assert any(
            span.start_ms <= max(0, voice.start_ms - 1000)
            and span.end_ms >= min(end_ms, voice.end_ms + 1000)
            for span in worth
        )
    for span in worth:
        edges = [
            span.start_ms,
            *(
                edge
                for v in voiced
                if v.start_ms < span.end_ms and v.end_ms > span.start_ms
                for edge in (v.start_ms, v.end_ms)
            ),
            span.end_ms,
        ]
        assert all(two - one <= 4_000 for one, two in zip(edges[::2], edges[1::2], strict=True))


def test_a_piece_without_a_voice_is_not_heard_at_all() -> None:
    assert worth_hearing([], 40_000) == []
