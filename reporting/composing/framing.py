"""What stands ahead of a statement and asserts nothing of its own, and what is named before it.

Left out by deletion only: words that announce a statement which is asserted all the same (`the
difficulty is that`), and the pronoun that takes up a thing named first (`the forecast, it tells`).
A fear, a risk, a guess or a wish is no announcement: what it rules is not asserted. Pure.
"""

from __future__ import annotations

import re

from models.language import Language

__all__ = ["DISCLAIMS", "is_topic", "plain"]

_NOT_ASSERTED = (
    r"(?![^,]*\b(?:risque|danger|crainte|peur|inquiétude|impression|idée|espoir|rêve|hypothèse|question|avis|"
    r"pari|sentiment|intuition|but|objectif|m['’]inquiète|fait peur|pense|crois|voudrais|aimerais|"
    r"risk|fear|worry|worries|danger|impression|hope|hunch|guess|theory|question|feeling|scares?|think|"
    r"believe|aim|plan|would|like|wonder|dream|if|si)\b)"
)
_SAID_AHEAD: dict[Language, re.Pattern[str]] = {
    "fr": re.compile(
        rf"^{_NOT_ASSERTED}(?:(?:la|le|les|l['’]|ce que|ce qu['’]|ce qui|mon|ma|un|une|l['’]autre) ?[^,.?!]{{2,44}}, "
        r"(?:et )?c['’]est (?:que |qu(?=['’]))|je dirais(?: plutôt| même)? (?:que |qu(?=['’]))|"
        r"(?:il )?faut (?:dire|reconnaître|avouer) (?:que |qu(?=['’]))|"
        r"(?:je|on) (?:constate|remarque|observe|vois|voit|note) (?:que |qu(?=['’]))|"
        r"j['’]observe (?:que |qu(?=['’]))|figurez[- ]vous (?:que |qu(?=['’])))['’]?",
        re.IGNORECASE,
    ),
    "en": re.compile(
        rf"^{_NOT_ASSERTED}(?:(?:the|what|my|one|another) [^,.?!;:]{{2,44}}? (?:is|was) that |"
        r"i['’]d (?:rather |only |just )?(?:say|add) (?:that )?|i have to say (?:that )?|"
        r"i(?:['’]ve| have)? (?:noticed?|found|observed?) that )",
        re.IGNORECASE,
    ),
}
"""Announcements of what is then stated as so."""
_FACT: dict[Language, re.Pattern[str]] = {
    "fr": re.compile(
        r"^[^,.?!]{2,40}? (?:a|ont|avons|ai) (?:découvert|remarqué|constaté|compris|appris|observé) "
        r"(?:que |qu(?=['’]))['’]?",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"^[^,.?!]{2,40}? (?:discovered|noticed|found out|learned|learnt) that ", re.IGNORECASE
    ),
}
"""Said of what is so."""
_DENIED = re.compile(r"\b(?:n['’e]|pas|jamais|not|never|nobody|personne)\b|n['’]t\b", re.IGNORECASE)
DISCLAIMS = re.compile(
    r"^(?:mais |but |et |and |non,? |no,? )*(?:(?:attention,? )?je (?:ne )?(?:dis|prétends) pas (?:que|qu['’])|je n['’]affirme pas (?:que|qu['’])|"
    r"i['’]?(?: a)?m not (?:saying|claiming)|i don['’]t (?:say|claim) (?!so))",
    re.IGNORECASE,
)
"""Says what is not claimed; the point is what comes after."""
_WHEN = (
    r"jour|jours|soir|matin|semaine|semaines|mois|année|années|ans?|fois|nuit|été|hiver|printemps|automne|"
    r"début|fin|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lendemain|veille|minute|heures?|temps|moment|"
    r"days?|mornings?|weeks?|months?|years?|times?|nights?|evenings?|summer|winter|spring|autumn|moment"
)
_THING: dict[Language, str] = {
    "fr": rf"(?:(?:le|la|les|un|une|mon|ma|mes|notre|nos|ce|cette|ces) |l['’])(?![^,]*\b(?:{_WHEN})\b)"
    r"[\w'’-]+(?: [\w'’-]+){0,4}",
    "en": rf"(?:the|a|an|my|our|this|that|these|those) (?![^,]*\b(?:{_WHEN})\b)[\w'’-]+(?: [\w'’-]+){{0,4}}",
}
_RULED = re.compile(
    r"\b(?:qui|que|dont|où|qu['’]|est|sont|a|ont|who|which|that(?! [\w-]+,)|is|are|was|has)\b", re.I
)
_TAKEN_UP: dict[Language, re.Pattern[str]] = {
    "fr": re.compile(
        rf"^({_THING['fr']}), (il|elle|ils|elles|ça) (?!l['’]|le |la |les |lui |leur |en |y )",
        re.IGNORECASE,
    ),
    "en": re.compile(rf"^({_THING['en']}), (it|they|he|she) (?!(?:is|was) that)", re.IGNORECASE),
}
_GENDER = {"le": "il", "un": "il", "mon": "il", "ce": "il", "la": "elle", "une": "elle", "ma": "elle", "cette": "elle"}  # fmt: skip
_PLURAL = {"les", "mes", "nos", "ces"}


def plain(text: str, language: Language) -> str:
    """Return a sentence without what only announces it, and without a pronoun for what it names."""
    for pattern in (_SAID_AHEAD[language], _FACT[language]):
        head = pattern.match(text)
        if head and not _DENIED.search(head.group()) and len(text[head.end() :].split()) >= 4:
            text = text[head.end() :]
    found = _TAKEN_UP[language].match(text)
    if (
        found
        and not _RULED.search(found.group(1))
        and _agrees(found.group(1), found.group(2), language)
    ):
        return f"{found.group(1)} {text[found.end() :]}"
    return text


def is_topic(text: str, language: Language) -> bool:
    """Return whether a clause only names a thing, for the next to speak of."""
    found = re.fullmatch(_THING[language], text.strip(" ,.;:"), re.IGNORECASE)
    return bool(found) and not _RULED.search(text)


def _agrees(thing: str, pronoun: str, language: Language) -> bool:
    """Return whether a pronoun may stand for a thing."""
    pronoun, article = pronoun.lower(), thing.split()[0].lower()
    if pronoun == "ça" or language == "en":
        return (pronoun == "they") <= (article not in ("a", "an", "this", "that"))
    if article in _PLURAL:
        return pronoun in ("ils", "elles")
    return pronoun == _GENDER.get(article, pronoun) and not pronoun.endswith("s")
