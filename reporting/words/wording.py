"""Words as they are compared: folded forms, their places in a text, stems and small words.

Comparing ignores case, punctuation, the kind of apostrophe and hyphen, and ligatures; it never
ignores an accent or a negation. Pure.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

from models.language import Language

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:'(?=[^\W\d_]))?|[%€$£]")
_FOLDED = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "´": "'",
        "`": "'",
        "‐": "-",
        "‑": "-",
        "–": "-",
        "\u00a0": " ",
        "\u202f": " ",
        "…": ".",
    }
)
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})
_STEMMERS = {"fr": snowballstemmer.stemmer("french"), "en": snowballstemmer.stemmer("english")}

SMALL_WORDS: dict[Language, frozenset[str]] = {
    "fr": frozenset(
        "le la les l' un une des du de d' et ou où mais donc or ni car que qu' qui quoi dont ce c' "
        "cet cette ces ça cela ceci celui celle ceux celles ci je j' tu il elle on nous vous ils "
        "elles me m' te t' se s' lui leur leurs mon ma mes ton ta tes son sa ses notre nos votre "
        "vos moi toi soi eux y en ne n' pas plus jamais rien aucun aucune non oui si à au aux dans "
        "par pour sur sous avec sans vers chez entre depuis pendant avant après comme quand lorsque "
        "puis ensuite alors aussi encore déjà très trop peu bien mal tout toute tous toutes même "
        "mêmes autre autres quel quelle quels quelles est es suis sommes êtes sont était étaient "
        "étais étions sera seront serait seraient soit soient été être a as ai avons avez ont avait "
        "avaient avais avions aura auront aurait auraient ait aient eu avoir fait faire fais faut "
        "faudrait fallait peut peux pouvez pouvons peuvent pourrait pouvait veux veut voulez "
        "voudrais voulais vais va vas vont allez allons aller dit dis dire disait disent dites "
        "crois croit pense penses là voilà voici ben bon bah euh hein ah oh eh enfin quand quelque "
        "quelques chose choses truc trucs parce puisque lorsqu' jusque jusqu' quelqu' puisqu' "
        "aujourd' hui d'abord effectivement justement simplement vraiment peut-être juste fois ans "
        "an gens deux trois quatre cinq un six sept huit neuf dix être est-ce accord vu voir vois "
        "sait sais savez savoir temps moment tellement tant ainsi cependant pourtant quant voulu "
        "dû doit dois devez devons doivent merci bonjour bonsoir monsieur madame mettre met mis "
        "prendre prend pris donne donner parler parle beaucoup moins assez abord ailleurs exemple façon "
        "manière effet attention franchement note autour simplement deuxième année années jour jours".split()
    ),
    "en": frozenset(
        "the a an and or but so if then than that this these those there here of to in on at by "
        "for with from into out up down over under about as is am are was were be been being have "
        "has had having do does did done doing will would can could shall should may might must "
        "not no nor never i you he she it we they me him her us them my your his its our their mine "
        "yours who whom whose which what when where why how all any both each few more most other "
        "some such only own same too very just also well really quite yeah yes okay ok right um uh "
        "er oh ah hmm hm huh like know think mean say said says get got go going gone come came "
        "one two three four thing things something anything nothing lot bit sort kind way because "
        "while until again once now still even though although much many make made let take want "
        "wanted see look back people don doesn didn isn aren wasn weren ll ve re s t d m o'clock "
        "maybe perhaps actually basically probably anyway course thank thanks hello hi first".split()
    ),
}
NEGATIONS: dict[Language, frozenset[str]] = {
    "fr": frozenset("ne n' pas jamais aucun aucune rien personne ni sans nulle".split()),
    "en": frozenset(
        "not no never nobody none nothing neither nor without cannot nowhere t".split()
    ),
}
"""Folded tokens that turn a sentence round; `don't` folds to `don'` and `t`."""

FILLERS: dict[Language, frozenset[str]] = {
    "fr": frozenset("euh heu hein ben bah hum hm mmh".split()),
    "en": frozenset("um uh er erm hmm hm mm uhm".split()),
}

NUMBERS: dict[Language, frozenset[str]] = {
    "fr": frozenset(
        "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt "
        "trente quarante cinquante soixante cent mille".split()
    ),
    "en": frozenset(
        "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred "
        "thousand".split()
    ),
}
"""Number words above one."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word and where it stands in its text."""

    form: str
    """Folded: `L’Œuvre` gives `l'` and `oeuvre`."""
    start: int
    end: int


def tokens(text: str) -> tuple[Token, ...]:
    """Return the words of `text` in order; positions count in `text` as given."""
    folded, places = _folded(text)
    return tuple(
        Token(match.group(), places[match.start()], places[match.end() - 1] + 1)
        for match in _TOKEN.finditer(folded)
    )


def forms(text: str) -> list[str]:
    """Return only the folded words of `text`."""
    return _TOKEN.findall(_folded(text)[0])


@lru_cache(maxsize=131072)
def stem(form: str, language: Language) -> str:
    """Return the Snowball stem of a folded word."""
    return str(_STEMMERS[language].stemWord(form.rstrip("'")))


def stems(words: Iterable[str], language: Language) -> list[str]:
    """Return the stems of the words that carry meaning; small words and lone letters are left out."""
    small = SMALL_WORDS[language]
    return [
        stem(word, language)
        for word in words
        if word not in small and (len(word) > 2 or word.isdigit()) and word.rstrip("'") not in small
    ]


def negations(words: Iterable[str], language: Language) -> int:
    """Count the words that deny, French `ne` apart: speech leaves it out without a change of sense."""
    denied = NEGATIONS[language] - {"ne", "n'"}
    return sum(word in denied for word in words)


def _folded(text: str) -> tuple[str, Sequence[int]]:
    """Return the folded text and, for each of its letters, the place in `text` it comes from."""
    plain = text.translate(_FOLDED).lower()
    is_plain = len(plain) == len(text) and not ("œ" in plain or "æ" in plain)
    if is_plain and unicodedata.is_normalized("NFKC", plain):
        return plain, range(len(text))
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        folded = unicodedata.normalize("NFKC", letter.translate(_FOLDED)).lower()
        for part in folded.translate(_LIGATURES):
            letters.append(part)
            places.append(place)
    joined = "".join(letters)
    if unicodedata.is_normalized("NFC", joined):
        return joined, places
    return _composed(joined, places)


def _composed(letters: str, places: list[int]) -> tuple[str, list[int]]:
    """Join accents written as a second character to their letter, so that both spellings agree."""
    out: list[str] = []
    kept: list[int] = []
    for letter, place in zip(letters, places, strict=True):
        joined = unicodedata.normalize("NFC", out[-1] + letter) if out else letter
        if out and unicodedata.combining(letter) and len(joined) == 1:
            out[-1] = joined
        else:
            out.append(letter)
            kept.append(place)
    return "".join(out), kept
