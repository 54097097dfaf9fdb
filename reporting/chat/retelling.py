"""Whether words told again are those that were said: none added, none moved, none missing that matter.

A retelling takes words of its evidence in their order and tense, leaps over nothing inside a clause,
and keeps of every sentence it draws upon each negation, hedge, condition, number, modal verb and word
that takes a side. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from models.language import Language
from reporting.cues.lexicon import Cues, phrases
from reporting.reading.material import Talk
from reporting.reading.stance import CUES, Reading, joined
from reporting.reading.units import DOUBTFUL, Unit
from reporting.words.wordforms import FIRST_PERSON, FREE, PRONOUNS, ends_alike, is_guarded, key
from reporting.words.wording import NEGATIONS, Token, tokens

Loss = Literal["words", "jump", "speaker", "quote-only", "kept"]
_JOINT = re.compile(r"[.,;:!?…]")
_THINKS: dict[Language, re.Pattern[str]] = {
    "fr": phrases(
        r"il me semble(?: que| qu')?",
        r"(?:moi )?je (?:pense|crois|trouve|dirais)(?: que| qu')?",
        r"à mon avis",
        r"pour moi",
        r"selon moi",
    ),
    "en": phrases(r"i (?:think|believe|guess|find|suppose)(?: that)?", r"in my (?:opinion|view)"),
}
_EMPTY: dict[Language, re.Pattern[str]] = {
    "fr": phrases(
        r"(?:ça )?c'est (?:sûr|clair|certain|évident)(?! que| qu')", r"bien sûr", r"^mais"
    ),
    "en": phrases(r"that's for sure", r"for sure", r"of course", r"^but"),
}
"""Emphasis, and the contrast with the sentence before: nothing of what is said hangs on them."""
_LIMITING: dict[Language, frozenset[str]] = {
    "fr": frozenset("si s' mais sauf quand lorsque sinon pourvu malgré sans or pourtant".split()),
    "en": frozenset(
        "if unless but except when provided although though however without yet".split()
    ),
}
"""Heads of clauses that may not be left out."""
_BEFORE = 4
"""Words before a verb among which its subject is looked for."""


@dataclass(frozen=True, slots=True)
class Source:
    """A quotation of the report, as a sentence may draw on it."""

    name: str
    """Id of the Evidence."""
    speaker: str
    """Id."""
    units: tuple[Unit, ...]
    readings: tuple[Reading, ...]
    is_fixed: bool = False
    """It may be quoted, never told in other words: it corrects, or is corrected."""
    is_answer: bool = False
    """It opens a turn that follows another person's question."""


@dataclass(frozen=True, slots=True)
class Telling:
    """What stands around the words of a retelling."""

    is_subject: bool = False
    """The speaker's name is the subject of the first verb."""
    verb: str = ""
    is_opinion: bool = False
    """The verb says that it is an opinion, as "I think" did."""
    quoted: frozenset[str] = frozenset()
    """Ids of the evidence that follows in full, between quotation marks."""


@dataclass(frozen=True, slots=True)
class Retold:
    """What a retelling draws upon, or what is wrong with it."""

    loss: Loss | None = None
    drawn: frozenset[str] = frozenset()
    """Ids of the evidence it takes words from."""
    carried: frozenset[str] = frozenset()
    """Of those, the ones of which no sentence that takes a side is left out."""


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of the evidence that a retelling may take."""

    token: Token
    unit: int
    opens: bool
    """A clause begins before it."""


@dataclass(frozen=True, slots=True)
class _Match:
    """The words of a retelling and where each was said."""

    body: str
    all_tokens: tuple[Token, ...]
    wanted: tuple[Token, ...]
    places: tuple[int, ...]
    said: tuple[_Word, ...]
    language: Language


def source_of(name: str, units: Sequence[Unit], talk: Talk) -> Source:
    """Return a quotation with what its units say."""
    numbers = {unit.number for unit in units}
    return Source(
        name=name,
        speaker=units[0].speaker,
        units=tuple(units),
        readings=tuple(talk.readings[unit.number] for unit in units),
        is_fixed=bool(numbers & (set(talk.superseded) | set(talk.superseded.values()))),
        is_answer=_is_answer(units[0], talk),
    )


def _is_answer(unit: Unit, talk: Talk) -> bool:
    before = talk.units[unit.number - 1] if unit.number else None
    return before is not None and before.speaker != unit.speaker and before.is_question


def retold(
    body: str,
    sources: Sequence[Source],
    language: Language,
    *,
    least: int,
    told: Telling = Telling(),
) -> Retold:
    """Return what `body` takes from `sources`: at least `least` words of meaning, or a loss."""
    match = _matched(body, sources, language, least)
    if match is None:
        return Retold("words")
    if _jumps(match):
        return Retold("jump")
    if _borrows_subject(match, told.is_subject):
        return Retold("speaker")
    rows = [
        (source, unit, reading)
        for source in sources
        for unit, reading in zip(source.units, source.readings, strict=True)
    ]
    used = {match.said[place].unit for place in match.places}
    for number in sorted(used):
        source, unit, reading = rows[number]
        if source.is_fixed or _is_quote_only(unit, reading):
            return Retold("quote-only")
        if _loses(unit, number, match, told, is_quoted=source.name in told.quoted):
            return Retold("kept")
    if _turns_plus(match, [rows[number][1] for number in used]):
        return Retold("kept")
    drawn = frozenset(rows[number][0].name for number in used)
    return Retold(None, drawn, frozenset(_carried(sources, used)) & drawn)


def _carried(sources: Sequence[Source], used: set[int]) -> list[str]:
    carried, number = [], 0
    for source in sources:
        mine = list(range(number, number + len(source.units)))
        number += len(source.units)
        sided = [
            n
            for n, reading in zip(mine, source.readings, strict=True)
            if reading.stance != "neutral"
        ]
        if set(sided or mine) <= used:
            carried.append(source.name)
    return carried


def _matched(body: str, sources: Sequence[Source], language: Language, least: int) -> _Match | None:
    if any(unit.language != language for source in sources for unit in source.units):
        return None
    all_tokens = tokens(body)
    wanted = tuple(one for one in all_tokens if key(one.form, language) not in FREE[language])
    said = _words([unit for source in sources for unit in source.units])
    if len(wanted) < least:
        return None
    places = _aligned([token.form for token in wanted], said, language)
    return _Match(body, all_tokens, wanted, places, said, language) if places else None


def _words(units: Sequence[Unit]) -> tuple[_Word, ...]:
    found: list[_Word] = []
    for number, unit in enumerate(units):
        end = 0
        for index, token in enumerate(unit.tokens):
            opens = index == 0 or bool(_JOINT.search(unit.text[end : token.start]))
            found.append(_Word(token, number, opens))
            end = token.end
    return tuple(found)


def _aligned(
    wanted: Sequence[str], said: Sequence[_Word], language: Language
) -> tuple[int, ...] | None:
    """Return a place in the evidence for each word, in order and as close together as can be."""
    keys = [key(word.token.form, language) for word in said]
    best: dict[int, tuple[int, tuple[int, ...]]] = {-1: (0, ())}
    for form in wanted:
        goal = key(form, language)
        following: dict[int, tuple[int, tuple[int, ...]]] = {}
        for place, word in enumerate(said):
            if keys[place] != goal or not ends_alike(form, word.token.form, language):
                continue
            ways = [
                (cost + (place - before if before >= 0 else 0), (*path, place))
                for before, (cost, path) in best.items()
                if before < place
            ]
            if ways:
                following[place] = min(ways)
        if not following:
            return None
        best = following
    return min(best.values())[1]


def _jumps(match: _Match) -> bool:
    """Return whether words of meaning were left out between two that came to stand in one clause."""
    for (one, other), (a, b) in zip(pairwise(match.places), pairwise(match.wanted), strict=True):
        between = match.said[one + 1 : other]
        skipped = [
            word
            for word in between
            if key(word.token.form, match.language) not in FREE[match.language]
        ]
        is_near = len(skipped) <= 1 and match.said[one].unit == match.said[other].unit
        if is_near:
            continue
        is_cut = _JOINT.search(match.body[a.end : b.start]) is not None
        if not is_cut or not any(word.opens for word in match.said[one + 1 : other + 1]):
            return True
    return False


def _borrows_subject(match: _Match, is_subject: bool) -> bool:
    """Return whether somebody is made the subject of what was said of somebody else."""
    at = {token.start: place for token, place in zip(match.wanted, match.places, strict=True)}
    if is_subject and not _is_own(match, match.places[0], ""):
        return True
    for token in match.all_tokens:
        form = key(token.form, match.language)
        if form in PRONOUNS[match.language]:
            following = next((at[start] for start in sorted(at) if start > token.start), None)
            is_last = following is None and form in {word.token.form for word in match.said}
            if not is_last and (following is None or not _is_own(match, following, form)):
                return True
    return False


def _is_own(match: _Match, place: int, subject: str) -> bool:
    """Return whether the word at `place` was said of the speaker, or of `subject`."""
    before = {
        key(word.token.form, match.language)
        for word in match.said[max(0, place - _BEFORE) : place]
        if word.unit == match.said[place].unit
    }
    return bool(FIRST_PERSON[match.language] & before) or subject in before


def _is_quote_only(unit: Unit, reading: Reading) -> bool:
    """Return whether telling it in other words could turn it round."""
    if reading.is_question or reading.is_reported or reading.is_rumour or reading.is_instruction:
        return True
    cues, text = CUES[unit.language], joined(unit)
    if unit.confidence < DOUBTFUL or cues.ironic.search(text):
        return True
    return reading.stance == "critical" and not _speaks_against(unit, cues, text)


def _speaks_against(unit: Unit, cues: Cues, text: str) -> bool:
    """Return whether the side is shown by its own words, and not by irony or what stands around."""
    patterns = (cues.critical_phrases, cues.apologies, cues.worry)
    return (
        any(word in NEGATIONS[unit.language] for word in unit.words)
        or any(cues.critical.weigh(word) for word in unit.words)
        or any(pattern.search(text) for pattern in patterns)
    )


def _turns_plus(match: _Match, units: Sequence[Unit]) -> bool:
    """Return whether a French `plus` gained or lost the `ne` that makes "more" of it "no more"."""
    said = [token.form for unit in units for token in unit.tokens]
    if match.language != "fr" or "plus" not in said:
        return False
    told = [token.form for token in match.all_tokens]
    return sum(form in ("ne", "n'") for form in said) != sum(form in ("ne", "n'") for form in told)


def _loses(unit: Unit, number: int, match: _Match, told: Telling, *, is_quoted: bool) -> bool:
    """Return whether a word of a sentence drawn upon is missing that its meaning hangs on.

    Where the whole quotation follows, whole clauses may be missing that rule nothing.
    """
    cues, language = CUES[unit.language], match.language
    ruled = _ruled(unit, cues, told)
    taken = set(match.places)
    here = [place for place, word in enumerate(match.said) if word.unit == number]
    spared = _clauses_left_out(here, match) if is_quoted else frozenset()
    for index, place in enumerate(here):
        form = match.said[place].token.form
        is_ruled = index in ruled.holding and key(form, language) not in FREE[language]
        is_held = is_ruled or (is_guarded(form, cues, language) and index not in ruled.opinion)
        is_told = place in taken or place in spared or _is_in_verb(form, told, language)
        if is_held and not is_told:
            return True
    return False


@dataclass(frozen=True, slots=True)
class _Ruled:
    """Places, within a unit, of words that rule others."""

    holding: frozenset[int]
    opinion: frozenset[int]
    """Of "I think that", told by a verb of opinion; of mere emphasis."""


def _ruled(unit: Unit, cues: Cues, told: Telling) -> _Ruled:
    text = joined(unit)
    opinion = _spans(_EMPTY[unit.language], text)
    if told.is_opinion:
        opinion |= _spans(_THINKS[unit.language], text)
    patterns = (cues.hedges, cues.governs, cues.critical_phrases, cues.not_critical)
    holding = frozenset().union(*(_spans(pattern, text) for pattern in patterns))
    return _Ruled(holding - opinion, opinion)


def _spans(pattern: re.Pattern[str], text: str) -> frozenset[int]:
    """Return which words the matches hold."""
    found: set[int] = set()
    for match in pattern.finditer(text):
        first = len(text[: match.start()].split())
        found |= set(range(first, first + len(match.group().split())))
    return frozenset(found)


def _clauses_left_out(here: Sequence[int], match: _Match) -> frozenset[int]:
    """Return the places of clauses of which nothing is told and that neither limit nor oppose."""
    clauses: list[list[int]] = []
    for place in here:
        if match.said[place].opens or not clauses:
            clauses.append([])
        clauses[-1].append(place)
    taken = set(match.places)
    return frozenset(
        place
        for clause in clauses
        if not taken & set(clause)
        and not _LIMITING[match.language] & {match.said[one].token.form for one in clause[:2]}
        for place in clause
    )


def _is_in_verb(form: str, told: Telling, language: Language) -> bool:
    """Return whether the verb around the words is the speaker's own: "I fear", "Ann fears"."""
    verb = told.verb.removeprefix("s'")
    return bool(verb) and key(form, language) == key(verb, language)
