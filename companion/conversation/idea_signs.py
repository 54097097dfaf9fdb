"""Reads single sentences: does one put something forward, ask, offer; and what of it is the idea.

The law of this module: what the walker quotes is somebody else's, and a text is cut by deletion only.
Pure functions of the words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from companion.conversation.cues import CUES, Cues
from companion.conversation.questions import asks
from companion.conversation.words import clauses, content_stems, fold
from models.language import Language

Kind = Literal["idea", "concern", "question", "step"]

LEAST_STEMS = 2
"""Weighty words in the least that can be an idea."""

_AT_LENGTH = 7
"""Words of a sentence that puts one thing forward and needs no second weighty word."""

_ORDINALS = {
    "first": 0, "second": 1, "third": 2, "last": -1,
    "premiere": 0, "premier": 0, "deuxieme": 1, "troisieme": 2, "derniere": -1, "dernier": -1,
}  # fmt: skip


def ordinal(about: str) -> int | None:
    """Return the place that words like "the first idea" name, None where they name none."""
    return next((_ORDINALS[word] for word in fold(about).split() if word in _ORDINALS), None)


def holds_idea(sentence: str, language: Language) -> bool:
    """Tell whether a sentence of the walker puts something forward, or asks it."""
    cues = CUES[language]
    folded = without_reports(own_words(sentence), cues)
    if not _has_weight(sentence, folded, cues, language) or cues.moves_about.search(folded):
        return False
    if asks(sentence, folded, language):
        return True
    if cues.fears.search(folded) or cues.plans.search(folded):
        return True
    proposed = [match.end() for match in cues.proposes.finditer(folded)]
    if not proposed:
        return is_offer(folded, cues)
    judged = cues.evaluates.search(folded)
    return (
        judged is None
        or max(proposed) > judged.end()
        or cues.proposes.search(folded, judged.end()) is not None
    )


def _has_weight(sentence: str, folded: str, cues: Cues, language: Language) -> bool:
    """Tell whether a sentence says enough: two weighty words, or one that is put forward at length."""
    stems = len(content_stems(sentence, language))
    if stems >= LEAST_STEMS:
        return True
    return stems == 1 and len(folded.split()) >= _AT_LENGTH and is_new_proposal(folded, cues)


def is_offer(folded: str, cues: Cues) -> bool:
    """Tell whether a sentence puts a thing or an act forward by naming it: "a box in the station"."""
    bare = cues.leads.sub("", folded)
    return (
        cues.offers.match(bare) is not None
        and cues.denies.search(bare) is None
        and cues.doubts.search(bare) is None
    )


def without_reports(folded: str, cues: Cues) -> str:
    """Return `folded` without what somebody else is said to say or want, unless it is agreed with."""
    bare = cues.leads.sub("", folded)
    told = cues.reports.sub(" ", bare)
    if told == bare or cues.agrees.search(folded):
        return folded
    return " ".join(told.split())


def own_words(text: str) -> str:
    """Return the speaker's own words of `text`, folded: what they quote proposes nothing."""
    return " ".join(clause.folded for clause in clauses(_QUOTED.sub(" ", text)))


_QUOTED = re.compile(r"[\"“«][^\"“”«»]*[\"”»]")


def is_question(sentence: str, language: Language) -> bool:
    """Tell whether the walker asks; a recogniser writes no question marks."""
    return asks(sentence, own_words(sentence), language)


def kind_of(sentence: str, language: Language) -> Kind:
    """Tell what a sentence that holds an idea puts forward."""
    folded = own_words(sentence)
    cues = CUES[language]
    if cues.fears.search(folded):
        return "concern"
    if asks(sentence, folded, language):
        return "question"
    return "step" if cues.plans.search(folded) else "idea"


def is_new_proposal(folded: str, cues: Cues) -> bool:
    """Tell whether a sentence proposes rather than judges."""
    return cues.proposes.search(folded) is not None and cues.evaluates.search(folded) is None


def proposal_in(text: str, cues: Cues) -> str:
    """Return the sentence of the companion that proposes something, empty where none does."""
    for sentence in split_sentences(text):
        folded = own_words(sentence)
        if cues.suggests.search(folded) or _is_bare_offer(sentence):
            return sentence
    return ""


def _is_bare_offer(sentence: str) -> bool:
    """Tell whether a sentence names a thing and no more: "A repair evening on Thursdays.\""""
    return re.match(r"(?i)(?:an?|une?) \w+", sentence) is not None and "?" not in sentence


def cut(sentence: str, language: Language) -> str:
    """Return `sentence` without hesitations, openers and repeated words: cut by deletion only."""
    cues = CUES[language]
    text = cues.fillers.sub("", sentence)
    shorter = cues.leads.sub("", text).strip(" ,.;:")
    text = shorter if len(content_stems(shorter, language)) >= LEAST_STEMS else text.strip(" ,")
    text = re.sub(r"\b([^\W\d_]{2,}(?: [^\W\d_]+){0,2}),? \1\b", r"\1", text, flags=re.IGNORECASE)
    return re.sub(r"\s+", " ", text).strip(" ,;:")


def split_sentences(text: str) -> list[str]:
    """Cut a text at its marks; a text without marks is one sentence."""
    found = re.findall(r"[^.!?…\n]+[.!?…]*[\"”»]?", text)
    return [part.strip() for part in found if fold(part).strip(' .!?…"”»')]


def joined_sentences(text: str, language: Language) -> list[str]:
    """Cut `text`; a sentence that proposes one bare thing takes the next one with it."""
    joined: list[str] = []
    for sentence in (part for one in split_sentences(text) for part in _thoughts(one, language)):
        if joined and _is_bare_proposal(joined[-1], language):
            joined[-1] = f"{joined[-1]} {sentence}"
        else:
            joined.append(sentence)
    return joined


def _thoughts(sentence: str, language: Language) -> list[str]:
    """Cut a long sentence without marks before each new thing that it puts forward.

    A recogniser that writes no marks makes one sentence of half a minute.
    """
    words = sentence.split()
    if len(words) <= _ONE_THOUGHT:
        return [sentence]
    cues = CUES[language]
    folded = [fold(word).strip(_MARKS) or "-" for word in words]
    text = " ".join(folded)
    found = (cues.proposes, cues.fears, cues.plans)
    opens = sorted({text[: m.start()].count(" ") for cue in found for m in cue.finditer(text)})
    starts = [0]
    for place in opens:
        while place and folded[place - 1] in _CONNECTIVES:
            place -= 1
        if place - starts[-1] >= _LEAST_THOUGHT and _begins_thought(folded, place):
            starts.append(place)
    return [
        " ".join(words[start:end])
        for start, end in zip(starts, [*starts[1:], len(words)], strict=True)
    ]


def _begins_thought(folded: Sequence[str], place: int) -> bool:
    """Tell whether a thought can begin at a word: at "and", or in French at a bare "on"."""
    if folded[place] in _CONNECTIVES:
        return True
    return folded[place] in ("on", "il", "nous") and folded[place - 1] not in _TIES


_ONE_THOUGHT = 24
"""Words of a sentence that is left whole."""
_LEAST_THOUGHT = 6
_MARKS = ' ,;:.!?"“”«»()'
_TIES = frozenset("que si quand comme dont lorsque puisque ce car parce quoi".split())
_CONNECTIVES = frozenset(
    "and but so or then also maybe et mais donc ou alors puis apres ensuite aussi".split()
)


def _is_bare_proposal(sentence: str, language: Language) -> bool:
    folded = own_words(sentence)
    return (
        len(content_stems(sentence, language)) == 1
        and CUES[language].proposes.search(folded) is not None
        and CUES[language].evaluates.search(folded) is None
    )
