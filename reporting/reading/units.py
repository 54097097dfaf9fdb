"""Sentence units: the smallest pieces that a report quotes.

Punctuated text is cut at its own marks, a recogniser's bare words at pauses, changes of speaker and
discourse markers. A unit lies in one speaker's turn and its `text` is a slice of what was said; only
`shown` adds a capital and a final mark where the recogniser wrote none. Pure.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from models.language import Language
from models.transcript import Segment, Transcript, Word
from reporting.words.bare import LONGEST_BARE, THOUGHT_MS, Place, hangs, runs, shown, with_commas
from reporting.words.wording import Token, tokens

LONGEST = 50
"""Words of a punctuated unit before it is cut at a comma and a connective."""
DOUBTFUL = 0.6
"""Confidence under which a word is doubted."""

_ENDS = re.compile(r"(?:\.{2,}|[.!?…])+(?:[ \u00a0\u202f]?[»”\"’)\]])*(?=\s|$)")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(«\"'])(?:M|MM|Mme|Mmes|Mlle|Mr|Mrs|Ms|Dr|Pr|Prof|St|Ste|vs|cf|etc|p|pp|n|env|"
    r"e\.g|i\.e|p\. ?ex|art|av|bd|[A-HJ-Z])\.$"
)
_COMMA_JOINT = re.compile(
    r"[;:]\s+|,\s+(?=(?:mais|et|donc|parce que|alors|puis|or|sauf que|car|"
    r"but|and|so|because|although|then)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence, or what stands for one, of one speaker."""

    number: int
    """Place in its session, from 0."""
    session: str
    speaker: str
    """Id of the speaker."""
    turn: int
    """Units of one turn were said by one person without another between."""
    language: Language
    text: str
    """As said: a slice of the turn."""
    shown: str
    """As printed: with a capital and a final mark where there were none."""
    tokens: tuple[Token, ...]
    """Positions count in `text`."""
    segments: tuple[str, ...]
    start_ms: int
    end_ms: int
    confidence: float = 1.0
    """Of its least certain word."""

    @property
    def words(self) -> list[str]:
        return [token.form for token in self.tokens]

    @property
    def is_question(self) -> bool:
        return "?" in self.shown[-4:]


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker said until somebody else did, its segments joined by spaces."""

    number: int
    speaker: str
    language: Language
    segments: tuple[Segment, ...]
    offsets: tuple[int, ...]
    """Where in `text` each segment begins."""
    text: str

    def covering(self, start: int, end: int) -> tuple[Segment, ...]:
        """Return the segments that the letters from `start` to `end` come from."""
        first = bisect_right(self.offsets, start) - 1
        last = bisect_right(self.offsets, max(start, end - 1)) - 1
        return self.segments[first : last + 1]

    def time_of(self, place: int) -> int:
        """Return the time at which the letter at `place` is said: exact with words, else in measure."""
        index = bisect_right(self.offsets, place) - 1
        segment = self.segments[index]
        within = min(place - self.offsets[index], len(segment.text))
        if segment.words and len(segment.words) == len(segment.text.split()):
            spoken = len(segment.text[: within + 1].split()) - 1
            return segment.words[max(0, spoken)].start_ms
        length = max(1, len(segment.text))
        return segment.start_ms + (segment.end_ms - segment.start_ms) * within // length


def turns_of(transcript: Transcript) -> list[Turn]:
    """Return the turns in order. Where nobody is told apart, each segment is a turn of its own."""
    alone = len({segment.speaker for segment in transcript.segments}) == 1
    kinds = {speaker.id: speaker.kind for speaker in transcript.speakers}
    spoken = [segment for segment in transcript.segments if segment.text.strip()]
    unknown = alone and all(kind == "unknown" for kind in kinds.values())
    numbered = enumerate(spoken)
    keyed = groupby(
        numbered, key=lambda pair: (pair[1].speaker, pair[0] if unknown else -1, pair[1].language)
    )
    return [
        _turn(number, tuple(segment for _, segment in run), transcript)
        for number, (_, run) in enumerate(keyed)
    ]


def _turn(number: int, segments: tuple[Segment, ...], transcript: Transcript) -> Turn:
    offsets, length = [], 0
    for segment in segments:
        offsets.append(length)
        length += len(segment.text) + 1
    return Turn(
        number=number,
        speaker=segments[0].speaker,
        language=segments[0].language or transcript.language,
        segments=segments,
        offsets=tuple(offsets),
        text=" ".join(segment.text for segment in segments),
    )


def cut(transcript: Transcript) -> tuple[Unit, ...]:
    """Return the units of a transcript in order."""
    units: list[Unit] = []
    for turn in turns_of(transcript):
        spans = _sentences(turn) if transcript.is_punctuated else _breaths(turn)
        for start, end in spans:
            if unit := _unit(len(units), transcript, turn, (start, end)):
                units.append(unit)
    return tuple(units)


def _unit(number: int, transcript: Transcript, turn: Turn, span: tuple[int, int]) -> Unit | None:
    start, end = span
    while start < end and turn.text[start].isspace():
        start += 1
    while end > start and turn.text[end - 1].isspace():
        end -= 1
    text = turn.text[start:end]
    found = tokens(text)
    if not found:
        return None
    covered = turn.covering(start, end)
    return Unit(
        number=number,
        session=transcript.id,
        speaker=turn.speaker,
        turn=turn.number,
        language=turn.language,
        text=text,
        shown=text if transcript.is_punctuated else _printed(turn, start, end),
        tokens=found,
        segments=tuple(segment.id for segment in covered),
        start_ms=turn.time_of(start),
        end_ms=max(turn.time_of(end - 1), turn.time_of(start) + 1)
        if end < len(turn.text)
        else turn.segments[-1].end_ms,
        confidence=_confidence(turn, start, end),
    )


def _confidence(turn: Turn, start: int, end: int) -> float:
    from_ms, to_ms = turn.time_of(start), turn.time_of(end - 1)
    doubted = [
        word.confidence
        for segment in turn.covering(start, end)
        for word in segment.words
        if from_ms <= word.start_ms <= to_ms
    ]
    return min(doubted, default=1.0)


def _sentences(turn: Turn) -> Iterator[tuple[int, int]]:
    """Cut punctuated text at final marks outside quotation marks."""
    start, text = 0, turn.text
    for match in _ENDS.finditer(text):
        if _is_end(text, start, match):
            yield from _shortened(text, start, match.end())
            start = match.end()
    if start < len(text):
        yield from _shortened(text, start, len(text))


def _is_end(text: str, start: int, match: re.Match[str]) -> bool:
    before = text[start : match.end()]
    following = text[match.end() :].lstrip()
    if following[:1].islower() and re.search(r"\.\.|[…»”\"’)\]]", match.group()):
        return False
    if following[:1].isdigit() and re.search(r"\b[Nn]o\.$", before):
        return False
    if following[:1] in ("»", "”"):
        return False
    is_open = before.count("«") > before.count("»") or before.count("“") > before.count("”")
    if is_open and len(before) < 400:
        return False
    if before.count('"') % 2 and '"' in following[:200]:
        return False
    return not _ABBREVIATION.search(before)


def _shortened(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a sentence that is too long at the joint nearest its middle, again and again."""
    if len(text[start:end].split()) <= LONGEST:
        yield start, end
        return
    middle = (start + end) / 2
    margin = (end - start) / 6
    joints = [
        match.end() if match.group()[0] in ";:" else match.start() + 1
        for match in _COMMA_JOINT.finditer(text, start, end)
    ]
    inside = [place for place in joints if start + margin < place < end - margin]
    if not inside:
        yield start, end
        return
    place = min(inside, key=lambda joint: abs(joint - middle))
    yield from _shortened(text, start, place)
    yield from _shortened(text, place, end)


def _printed(turn: Turn, start: int, end: int) -> str:
    """Return bare words with a capital, a final mark and commas where the speaker drew breath."""
    text = turn.text[start:end]
    gaps = [
        gap
        for segment, offset in zip(turn.segments, turn.offsets, strict=True)
        for (first, last, _), gap in zip(*_timed(segment, offset), strict=True)
        if start <= first and last <= end
    ]
    return shown(with_commas(text, gaps, turn.language), turn.language)


def _timed(segment: Segment, offset: int) -> tuple[list[Place], list[int]]:
    """Return the words of a segment and the silence before each; 0 where times are unknown."""
    places = [
        (match.start() + offset, match.end() + offset, match.group().lower())
        for match in re.finditer(r"\S+", segment.text)
    ]
    timed = segment.words if len(segment.words) == len(places) else ()
    return places, _gaps(timed, len(places))


def _breaths(turn: Turn) -> Iterator[tuple[int, int]]:
    """Cut bare words at pauses, at the ends of segments, and at joints where they run on."""
    spans = [
        span
        for segment, offset in zip(turn.segments, turn.offsets, strict=True)
        for span in runs(*_timed(segment, offset), turn.language)
    ]
    whole: list[tuple[int, int]] = []
    for start, end in spans:
        if whole and _thinks(turn, whole[-1], (start, end)):
            whole[-1] = (whole[-1][0], end)
        else:
            whole.append((start, end))
    yield from whole


def _thinks(turn: Turn, before: tuple[int, int], after: tuple[int, int]) -> bool:
    """Return whether a silence interrupts a thought that goes on: `my worry is um … the parents`."""
    words = len(turn.text[before[0] : after[1]].split())
    silence = turn.time_of(after[0]) - turn.time_of(before[1] - 1)
    apart = turn.covering(*before)[-1].id != turn.covering(*after)[0].id
    is_timed = any(segment.words for segment in turn.segments)
    return (
        apart
        and is_timed
        and silence <= THOUGHT_MS
        and words <= LONGEST_BARE
        and hangs(turn.text[before[0] : before[1]], turn.language)
    )


def _gaps(words: Sequence[Word], count: int) -> list[int]:
    """Return the silence before each word in milliseconds; 0 where times are unknown."""
    if not words:
        return [0] * count
    return [0, *(after.start_ms - before.end_ms for before, after in pairwise(words))]
