"""Helpful or harmful: how much of a sentence speaks for its object and how much against.

Cues are weighed within their scope: a negation or a lessening verb turns a word round, what is
conceded before `but` counts less, doubt turns praise, a negated act is something left undone. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from models.language import Language
from reporting.cues.english import ENGLISH
from reporting.cues.french import FRENCH
from reporting.cues.lexicon import Cues
from reporting.cues.moves import MOVES, Moves
from reporting.reading.measures import MONEY, change
from reporting.records import Stance

CUES: dict[Language, Cues] = {"fr": FRENCH, "en": ENGLISH}
THRESHOLD = 0.9
"""Weight of cues from which a unit takes a side."""
_CONCEDED = 0.45
"""What a cue before `but` still counts."""


_NOT_NOTHING = re.compile(r"\bpas rien\b|\bnot nothing\b")
"""Of money it is a cost, of anything else a praise."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What speaks against and for, and the moves that were seen."""

    against: float
    favour: float
    is_admission: bool = False
    is_proposal: bool = False
    is_rescue: bool = False


def weigh(words: Sequence[str], text: str, language: Language) -> Weights:
    """Return the weights of folded `words`; `text` is the same joined by spaces."""
    cues, moves = CUES[language], MOVES[language]
    against, favour = _by_words(words, text, cues, moves)
    against += 0.9 * len(cues.critical_phrases.findall(text))
    favour += 0.9 * len(cues.favourable_phrases.findall(text))
    for pattern, weight in ((moves.undone, 0.9), (moves.burdens, 0.9), (moves.wonders, 0.9)):
        against += weight * min(2, len(pattern.findall(text)))
    favour += 1.0 * min(2, len(moves.enables.findall(text)))
    if MONEY & set(words) and _NOT_NOTHING.search(text):
        against, favour = against + 0.9, max(0.0, favour - 0.9)
    favour += 1.0 * _is_eased(words, cues, moves)
    step = change(words, language, cues.critical)
    against += 1.3 * (step == "worse")
    favour += 1.3 * (step == "better")
    against = max(0.0, against - 1.6 * len(cues.not_critical.findall(text)))
    favour = max(0.0, favour - 1.2 * len(cues.not_favourable.findall(text)))
    return _with_moves(against, favour, text, cues, moves)


def _with_moves(against: float, favour: float, text: str, cues: Cues, moves: Moves) -> Weights:
    admits = bool(moves.admits.search(text))
    if admits:
        against, favour = against + 1.8, favour * 0.5
    if cues.apologies.search(text):
        against, favour = against + 1.8, favour * 0.5
    if cues.worry.search(text):
        against += 0.6
    proposes = bool(moves.proposes.search(text)) and against < THRESHOLD
    if proposes:
        favour += 1.0
    if moves.obliges.search(text) and favour < 2 and not proposes and not against:
        favour *= 0.5
    return Weights(
        round(against, 3), round(favour, 3), admits, proposes, bool(moves.rescues.search(text))
    )


def side(against: float, favour: float, words: Sequence[str]) -> Stance:
    """Return the side that two weights make."""
    if max(against, favour) < THRESHOLD or len(words) < 3:
        return "neutral"
    if against >= 0.8 * favour:
        return "mixed" if against < 1.2 * favour and favour >= 1.5 else "critical"
    return "mixed" if against >= 1.5 and favour < 1.5 * against else "favourable"


def _by_words(words: Sequence[str], text: str, cues: Cues, moves: Moves) -> tuple[float, float]:
    against = favour = 0.0
    doubt = cues.doubts.search(text)
    doubted = len(text[: doubt.end()].split()) if doubt else len(words)
    conceded = _conceded(text, moves)
    for index, word in enumerate(words):
        bad, good = cues.critical.weigh(word), cues.favourable.weigh(word)
        if not bad and not good:
            continue
        share = _CONCEDED if index < conceded else 1.0
        bad, good = bad * share, good * share
        turned = _is_turned(words, index, cues) != (good > bad and index >= doubted)
        if bad and bad >= good:
            lessened = _is_lessened(words, index, cues, moves)
            if turned or lessened:
                favour += (0.9 if lessened else 0.5) * bad
            else:
                against += bad
        elif turned:
            against += 0.9 * good
        else:
            favour += good
    return against, favour


def _conceded(text: str, moves: Moves) -> int:
    """Return how many words stand before the last `but` of the sentence, 0 where there is none."""
    joints = [joint for joint in moves.adversative.finditer(text) if joint.start() > 12]
    return len(text[: joints[-1].start()].split()) if joints else 0


def _is_turned(words: Sequence[str], index: int, cues: Cues) -> bool:
    """Return whether a negation or a lessening verb rules the word at `index`."""
    before = words[max(0, index - 4) : index]
    further = words[max(0, index - 6) : index]
    after = words[index + 1 : index + 2]
    denied = sum(word in cues.negators for word in before)
    denied += "plus" in before and ("ne" in before or "n'" in before)
    denied += sum(word in ("pas", "jamais", "rien") for word in after)
    lessened = any(word in cues.lessening for word in further)
    return (denied + lessened) % 2 == 1


def _is_lessened(words: Sequence[str], index: int, cues: Cues, moves: Moves) -> bool:
    """Return whether a bad thing is said to have become less: ahead of it or right after it."""
    before = words[max(0, index - 6) : index]
    if any(word in cues.negators for word in words[max(0, index - 4) : index + 5]):
        return False
    after = " ".join(words[index + 1 : index + 5])
    return any(word in cues.lessening for word in before) or bool(moves.falls.match(after))


def _is_eased(words: Sequence[str], cues: Cues, moves: Moves) -> bool:
    """Return whether a burden that is no bad word itself has become less: `the queue is gone`."""
    for index, word in enumerate(words):
        is_load = any(word[:size] in moves.loads for size in range(3, len(word) + 1))
        if is_load and not cues.critical.weigh(word) and _falls_after(words, index, cues, moves):
            return True
    return False


def _falls_after(words: Sequence[str], index: int, cues: Cues, moves: Moves) -> bool:
    near = words[index + 1 : index + 6]
    if any(word in cues.negators for word in near):
        return False
    return any(moves.falls.match(" ".join(near[place:])) for place in range(min(3, len(near))))
