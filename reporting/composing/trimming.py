"""Making a clause shorter by leaving out what nothing else in it depends on.

Left out may be: a tail that only adds (a relative clause, a place, a reason, what something is
preferred to, a second predicate), a lesser part between commas, a tag. Never a condition, a hedge, nor
what a universal or denied statement is limited to. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from models.language import Language
from reporting.cues.english import ENGLISH
from reporting.cues.french import FRENCH
from reporting.words.wording import NUMBERS, SMALL_WORDS, forms, negations

_CUES = {"fr": FRENCH, "en": ENGLISH}
_SHORTEST = 4
"""Words of what is left."""
_FREE: dict[Language, re.Pattern[str]] = {
    "fr": re.compile(
        r",?\s+(?=(?:plutôt que|plutôt qu['’]|au lieu de|sans que|sans qu['’]|parce que|parce qu['’]|"
        r"puisque|puisqu['’]|car|et puis|et après|et ensuite|comme ça|chez|avant|d['’]ici)(?:\s|\w))",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r",?\s+(?=(?:rather than|instead of|because|so that|and then|which means|since|before|by next|by the end)\s)",
        re.IGNORECASE,
    ),
}
"""Joints before a tail that adds a reason, a contrast or a sequel."""
_AFTER_NOUN: dict[Language, re.Pattern[str]] = {
    "fr": re.compile(
        r",?\s+(?=(?:qui|dont|où|que|qu['’]|avec|sur|pour|dans|chez|depuis|pendant|de plus de|"
        r"de moins de|à cause|grâce|et)(?:\s|\w))",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r",?\s+(?=(?:who|which|where|that|with|on|about|for|in|at|from|through|during|and)\s)",
        re.IGNORECASE,
    ),
}
"""Joints before a tail that may go where a whole noun phrase stands ahead."""
DETERMINERS: dict[Language, frozenset[str]] = {
    "fr": frozenset(
        "le la les l' un une des du de d' au aux mon ma mes ton ta tes son sa ses notre nos votre vos "
        "leur leurs ce cet cette ces chaque".split()
    ),
    "en": frozenset("the a an my your his her its our their this these those of".split()),
}
_BOUND: dict[Language, re.Pattern[str]] = {
    "fr": re.compile(
        r"\b(?:tous|toutes|tout|seule?s?|seulement|uniquement|chaque|la plupart|entre|soit|ni|à la fois|"
        r"(?:plus|moins|aussi|autant)\b(?!.*\b(?:que\b|qu'))|tellement|ceux|celles|celui|celle|même|trop|assez)\b"
    ),
    "en": re.compile(
        r"\b(?:all|every|only|each|any|most|between|both|either|neither|more|less|as|so|such|same|too|"
        r"enough|those|few|just)\b"
    ),
}
"""Words whose sense hangs on what follows them."""
_RELATIVES = ("qui ", "que ", "qu'", "qu’", "dont ", "où ", "who ", "which ", "that ", "where ")
_VERB: dict[Language, re.Pattern[str]] = {
    "fr": re.compile(
        r"\b(?:je|j|tu|il|elle|on|nous|vous|ils|elles|ça|c|y a|est|sont|a|ont|était|va|vont|peut|peuvent|"
        r"doit|fait|reste|faut|faudrait|sera|serait|marche|existe|permet|manque)\b"
    ),
    "en": re.compile(
        r"\b(?:i|you|he|she|it|we|they|there|is|are|was|were|has|have|had|can|could|will|would|does|"
        r"did|should|must|may|might|keeps|needs|makes|works|want|wants|went|goes|gets|got|comes|came|takes|took|gives|knows|\w{3,}ed)\b"
    ),
}
_COMPLEMENT = re.compile(r"^.*\b(?:que |qu'|that )")
_TAG = re.compile(
    r",?\s*\b(?:isn['’]t it|is it|aren['’]t they|don['’]t you think|doesn['’]t it|wouldn['’]t it|"
    r"n['’]est-ce pas|hein|you see|you know)\s*(?=[,.?!]|$)",
    re.IGNORECASE,
)
_CLEFT = re.compile(
    r"^(?:is|was) (?=(?:I|we|you|they|he|she|it)\b)|^que (?=(?:c['’]|ça|on|je)\b)", re.I
)
_LESSER = re.compile(
    r"^(?:(?:et|ou) |(?:and|or) |(?:qui|dont|où|who|which|where)\b|"
    r"(?:on|at|in|by|before|with|from|this|last|next|after a) |(?:l['’]an|l['’]année) dernière?|au bout d|"
    r"(?:à|avant|avec|dans|depuis|c['’]était (?:en|au|le)) )",
    re.IGNORECASE,
)


def without_tags(text: str) -> str:
    """Return the text without questions that only ask for assent."""
    return _TAG.sub("", text)


def without_cleft(part: str) -> str:
    """Return a clause without the copula or the `que` that tied it to what is left out."""
    return _CLEFT.sub("", part)


def is_lesser(part: str, language: Language) -> bool:
    """Return whether a part between two others may go: it limits nothing and denies nothing."""
    words = " ".join(forms(part))
    cues = _CUES[language]
    if cues.hedges.search(words) or negations(words.split(), language):
        return False
    if re.match(r"^(?:ou si|et si|or if|and if)\b", words):
        return True
    head = _LESSER.match(part)
    if not head or cues.governs.search(words):
        return False
    is_relative = head.group().lower().startswith(("qui", "dont", "où", "wh", "c'", "c’"))
    return is_relative or not _VERB[language].search(words.replace("'", " "))


def shorter(text: str, language: Language) -> Iterator[str]:
    """Yield what is left of a clause without its tail, the least cut first."""
    joints = [
        *((match, True) for match in _FREE[language].finditer(text)),
        *((match, False) for match in _AFTER_NOUN[language].finditer(text)),
    ]
    for match, is_free in sorted(joints, key=lambda pair: -pair[0].start()):
        head, tail = text[: match.start()], text[match.end() :]
        if _may_go(head, tail, language) and (is_free or _ends_in_noun(head, language)):
            yield head


def _may_go(head: str, tail: str, language: Language) -> bool:
    cues = _CUES[language]
    ahead, behind = " ".join(forms(head)), " ".join(forms(tail))
    if len(head.split()) < _SHORTEST:
        return False
    if not _VERB[language].search(_COMPLEMENT.sub("", ahead).replace("'", " ")):
        return False
    if _is_number(ahead, language) and _is_number(
        behind.removeprefix("and "), language, first=True
    ):
        return False
    is_whole = tail.lower().startswith(("plutôt", "au lieu", "rather", "instead", "sans qu"))
    is_apart = is_whole or (tail.lower().startswith(_RELATIVES) and bool(cues.hedges.search(ahead)))
    if cues.governs.search(behind) or (cues.hedges.search(behind) and not is_apart):
        return False
    is_apart = tail.lower().startswith((*_RELATIVES, "sans que", "sans qu"))
    if negations(forms(tail), language) and not (is_apart or _holds_relative(tail)):
        return False
    if tail.lower().startswith(("parce", "puisqu", "car ", "because", "since")):
        return not negations(forms(head), language) or bool(_NOBODY.match(head))
    if is_whole or tail.lower().startswith(("et ", "and ")):
        return True
    is_denied = negations(forms(head), language) and not _ASKS_WHETHER.search(ahead)
    return not (is_denied or _BOUND[language].search(ahead))


_ASKS_WHETHER = re.compile(r"\b(?:demande|wonder|wondering) (?:si|s'|if|whether)\b")
"""A negation after it denies nothing: `I wonder if we haven't lost them`."""
_NOBODY = re.compile(r"(?:personne|nobody|no one)\b", re.IGNORECASE)


def _is_number(words: str, language: Language, *, first: bool = False) -> bool:
    """Return whether the last word, or the first, is a number."""
    word = (words.split() or [""])[0 if first else -1]
    return word.isdigit() or word in NUMBERS[language]


def _holds_relative(tail: str) -> bool:
    """Return whether what is denied in a tail is denied within a relative clause of it."""
    return any(f" {word}" in f" {tail.lower()}" for word in _RELATIVES)


def _ends_in_noun(head: str, language: Language) -> bool:
    """Return whether a whole noun phrase ends here: a telling word with a determiner close ahead."""
    words = forms(head)
    if not words or words[-1] in SMALL_WORDS[language] - {
        "gens",
        "trucs",
        "choses",
        "people",
        "things",
    }:
        return False
    return any(word in DETERMINERS[language] for word in words[-4:-1])
