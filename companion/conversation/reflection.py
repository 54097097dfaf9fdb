"""Chooses the walker's own words that can be said back, and turns them to the listener's side.

The law of this module: nothing is said back that the walker did not say. A noun phrase is safe in
any sentence that leaves a place for one; a whole clause is turned (my, your) only where every word of
it is known to turn well, otherwise it is left alone. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from companion.conversation.words import STOP_WORDS, content_stems, fold
from models.language import Language

_DETERMINERS: Mapping[Language, frozenset[str]] = {
    "en": frozenset(
        "the a an this that these those my our your their his her its some every each no".split()
    ),
    "fr": frozenset(
        """le la les l' un une des ce cet cette ces mon ma mes notre nos ton ta tes son sa ses leur
        leurs du au aux chaque quelques""".split()
    ),
}
_TURNED: Mapping[Language, Mapping[str, str]] = {
    "en": {"my": "your", "our": "your", "your": "my", "mine": "yours", "myself": "yourself"},
    "fr": {
        "mon": "ton", "ma": "ta", "mes": "tes", "notre": "votre", "nos": "vos",
        "ton": "mon", "ta": "ma", "tes": "mes",
    },
}  # fmt: skip
_JOINS: Mapping[Language, frozenset[str]] = {
    "en": frozenset(("of",)),
    "fr": frozenset(("de", "du", "des", "d'", "à", "en")),
}
_NOT_NOUNS: Mapping[Language, frozenset[str]] = {
    "en": frozenset(
        """borrowed borrow said says ask asked looked look wondering sitting walking running called
        showed counted noticed wrote write tried loved love hate hated twice already nearly early
        late easy hard nice good bad great new old first last same different important possible
        probably simply slightly exactly precisely absolutely completely really big small dead happy
        honest afraid wary pounds quid percent today tomorrow yesterday week month year morning
        evening okay kind sort bit lot course fact example anybody everybody half couple moment
        second minute pay paid pays solve solves happen happens work works worked run runs ran feel
        feels felt start starts started stop stops stopped keep keeps kept fourteen fifteen twenty
        thirty forty fifty sixty hundred thousand eleven twelve three four five six seven eight nine
        ten worse better clever funny true tight cheap expensive free clean interesting apparently
        depends depend knock knows loses belong belongs""".split()
    ),
    "fr": frozenset(
        """vraiment simplement exactement seulement probablement surement forcement
        justement clairement beau bel belle nouveau nouvelle vieux vieille petit petite grand grande
        meme autre autres possible difficile facile important importante content contente sur certain
        aujourd'hui demain hier matin soir semaine mois annee an ans jour jours heure heures minute
        euros euro moment fois cote exemple part peu coup quinze vingt trente quarante cinquante cent
        mille trois quatre cinq six sept huit neuf dix onze douze gens monde""".split()
    ),
}
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*['’]?")


def key_phrases(text: str, language: Language) -> tuple[str, ...]:
    """Return noun phrases of `text` that are safe to say back, the weightiest first.

    Each starts with an article or the like and holds one to three words more; possessives are
    turned to the listener ("my shed" becomes "your shed").
    """
    found: dict[str, int] = {}
    for run in re.split(r"[.,;:!?…\"“”«»()\n—–]+", text):
        for phrase in _phrases(run.split(), language):
            turned = turn(phrase, language)
            found[turned] = max(found.get(turned, 0), _weight(turned, language))
    order = {phrase: place for place, phrase in enumerate(found)}
    return tuple(sorted(found, key=lambda phrase: (-found[phrase], -order[phrase])))


def _weight(phrase: str, language: Language) -> int:
    return min(len(content_stems(phrase, language)), 2) * 10 + min(len(phrase), 20)


def _phrases(words: Sequence[str], language: Language) -> list[str]:
    spread = _spread(words, language)
    phrases = []
    for place, word in enumerate(spread):
        if fold(word) not in _DETERMINERS[language]:
            continue
        body = _body(spread[place + 1 :], language)
        if body and not (language == "fr" and fold(word) in ("au", "aux", "du")):
            phrases.append(_join([word, *body]))
    return phrases


def _spread(words: Sequence[str], language: Language) -> list[str]:
    """Part the elided article from its noun, so that "l'échelle" is two words."""
    if language == "en":
        return [word for word in words if _WORD.search(word)]
    spread: list[str] = []
    for word in words:
        head, mark, tail = word.replace("’", "'").partition("'")
        if mark and tail and fold(head) in ("l", "d", "qu", "j", "n", "c", "s", "m", "t", "jusqu"):
            spread += [f"{head}'", tail]
        elif _WORD.search(word):
            spread.append(word)
    return spread


def _join(words: Sequence[str]) -> str:
    return re.sub(r"(?<=['’]) ", "", " ".join(words))


def _body(words: Sequence[str], language: Language) -> list[str]:
    """Return the nouns after an article: one to three words, joined by `of` where they are."""
    body: list[str] = []
    for place, word in enumerate(words[:5]):
        if _is_noun_like(word, language):
            body.append(word)
            if len([w for w in body if _is_noun_like(w, language)]) == _limit(language):
                break
        elif body and fold(word) in _JOINS[language] and place + 1 < len(words):
            tail = _joined_tail(words[place:], language)
            return body + tail
        else:
            break
    return body


def _limit(language: Language) -> int:
    return 2 if language == "en" else 1


def _joined_tail(words: Sequence[str], language: Language) -> list[str]:
    join, rest = words[0], list(words[1:])
    tail = [join]
    if rest and fold(rest[0]) in _DETERMINERS[language]:
        tail.append(rest.pop(0))
    if rest and _is_noun_like(rest[0], language):
        return [*tail, rest[0]]
    return []


def _is_noun_like(word: str, language: Language) -> bool:
    folded = fold(word).strip("'")
    if (
        not _WORD.fullmatch(word)
        or folded in STOP_WORDS[language]
        or folded in _NOT_NOUNS[language]
    ):
        return False
    if language == "en":
        return len(folded) > 2 and not re.search(r"(?:ly|n't|'ll|'ve|'d|'re)$", folded)
    return len(folded) > 2 and not re.search(r"(?:ment|ait|aient|ions|ais|erai|era|ez)$", folded)


def turn(phrase: str, language: Language) -> str:
    """Turn the possessives of `phrase` to the listener's side; the rest stays as said."""
    turned = _TURNED[language]
    words = [turned.get(word.lower(), word) for word in phrase.split()]
    first = words[0]
    if first[:1].isupper() and first.lower() in _DETERMINERS[language]:
        words[0] = first.lower()
    return " ".join(words)
