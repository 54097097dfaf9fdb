"""Numbers as values, in figures or in words, so that "quinze" and 15 are the same.

Only numbers in figures are held against a writer; words like "one" and "deux" mean too much else.
Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from models.language import Language
from models.transcript import Transcript
from reporting.words.wording import forms, stems

REACH = 3
"""Segments before and after a number that tell what it is said of."""
FEW = 3
"""Meaningful words; a shorter sentence does not tell what it is about."""
_FIGURES = re.compile(
    r"(?<![\w:/.,-])\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:,\d+)?|(?<![\w:/])\d+(?:[.,]\d+)?"
)
_MONTHS = (
    "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|"
    "January|February|March|April|May|June|July|August|September|October|November|December"
)
_NOT_NUMBERS = re.compile(
    r"\[[^\]]*\d+:\d\d[^\]]*\]|\b\d{1,2}:\d\d(?::\d\d)?\b"  # times
    r"|\b\d{4}-\d\d-\d\d\b|\b\d{1,2}h\d{0,2}\b|\b(?:19|20)\d\d\b"  # days, hours, years
    rf"|\b\d{{1,2}}(?:er)?[ \u00a0](?:{_MONTHS})\b"
    r"|^\s*\d+[.)]\s|\bpassage \d+|\b\d+/\d+\b|\b\d+(?:er|e|ème|th|st|nd|rd)\b"  # places in a row
    r"|\b[0-9a-f]{12,}\b|\b\d+(?:\.\d+){2,}\b"  # digests, versions
    r"|\b\d+ (?:autres? propos|propos le|other statements?|statements? contradict)"  # our own counts
)
_UNITS: dict[Language, dict[str, int]] = {
    "fr": {
        "zéro": 0, "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6,
        "sept": 7, "huit": 8, "neuf": 9, "dix": 10, "onze": 11, "douze": 12, "treize": 13,
        "quatorze": 14, "quinze": 15, "seize": 16, "vingt": 20, "vingts": 20, "trente": 30,
        "quarante": 40, "cinquante": 50, "soixante": 60, "septante": 70, "huitante": 80,
        "nonante": 90,
    },
    "en": {
        "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
        "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13,
        "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
        "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
        "seventy": 70, "eighty": 80, "ninety": 90,
    },
}  # fmt: skip
_SCALES = {"cent": 100, "cents": 100, "hundred": 100, "mille": 1000, "thousand": 1000,
           "million": 10**6, "millions": 10**6, "milliard": 10**9, "milliards": 10**9,
           "billion": 10**9}  # fmt: skip
_ARTICLES = frozenset(("un", "une", "one"))
_WORD = re.compile(r"[^\W\d_]+")


def numbers_in(text: str) -> Iterator[tuple[str, str]]:
    """Yield the figures of a text as written and as values; times, years and dates are none."""
    plain = _NOT_NUMBERS.sub(" ", text)
    for found in _FIGURES.finditer(plain):
        yield found.group(), _value(found.group())


def numbers_said(
    transcript: Transcript, put_right: Mapping[str, Mapping[str, str]] | None = None
) -> dict[str, list[frozenset[str]]]:
    """Return the values of all numbers said in a session, in figures or words.

    Those that were `put_right`, by segment id, do not count where they were.

    With each, what was being talked about wherever it was said: the stems of the words around it.
    """
    segments = transcript.segments
    about = [
        stems(forms(segment.text), segment.language or transcript.language) for segment in segments
    ]
    said: dict[str, list[frozenset[str]]] = {}
    for place, segment in enumerate(segments):
        values = {_value(found.group()) for found in _FIGURES.finditer(segment.text)}
        language = segment.language or transcript.language
        values |= {str(number) for number in _in_words(segment.text, language)}
        values -= set((put_right or {}).get(segment.id, ()))
        near = about[max(0, place - REACH) : place + REACH + 1]
        for value in values:
            said.setdefault(value, []).append(frozenset(stem for one in near for stem in one))
    return said


def values_in(text: str, language: Language) -> frozenset[str]:
    """Return the values of all numbers above one in a text, in figures or words."""
    values = {_value(found) for found in re.findall(r"\d+(?:[.,]\d+)?", text)}
    values |= {str(number) for number in _in_words(text, language)}
    return frozenset(values - {"0", "1"})


def spelled(text: str, language: Language) -> list[str]:
    """Return the folded words of a text with every number as its value, however it is written."""
    words, found, at = forms(text), list[str](), 0
    while at < len(words):
        end = _number_end(words, at, language)
        if end - at > 1 or (words[at] in _UNITS[language] and words[at] not in _ARTICLES):
            found.append(str(list(_in_words(" ".join(words[at:end]), language))[-1]))
        elif words[at].isdigit() and at + 1 < len(words) and re.fullmatch(r"\d{3}", words[at + 1]):
            found.append(words[at] + words[at + 1])
            end = at + 2
        else:
            found.append(words[at])
            end = at + 1
        at = end
    return found


def _number_end(words: Sequence[str], at: int, language: Language) -> int:
    """Return where a number in words that begins at `at` ends; `at` where there is none."""
    end = at
    while end < len(words):
        is_joint = words[end] in ("et", "and") and at < end < len(words) - 1
        if (
            words[end] not in _UNITS[language]
            and words[end] not in _SCALES
            and not (is_joint and words[end + 1] in _UNITS[language])
        ):
            break
        end += 1
    return end


def is_said(
    value: str, sentence: str, said: dict[str, list[frozenset[str]]], language: Language
) -> bool:
    """Return whether a number was said of something that `sentence` is about."""
    if value not in said:
        return False
    about = {stem for stem in stems(forms(sentence), language) if not stem[0].isdigit()}
    return len(about) < FEW or any(about & near for near in said[value])


def _value(figures: str) -> str:
    plain = re.sub(r"[ \u00a0\u202f]", "", figures).replace(",", ".")
    return str(float(plain)).removesuffix(".0")


def _in_words(text: str, language: Language) -> Iterator[int]:
    """Yield the values of numbers in words: "deux cent douze" gives 212, and its parts too."""
    units = _UNITS[language]
    whole = part = 0
    is_open = False
    for word in [*_WORD.findall(text.lower()), ""]:
        if word in units:
            value = units[word]
            yield value
            is_score = value == 20 and part % 100 == 4
            part = part - 4 + 80 if is_score else part + value
            is_open = True
        elif word in _SCALES and (is_open or word in ("cent", "mille", "cents")):
            scale = _SCALES[word]
            part = max(part, 1) * scale
            yield part
            if scale >= 1000:
                whole, part = whole + part, 0
            is_open = True
        elif not (is_open and word in ("et", "and", "a")):
            if is_open:
                yield whole + part
            whole = part = 0
            is_open = False
