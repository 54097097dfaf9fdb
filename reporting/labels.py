"""Labels: at most twelve words, cut from a quotation by deletion only.

Negation, hedge and condition stay, and no clause is cut away from what rules it. Where no safe cut
exists, the label is the quotation's own key terms. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from models.language import Language
from reporting.stance import CUES
from reporting.units import Unit
from reporting.wording import FILLERS, SMALL_WORDS, forms, negations, stem, tokens

LONGEST = 12
"""Words between spaces, lone punctuation marks apart."""
Weigh = Callable[[str], float]
_OPEN_END = re.compile(
    r"\b(?:dit|dire|disait|répond|disent|says|said|say|were|le|la|les|un|une|des|du|de|à|au|aux|que|"
    r"qui|ce|dont|par|pour|sur|avec|the|a|an|of|to|for|with|that|and|et|ou|or|is|est|which)$",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"^(?:(?:je )?(?:ne )?vais pas (?:vous )?mentir|je dis pas|comment dire|figurez vous|"
    r"(?:il )?faut être juste|je (?:vous )?le dis|si je peux|vous savez|tu sais|on va dire|"
    r"et c' est vraiment une question|c' est vraiment une question|je rapporte|là dessus|"
    r"si (?:on|je) (?:peut|puis|peux) dire|so to speak|if you like|"
    r"you know|i mean|believe me|as i say|let me tell you|to be clear|would you believe)(?: hein)?$"
)
"""Clauses that add nothing to the statement they stand in."""
_TWICE = re.compile(r"\b(le|la|les|un|une|des|du|de|the|an|a), \1\b", re.IGNORECASE)
_CONDITION = re.compile(
    r"^(?:si|quand|lorsque|comme|puisque|le jour où|parce que|if|when|unless|because|since|as)\b"
)
_PREDICATES = frozenset("ne n a ont est sont était se s y has have is are was were not".split())
"""First words of a clause that goes on with the subject before it."""
_TAKES_UP = frozenset("il elle ils elles c ça je on nous vous ce it they he she we i that".split())

_JOINT = re.compile(
    r"(?:\s*[,;:()–—]|\s+-)\s+|(?<=[.!?…])[»”\"]?\s+|"
    r"\s+(?=(?:mais|parce qu|donc|alors que|sauf que|puisqu|but|because|so that|although|which means)\b)"
)
_LOOSE_HEAD = re.compile(
    r"^(?:(?:et|mais|donc|or|car|parce que|puisque|alors|puis|enfin|bon|sauf que|moi(?= je\b)|moi(?=,)|nous(?= on\b)|nous(?=,)|"
    r"and|but|so|because|then|or|although|though|well|oh|yes|okay)(?!['’-])\b[\s,]*)+",
    re.IGNORECASE,
)
_NO_HEAD = re.compile(
    r"^(?:que|qu['’]|qui|dont|où|à|de|du|des|en|et|pour|avec|sans|par|of|to|that|which|who|where|with|for|"
    r"from|than|as|isn['’]t|aren['’]t|is it|does|do|'s|['’])(?:\s|$|(?<=['’]))",
    re.IGNORECASE,
)
_LOOSE_TAIL = re.compile(
    r"[\s,;:–—]+(?:hein|quoi|voilà|bon|euh|enfin|donc|et|mais|je le dis|d'ailleurs|pardon|"
    r"you know|um|uh|so|actually|i mean|isn't it|is it|do i|exactly|though)[\s,;:]*$",
    re.IGNORECASE,
)
_LIGHT: dict[Language, re.Pattern[str]] = {
    "fr": re.compile(
        r"\b(?:surtout|d'ailleurs|quand même|tout de suite|en fait|du coup|aussi|justement|déjà|"
        r"simplement|là|franchement|effectivement)\s+",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(?:actually|really|basically|also|just|exactly|then|already|simply|anyway)\s+",
        re.IGNORECASE,
    ),
}
_SUBJECT: dict[Language, re.Pattern[str]] = {
    "fr": re.compile(
        r"\b(?:je|j|tu|il|elle|on|nous|vous|ils|elles|ça|c|y a|est|sont|a|ont|était|va|vont|peut|peuvent|"
        r"doit|fait|reste|faut|faudrait|sera|serait|marche|dit|existe|permet|manque)\b"
    ),
    "en": re.compile(
        r"\b(?:i|you|he|she|it|we|they|there|is|are|was|were|has|have|had|can|could|will|would|does|"
        r"doesn|don|did|didn|should|must|may|might|that|keeps|needs|makes|works|want|wants|isn|aren)\b"
    ),
}
_RELATIVE: dict[Language, re.Pattern[str]] = {
    "fr": re.compile(r"\b(?:que|qu|qui|dont|où)\b.*$"),
    "en": re.compile(r"\b(?:which|who|whom|whose)\b.*$"),
}


def label(lead: Unit, weigh: Weigh, others: Sequence[Unit] = ()) -> str:
    """Return the label of a quotation whose statement is `lead`; `weigh` says how telling a word is.

    A cut of another unit of the same quotation is taken where `lead` cannot be cut safely.
    """
    is_reported = CUES[lead.language].reported.search(" ".join(lead.words))
    rest = () if is_reported else [unit for unit in others if not unit.is_question]
    for unit in (lead, *rest):
        found = [text for text in _cuts(unit) if _merit(text, unit, weigh) > 0]
        if found:
            best = max(found, key=lambda text: _merit(text, unit, weigh))
            return _named(best, (lead, *others), weigh)
    whole = _whole(lead)
    return whole or key_terms(lead, weigh)


def _whole(unit: Unit) -> str:
    """Return the unit itself where it is short enough, without empty words at its head."""
    head = CUES[unit.language].openers.match(unit.shown)
    text = unit.shown[head.end() :] if head else unit.shown
    text = text.strip(" .,;:…")
    return text[:1].upper() + text[1:] if 3 <= len(text.split()) <= LONGEST else ""


def _named(text: str, units: Sequence[Unit], weigh: Weigh) -> str:
    """Return a label that says what it is about: with a key term ahead where it has one itself hardly."""
    small = SMALL_WORDS[units[0].language]
    own = {word for word in forms(text) if word not in small and len(word) > 3}
    text = text[:1].upper() + text[1:]
    if len(own) >= 2 or len(text.split()) > LONGEST - 3:
        return text
    ahead = [
        term
        for unit in units
        for term in key_terms(unit, weigh, 2).split(", ")
        if not own & set(forms(term)) and len(term.split()) == 1
    ]
    if not ahead:
        return text
    head = max(ahead, key=lambda term: weigh(term.lower()))
    rest = text if text.startswith(("I ", "I'")) else text[:1].lower() + text[1:]
    colon = "\u00a0: " if units[0].language == "fr" else ": "
    return f"{head[:1].upper()}{head[1:]}{colon}{rest}"


def key_terms(unit: Unit, weigh: Weigh, count: int = 3) -> str:
    """Return the most telling words of a unit in the order they were said, joined by commas."""
    small = SMALL_WORDS[unit.language]
    words = [
        unit.text[token.start : token.end]
        for token in unit.tokens
        if token.form not in small and len(token.form) > 3 and not token.form.endswith("'")
    ]
    once = {stem(word.lower(), unit.language): word for word in reversed(words)}
    best = sorted(once.values(), key=lambda word: -weigh(word.lower()))[:count]
    ordered = [word for word in dict.fromkeys(words) if word in best]
    joined = ", ".join(ordered) or " ".join(unit.text.split()[:LONGEST])
    return joined[:1].upper() + joined[1:]


@dataclass(frozen=True, slots=True)
class _Part:
    text: str

    @property
    def words(self) -> list[str]:
        return forms(self.text)


def _cuts(unit: Unit) -> list[str]:
    parts = _parts(unit)
    return [
        run
        for first in range(len(parts))
        for last in range(first + 1, len(parts) + 1)
        if (run := _assembled(unit, parts[first:last], parts[:first], parts[last:]))
    ]


def _parts(unit: Unit) -> list[_Part]:
    """Return the clauses of a unit without empty ones: hesitations, repeated starts."""
    text = unit.shown
    head = CUES[unit.language].openers.match(text)
    if head and len(text[head.end() :].split()) >= 3:
        text = text[head.end() :]
    parts = [_Part(part.strip()) for part in _JOINT.split(text) if part and part.strip()]
    parts = [part for part in parts if not _ASIDE.match(" ".join(part.words))]
    empty = FILLERS[unit.language] | {"enfin", "bon", "voilà", "quoi", "well", "yeah", "okay"}
    kept = [part for part in parts if any(word not in empty for word in part.words)]
    return [
        part
        for index, part in enumerate(kept)
        if not any(
            later.text.lower().startswith(part.text.lower().rstrip(".…"))
            for later in kept[index + 1 :]
        )
    ]


def _assembled(
    unit: Unit, run: Sequence[_Part], before: Sequence[_Part], after: Sequence[_Part]
) -> str:
    """Return neighbouring clauses as a label, or nothing where the cut would change the sense."""
    text = ", ".join(part.text.rstrip(" .,;:…") for part in run)
    text = _TWICE.sub(r"\1", _LOOSE_HEAD.sub("", _without_fillers(text, unit)))
    text = _LOOSE_TAIL.sub("", _LOOSE_TAIL.sub("", text)).strip(' .,;:…»"”“')
    if len(text.split()) > LONGEST:
        text = _LIGHT[unit.language].sub("", text)
    if not 3 <= sum(bool(forms(word)) for word in text.split()) <= LONGEST:
        return ""
    if _is_ruled(unit, before, text) or _is_conditioned(unit, after) or _NO_HEAD.match(text):
        return ""
    if _is_open(unit, run, after, text):
        return ""
    if text.count("«") != text.count("»") or text.count('"') % 2:
        return ""
    said = negations([word for part in run for word in part.words], unit.language)
    return text if negations(forms(text), unit.language) >= said else ""


def _without_fillers(text: str, unit: Unit) -> str:
    fillers = FILLERS[unit.language]
    kept, end = [], 0
    for token in tokens(text):
        if token.form in fillers:
            kept.append(text[end : token.start].rstrip(" ,"))
            end = token.end
    kept.append(text[end:])
    joined = " ".join(piece.strip() for piece in kept if piece.strip(" ,"))
    return re.sub(r"\s+,", ",", joined).strip(" ,")


def _is_ruled(unit: Unit, before: Sequence[_Part], text: str) -> bool:
    """Return whether what is cut off ahead governs what is kept: a hedge, a condition, a denial."""
    if not before:
        return False
    cues = CUES[unit.language]
    ahead = " ".join(word for part in before for word in part.words)
    kept = " ".join(forms(text))
    ruling = [match.group() for match in cues.governs.finditer(ahead)]
    if any(head not in kept for head in ruling):
        return True
    if cues.reported.search(ahead) or cues.rumour.search(ahead):
        return True
    if any(hedge.group() not in kept for hedge in cues.hedges.finditer(_words(before[-1]))):
        return True
    return negations(before[-1].words, unit.language) > 0


def _words(part: _Part) -> str:
    return " ".join(part.words)


def _is_conditioned(unit: Unit, after: Sequence[_Part]) -> bool:
    """Return whether what is cut off behind limits what is kept: `if one asks it to`, `but not …`."""
    if not after:
        return False
    cues = CUES[unit.language]
    text = " ".join(word for part in after for word in part.words)
    return bool(cues.governs.search(text) or cues.contrast.search(" ".join(text.split()[:2])))


def _is_open(unit: Unit, run: Sequence[_Part], after: Sequence[_Part], text: str) -> bool:
    """Return whether a label stops before what it promises: a verb, a consequence, a speech."""
    if _OPEN_END.search(text):
        return True
    if not after:
        return False
    if any(part.words[0] in ("ne", "n'") for part in after):
        return True
    last = _LOOSE_HEAD.sub("", " ".join(run[-1].words).replace("' ", "'"))
    if _CONDITION.match(last):
        return True
    has_verb = _SUBJECT[unit.language].search(last.replace("'", " "))
    following = after[0].words[0].rstrip("'")
    if not has_verb and following in _TAKES_UP:
        return True
    return following in _PREDICATES or following not in SMALL_WORDS[unit.language]


def _merit(text: str, unit: Unit, weigh: Weigh) -> float:
    """Return how good a label is; nothing for fragments that assert nothing."""
    cues, small = CUES[unit.language], SMALL_WORDS[unit.language]
    words = forms(text)
    telling = {word for word in words if word not in small}
    plain = " ".join(word.rstrip("'") for word in words)
    main = _RELATIVE[unit.language].sub("", plain)
    is_whole = len(words) >= 0.8 * len(unit.tokens) or text.endswith("?")
    if not telling or not (is_whole or _SUBJECT[unit.language].search(main)):
        return 0.0
    if cues.apologies.search(" ".join(words)) and len(telling) <= 2:
        return 0.0
    polar = sum(cues.critical.weigh(word) + cues.favourable.weigh(word) for word in words)
    phrases = len(cues.critical_phrases.findall(" ".join(words)))
    return sum(weigh(word) for word in telling) + 1.5 * (polar + phrases) + 0.15 * len(words)
