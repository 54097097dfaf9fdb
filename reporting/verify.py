"""Checks any text against what was said: quotations, who said them, figures, and what is missing.

A quotation is verbatim, cleaned, shortened (a mark says so), altered or not found; the person it is
given to said it or did not. Figures of the writer's own sentences must have been said. Of critical
and favourable statements it is counted how many the document takes up. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec

from models.language import Language
from models.transcript import Transcript
from reporting.claims import claims_of
from reporting.ground import Index, Place
from reporting.names import printed_names
from reporting.preparation import prepare
from reporting.render.words import WORDS
from reporting.verify_numbers import is_said, numbers_in, numbers_said
from reporting.verify_quotes import Quotation, names_of, own_words, quotations
from reporting.verify_reading import Passage
from reporting.wording import forms, negations, stems

Verdict = Literal["verbatim", "cleaned", "shortened", "altered", "not-found"]
TAKEN_UP = 0.5
"""Share of a statement's meaningful words that a passage must hold to have taken it up."""
LISTED = 12
"""Missing critical statements named at most."""
_NOTES = ("ai_none", "ai_model", "ai_typed")
_SENTENCES = re.compile(r"(?<=[.;:!?])\s+|\s[—–]\s")
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
    start_ms: int = 0
    session: str = ""

    @property
    def is_fine(self) -> bool:
        """Return whether a reader may rely on it."""
        return self.verdict in ("verbatim", "cleaned", "shortened") and self.right_person


class UnsaidNumber(msgspec.Struct, frozen=True, kw_only=True):
    """A figure of the writer's own that nobody said."""

    number: str
    line: int


class MissingClaim(msgspec.Struct, frozen=True, kw_only=True):
    """A critical statement that the document does not take up."""

    text: str
    speaker: str
    start_ms: int
    session: str


class Balance(msgspec.Struct, frozen=True, kw_only=True):
    """How many statements of each side were made, and how many the document takes up."""

    critical: int = 0
    critical_kept: int = 0
    favourable: int = 0
    favourable_kept: int = 0

    @property
    def is_lopsided(self) -> bool:
        """Return whether the document passes over the critical side and not the other."""
        if self.critical < 4 or self.favourable < 3:
            return False
        critical = self.critical_kept / self.critical
        favourable = self.favourable_kept / self.favourable
        return favourable >= 0.15 and critical < 0.5 * favourable


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
    index = Index(known)
    printed = printed_names(known)
    speakers = [speaker for one in known for speaker in one.speakers]
    found = quotations(passages, names_of(speakers))
    balance, missing = _balance(passages, known, printed)
    return Verification(
        quotations=tuple(_checked(one, index, known, printed) for one in found),
        numbers=_unsaid(passages, known),
        balance=balance,
        missing=missing,
    )


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


def _checked(
    quotation: Quotation,
    index: Index,
    transcripts: Sequence[Transcript],
    printed: dict[tuple[str, str], str],
) -> CheckedQuotation:
    people = {speaker: name for (_, speaker), name in printed.items()}
    named = tuple(sorted(people.get(one, one) for one in quotation.named))
    places = index.places(quotation.text)
    if not places:
        return CheckedQuotation(
            text=quotation.text, line=quotation.line, verdict="not-found", named=named
        )
    place = _best(places, quotation)
    language = next(one.language for one in transcripts if one.id == place.session)
    verdict = _verdict(quotation.text, place, language)
    return CheckedQuotation(
        text=quotation.text,
        line=quotation.line,
        verdict=verdict,
        said=place.said,
        speaker=printed[place.session, place.speaker],
        named=named,
        right_person=not quotation.named or place.speaker in quotation.named,
        same_negations=_same_negations(quotation.text, place, language),
        same_numbers=place.same_numbers,
        start_ms=place.start_ms,
        session=place.session,
    )


def _best(places: Sequence[Place], quotation: Quotation) -> Place:
    """Return the closest place, that of a person the document names where there are several."""
    rank = {"verbatim": 0, "cleaned": 1, "paraphrase": 2}

    def merit(place: Place) -> tuple[int, float, bool, int]:
        is_other = bool(quotation.named) and place.speaker not in quotation.named
        return (rank[place.state], -place.coverage, is_other, place.start_ms)

    return min(places, key=merit)


def _verdict(text: str, place: Place, language: Language) -> Verdict:
    if place.state != "paraphrase":
        return "verbatim" if place.state == "verbatim" else "cleaned"
    is_cut = _MARKED_CUT.search(text.strip(" .…")) is not None and place.coverage == 1
    parts = [forms(part) for part in _MARKED_CUT.split(text)]
    said = forms(place.said)
    is_whole = all(_holds(said, part) for part in parts)
    if is_cut and is_whole and _same_negations(text, place, language):
        return "shortened"
    return "altered"


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
    said = [(numbers_said(one), one.language) for one in transcripts]
    return tuple(
        UnsaidNumber(number=shown, line=line)
        for text, line in own_words(passages)
        for sentence in _SENTENCES.split(text)
        for shown, value in numbers_in(sentence)
        if not any(is_said(value, sentence, there, language) for there, language in said)
    )


def _balance(
    passages: Sequence[Passage],
    transcripts: Sequence[Transcript],
    printed: dict[tuple[str, str], str],
) -> tuple[Balance, tuple[MissingClaim, ...]]:
    counted = {"critical": [0, 0], "favourable": [0, 0]}
    missing: list[tuple[float, MissingClaim]] = []
    for transcript in transcripts:
        language = transcript.language
        written = [frozenset(stems(forms(one.text), language)) for one in passages]
        for claim in claims_of(prepare(transcript)):
            if claim.stance not in counted:
                continue
            meant = frozenset(stems(claim.lead.words, language))
            is_kept = any(_shares(meant, one) >= TAKEN_UP for one in written)
            counted[claim.stance][0] += 1
            counted[claim.stance][1] += is_kept
            if claim.stance == "critical" and not is_kept:
                one = MissingClaim(
                    text=claim.lead.shown,
                    speaker=printed[transcript.id, claim.speaker],
                    start_ms=claim.lead.start_ms,
                    session=transcript.id,
                )
                missing.append((-claim.weight, one))
    missing.sort(key=lambda pair: (pair[0], pair[1].start_ms))
    balance = Balance(
        critical=counted["critical"][0],
        critical_kept=counted["critical"][1],
        favourable=counted["favourable"][0],
        favourable_kept=counted["favourable"][1],
    )
    listed = sorted((one for _, one in missing[:LISTED]), key=lambda one: one.start_ms)
    return balance, tuple(listed)


def _shares(meant: frozenset[str], written: frozenset[str]) -> float:
    return len(meant & written) / len(meant) if meant else 1.0
