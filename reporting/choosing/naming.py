"""Which words of a talk name things: those that stand after an article. Pure."""

from __future__ import annotations

from collections import Counter

from models.language import Language
from reporting.reading.material import Talk
from reporting.reading.units import Unit
from reporting.words.wording import stem


def nouns(talk: Talk) -> frozenset[str]:
    """Return stems of words that stand after an article at least a third of the time."""
    after: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for unit in talk.units:
        words = unit.words
        for place, word in enumerate(words):
            key = stem(word, unit.language)
            seen[key] += 1
            before = words[place - 1] if place else ""
            ahead = words[place - 2] if place > 1 else ""
            if before in _ARTICLES[unit.language] and ahead not in _PRONOUNS:
                after[key] += 1
    return frozenset(word for word, count in after.items() if count >= 0.34 * seen[word])


def with_article(unit: Unit, start: int, text: str) -> str:
    """Return a phrase with the definite article that was said before it, or that its own implies."""
    before = unit.tokens[start - 1].form if start else ""
    if unit.language == "en":
        return f"the {text}" if before == "the" else text
    article = _DEFINITE.get(before, "")
    if not article or (text[:1].lower() == "h" and before not in ("le", "la", "les", "l'")):
        return text
    if article in ("le", "la") and text[:1].lower() in "aeiouyéèêâîô":
        article = "l'"
    return f"{article}{text}" if article.endswith("'") else f"{article} {text}"


_DEFINITE = {
    "le": "le", "la": "la", "les": "les", "l'": "l'", "du": "le", "au": "le", "des": "les", "aux": "les",
    "un": "le", "une": "la", "ce": "le", "cette": "la", "ces": "les", "mes": "les", "tes": "les", "ses": "les",
    "nos": "les", "vos": "les", "leurs": "les", "ma": "la", "ta": "la", "sa": "la",
}  # fmt: skip
VAGUE: dict[Language, frozenset[str]] = {
    "fr": frozenset(
        "petit petite petits petites grand grande grands vrai vraie vrais gros grosse bon bonne nouveau nouvelle "
        "autre même seul seule dernier dernière premier première deuxième moitié part bout fond côté cas point type "
        "sorte nombre mot question réponse problème idée endroit coup lieu façon suite chose truc monde jour soir "
        "personne personnes contre pour voix histoire début fin milieu reste".split()
    ),
    "en": frozenset(
        "part bit end side half little big real new last first number word question answer problem idea example "
        "point time way man woman place kind sort lot whole good bad other same next only right left line rest start beginning day".split()
    ),
}
"""Words after an article that name nothing by themselves."""
_ARTICLES = {
    "fr": frozenset(
        "le la les l' un une des du au aux mon ma mes ton ta tes son sa ses notre nos votre vos leur "
        "leurs cette cet ces d' chaque quelques plusieurs deux trois quatre cinq dix".split()
    ),
    "en": frozenset(
        "the a an my your his her its our their this these those each every some any no of for two "
        "three four five ten".split()
    ),
}
_PRONOUNS = frozenset("je j' tu il elle on nous vous ils elles ne n' me te se m' t' s'".split())
