"""Bare recognised words become sentences: boundaries from pauses and words, capitals, final marks.

Words are never changed, added or left out: numbers stay as heard, fillers stay. What was said is in
`Word`s; this gives only the form in which it is read. French and English. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from models.language import Language
from models.transcript import Word

DOUBTFUL = 0.6
"""Confidence below which a word is marked as uncertain."""

_ENDS = re.compile(r"[.!?…][\"'»”’)\]]*$")
_ANY_MARK = re.compile(r"[.!?…,;:]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """Some words that belong together."""

    words: tuple[Word, ...]
    text: str
    """The words with a capital and a final mark where they had none."""


@dataclass(frozen=True, slots=True)
class BoundaryWeights:
    """How strongly a place between two words speaks for the end of a sentence, in log odds."""

    pauses: tuple[tuple[int, float], ...] = (
        (0, -5.2),
        (30, -3.3),
        (90, -2.3),
        (250, -1.0),
        (400, 0.1),
        (650, 0.9),
        (1000, 1.6),
        (2000, 4.0),
    )
    """Milliseconds of silence and what they say; straight lines between."""
    strong: float = 2.2
    """The word after it begins sentences: so, but, donc."""
    opener: float = 0.9
    """The word after it often begins one: we, if, je."""
    clinger: float = -2.0
    """The word before it cannot end one: an article, a preposition, a conjunction."""
    follower: float = -1.6
    """The word after it leans on what came before: of, to, que."""
    closed: float = 0.8
    """The word before it likes to end one."""
    pair: float = 0.6
    """A conjunction and a subject follow: but we, et je."""
    short: float = -1.4
    """The sentence so far has hardly begun."""
    long: float = 0.06
    """For each word beyond `long_from`."""
    long_from: int = 18
    threshold: float = 0.0


_SUBJECTS: dict[Language, frozenset[str]] = {
    "en": frozenset("i we you he she they it this that there these i'm we're it's they're".split()),
    "fr": frozenset("je j'ai tu il elle on nous vous ils elles c'est ça ce il y".split()),
}
_CONJUNCTIONS = frozenset("and but so or because et mais donc alors puis".split())
_WORDS: dict[Language, dict[str, frozenset[str]]] = {
    "en": {
        "strong": frozenset(
            "so but however therefore finally secondly firstly thank thanks okay ok anyway "
            "obviously recognize we our i he she well now yeah".split()
        ),
        "opener": frozenset(
            "and if when why what whether there that's it's this these here because first second "
            "third one two most many some then right at we're they're there's let's i'm you".split()
        ),
        "clinger": frozenset(
            "a an the of to in on at for with from by as and or but so because if that which who "
            "whose than into about my your his her its our their is are was were be been am not "
            "i we you he she they it's i'm we're they're you're don't can could will would should "
            "may might must have has had do does did very really more most some any no every each "
            "this these those when where what how why like just um uh er think going other also "
            "likely".split()
        ),
        "follower": frozenset(
            "of to be been from about than which who whose into onto or as is are was were has have "
            "had can do does going think would should their them other an a more that don't "
            "people's".split()
        ),
        "closed": frozenset(
            "it them too well now here there right people together either anymore again today "
            "tomorrow yesterday time life year years place way thing things world work problem "
            "society country themselves".split()
        ),
    },
    "fr": {
        "strong": frozenset(
            "donc mais alors enfin ensuite puis bon voilà bref or cependant pourtant oui non "
            "après d'abord d'ailleurs merci moi j'ai".split()
        ),
        "opener": frozenset(
            "et je on il elle nous vous ils elles c'est c'était ce ça parce quand si là j'avais "
            "est-ce euh y".split()
        ),
        "clinger": frozenset(
            "le la les l' un une des du de d' à au aux en dans sur sous par pour avec sans chez "
            "et ou mais que qui dont si quand comme parce puisque je tu il elle on nous vous ils "
            "elles mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs ce cet cette "
            "ces est sont était étaient a ont avait ai suis es sommes êtes très plus moins trop "
            "ne n' se s' me m' te y euh heu qu' c'est j'ai quelque chaque".split()
        ),
        "follower": frozenset(
            "de du des d' que qui dont au aux pour avec par est sont pas plus été".split()
        ),
        "closed": frozenset("ça là ici aussi voilà bien non oui hein quoi maintenant".split()),
    },
}
_ASKING: dict[Language, re.Pattern[str]] = {
    "en": re.compile(
        r"^(?:(?:and|but|so|okay|well|now|um|uh) )*(?:(?:what|why|how|who|where|when|which)"
        r"(?: \w+){0,2}? (?:is|are|was|were|do|does|did|can|could|would|should|will|have|has)\b"
        r"|what's\b|how's\b|who's\b|where's\b"
        r"|(?:is|are|was|were|do|does|did|can|could|would|should|will|have|has|isn't|aren't|don't|"
        r"doesn't|didn't|can't|couldn't|wouldn't|shouldn't|won't|haven't) "
        r"(?:i|you|he|she|it|we|they|there|this|that|these|those|the|anybody|anyone|somebody)\b)"
    ),
    "fr": re.compile(
        r"^(?:(?:et|mais|donc|alors|bon|euh|oui|non) )*(?:est[- ]ce qu|qu'est[- ]ce|pourquoi "
        r"|comment (?!dire)|combien |quel(?:le)?s? (?:est|sont|serait)|où (?:est|sont|va)"
        r"|à quoi |c'est quoi|qui est[- ]ce|quand est[- ]ce)"
    ),
}
_TAGS: dict[Language, tuple[str, ...]] = {
    "en": ("isn't it", "aren't they", "don't you think", "right"),
    "fr": ("n'est-ce pas", "hein", "non"),
}


_FILLERS: dict[Language, re.Pattern[str]] = {
    "en": re.compile(r",?(?<!\w)\s*(?:u+h+m*|u+m+|e+r+m*|h+m+|mm+)(?!\w)[,…]?", re.IGNORECASE),
    "fr": re.compile(r",?(?<!\w)\s*(?:e+u+h+|h+e+u+|h+u+m+|h+m+|mm+)(?!\w)[,…]?", re.IGNORECASE),
}


def fold_fillers(text: str, language: Language) -> str:
    """Return a text without its hesitations, for reading only: what was said keeps them."""
    folded = " ".join(_FILLERS[language].sub("", text).split())
    folded = re.sub(r"^[\s,.]+|\s+(?=[,.])", "", folded)
    return folded[:1].upper() + folded[1:] if text[:1].isupper() else folded


def sentences(
    words: Sequence[Word], language: Language, weights: BoundaryWeights | None = None
) -> list[Sentence]:
    """Return the sentences of one speaker's words, in order; every word is in exactly one."""
    if not words:
        return []
    ends = _marked(words) if is_punctuated(words) else boundaries(words, language, weights)
    cuts = [0, *(end + 1 for end in ends), len(words)]
    return [
        Sentence(tuple(words[start:end]), shown(words[start:end], language))
        for start, end in pairwise(cuts)
        if end > start
    ]


def is_punctuated(words: Sequence[Word]) -> bool:
    """Return whether the recogniser wrote marks and capitals itself."""
    marks = sum(bool(_ANY_MARK.search(word.text)) for word in words)
    return marks * 25 >= len(words)


def boundaries(
    words: Sequence[Word], language: Language, weights: BoundaryWeights | None = None
) -> list[int]:
    """Return the places of the words that end a sentence, the last one apart."""
    weights = weights or BoundaryWeights()
    ends: list[int] = []
    begun = 0
    for place, (word, following) in enumerate(pairwise(words)):
        score = _score(word, following, place - begun + 1, language, weights)
        score += weights.pair * _begins_clause(words, place + 1, language)
        if score >= weights.threshold:
            ends.append(place)
            begun = place + 1
    return ends


def shown(words: Sequence[Word], language: Language) -> str:
    """Return words as one sentence is written: a capital, a final mark, nothing else changed."""
    text = " ".join(word.text for word in words)
    if language == "en":
        text = re.sub(r"\bi(?=$|[ ',.!?])", "I", text)
    if not _ENDS.search(text):
        text += _final_mark(text.lower(), language)
    return text[:1].upper() + text[1:]


def _final_mark(text: str, language: Language) -> str:
    is_question = bool(_ASKING[language].match(text)) or text.endswith(_TAGS[language])
    if not is_question or len(text.split()) > 30:
        return "."
    return "\u202f?" if language == "fr" else "?"


def _marked(words: Sequence[Word]) -> list[int]:
    return [place for place, word in enumerate(words[:-1]) if _ENDS.search(word.text)]


def _score(
    word: Word, following: Word, length: int, language: Language, weights: BoundaryWeights
) -> float:
    lists = _WORDS[language]
    before, after = word.text.lower(), following.text.lower()
    score = _of_pause(following.start_ms - word.end_ms, weights.pauses)
    score += weights.strong * (after in lists["strong"])
    score += weights.opener * (after in lists["opener"])
    score += weights.clinger * (before in lists["clinger"])
    score += weights.follower * (after in lists["follower"])
    score += weights.closed * (before in lists["closed"])
    score += weights.short * (length < 3)
    return score + weights.long * max(0, length - weights.long_from)


def _begins_clause(words: Sequence[Word], place: int, language: Language) -> bool:
    """Return whether a conjunction and a subject stand at `place`."""
    if place + 1 >= len(words) or words[place].text.lower() not in _CONJUNCTIONS:
        return False
    return words[place + 1].text.lower() in _SUBJECTS[language]


def _of_pause(pause_ms: int, curve: Sequence[tuple[int, float]]) -> float:
    """Return what a silence says, between the points of the curve."""
    for (left, low), (right, high) in pairwise(curve):
        if pause_ms <= right:
            return low + (high - low) * max(0, pause_ms - left) / (right - left)
    return curve[-1][1]
