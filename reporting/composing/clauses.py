"""Safe cuts of a sentence: runs of its clauses that stand without what is left out.

Deletion only. What rules a clause, limits it or denies it stays with it. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from models.language import Language
from reporting.composing.framing import is_topic, plain
from reporting.composing.trimming import is_lesser, shorter, without_cleft, without_tags
from reporting.reading.scope import (
    LOOSE_HEAD,
    RELATIVE,
    SUBJECT,
    TAKES_UP,
    Part,
    is_conditioned,
    is_mere_condition,
    is_open,
    is_ruled,
    is_verbless_start,
    length,
)
from reporting.reading.stance import CUES
from reporting.reading.units import Unit
from reporting.words.wording import FILLERS, forms, negations, tokens

LONGEST = 12
"""Words between spaces, lone punctuation marks apart."""
_ASIDE = re.compile(
    r"^(?:(?:\w+ ){1,3}(?:ou (?:pas|non)|or not)|je dirais(?: plutôt)?|je préfère ne pas (?:vous |te )?dire.*|honnêtement|en général|i' d (?:only |rather )?(?:say|add)|j' ai une idée|i have an idea|(?:je )?(?:ne )?vais pas (?:vous )?mentir|je dis pas|comment dire|figurez vous|"
    r"(?:il )?faut être juste|je (?:vous )?le dis|si je peux|vous savez|tu sais|on va dire|"
    r"et c' est vraiment une question|c' est vraiment une question|je rapporte|là dessus|"
    r"si (?:on|je) (?:peut|puis|peux) dire|so to speak|if you like|"
    r"(?:très )?franchement|évidemment|bien sûr|heureusement|curieusement|en tout cas|"
    r"you know|i mean|believe me|as i say|let me tell you|to be clear|would you believe|honestly|frankly|funnily enough|"
    r"of course|oddly enough|obviously|to be fair)(?: hein)?$"
)
"""Clauses that add nothing to the statement they stand in."""
MODEST = re.compile(
    r"^(?:mais |but |alors |so |oui |yes )*(?:je (?:ne )?(?:voudrais|veux) pas (?:être|jouer|casser|avoir|faire|passer)|"
    r"(?:c' est|je suis) peut être (?:un peu )?(?:naïf|naïve|bête|idiot|moi|vieux|vieille|injuste)|sans vouloir|i don' t want to (?:be|sound|spoil)|"
    r"i (?:hate|do not wish) to (?:be|spoil)|(?:and |)it' s probably (?:just me|silly|nothing))\b"
)
"""Clauses that excuse what is about to be said."""
_BROKEN_OFF = re.compile(r"\b([\w'’]+)(?:\.{2,}|…)\s+\1\b", re.IGNORECASE)
_TWICE = re.compile(r"\b(le|la|les|un|une|des|du|de|the|an|a), \1\b", re.IGNORECASE)
_MATRIX = re.compile(
    r"^(?:(?:je dis|j['’]ai dit|je vous dis|i said|i['’]m saying)(?: que | qu(?=['’])|,? that )['’]?|"
    r"(?:moi )?j['’]ai eu (?=une? \w+ qui\b))",
    re.IGNORECASE,
)
"""What somebody says of their own saying; the statement stands without it."""
_ANNOYS = re.compile(
    r"^(?:ce qui (?:m['’]|me |nous )(?:ennuie|gêne|embête|dérange|agace|chiffonne|énerve)[^,]*, (?:c['’]est )?que? ?|"
    r"what (?:bothers|annoys|irritates|saddens) (?:me|us)[^,]*?,? is that )['’]?",
    re.IGNORECASE,
)
"""A feeling about what follows, which is stated as so."""
_IT_IS = re.compile(
    r"^(?:honestly,? |franchement,? )?(?:c['’]est (?:que |qu(?=['’]))['’]?|it['’]s (?:just )?that )",
    re.IGNORECASE,
)
_OPEN_QUESTION = re.compile(
    r"^(?:la|une|ma|the|my|a) question (?:reste ouverte|est|c['’]est|is|remains|remains open)?,? ?"
    r"(?:de savoir |is )?(?=(?:à qui|qui|quoi|où|quand|comment|combien|who|what|where|how|whose)\b)",
    re.IGNORECASE,
)
_ASKS_IF = re.compile(r"^est[- ]ce (?:que |qu(?=['’]))['’]?", re.IGNORECASE)
_REPEATED_THAT = re.compile(r"\b(et|ou|mais) (?:que |qu['’])", re.IGNORECASE)
_JOINT = re.compile(
    r"(?:\s*[,;:()–—]|\s+-)\s+|(?<=[.!?…])[»”\"]?\s+|"
    r"\s+(?=(?:mais|parce qu|donc|alors que|sauf que|puisqu|but|because|so that|although|which means)\b)|"
    r"\s+(?=et (?:(?:dans|après|puis|là|avec|à|ensuite)(?: \w+){0,2}? )?"
    r"(?:je|j['’]|on|nous|vous|il|elle|ils|elles|ça|c['’]|y a)\b|ou si\b|est[- ]ce qu(?:e\b|['’]))|"
    r"\s+(?=and (?:(?:in|on|at|then|after|by)(?: \w+){0,2}? )?(?:i|we|you|he|she|it|they|there|that['’]s)\b|"
    r"is it\b|are they\b)|"
    r"(?<!demande)(?<!savoir)(?<!sais)(?<!sait)(?<!ou)(?<!et)(?<!même)(?<!comme)(?<!décider)(?<!peur)"
    r"(?<!know)(?<!wonder)(?<!and)(?<!or)(?<!even)(?<!what)(?<!see)(?<!as)(?<!ask)(?<!sure)"
    r"\s+(?=(?:if|si) )",
    re.IGNORECASE,
)
_NO_HEAD = re.compile(
    r"^(?:ou|or|que|qu['’]|qui|dont|où|à|de|du|des|en|et|pour|avec|sans|par|of|to|that|which|who|where|with|for|"
    r"has|have|had|was|were|is(?! it)|are|a(?= (?:\w+é|choisi|voulu|perdu|fait|pris|mis|dit)\b)|ont|n['’](?:a|ont|est)|from|than|as|isn['’]t|aren['’]t|is it|does|do|'s|['’])(?:\s|$|(?<=['’]))",
    re.IGNORECASE,
)
_FRONTED = re.compile(r"^(?:pour|avec|sans|à|en|with|for|to|from|as)\s.*,\s", re.IGNORECASE)
"""A place or a purpose said first, its statement after the comma."""
_LOOSE_TAIL = re.compile(
    r"[\s,;:–—]+(?:hein|quoi|voilà|là|bon|euh|enfin|donc|et|mais|je le dis|d'ailleurs|pardon|"
    r"you know|um|uh|so|actually|i mean|isn't it|is it|do i|exactly|though)[\s,;:]*$",
    re.IGNORECASE,
)
_LIGHT: dict[Language, re.Pattern[str]] = {
    "fr": re.compile(
        r"\b(?:surtout|d'ailleurs|quand même|tout de suite|en fait|du coup|aussi|justement|déjà|"
        r"simplement|là|franchement|effectivement)\s+|\bpetit\s+(?=peu\b)|\bne\s+(?=\w+ (?:pas|jamais)\b)",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(?:actually|really|basically|also|just|exactly|then|already|simply|anyway)\s+",
        re.IGNORECASE,
    ),
}


def told(unit: Unit) -> str:
    """Return a unit without what says nothing: hesitations, announcements, words about the saying."""
    parts = _parts(unit)
    lesser = [part for part in parts[1:-1] if is_lesser(part.text, unit.language)]
    kept = _closed(parts, [part for part in parts if part not in lesser], unit.language)
    return _without_fillers(_joined(kept), unit) if kept else ""


def spoken(unit: Unit) -> str:
    """Return a unit told in full, without `it's that` at its head."""
    return _IT_IS.sub("", told(unit)).strip(" .,;:…")


def cuts(unit: Unit) -> list[str]:
    """Return every label that can be cut from a unit safely."""
    parts = _parts(unit)
    found: list[str] = []
    for first in range(len(parts)):
        for last in range(first + 1, len(parts) + 1):
            found += _of_run(unit, parts[first:last], parts[:first], parts[last:])
    return list(dict.fromkeys(found))


def _of_run(
    unit: Unit, run: Sequence[Part], before: Sequence[Part], after: Sequence[Part]
) -> list[str]:
    """Return the labels that neighbouring clauses give: whole, without lesser ones, without a tail."""
    lesser = [
        part
        for before, part in pairwise(run[:-1])
        if is_lesser(part.text, unit.language) or _is_apposition(before, part, unit.language)
    ]
    kept = _closed(run, [part for part in run if part not in lesser], unit.language)
    runs = [run, kept] if lesser else [run]
    runs += [[part for part in run if part is not one] for one in lesser[:3]] if lesser[1:] else []
    if len(run) > 1 and length(_joined(run)) > LONGEST:
        runs += _with_shorter_parts(run, unit.language)
    return [text for kept in runs for text in _assembled(unit, kept, before, after)]


def _is_apposition(before: Part, part: Part, language: Language) -> bool:
    """Return whether a clause only says what the name before it is: `Plazoum, the big platform`."""
    is_name = bool(re.search(r"[a-zé] [A-ZÉ][\wé-]+$", before.text))
    plain = RELATIVE[language].sub("", " ".join(word.rstrip("'") for word in part.words))
    is_thing = bool(re.match(r"(?:le|la|les|l['’]|un|une|the|a|an)\b", part.text, re.IGNORECASE))
    return is_name and is_thing and not SUBJECT[language].search(plain)


def _with_shorter_parts(run: Sequence[Part], language: Language) -> list[list[Part]]:
    """Return the run with one clause but the last made shorter, or a thing said first made bare."""
    found = []
    for place, part in enumerate(run[:-1]):
        bare = _TOPIC.match(part.text)
        if bare and place == 0 and run[1].words[0].rstrip("'") in TAKES_UP:
            found.append([Part(bare.group(1) or bare.group(2), part.glue), *run[1:]])
        found += [
            [*run[:place], Part(head, part.glue), *run[place + 1 :]]
            for head in list(shorter(part.text, language))[:2]
        ]
    return found


_TOPIC = re.compile(
    r"^((?:(?:le|la|les|un|une|mon|ma|mes|nos|notre|ce|cette|ces) |l['’])[\w-]+(?: [\w-]+)?) (?:que|qui|dont)\b|"
    r"^((?:the|a|my|our|this|that) [\w-]+(?: [\w-]+)?) (?:that|which|who)\b",
    re.IGNORECASE,
)
"""A thing said first and described: `les trois heures que j'ai gagnées`."""


def _parts(unit: Unit) -> list[Part]:
    """Return the clauses of a unit without empty ones: hesitations, repeated starts."""
    text = unit.shown
    head = CUES[unit.language].openers.match(text)
    if head and len(text[head.end() :].split()) >= 3:
        text = text[head.end() :]
    text = _BROKEN_OFF.sub(r"\1", without_tags(text))
    text = plain(LOOSE_HEAD.sub("", text), unit.language)
    parts = _split(text)
    parts = _closed(parts, [part for part in parts if not _is_aside(part)], unit.language)
    empty = FILLERS[unit.language] | {"enfin", "bon", "voilà", "quoi", "well", "yeah", "okay"}
    kept: list[Part] = []
    for place, part in enumerate(parts):
        if any(word not in empty for word in part.words):
            hesitated = bool(place) and parts[place - 1] not in kept and bool(kept)
            kept.append(Part(part.text, " ") if hesitated and len(part.words) == 1 else part)
    return [part for index, part in enumerate(kept) if not _is_restarted(part, kept[index + 1 :])]


def _closed(whole: Sequence[Part], kept: Sequence[Part], language: Language) -> list[Part]:
    """Return the kept parts; no comma is left between a subject and its verb where one was cut out."""
    found: list[Part] = []
    for part in kept:
        place = whole.index(part)
        if found and whole[place - 1] is not found[-1] and _is_predicate(found[-1], part, language):
            part = Part(part.text, " ")
        found.append(part)
    return found


def _is_predicate(thing: Part, part: Part, language: Language) -> bool:
    """Return whether a part says what the thing named before it does."""
    plain_words = _RELATIVE_TAIL.sub("", " ".join(word.rstrip("'") for word in thing.words))
    if SUBJECT[language].search(plain_words) or not part.words:
        return False
    return part.words[0] not in _STARTS


_RELATIVE_TAIL = re.compile(r"\b(?:que|qu|qui|dont|où|which|who|that)\b.*$")
_STARTS = frozenset(
    "personne chacun tout ce je j' tu il elle on ils elles ça c' y le la les l' un une et mais ou si quand à au en de i you he she "
    "nobody everybody no it we they the a an and but or if when in on at".split()
)


def _split(text: str) -> list[Part]:
    parts, start, glue = [], 0, ""
    for joint in _JOINT.finditer(text):
        parts.append(Part(text[start : joint.start()].strip(), glue))
        is_mark = joint.group().strip() or text[: joint.start()].rstrip()[-1:] in '.!?…»”"'
        start, glue = joint.end(), ", " if is_mark else " "
    parts.append(Part(text[start:].strip(), glue))
    return [part for part in parts if part.text]


def _joined(parts: Sequence[Part]) -> str:
    texts = [part.text.rstrip(" .,;:…") for part in parts]
    return texts[0] + "".join(
        (part.glue or ", ") + text for part, text in zip(parts[1:], texts[1:], strict=True)
    )


def _is_restarted(part: Part, later: Sequence[Part]) -> bool:
    """Return whether a clause is begun again and then finished."""
    if any(one.text.lower().startswith(part.text.lower().rstrip(".…")) for one in later):
        return True
    following = later[:1]
    return len(part.words) <= 3 and any(one.words[:2] == part.words[:2] for one in following)


def _is_aside(part: Part) -> bool:
    """Return whether a clause is about the speaking, not about the matter."""
    words = " ".join(part.words)
    if _ASIDE.match(words):
        return True
    return bool(MODEST.match(words)) and len(part.words) <= 10


def _assembled(
    unit: Unit, run: Sequence[Part], before: Sequence[Part], after: Sequence[Part]
) -> list[str]:
    """Return clauses as labels, none where the cut would change the sense."""
    if before and run[0].words[0] in TAKES_UP and is_topic(before[-1].text, unit.language):
        return []
    text = _bare(_joined(run), unit)
    text = _as_question(text, unit)
    if is_ruled(unit, run, before, text) or is_conditioned(unit, after):
        return []
    if _NO_HEAD.match(text) and not text.endswith("?") and (before or not _FRONTED.match(text)):
        return []
    if is_mere_condition(text) or (before and is_verbless_start(unit, run)):
        return []
    if is_open(unit, run, after, text):
        return []
    denied = negations([word for part in run for word in part.words], unit.language)
    if negations(forms(text), unit.language) < denied:
        return []
    return [
        one
        for one in _short_enough(text, unit.language)
        if _fits(one) and not is_mere_condition(one)
    ]


def _short_enough(text: str, language: Language) -> list[str]:
    if length(text) <= LONGEST:
        return [text]
    stated = text.rstrip("?\u202f ")
    return [one + text[len(stated) :] for one in shorter(stated, language)]


def _fits(text: str) -> bool:
    is_closed = text.count("«") == text.count("»") and text.count('"') % 2 == 0
    return is_closed and 3 <= length(text) <= LONGEST


def _bare(text: str, unit: Unit) -> str:
    """Return a text without what says nothing: fillers, connectives, words about the saying."""
    text = _TWICE.sub(r"\1", LOOSE_HEAD.sub("", _without_fillers(text, unit)))
    text = _IT_IS.sub("", without_cleft(_ANNOYS.sub("", text)))
    if head := _MATRIX.match(text):
        text = _REPEATED_THAT.sub(r"\1 ", text[head.end() :])
    text = _LOOSE_TAIL.sub("", _LOOSE_TAIL.sub("", text)).strip(" .,;:…")
    text = text.strip('»"”“ ') if text.count("«") != text.count("»") else text
    if length(text) > LONGEST:
        text = _LIGHT[unit.language].sub("", text)
    return text


def _as_question(text: str, unit: Unit) -> str:
    """Return an open question as one: without `the question is`, with its mark."""
    if text.endswith("?"):
        text = _ASKS_IF.sub("", text)
    head = _OPEN_QUESTION.match(text)
    if not head:
        return text
    mark = "" if text.endswith("?") else "\u202f?" if unit.language == "fr" else "?"
    return text[head.end() :] + mark


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
