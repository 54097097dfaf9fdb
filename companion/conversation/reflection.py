"""Chooses the walker's own words that can be said back, and turns them to the listener's side.

The law of this module: nothing is said back that the walker did not say, but for an article made
definite ("a shed" becomes "the shed") and a possessive turned ("my shed" becomes "your shed").
Without a grammar of the whole language, only noun phrases with a clear beginning and a clear end
are taken; where a word could be a verb, the phrase is left alone. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from companion.conversation import nouns
from companion.conversation.words import content_stems, fold
from models.language import Language

_DEFINITE: Mapping[Language, Mapping[str, str]] = {
    "en": {
        "the": "the", "a": "the", "an": "the", "my": "your", "our": "your", "these": "these",
        "those": "those",
    },
    "fr": {
        "le": "le", "la": "la", "les": "les", "l'": "l'", "un": "le", "une": "la", "des": "les",
        "d'": "", "mon": "ton", "ma": "ta", "mes": "tes", "notre": "votre", "nos": "vos", "cette": "cette",
        "ce": "ce", "cet": "cet", "ces": "ces", "du": "le", "au": "le", "aux": "les",
    },
}  # fmt: skip
_VOWEL = re.compile(r"^[aeiouyàâéèêëîïôûœ]|^h", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*['’]?")
_RUN = re.compile(r"[.,;:!?…\"“”«»()\n—–]+")
_ELIDED = re.compile(r"^(l|d|qu|j|n|c|s|m|t|jusqu|lorsqu|puisqu)['’](.+)$", re.IGNORECASE)


def key_phrases(text: str, language: Language) -> tuple[str, ...]:
    """Return noun phrases of `text` that are safe to say back, the weightiest first.

    Each is definite and holds one to three nouns or adjectives.
    """
    found: dict[str, tuple[int, int]] = {}
    place = 0
    for run in _RUN.split(text):
        words = _spread(run.split(), language)
        for start in range(len(words)):
            place += 1
            phrase = _phrase_at(words, start, language)
            if phrase:
                found[phrase] = (_weight(phrase, language), place)
    ranked = sorted(found, key=lambda phrase: found[phrase], reverse=True)
    return tuple(_without_parts(ranked))


def as_said(phrases: Sequence[str], text: str) -> list[str]:
    """Return phrases of `text` in the order in which they were said: what comes first is the subject."""
    folded = fold(text)
    return sorted(phrases, key=lambda phrase: folded.find(fold(phrase.split("'")[-1].split()[-1])))


def _without_parts(phrases: Sequence[str]) -> list[str]:
    """Drop a phrase that stands inside another one."""
    return [
        phrase
        for phrase in phrases
        if not any(phrase != other and f" {phrase} " in f" {other} " for other in phrases)
    ]


def _weight(phrase: str, language: Language) -> int:
    return min(len(content_stems(phrase, language)), 2)


def _phrase_at(words: Sequence[str], start: int, language: Language) -> str:
    """Return the phrase whose article stands at `start`, definite; empty where none is safe."""
    article = fold(words[start])
    definite = _DEFINITE[language].get(article)
    if not definite or _is_pronoun(words, start, language):
        return ""
    if _is_contrasted(words, start):
        return ""
    body = _body(words[start + 1 :], language)
    if not body or len(body[0]) < 3:
        return ""
    if body[0][:1].isupper() and article in ("a", "an"):
        definite = article  # "a Carol" is not "the Carol"
    return _joined(definite, body, language)


def _is_contrasted(words: Sequence[str], start: int) -> bool:
    """Tell whether a phrase says what is not meant: "a neighbour and not an enemy"."""
    before = [fold(word) for word in words[max(0, start - 2) : start]]
    return before[-1:] in (["not"], ["pas"]) and (len(before) < 2 or before[0] in _JOINS)


_JOINS = frozenset("and but or et mais ou plutot".split())


def _is_pronoun(words: Sequence[str], start: int, language: Language) -> bool:
    """Tell whether a French article is a pronoun before a verb: "on la garde", "pour le faire"."""
    if language == "en":
        return False
    before = fold(words[start - 1]) if start else ""
    if before in nouns.SUBJECTS_FR:
        return True
    following = fold(words[start + 1]) if start + 1 < len(words) else ""
    return fold(words[start]) in ("le", "la", "les", "l'") and _is_verb_fr(following)


def _is_verb_fr(word: str) -> bool:
    """Tell whether a folded word is formed like an infinitive and is no known noun."""
    return (
        nouns.INFINITIVE_FR.search(word) is not None and word not in nouns.NOUNS_LIKE_INFINITIVES_FR
    )


def _body(words: Sequence[str], language: Language) -> list[str]:
    """Return adjectives and nouns from the start of `words`, where their end is clear."""
    return _english_body(words) if language == "en" else _french_body(words)


def _english_body(words: Sequence[str]) -> list[str]:
    body: list[str] = []
    place = 0
    while place < len(words) and _goes_on_en(words[place], body):
        body.append(words[place])
        place += 1
    count = sum(fold(word) not in nouns.ADJECTIVES_EN for word in body)
    if not 1 <= count <= _MOST_NOUNS_EN or not nouns.may_end_en(fold(body[-1])):
        return []  # three in a row: one of them is likely a verb
    if place < len(words) and fold(words[place]) == "of":
        return body + _english_tail(words[place:])
    return body


_MOST_NOUNS_EN = 2


def _goes_on_en(word: str, body: Sequence[str]) -> bool:
    folded = fold(word)
    if folded in nouns.ADJECTIVES_EN:
        return _all_adjectives(body, nouns.ADJECTIVES_EN)
    if folded in nouns.COMPOUND_ENDS_EN:
        return bool(body) and not _all_adjectives(body, nouns.ADJECTIVES_EN)
    return nouns.is_noun_en(folded)


def _english_tail(words: Sequence[str]) -> list[str]:
    rest = list(words[1:4])
    tail = [words[0]]
    if rest and fold(rest[0]) in ("the", "my", "our"):
        tail.append(_DEFINITE["en"][fold(rest.pop(0))])
    if rest and nouns.is_noun_en(fold(rest[0])) and nouns.may_end_en(fold(rest[0])):
        return [*tail, rest[0]]
    return []


def _french_body(words: Sequence[str]) -> list[str]:
    body: list[str] = []
    for place, word in enumerate(words[:4]):
        folded = fold(word)
        if folded in nouns.ADJECTIVES_FR and _all_adjectives(body, nouns.ADJECTIVES_FR):
            body.append(word)
            continue
        if not nouns.is_noun_fr(folded):
            return []
        return [*body, word, *_french_tail(words[place + 1 :])]
    return []


def _french_tail(words: Sequence[str]) -> list[str]:
    """Return a complement: "de bowling", "du quartier", "à outils"."""
    if len(words) < 2:
        return []
    join, first = fold(words[0]), fold(words[1])
    if _is_verb_fr(first):
        return []
    if join in ("de", "du", "des", "d'", "a") and nouns.is_noun_fr(first):
        if join == "a" and not first.endswith("s"):
            return []
        return [words[0], words[1]]
    if (
        join == "de"
        and first in ("la", "l'")
        and len(words) > 2
        and nouns.is_noun_fr(fold(words[2]))
    ):
        return [words[0], words[1], words[2]]
    return []


def _all_adjectives(body: Sequence[str], adjectives: frozenset[str]) -> bool:
    return all(fold(word) in adjectives for word in body)


def _joined(definite: str, body: Sequence[str], language: Language) -> str:
    first = body[0]
    if language == "fr" and definite in ("le", "la", "ta", "ma") and _is_vowel(first):
        definite = {"le": "l'", "la": "l'", "ta": "ton", "ma": "mon"}[definite]
    words = [definite, *body]
    return re.sub(r"(?<=['’]) ", "", " ".join(words))


def _is_vowel(word: str) -> bool:
    return _VOWEL.match(word) is not None and fold(word).rstrip("s") not in nouns.ASPIRATED_FR


def _spread(words: Sequence[str], language: Language) -> list[str]:
    """Part the elided article from its noun, so that "l'échelle" is two words."""
    spread: list[str] = []
    for word in words:
        match = _ELIDED.match(word) if language == "fr" else None
        if match is not None and fold(word) not in ("aujourd'hui", "d'accord"):
            spread += [f"{match[1]}'", match[2]]
        elif _WORD.search(word):
            spread.append(word)
    return spread


def turn(phrase: str, language: Language) -> str:
    """Turn the possessives of `phrase` to the listener's side; the rest stays as said."""
    turned = _DEFINITE[language]
    possessives = ("my", "our") if language == "en" else ("mon", "ma", "mes", "notre", "nos")
    words = [
        turned[word.lower()] if word.lower() in possessives else word for word in phrase.split()
    ]
    return " ".join(words)
