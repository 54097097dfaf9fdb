"""Labels: at most twelve words, cut from a quotation by deletion only.

Negation, hedge and condition stay, and no clause is cut away from what rules it. Where no safe cut
exists, the label is the beginning of the statement, marked as broken off, and only then its key terms. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from models.language import Language
from reporting.composing.beginnings import beginning, is_described, openings, says_enough
from reporting.composing.clauses import LONGEST, MODEST, cuts, spoken, told
from reporting.composing.framing import DISCLAIMS
from reporting.composing.terms import NO_PRONOUN, Weigh, key_terms
from reporting.cues.moves import MOVES
from reporting.reading.polarity import weigh as weights
from reporting.reading.scope import RELATIVE, SUBJECT
from reporting.reading.stance import CUES
from reporting.reading.units import Unit
from reporting.records import Stance
from reporting.words.wording import SMALL_WORDS, forms

__all__ = ["LONGEST", "key_terms", "label"]

_CLEAR = 0.9
"""Weight from which a cut takes a side."""
_BRIEF = 6
"""Words of an admission that does not say of what."""


def label(lead: Unit, weigh: Weigh, others: Sequence[Unit] = (), stance: Stance = "neutral") -> str:
    """Return the label of a quotation whose statement is `lead`; `weigh` says how telling a word is.

    A label never takes the side opposite to `stance`. A cut of another unit of the same quotation is taken where `lead` cannot be cut safely, only
    announces what follows, or says nothing without the other.
    """
    rest = [unit for unit in others if not unit.is_question and unit != lead]
    if told := _told((lead,)):
        return told
    is_disclaimed = bool(DISCLAIMS.match(lead.text))
    own = "" if is_disclaimed else _best(lead, weigh, stance)
    if own and _stands_for(own, lead) and (begun := _begun((lead,), stance)):
        return begun
    if own and _says_enough(own, lead):
        return _capital(own)
    found = [(unit, text) for unit in rest if (text := _best(unit, weigh, stance))]
    side = {"critical": 1.0, "favourable": -1.0}.get(stance) or _side(lead.words, lead)
    sided = [
        text
        for unit, text in found
        if _says_enough(text, unit) and _side(forms(text), unit) * side > 0
    ]
    if sided:
        return _capital(sided[0])
    if rest and (announced := _announced(lead, spoken(rest[0]))):
        return announced
    if is_disclaimed and found:
        return _named(found[0][1], (lead, *others), weigh)
    if own:
        return _named(own, (lead, *others), weigh)
    if whole := _whole(lead, stance):
        return whole
    if begun := _begun((lead, *rest), stance) or _in_full(lead, stance):
        return begun
    terms = key_terms(lead, weigh, rest)
    said = [text for unit, text in found if _says_enough(text, unit)]
    return _capital(said[0]) if said and "," not in terms else terms


def _in_full(unit: Unit, stance: Stance) -> str:
    """Return a short unit without its hesitations, empty where it only announces or disclaims."""
    text = spoken(unit)
    is_said = not (_is_announcement(" ".join(unit.words)) or DISCLAIMS.match(unit.text))
    fits = 4 <= len(text.split()) <= LONGEST and not _is_contrary(text, unit, stance)
    return _capital(text) if is_said and fits and not MODEST.match(text.lower()) else ""


def _stands_for(text: str, unit: Unit) -> bool:
    """Return whether a cut begins with a pronoun for something that the unit named before it."""
    whole = told(unit)
    return bool(_PRONOUN.match(text)) and whole.lower().find(text.lower()[:12]) > 0


_PRONOUN = re.compile(
    r"(?:ils?|elles?|they|he|she|it)\b(?!['’]?(?: y a| faut| s['’]agit| n['’]y a| me semble| manque|s (?:not )?that))",
    re.I,
)


def _begun(units: Sequence[Unit], stance: Stance) -> str:
    """Return the beginning of the first unit that may be broken off, empty where none may."""
    for unit in units:
        if DISCLAIMS.match(unit.text) or MODEST.match(" ".join(unit.words)):
            continue
        for said in openings(told(unit)):
            text = beginning(said, unit.language, LONGEST)
            if text and says_enough(text, unit.language) and not _is_contrary(text, unit, stance):
                return _capital(text)
    return ""


def _best(unit: Unit, weigh: Weigh, stance: Stance) -> str:
    """Return the best cut of a unit that ends, empty where there is none."""
    if unit.text.rstrip('»"” ').endswith(("...", "…")):
        return ""
    found = [
        (merit, text)
        for text in cuts(unit)
        if (merit := _merit(text, unit, weigh)) > 0 and not _is_contrary(text, unit, stance)
    ]
    return max(found, key=lambda pair: pair[0])[1] if found else ""


def _says_enough(text: str, unit: Unit) -> bool:
    """Return whether a label can be understood alone: two telling words, or one and no pointing back."""
    small = SMALL_WORDS[unit.language]
    telling = {word for word in forms(text) if word not in small and len(word) > 3}
    points = _POINTS_BACK[unit.language].match(text)
    if MOVES[unit.language].admits.search(" ".join(forms(text))) and len(text.split()) <= _BRIEF:
        return False
    if _PREDICATES[unit.language].match(text):
        return False
    return len(telling) >= 2 or (bool(telling) and not points and len(text.split()) >= 5)


def _side(words: Sequence[str], unit: Unit) -> float:
    """Return how far words speak against, above 0, or for, below."""
    found = weights(words, " ".join(words), unit.language)
    return found.against - found.favour


def _is_contrary(text: str, unit: Unit, stance: Stance) -> bool:
    """Return whether a cut praises what the quotation blames, or the other way round."""
    if stance not in ("critical", "favourable"):
        return False
    side = _side(forms(text), unit)
    return side <= -_CLEAR if stance == "critical" else side >= _CLEAR


def _told(units: Sequence[Unit]) -> str:
    """Return who says it and the words of somebody quoted inside a quotation, where both are short."""
    for unit in units:
        found = _INNER.search(unit.shown)
        if not found or not CUES[unit.language].reported.search(" ".join(unit.words)):
            continue
        who = _person(unit.shown[: found.start()], unit.language)
        words = found.group(1).strip(" ,.")
        if who and len(words.split()) + len(who.split()) <= LONGEST:
            mark = "\u00a0: «\u00a0{}\u00a0»" if unit.language == "fr" else ": “{}”"
            return _capital(who) + mark.format(words)
    return ""


def _person(ahead: str, language: Language) -> str:
    """Return who is said to speak: a name, else somebody's relation to the speaker."""
    for pattern in (_NAME, _RELATION[language]):
        if found := pattern.findall(ahead):
            return str(found[-1]).strip()
    return ""


_INNER = re.compile(r"[«“\"]\s*([^«»“”\"]{8,90}?)\s*[»”\"]")
_NAME = re.compile(r"(?<=[a-zé,] )(?:M\.|Mme |Mrs? )?[A-ZÉÈ][\wé-]{2,}(?: [A-ZÉÈ][\wé-]+)?")
_RELATION: dict[Language, re.Pattern[str]] = {
    "fr": re.compile(r"\b(?:mon|ma|notre|un|une) [\wéèê-]{4,}", re.IGNORECASE),
    "en": re.compile(r"\b(?:my|our|a|an) [\w-]{4,}", re.IGNORECASE),
}


def _whole(unit: Unit, stance: Stance) -> str:
    """Return the unit itself where it is short enough and says enough."""
    head = CUES[unit.language].openers.match(unit.shown)
    text = unit.shown[head.end() :] if head else unit.shown
    text = text.strip(" .,;:…")
    fits = 3 <= len(text.split()) <= LONGEST and not MODEST.match(" ".join(forms(text)))
    said = " ".join(forms(text))
    fits = fits and not (_is_announcement(said) and _excuses(said, unit.language))
    fits = fits and _says_enough(text, unit) and not _is_contrary(text, unit, stance)
    return _capital(text) if fits else ""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _named(text: str, units: Sequence[Unit], weigh: Weigh) -> str:
    """Return a label that says what it is about: ahead of it what was named before it, that
    which the talk is most about.
    """
    language = units[0].language
    small = SMALL_WORDS[language]
    text = _capital(text)
    room = LONGEST - len(text.split())
    said = " ".join(unit.shown for unit in sorted(units, key=lambda unit: unit.number))
    before = said[: max(0, said.lower().find(text.lower()[:12]))]
    things = [
        match.group()
        for match in _THING[language].finditer(before)
        if match.group(1).lower() not in small and len(match.group().split()) <= room
    ]
    if not things:
        return text
    head = min(reversed(things), key=lambda thing: weigh(forms(thing)[-1]))
    rest = text if text.startswith(("I ", "I'", "I’")) else text[:1].lower() + text[1:]
    colon = "\u00a0: " if language == "fr" else ": "
    return f"{_capital(head)}{colon}{rest}"


_POINTS_BACK: dict[Language, re.Pattern[str]] = {
    "fr": re.compile(
        r"(?:c['’]|ça|il|elle|ils|elles)\b|(?:on|je|nous) (?:l['’]|les|la|le|n['’]en|n['’]y|y|en)\b",
        re.I,
    ),
    "en": re.compile(r"(?:it|that|they|he|she|this|these)\b", re.I),
}
_PREDICATES: dict[Language, re.Pattern[str]] = {
    "fr": re.compile(r"(?:c['’](?:est|était)|ce sont)\b(?! (?:la|le|les) )", re.I),
    "en": re.compile(r"(?:it|that|this)(?:['’]s| is| was)\b", re.I),
}
"""Said of something named before."""
_THING: dict[Language, re.Pattern[str]] = {
    "fr": re.compile(
        rf"{NO_PRONOUN}\b(?:(?:le|la|les|un|une|notre|nos|mon|ma|mes) |l['’])([^\W\d_]{{4,}})",
        re.I,
    ),
    "en": re.compile(r"\b(?:the|a|an|our|my) ([^\W\d_]{4,})", re.I),
}


def _merit(text: str, unit: Unit, weigh: Weigh) -> float:
    """Return how good a label is; nothing for fragments that assert nothing."""
    cues, small = CUES[unit.language], SMALL_WORDS[unit.language]
    words = forms(text)
    said = " ".join(words)
    telling = {word for word in words if word not in small}
    polar = _polar(words, unit)
    if not _asserts(text, words, unit) or not (telling or polar):
        return 0.0
    if MODEST.match(said) or (_is_announcement(said) and _excuses(said, unit.language)):
        return 0.0
    steps = bool(cues.commits.search(said) or cues.wanted.search(said) or cues.decided.search(said))
    return sum(map(weigh, telling)) + 1.5 * polar + 2.0 * steps + 0.15 * len(words)


def _polar(words: Sequence[str], unit: Unit) -> float:
    """Return how much the words take a side."""
    cues, said = CUES[unit.language], " ".join(words)
    weights = sum(cues.critical.weigh(word) + cues.favourable.weigh(word) for word in words)
    return weights + len(cues.critical_phrases.findall(said)) + bool(cues.apologies.search(said))


def _announced(lead: Unit, text: str) -> str:
    """Return what worries somebody, where one sentence only says that something does."""
    said = " ".join(lead.words)
    head = _WORRY.search(lead.text)
    if not head or not (_is_announcement(said) and _excuses(said, lead.language)):
        return ""
    if len(head.group().split()) + len(text.split()) > LONGEST:
        return ""
    colon = "\u00a0: " if lead.language == "fr" else ": "
    return f"{_capital(head.group())}{colon}{text}"


_WORRY = re.compile(
    r"what (?:worries|bothers|scares) (?:me|us)|ce qui (?:m['’]|me |nous )\w+", re.IGNORECASE
)


def _excuses(said: str, language: Language) -> bool:
    """Return whether words make little of what they announce."""
    return bool(CUES[language].apologies.search(said) or _SILLY.search(said))


_SILLY = re.compile(
    r"\b(?:probably|perhaps|maybe|peut être) (?:just )?(?:silly|stupid|nothing|me|bête|idiot|rien)$"
)
_ANNOUNCES = re.compile(
    r"^(?:you know )?(?:what (?:worries|bothers|scares) (?:me|us)|ce qui (?:m'|me|nous) ?\w+)"
    r"(?: (?:un peu|un petit peu|though|beaucoup|surtout))?$|^you know what \w+ me\b"
)


def _is_announcement(said: str) -> bool:
    """Return whether words only announce what follows: `what worries me`."""
    return bool(_ANNOUNCES.match(said))


def _asserts(text: str, words: Sequence[str], unit: Unit) -> bool:
    """Return whether a text says something of something, or is the whole of what was said."""
    if is_described(text):
        return False
    if len(words) >= 0.7 * len(forms(told(unit))) or text.endswith("?"):
        return True
    for clause in text.split(", "):
        plain = " ".join(word.rstrip("'") for word in forms(clause))
        if SUBJECT[unit.language].search(RELATIVE[unit.language].sub("", plain)):
            return True
    if _STATES[unit.language].match(text):
        return True
    said = unit.shown.lower()
    place = said.find(text.lower())
    return place == 0 and bool(_DESCRIBES.match(said[len(text) :]))


_STATES: dict[Language, re.Pattern[str]] = {
    "fr": re.compile(
        r"(?:(?:le|la|les|un|une|des|mon|ma|notre|nos|ce|cette) |l['’])\w+ (?:\w+ )?\w{3,}(?:e|ent|it|t|d) "
        r"(?:un|une|le|la|les|des|du|au|en|à) ",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"(?:the|a|my|our|this|every) \w+ (?:\w+ )?\w{3,}s (?:the|a|an|to|our|their|it) ",
        re.IGNORECASE,
    ),
}
"""Article, noun, verb, article: a statement whose verb is in no list."""
_DESCRIBES = re.compile(r",? (?:where|who|which|so that|où|qui|dont|pour que)\b")
