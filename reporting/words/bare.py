"""A recogniser's bare words as sentences to quote: where they end, and how they are printed.

Ends lie at pauses and before connectives; a thought that a thinking pause interrupts stays one. Printed
are the words as heard, with a capital, a final mark, and commas where the speaker drew breath. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from models.language import Language
from reporting.words.wording import FILLERS

PAUSE_MS = 600
"""A silence this long ends a unit of unpunctuated words."""
_BREATH_MS = 120
"""A silence this long before a connective ends a unit."""
LONGEST_BARE = 40
"""Words; a longer stretch without a pause is cut at its best joint."""
THOUGHT_MS = 20_000
"""A silence up to this long in the middle of a phrase is a pause to think."""
COMMA_MS = 150
"""A silence this long within a sentence is printed as a comma."""
Place = tuple[int, int, str]
"""Where a word begins and ends in the turn, and its lower-case form."""

_JOINTS = {
    "fr": frozenset("donc alors mais et puis parce or sauf bon après enfin sinon".split()),
    "en": frozenset("so but and because then well although except anyway now".split()),
}
_HANGS = {
    "fr": frozenset(
        "le la les l' un une des du de à au aux en dans sur pour par avec sans et ou mais que qu' qui "
        "si parce comme est sont était mon ma mes son sa ses notre nos ce cet cette très plus "
        "c'est qu'est je tu il elle on".split()
    ),
    "en": frozenset(
        "the a an to of in on at for with from by and or but because if that is are was were my your "
        "his her our their very more it's that's i'm i we they he she".split()
    ),
}
"""Words that no sentence ends with."""
_LEANS = {
    "fr": frozenset("de du des d' que qu' qui dont est sont pas plus été à au aux et".split()),
    "en": frozenset("of to been than is are was were and or that which who".split()),
}
"""Words that follow without a comma."""
_ASKING = {
    "fr": re.compile(
        r"^(?:et |mais |donc |alors )?(?:est-ce|est ce|pourquoi|comment|combien|quand est|"
        r"qui est-ce|qui est ce|quel|quelle|à qui|qu'est|où est)"
    ),
    "en": re.compile(
        r"^(?:and |but |so )?(?:what(?! (?:i|we|you|they|he|she|it|\w+s) (?:\w+ ){0,4}?(?:is|was)\b)"
        r"|why|how|who|where|when|which|is (?:it|that|there)|are (?:you|they)"
        r"|do (?:you|we|they)|does|did|could (?:you|we)|would (?:you|that)|can (?:you|we)|have you)\b"
    ),
}


def shown(text: str, language: Language) -> str:
    """Return bare recogniser's words as they are printed: a capital, a final mark, an English I."""
    if language == "en":
        text = re.sub(r"\bi\b(?=$|['’\s])", "I", text)
    mark = "" if text[-1] in ".!?…" else " ?" if language == "fr" else "?"
    if mark and not _ASKING[language].match(text.lower()):
        mark = "."
    return text[:1].upper() + text[1:] + mark.replace(" ", "\u202f")


def with_commas(text: str, gaps: Sequence[int], language: Language) -> str:
    """Return words with a comma after each that a breath follows; `gaps` are milliseconds before each.

    None is printed next to an edge, after a word that leads on, or before one that leans back.
    """
    words = text.split()
    if len(words) != len(gaps):
        return text
    hesitates = FILLERS[language]
    for index in range(3, len(words) - 2):
        before, after = words[index - 1].lower(), words[index].lower()
        near = any(word.endswith(",") for word in words[max(0, index - 3) : index])
        leads = before in _HANGS[language] or before in hesitates or after in _LEANS[language]
        if gaps[index] >= COMMA_MS and not near and not leads:
            words[index - 1] += ","
    return " ".join(words)


def hangs(text: str, language: Language) -> bool:
    """Return whether bare words break off in the middle of a phrase."""
    words = text.lower().split()
    last = words[-1] if words else ""
    return last in FILLERS[language] or last in _HANGS[language]


def runs(
    places: Sequence[Place], gaps: Sequence[int], language: Language
) -> Iterator[tuple[int, int]]:
    """Yield where each sentence of one segment begins and ends; `gaps` are milliseconds before words."""
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
    places: Sequence[Place],
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


def _joint(places: Sequence[Place], begin: int, end: int, language: Language) -> int:
    """Return where to cut a stretch that runs on: before its last connective, or at its end."""
    for index in range(end - 1, begin + 10, -1):
        if places[index][2] in _JOINTS[language]:
            return index
    return end
