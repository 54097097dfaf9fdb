"""Where a quotation was said, and whether it is still what was said.

Three states: verbatim, cleaned (only fillers and immediate repetitions left out), paraphrase (close,
but not a quotation). A quotation lies within one speaker's turn; words joined from several turns are
not found. Case, punctuation, apostrophes, hyphens and ligatures do not count; every other word does.
Pure.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from models.language import Language
from models.transcript import Transcript
from reporting.reading.units import Turn, turns_of
from reporting.records import State
from reporting.words.wording import FILLERS, Token, negations, tokens

CLOSE = 0.75
"""Share of a quotation's words, in order, that makes it a paraphrase of what was said."""
_CLEAN_DENSITY = 0.8
_ELISION = re.compile(r"\s*(?:\[\s*(?:…|\.{3})\s*\]|\(\s*(?:…|\.{3})\s*\)|…|\.{3})\s*")
_SKIPPED = {
    "fr": FILLERS["fr"] | frozenset("enfin bon voilà quoi là donc alors".split()),
    "en": FILLERS["en"] | frozenset("like well so okay right yeah".split()),
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a quotation was found."""

    state: State
    said: str
    """The words as they were said there."""
    speaker: str
    """Id."""
    segments: tuple[str, ...]
    start_ms: int
    end_ms: int
    session: str
    coverage: float = 1.0
    """Share of the quotation's words found there in order."""
    same_negations: bool = True
    same_numbers: bool = True
    missing: tuple[str, ...] = ()
    """Words of the quotation that were not said there."""


@dataclass(frozen=True, slots=True)
class _Said:
    turn: Turn
    tokens: tuple[Token, ...]
    forms: tuple[str, ...]


class Index:
    """The words of sessions by where they stand, so that each quotation is found at once."""

    def __init__(self, transcripts: Iterable[Transcript]) -> None:
        self._said: list[tuple[str, _Said]] = []
        self._pairs: defaultdict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
        self._single: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        for transcript in transcripts:
            for turn in turns_of(transcript):
                self._add(transcript.id, turn)

    def _add(self, session: str, turn: Turn) -> None:
        found = tokens(turn.text)
        said = _Said(turn, found, tuple(token.form for token in found))
        number = len(self._said)
        self._said.append((session, said))
        for place, form in enumerate(said.forms):
            self._single[form].append((number, place))
        for place, pair in enumerate(pairwise(said.forms)):
            self._pairs[pair].append((number, place))

    def find(self, quote: str, *, speaker: str = "", near_ms: int | None = None) -> Place | None:
        """Return the best place of `quote`; None where nothing close was said.

        Among equally good places that of `speaker`, then the one nearest `near_ms`, is preferred.
        """
        places = self.places(quote)

        def merit(place: Place) -> tuple[int, float, bool, int]:
            distance = abs(place.start_ms - near_ms) if near_ms is not None else place.start_ms
            rank = {"verbatim": 0, "cleaned": 1, "paraphrase": 2}[place.state]
            return (rank, -place.coverage, place.speaker != speaker, distance)

        return min(places, key=merit) if places else None

    def places(self, quote: str) -> list[Place]:
        """Return every place where `quote` was said; the closest one where it was not."""
        whole = tuple(token.form for token in tokens(quote))
        if not whole:
            return []
        if exact := list(self._exact([whole])):
            return exact
        parts = [
            part
            for text in _ELISION.split(quote)
            if (part := tuple(token.form for token in tokens(text)))
        ]
        if len(parts) > 1 and (exact := list(self._exact(parts))):
            return exact
        words = [word for part in parts for word in part]
        return [place for turn in self._likely(words) if (place := self._close(turn, words))]

    def _exact(self, parts: Sequence[tuple[str, ...]]) -> Iterable[Place]:
        """Yield places of all parts in order in one turn; several parts make it cleaned at best."""
        for number, first in self._starts(parts[0]):
            session, said = self._said[number]
            end = _follow(said.forms, first, parts)
            if end is not None:
                is_whole = len(parts) == 1
                kept = sum(len(part) for part in parts)
                if is_whole or _only_empty(said, first, end, parts):
                    yield self._place(
                        session, said, first, end, "verbatim" if is_whole else "cleaned"
                    )
                elif kept >= 0.4 * (end - first):
                    yield self._place(session, said, first, end, "paraphrase")

    def _starts(self, part: tuple[str, ...]) -> list[tuple[int, int]]:
        if len(part) == 1:
            return self._single.get(part[0], [])
        rarest = min(
            range(len(part) - 1), key=lambda at: len(self._pairs.get((part[at], part[at + 1]), []))
        )
        found = []
        for number, place in self._pairs.get((part[rarest], part[rarest + 1]), []):
            first = place - rarest
            if first >= 0 and self._said[number][1].forms[first : first + len(part)] == part:
                found.append((number, first))
        return found

    def _likely(self, words: Sequence[str]) -> list[int]:
        """Return the few turns that share most word pairs with the quotation."""
        votes: defaultdict[int, float] = defaultdict(float)
        for pair in set(pairwise(words)):
            hits = {number for number, _ in self._pairs.get(pair, [])}
            for number in hits:
                votes[number] += 1 / (1 + len(hits)) ** 0.5
        for word in set(words):
            hits = {number for number, _ in self._single.get(word, [])}
            if len(hits) <= 12:
                for number in hits:
                    votes[number] += 0.5 / (1 + len(hits)) ** 0.5
        return sorted(votes, key=lambda number: (-votes[number], number))[:6]

    def _close(self, number: int, words: Sequence[str]) -> Place | None:
        session, said = self._said[number]
        language = said.turn.language
        if span := _cleaned(said.forms, words, language):
            return self._place(session, said, *span, "cleaned")
        blocks = [
            block
            for block in SequenceMatcher(
                None, said.forms, words, autojunk=False
            ).get_matching_blocks()
            if block.size
        ]
        blocks = _dense(blocks, len(words))
        matched = sum(block.size for block in blocks)
        coverage = matched / len(words)
        if coverage < CLOSE:
            return None
        first, end = blocks[0].a, blocks[-1].a + blocks[-1].size
        found = self._place(session, said, first, end, "paraphrase")
        spoken = said.forms[first:end]
        return Place(
            state="paraphrase",
            said=found.said,
            speaker=found.speaker,
            segments=found.segments,
            start_ms=found.start_ms,
            end_ms=found.end_ms,
            session=session,
            coverage=round(coverage, 3),
            same_negations=negations(spoken, language) == negations(words, language),
            same_numbers=_numbers(spoken) == _numbers(words),
            missing=tuple(word for word in words if word not in spoken),
        )

    def _place(self, session: str, said: _Said, first: int, end: int, state: State) -> Place:
        start, stop = said.tokens[first].start, said.tokens[end - 1].end
        turn = said.turn
        return Place(
            state=state,
            said=turn.text[start:stop],
            speaker=turn.speaker,
            segments=tuple(segment.id for segment in turn.covering(start, stop)),
            start_ms=turn.time_of(start),
            end_ms=max(turn.time_of(stop - 1), turn.time_of(start) + 1),
            session=session,
        )


def find(quote: str, transcript: Transcript, *, speaker: str = "") -> Place | None:
    """Return where `quote` was said; build an `Index` once where many are looked for."""
    return Index([transcript]).find(quote, speaker=speaker)


def _follow(forms: Sequence[str], first: int, parts: Sequence[tuple[str, ...]]) -> int | None:
    """Return where the last part ends, each part after the one before; None where one is absent."""
    end = first + len(parts[0])
    for part in parts[1:]:
        size = len(part)
        for place in range(end, min(len(forms), end + 60)):
            if tuple(forms[place : place + size]) == part:
                end = place + size
                break
        else:
            return None
    return end


def _only_empty(said: _Said, first: int, end: int, parts: Sequence[tuple[str, ...]]) -> bool:
    words = [word for part in parts for word in part]
    return _cleaned(said.forms[first:end], words, said.turn.language) is not None


def _cleaned(
    forms: Sequence[str], words: Sequence[str], language: Language
) -> tuple[int, int] | None:
    """Return the stretch that holds `words` in order with only empty words or repetitions between."""
    skipped = _SKIPPED[language]
    for first in (at for at, form in enumerate(forms) if form == words[0]):
        at, wanted = first, 0
        while at < len(forms) and wanted < len(words):
            if forms[at] == words[wanted]:
                wanted += 1
                at += 1
            elif (size := _repeated(forms, at)) or forms[at] in skipped:
                at += size or 1
            else:
                break
        if wanted == len(words) and len(words) >= _CLEAN_DENSITY * (at - first):
            return first, at
    return None


def _repeated(forms: Sequence[str], at: int) -> int:
    """Return how many words from `at` are said again right after, or were said right before."""
    for size in (4, 3, 2, 1):
        here = forms[at : at + size]
        if len(here) == size and here in (
            forms[at + size : at + 2 * size],
            forms[max(0, at - size) : at],
        ):
            return size
    return 0


def _dense(blocks: list, words: int) -> list:  # type: ignore[type-arg]
    """Drop matches far from the main stretch, so that chance words do not count."""
    if not blocks:
        return []
    main = max(blocks, key=lambda block: block.size)
    return [block for block in blocks if abs(block.a - main.a) <= 2 * words]


def _numbers(words: Iterable[str]) -> list[str]:
    return sorted(word for word in words if word[0].isdigit())
