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
from reporting.wording import Token, tokens

PAUSE_MS = 600
"""A silence this long ends a unit of unpunctuated words."""
_BREATH_MS = 120
"""A silence this long before a connective ends a unit."""
LONGEST_BARE = 40
"""Words; a longer stretch without a pause is cut at its best joint."""
LONGEST = 50
"""Words of a punctuated unit before it is cut at a comma and a connective."""
DOUBTFUL = 0.6
"""Confidence under which a word is doubted."""

_ENDS = re.compile(r"(?:\.{2,}|[.!?…])+(?:[ \u00a0\u202f]?[»”\"’)\]])*(?=\s|$)")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(«\"'])(?:M|MM|Mme|Mmes|Mlle|Mr|Mrs|Ms|Dr|Pr|Prof|St|Ste|vs|cf|etc|p|pp|n|env|"
    r"e\.g|i\.e|p\. ?ex|art|av|bd|[A-HJ-Z])\.$"
)
_JOINTS = {
    "fr": frozenset("donc alors mais et puis parce or sauf bon après enfin sinon".split()),
    "en": frozenset("so but and because then well although except anyway now".split()),
}
_COMMA_JOINT = re.compile(
    r"[;:]\s+|,\s+(?=(?:mais|et|donc|parce que|alors|puis|or|sauf que|car|"
    r"but|and|so|because|although|then)\b)",
    re.IGNORECASE,
)
_ASKING = {
    "fr": re.compile(
        r"^(?:et |mais |donc |alors )?(?:est-ce|est ce|pourquoi|comment|combien|quand est|"
        r"qui est-ce|qui est ce|quel|quelle|à qui|qu'est|où est)"
    ),
    "en": re.compile(
        r"^(?:and |but |so )?(?:what|why|how|who|where|when|which|is (?:it|that|there)|are (?:you|they)"
        r"|do (?:you|we|they)|does|did|could (?:you|we)|would (?:you|that)|can (?:you|we)|have you)\b"
    ),
}


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
        shown=text if transcript.is_punctuated else shown(text, turn.language),
        tokens=found,
        segments=tuple(segment.id for segment in covered),
        start_ms=turn.time_of(start),
        end_ms=max(turn.time_of(end - 1), turn.time_of(start) + 1)
        if end < len(turn.text)
        else turn.segments[-1].end_ms,
        confidence=_confidence(turn, start, end),
    )


def shown(text: str, language: Language) -> str:
    """Return bare recogniser's words as they are printed: a capital, a final mark, an English I."""
    if language == "en":
        text = re.sub(r"\bi\b(?=$|['’\s])", "I", text)
    mark = "" if text[-1] in ".!?…" else " ?" if language == "fr" else "?"
    if mark and not _ASKING[language].match(text.lower()):
        mark = "."
    return text[:1].upper() + text[1:] + mark.replace(" ", "\u202f")


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


def _breaths(turn: Turn) -> Iterator[tuple[int, int]]:
    """Cut bare words at pauses, at the ends of segments, and at joints where they run on."""
    for segment, offset in zip(turn.segments, turn.offsets, strict=True):
        places = [
            (match.start() + offset, match.end() + offset, match.group().lower())
            for match in re.finditer(r"\S+", segment.text)
        ]
        timed = segment.words if len(segment.words) == len(places) else ()
        yield from _runs(places, _gaps(timed, len(places)), turn.language)


def _gaps(words: Sequence[Word], count: int) -> list[int]:
    """Return the silence before each word in milliseconds; 0 where times are unknown."""
    if not words:
        return [0] * count
    return [0, *(after.start_ms - before.end_ms for before, after in pairwise(words))]


def _runs(
    places: list[tuple[int, int, str]], gaps: Sequence[int], language: Language
) -> Iterator[tuple[int, int]]:
    begin = 0
    for index in range(1, len(places) + 1):
        if index == len(places) or _is_border(places, gaps, begin, index, language):
            yield places[begin][0], places[index - 1][1]
            begin = index
        elif index - begin >= LONGEST_BARE:
            joint = _joint(places, begin, index, language)
            yield places[begin][0], places[joint - 1][1]
            begin = joint


def _is_border(
    places: list[tuple[int, int, str]],
    gaps: Sequence[int],
    begin: int,
    index: int,
    language: Language,
) -> bool:
    """Return whether a unit ends before word `index`: a long silence, or a shorter one and a joint."""
    length, gap, word = index - begin, gaps[index], places[index][2]
    if gap >= PAUSE_MS:
        return True
    if len(places) - index < 4:
        return False
    if word in _STRONG[language] and length >= (6 if gap >= _BREATH_MS else 10):
        return True
    if word in _JOINTS[language]:
        return length >= 8 and gap >= _BREATH_MS
    if not any(gaps) and length >= 12 and word.split("'")[0] in _SUBJECTS[language]:
        return places[index - 1][2] not in _LEADS_ON[language]
    return length >= 10 and gap >= 2 * _BREATH_MS


_SUBJECTS = {
    "fr": frozenset("je j on moi".split()),
    "en": frozenset("i i'm it it's that's we you they he she there there's let".split()),
}
"""Words that begin a clause, where no pause tells."""
_LEADS_ON = {
    "fr": frozenset(
        "que qui si quand dont où parce comme et ou à de pour sur avec puis alors donc mais est "
        "moi nous vous lui eux disent dit crois pense là".split()
    ),
    "en": frozenset(
        "and or if that which because when what how to of do did does have has is are was were but "
        "so who where than as like for with in on can could would will should think know said says".split()
    ),
}
_STRONG = {
    "fr": frozenset("donc alors mais sauf".split()),
    "en": frozenset("so but except although".split()),
}


def _joint(places: list[tuple[int, int, str]], begin: int, end: int, language: Language) -> int:
    """Return where to cut a stretch that runs on: before its last connective, or at its end."""
    for index in range(end - 1, begin + 10, -1):
        if places[index][2] in _JOINTS[language]:
            return index
    return end
