"""Checks any text against what was said: quotations, who said them, figures, and what is missing.

A quotation is verbatim, cleaned, shortened (a mark says so), altered or not found; the person it is
given to said it or did not. Figures of the writer's own sentences must have been said. Of critical
and favourable statements it is counted how many the document takes up. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import msgspec

from models.language import Language
from models.transcript import Transcript
from reporting.reading.material import Talk
from reporting.reading.preparation import prepare
from reporting.render.words import WORDS
from reporting.verifying.balance import Balance, MissingClaim, Written, weigh
from reporting.verifying.corrections import put_right
from reporting.verifying.document import Passage
from reporting.verifying.ground import Index, Place
from reporting.verifying.meaning import Turned, correction, turned
from reporting.verifying.numbers import is_said, numbers_in, numbers_said, spelled
from reporting.verifying.quotes import Quotation, names_of, own_words, quotations
from reporting.words.names import printed_names
from reporting.words.wording import Token, forms, negations, tokens

Verdict = Literal["verbatim", "cleaned", "shortened", "altered", "not-found"]
_NOTES = ("ai_none", "ai_model", "ai_typed")
_SENTENCES = re.compile(r"(?<=[.;:!?])\s+|\s[—–]\s")
_CLAUSE = re.compile(r"\s*[,.;:!?…–—].*[,.;:!?…–—»”\"]\s*$", re.DOTALL)
"""A stretch between two stops: it can be left out whole."""
_MARKED_CUT = re.compile(r"\[\s*(?:…|\.{3})\s*\]|\(\s*(?:…|\.{3})\s*\)|…|\.{3}")


class CheckedQuotation(msgspec.Struct, frozen=True, kw_only=True):
    """A quotation of the document and what became of it."""

    text: str
    line: int
    verdict: Verdict
    said: str = ""
    """The words as they were said at the closest place."""
    speaker: str = ""
    """Who said them, as printed."""
    named: tuple[str, ...] = ()
    """To whom the document gives them."""
    right_person: bool = True
    same_negations: bool = True
    same_numbers: bool = True
    turned: Turned = ""
    """Word for word, and yet not what was meant: denied where it was said, somebody else's words, or
    taken back later while the document does not say so."""
    start_ms: int = 0
    session: str = ""

    @property
    def is_fine(self) -> bool:
        """Return whether a reader may rely on it."""
        is_said = self.verdict in ("verbatim", "cleaned", "shortened")
        return is_said and self.right_person and not self.turned


class UnsaidNumber(msgspec.Struct, frozen=True, kw_only=True):
    """A figure of the writer's own that nobody said."""

    number: str
    line: int
    right: str = ""
    """The figure that was said in its place, where its speaker put it right at once."""


class Verification(msgspec.Struct, frozen=True, kw_only=True):
    """The whole of what was found."""

    quotations: tuple[CheckedQuotation, ...] = ()
    numbers: tuple[UnsaidNumber, ...] = ()
    balance: Balance = Balance()
    missing: tuple[MissingClaim, ...] = ()

    @property
    def is_fine(self) -> bool:
        """Return whether nothing is wanting."""
        is_quoted_well = all(one.is_fine for one in self.quotations)
        return is_quoted_well and not self.numbers and not self.balance.is_lopsided


def verify(passages: Sequence[Passage], transcripts: Iterable[Transcript]) -> Verification:
    """Return what a document gets right and wrong against the sessions it is about."""
    known = tuple(transcripts)
    passages = _without_own_figures(passages)
    talks = tuple(map(prepare, known))
    written, printed = Written(passages), printed_names(known)
    said = _Said(Index(known), talks, printed, written)
    speakers = [speaker for one in known for speaker in one.speakers]
    found = quotations(passages, names_of(speakers))
    balance, missing = weigh(written, talks, printed)
    return Verification(
        quotations=tuple(_checked(one, said) for one in found),
        numbers=_unsaid(passages, known),
        balance=balance,
        missing=missing,
    )


@dataclass(frozen=True, slots=True)
class _Said:
    """What a document is held against, and the document's words."""

    index: Index
    talks: tuple[Talk, ...]
    printed: dict[tuple[str, str], str]
    written: Written


def _without_own_figures(passages: Sequence[Passage]) -> Sequence[Passage]:
    """Leave out what a report of ours says of itself: its head, its audit, how it was made."""
    notes = {start for name in _NOTES for start in _starts(name)}
    first = next(
        (n for n, one in enumerate(passages) if any(one.text.startswith(note) for note in notes)),
        -1,
    )
    if first < 0:
        return passages
    headings = {phrase for name in ("audit", "making") for phrase in _starts(name)}
    last = next(
        (n for n, one in enumerate(passages) if n > first and one.text in headings), len(passages)
    )
    return passages[first + 1 : last]


def _starts(name: str) -> tuple[str, str]:
    """Return how a sentence of ours begins in either language, up to where a name is filled in."""
    return WORDS[name].en.split("{")[0], WORDS[name].fr.split("{")[0]


def _checked(quotation: Quotation, against: _Said) -> CheckedQuotation:
    people = {speaker: name for (_, speaker), name in against.printed.items()}
    named = tuple(sorted(people.get(one, one) for one in quotation.named))
    places = against.index.places(quotation.text)
    if not places:
        return CheckedQuotation(
            text=quotation.text, line=quotation.line, verdict="not-found", named=named
        )
    place = _best(places, quotation)
    talk = next(one for one in against.talks if one.transcript.id == place.session)
    language = talk.transcript.language
    verdict = _verdict(quotation.text, place, talk)
    return CheckedQuotation(
        text=quotation.text,
        line=quotation.line,
        verdict=verdict,
        said=place.said,
        speaker=against.printed[place.session, place.speaker],
        named=named,
        right_person=not quotation.named or place.speaker in quotation.named,
        same_negations=_same_negations(quotation.text, place, language),
        same_numbers=place.same_numbers,
        turned=_turned(quotation, place, talk, against) if verdict != "altered" else "",
        start_ms=place.start_ms,
        session=place.session,
    )


def _turned(quotation: Quotation, place: Place, talk: Talk, against: _Said) -> Turned:
    """Return how a quotation misleads; nothing where nobody is named or the document says it itself."""
    if not quotation.named:
        return ""
    if _is_put_right(quotation, place, talk):
        return "corrected"
    how = turned(quotation.text, place, talk, f"{quotation.before} {quotation.after}")
    later = correction(quotation.text, place, talk) if how == "corrected" else None
    return "" if later is not None and against.written.takes_up(later) else how


def _is_put_right(quotation: Quotation, place: Place, talk: Talk) -> bool:
    """Return whether the quotation holds a figure that was put right at once, and stops before that."""
    wrong = put_right(talk.transcript)
    written = set(spelled(quotation.text, talk.transcript.language))
    around = set(spelled(f"{quotation.before} {quotation.after}", talk.transcript.language))
    return any(
        value in written and right not in written | around
        for segment in place.segments
        for value, right in wrong.get(segment, {}).items()
    )


def _best(places: Sequence[Place], quotation: Quotation) -> Place:
    """Return the closest place, that of a person the document names where there are several."""
    rank = {"verbatim": 0, "cleaned": 1, "paraphrase": 2}

    def merit(place: Place) -> tuple[int, float, bool, int]:
        is_other = bool(quotation.named) and place.speaker not in quotation.named
        return (rank[place.state], -place.coverage, is_other, place.start_ms)

    return min(places, key=merit)


def _verdict(text: str, place: Place, talk: Talk) -> Verdict:
    language = talk.transcript.language
    if place.state != "paraphrase":
        return "verbatim" if place.state == "verbatim" else "cleaned"
    if _is_spelled(text, place, talk):
        return "verbatim"
    is_cut = _MARKED_CUT.search(text.strip(" .…")) is not None and place.coverage == 1
    parts = [forms(part) for part in _MARKED_CUT.split(text)]
    said = forms(place.said)
    is_whole = all(_holds(said, part) for part in parts)
    if is_cut and is_whole and _keeps_denials(parts, place, language):
        return "shortened"
    return "altered"


def _is_spelled(text: str, place: Place, talk: Talk) -> bool:
    """Return whether a quotation only writes numbers otherwise: 23 for "twenty-three"."""
    there = [one.text for one in talk.transcript.segments if one.id in place.segments]
    language = talk.transcript.language
    return _holds(spelled(" ".join(there), language), spelled(text, language))


def _keeps_denials(parts: Sequence[Sequence[str]], place: Place, language: Language) -> bool:
    """Return whether what is left out between `parts` denies nothing but clauses of its own."""
    there = tokens(place.said)
    at = 0
    for part, following in pairwise(parts):
        end = _after(there, part, at)
        start = _after(there, following, end) - len(following)
        left_out = [token.form for token in there[end:start]]
        gap = place.said[there[end - 1].end : there[start].start] if start > end > 0 else ""
        is_clause = bool(_CLAUSE.match(gap))
        if negations(left_out, language) and not is_clause:
            return False
        at = end
    return True


def _after(there: Sequence[Token], part: Sequence[str], at: int) -> int:
    """Return where `part` ends in the words from `at` on."""
    size = len(part)
    for place in range(at, len(there) - size + 1):
        if [token.form for token in there[place : place + size]] == list(part):
            return place + size
    return at


def _holds(said: Sequence[str], part: Sequence[str]) -> bool:
    size = len(part)
    return any(list(said[at : at + size]) == list(part) for at in range(len(said) - size + 1))


def _same_negations(text: str, place: Place, language: Language) -> bool:
    return place.same_negations and negations(forms(text), language) == negations(
        forms(place.said), language
    )


def _unsaid(
    passages: Sequence[Passage], transcripts: Sequence[Transcript]
) -> tuple[UnsaidNumber, ...]:
    corrected = [put_right(one) for one in transcripts]
    said = [
        (numbers_said(one, wrong), one.language)
        for one, wrong in zip(transcripts, corrected, strict=True)
    ]
    right = {
        value: figure
        for wrong in corrected
        for values in wrong.values()
        for value, figure in values.items()
    }
    return tuple(
        UnsaidNumber(number=shown, line=line, right=right.get(value, ""))
        for text, line in own_words(passages)
        for sentence in _SENTENCES.split(text)
        for shown, value in numbers_in(sentence)
        if not any(is_said(value, sentence, there, language) for there, language in said)
    )
