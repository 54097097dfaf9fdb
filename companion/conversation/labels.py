"""Names an idea in a few of the walker's own words, so that it is known again when it is heard.

The law of this module: a name is cut from what was said by deletion only, but for possessives turned
to the listener's side ("my shed" becomes "your shed", "i am" becomes "you are") and an article made
definite where only a noun is left. What introduces an idea ("my idea is that …", "on pourrait …")
goes first, then what follows the first whole clause. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from companion.conversation.cues import CUES
from companion.conversation.label_frames import FRAMES, Frames
from companion.conversation.reflection import key_phrases, turn
from companion.conversation.words import STOP_WORDS, content_stems, fold, tokens
from models.language import Language

MOST_WORDS = 8
_WHOLE = 9
"""Words of a clause that is left whole."""
_MOST_ASKED = 9
"""Words of a question."""
_SHORT = 6
"""Words after which a name ends before an "and"."""
_LEAST_STEMS = 2
_LEAST_WORDS = 3
_LONG_WAY = 6
_LEAST_BEFORE = 2
"""Weighty words before a pronoun or a connective that ends a name."""


def label(text: str, language: Language) -> str:
    """Return two to nine words of `text` that name it; possessives are the listener's."""
    frames = FRAMES[language]
    named: list[str] = []
    single = ""
    for part in re.split(r"[,;:.?!…]+|\s[–—]\s", text):
        words = _core([word for word in part.split() if fold(word) not in _FILLERS], language)
        rest = _unframed(words, frames)
        name = _name(rest, frames, language)
        weight = len(content_stems(name, language))
        if weight >= _LEAST_STEMS or (weight and " " in name and len(rest) < len(words)):
            return _spoken(name, language)
        named.append(name)
        if weight and not single and len(rest) < len(words):
            single = name
    if single:
        return _spoken(single, language)
    plain = next((name for name in named if len(name.split()) >= _LEAST_WORDS), "")
    phrase = next(iter(key_phrases(text, language)), "")
    return _spoken(plain or phrase or " ".join(text.split()[:_SHORT]), language)


_FILLERS = frozenset("um uh uhm er hmm euh heu hum ben".split())


def _core(words: Sequence[str], language: Language) -> list[str]:
    """Drop a long way in: the words before the one that proposes, fears or plans."""
    cues = CUES[language]
    folded = " ".join(_folded(word) or "-" for word in words)
    found = (cues.fears.search(folded), cues.plans.search(folded), cues.proposes.search(folded))
    starts = [folded[: match.start()].count(" ") for match in found if match is not None]
    start = min(starts, default=0)
    core = list(words[start:])
    rest = _unframed(core, FRAMES[language])
    is_hollow = bool(rest) and _folded(rest[0]) in _DENIES | _POINT_BACK
    return list(words) if start < _LONG_WAY or is_hollow else core


_DENIES = frozenset(("not", "never", "ne", "pas", "jamais"))
_POINT_BACK = frozenset("he she it they him her them il elle ils elles".split())
"""Whom they mean was said before them."""


def _name(words: Sequence[str], frames: Frames, language: Language) -> str:
    if not words:
        return ""
    clause = _before_and(_clause(words, frames, language), language)
    if _folded(clause[0]) in frames.askers:
        return " ".join(_trimmed(clause[:_MOST_ASKED], frames.joints | frames.articles, language))
    if len(clause) > MOST_WORDS:
        clause = _without_relative(clause, frames, language)
    if len(clause) > MOST_WORDS:
        clause = [word for word in clause if _folded(word) not in frames.adverbs]
    if len(clause) > _WHOLE:
        clause = _shortened(clause, frames, language)
    weak = STOP_WORDS[language] | frames.joints | frames.breaks | frames.adverbs
    return " ".join(_trimmed(clause, weak, language))


def _unframed(words: Sequence[str], frames: Frames) -> list[str]:
    """Drop what introduces the idea, as often as something does."""
    rest = list(words)
    while rest:
        folded = " ".join(_folded(word) for word in rest)
        match = frames.leads.match(folded)
        used = len(match.group().split()) if match else 0
        if not used or used >= len(rest):
            break
        rest = rest[used:]
        if match is not None and match.group().split()[-1] in _ASKS_WHETHER:
            break  # who would, or whether it would, is the question itself
    return rest


_ASKS_WHETHER = frozenset(("whether",))


def _folded(word: str) -> str:
    return fold(word).strip(' ,;:.!?"“”«»()')


def _clause(words: Sequence[str], frames: Frames, language: Language) -> list[str]:
    """Return the words before the next clause starts."""
    for place in range(2, len(words)):
        word = _folded(words[place])
        before = content_stems(" ".join(words[:place]), language)
        is_question = word.startswith(_ASKING) or " ".join(
            map(_folded, words[place : place + 2])
        ) in (_INVERTED)
        is_apposed = word in frames.articles and _is_repeated(words, place, language)
        starts = (
            word in frames.breaks
            or is_apposed
            or (word in frames.subjects and not _leads_clause(words[place - 1], frames))
        )
        opener = _folded(words[0]).split("'")[0]
        if word in frames.subjects and opener in frames.subjects and place > 2:
            starts, before = True, (*before, *before)  # "i'm a teacher | i have …"
        if word in frames.subjects and before and _folded(words[place - 1]) in _JOINED:
            starts, before = True, (*before, *before)  # "a trailer and | i have none"
        if is_question or (is_apposed and before) or (starts and len(before) >= _LEAST_BEFORE):
            end = place - 1 if _folded(words[place - 1]) in ("and", "et", "or", "ou") else place
            return list(words[:end])
    return list(words)


def _leads_clause(word: str, frames: Frames) -> bool:
    """Tell whether a word ties what follows to its noun: "the man who", "la nuit où"."""
    return _folded(word) in frames.relatives or word.lower() in ("où", "where", "when")


_JOINED = frozenset("and et or ou but mais".split())
_LONG_BEFORE = 3
_ASKING = ("est-ce", "qu'est-ce")
_INVERTED = frozenset(
    f"{verb} {subject}"
    for verb in ("is", "are", "do", "does", "will", "would", "should", "can")
    for subject in ("it", "they", "we", "he", "she", "there")
)


def _is_repeated(words: Sequence[str], place: int, language: Language) -> bool:
    """Tell whether a phrase names again what was named: "every street, the mill street"."""
    if place < 3 or place + 1 >= len(words):
        return False
    again = content_stems(_folded(words[place + 1]), language)
    if _folded(words[place + 1]) in ("one", "ones"):
        return True
    return bool(set(again) & set(content_stems(" ".join(words[:place]), language)))


def _before_and(words: Sequence[str], language: Language) -> list[str]:
    """Drop what an "and" adds to a clause that says enough before it."""
    for place in range(3, len(words)):
        if len(words) <= _SHORT or _folded(words[place]) not in ("and", "et"):
            continue
        weight = len(content_stems(" ".join(words[:place]), language))
        if weight > _LEAST_STEMS or (weight and place > _LONG_BEFORE):
            return list(words[:place])
    return list(words)


def _without_relative(words: Sequence[str], frames: Frames, language: Language) -> list[str]:
    """Drop a relative clause after the subject: "the family that … keeps the food"."""
    if language == "fr":
        return list(words)
    for place in range(1, min(4, len(words))):
        if _folded(words[place]) in frames.relatives and _is_article(words[0], language):
            verbs = [
                n
                for n in range(place + 2, len(words))
                if _is_finite(words[n]) and len(words) - n >= 2
            ]
            if verbs:
                return [*words[:place], *words[verbs[-1] :]]
    return list(words)


def _is_article(word: str, language: Language) -> bool:
    return _folded(word) in ("the", "a", "an", "every", "each", "any", "my", "our")


def _is_finite(word: str) -> bool:
    """Tell whether an English word is likely the verb of a singular subject."""
    folded = _folded(word)
    return folded in ("is", "has", "gets", "keeps", "could", "should", "would", "can", "will") or (
        folded.endswith("s") and folded[:-1] in _VERBS_EN
    )


_VERBS_EN = frozenset(
    "keep take get give pay bring open close help make hold water own run lend teach cook carry "
    "choose decide sell buy bake build share lose win leave come stay go work start stop".split()
)


def _shortened(words: Sequence[str], frames: Frames, language: Language) -> list[str]:
    """Cut a clause before its last joint that leaves enough and is near enough."""
    joints = frames.joints | frames.relatives
    for ends, least in ((frames.relatives, 3), (joints, 5), (frames.articles, 4), (joints, 1)):
        for place in range(MOST_WORDS, least, -1):
            head = words[:place]
            weighs = len(content_stems(" ".join(head), language)) >= _LEAST_STEMS
            if weighs and _folded(words[place]) in ends:
                return _trimmed(head, _QUANTIFIERS, language, keeps=frozenset())
    return list(words[:MOST_WORDS])


_KEEP_LAST: Mapping[Language, frozenset[str]] = {
    "en": frozenset(
        "him her them week day month year time work first last half people one ones two three four five six seven eight nine ten place part it them both all everything here there nothing nobody".split()
    ),
    "fr": frozenset(
        "un deux trois quatre cinq six sept huit neuf dix fois jour semaine mois temps premier premiere part place tout tous ici rien personne".split()
    ),
}


_QUANTIFIERS = frozenset("all both half tout tous toute toutes".split())
"""What they are said of was cut off with the article after them."""


def _trimmed(
    words: Sequence[str],
    weak: frozenset[str],
    language: Language,
    keeps: frozenset[str] | None = None,
) -> list[str]:
    """Drop the `weak` words that cannot end a name: articles, prepositions, auxiliaries."""
    kept = _KEEP_LAST[language] if keeps is None else keeps
    rest = list(words)
    while len(rest) > 1:
        last = _folded(rest[-1])
        if last in kept or last not in weak or any(c.isdigit() for c in last):
            break
        rest.pop()
    return rest


_ADDRESSED = {
    "i": "you",
    "i'm": "you're",
    "i've": "you've",
    "i'd": "you'd",
    "i'll": "you'll",
    "am": "are",
    "me": "you",
    "myself": "yourself",
}


def _addressed(name: str, language: Language) -> str:
    """Turn the first person to the second, where its verb stays as it is."""
    if language == "fr":
        return name
    return " ".join(_ADDRESSED.get(fold(word), word) for word in name.split())


def _spoken(name: str, language: Language) -> str:
    """Turn possessives, and let the name stand in a sentence."""
    spoken = turn(_addressed(name, language).strip(' ,;:.?!"“”«»'), language)
    first = spoken.split(" ", 1)[0] if spoken else ""
    is_name = first in ("I", "I'm", "I'd", "I've", "I'll") or first[1:2].isupper()
    if is_name or (first[:1].isupper() and fold(first) not in _SMALL_FIRST[language]):
        return spoken if is_name or len(tokens(spoken)) > 1 else spoken.lower()
    return spoken[:1].lower() + spoken[1:]


_SMALL_FIRST: Mapping[Language, frozenset[str]] = {
    "en": STOP_WORDS["en"] | frozenset(("one", "two", "three", "four", "five")),
    "fr": STOP_WORDS["fr"],
}
