"""Our own words around quotations: ways to say each deed, in turn, so that none is heard twice running.

Each way states a fact of the records and no more. French avoids words that would need a person's gender.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass, field

from models.language import Language, Phrase
from reporting.reading.exchange import Deed

_WAYS: dict[Deed, tuple[Phrase, ...]] = {
    "corrects own": (
        Phrase("{name} corrects an earlier figure: {quote}", "{name} revient sur ses propres mots : {quote}"),
        Phrase("{name} sets it right: {quote}", "{name} rectifie : {quote}"),
    ),
    "corrects": (
        Phrase("{name} sets it right: {quote}", "{name} rectifie : {quote}"),
        Phrase("{name} corrects what had been said: {quote}", "{name} corrige ce qui s'était dit : {quote}"),
    ),
    "withdraws": (Phrase("{name} takes it back: {quote}", "{name} y renonce : {quote}"),),
    "asks": (
        Phrase("{name} asks: {quote}", "{name} demande : {quote}"),
        Phrase("{name} raises a question: {quote}", "{name} pose une question : {quote}"),
        Phrase("A question from {name}: {quote}", "Une question {of} : {quote}"),
    ),
    "reports": (
        Phrase("{name} passes on somebody else's words: {quote}", "{name} rapporte les mots d'un tiers : {quote}"),
        Phrase("{name} quotes somebody else: {quote}", "{name} cite quelqu'un d'autre : {quote}"),
        Phrase("{name} reports: {quote}", "{name} rapporte : {quote}"),
    ),
    "admits": (
        Phrase("{name} admits: {quote}", "{name} le reconnaît : {quote}"),
        Phrase("{name} concedes a fault: {quote}", "{name} admet un tort : {quote}"),
    ),
    "commits": (
        Phrase("{name} announces: {quote}", "{name} annonce : {quote}"),
        Phrase("{name} makes a promise: {quote}", "{name} prend un engagement : {quote}"),
    ),
    "decided": (
        Phrase("{name} tells of a decision: {quote}", "{name} fait état d'une décision : {quote}"),
    ),
    "disagrees": (
        Phrase("{name} disagrees: {quote}", "{name} n'est pas de cet avis : {quote}"),
        Phrase("{name} objects: {quote}", "{name} objecte : {quote}"),
        Phrase("{name} answers {other} otherwise: {quote}", "{name} répond autrement que {other} : {quote}"),
    ),
    "agrees": (
        Phrase("{name} agrees: {quote}", "{name} va dans le même sens : {quote}"),
        Phrase("{name} agrees with {other}: {quote}", "{name} donne raison à {other} : {quote}"),
    ),
    "yields": (
        Phrase("{name} concedes the point: {quote}", "{name} en convient : {quote}"),
        Phrase("{name} gives way: {quote}", "{name} se range à l'argument : {quote}"),
    ),
    "nuances": (
        Phrase("{name} qualifies this: {quote}", "{name} nuance : {quote}"),
        Phrase("{name} puts a but to it: {quote}", "{name} y met un bémol : {quote}"),
        Phrase("{name} answers {other}: {quote}", "{name} répond à {other} : {quote}"),
    ),
    "mocks": (
        Phrase("{name} is ironic: {quote}", "{name} ironise : {quote}"),
        Phrase("{name}, tongue in cheek: {quote}", "{name}, sur le mode ironique : {quote}"),
    ),
    "proposes": (
        Phrase("{name} has an idea: {quote}", "{name} avance une idée : {quote}"),
        Phrase("{name} sees a possibility: {quote}", "{name} voit une possibilité : {quote}"),
        Phrase("A suggestion from {name}: {quote}", "Une piste {of} : {quote}"),
    ),
    "fears": (
        Phrase("{name} is worried: {quote}", "{name} s'inquiète : {quote}"),
        Phrase("{name} names a risk: {quote}", "{name} nomme un risque : {quote}"),
        Phrase("A fear of {name}'s: {quote}", "Une crainte {of} : {quote}"),
    ),
    "wonders": (
        Phrase("{name} wonders: {quote}", "{name} s'interroge : {quote}"),
        Phrase("{name} leaves it open: {quote}", "{name} laisse la question ouverte : {quote}"),
    ),
    "reserve": (
        Phrase("{name} has a reservation: {quote}", "{name} émet une réserve : {quote}"),
        Phrase("{name} is cautious: {quote}", "{name} reste sur la réserve : {quote}"),
        Phrase("A reservation from {name}: {quote}", "Une réserve {of} : {quote}"),
        Phrase("{name} says it with caution: {quote}", "{name} le dit avec prudence : {quote}"),
    ),
    "criticises": (
        Phrase("{name} points to a difficulty: {quote}", "{name} pointe une difficulté : {quote}"),
        Phrase("{name} is critical: {quote}", "{name} formule une critique : {quote}"),
        Phrase("{name} sees a problem there: {quote}", "{name} voit là un problème : {quote}"),
        Phrase("Criticism from {name}: {quote}", "Une critique {of} : {quote}"),
    ),
    "favours": (
        Phrase("{name} sees an advantage: {quote}", "{name} y trouve un avantage : {quote}"),
        Phrase("{name} speaks well of it: {quote}", "{name} en dit du bien : {quote}"),
        Phrase("On the credit side, {name}: {quote}", "{name} porte au crédit de l'affaire : {quote}"),
    ),
    "figures": (
        Phrase("{name} gives figures: {quote}", "{name} donne des chiffres : {quote}"),
        Phrase("{name} puts it in numbers: {quote}", "{name} le dit en chiffres : {quote}"),
        Phrase("{name}: {quote}", "{name} : {quote}"),
    ),
    "says": (
        Phrase("{name} says: {quote}", "{name} le dit ainsi : {quote}"),
        Phrase("{name}: {quote}", "{name} : {quote}"),
        Phrase("{name} puts it this way: {quote}", "{name} dit : {quote}"),
    ),
}  # fmt: skip
_ANSWERS: dict[str, tuple[Phrase, ...]] = {
    "reserve": (
        Phrase("{name} answers with a reservation: {quote}", "{name} répond avec une réserve : {quote}"),
        Phrase("{name} answers with caution: {quote}", "{name} répond avec prudence : {quote}"),
    ),
    "criticises": (
        Phrase("{name} answers with a criticism: {quote}", "{name} répond par une critique : {quote}"),
        Phrase("{name} answers critically: {quote}", "{name} répond de façon critique : {quote}"),
    ),
    "favours": (
        Phrase("{name} answers in favour: {quote}", "{name} répond favorablement : {quote}"),
    ),
    "says": (
        Phrase("{name} answers: {quote}", "{name} répond : {quote}"),
        Phrase("The answer from {name}: {quote}", "Réponse {of} : {quote}"),
    ),
}  # fmt: skip
_GOES_ON: dict[str, tuple[Phrase, ...]] = {
    "corrects own": (Phrase("Then corrects this: {quote}", "Avant de rectifier : {quote}"),),
    "corrects": (Phrase("And sets it right: {quote}", "Et rectifie : {quote}"),),
    "yields": (Phrase("And concedes: {quote}", "Et en convient : {quote}"),),
    "asks": (Phrase("And asks: {quote}", "Et demande : {quote}"),),
    "reports": (Phrase("And quotes somebody else: {quote}", "Et cite quelqu'un d'autre : {quote}"),),
    "admits": (Phrase("And admits: {quote}", "Et reconnaît : {quote}"),),
    "commits": (Phrase("And announces: {quote}", "Et annonce : {quote}"),),
    "decided": (Phrase("And tells of a decision: {quote}", "Et fait état d'une décision : {quote}"),),
    "mocks": (Phrase("And, with irony: {quote}", "Et, avec ironie : {quote}"),),
    "proposes": (
        Phrase("And has an idea: {quote}", "Et avance une idée : {quote}"),
        Phrase("With this suggestion: {quote}", "Avec cette piste : {quote}"),
    ),
    "fears": (Phrase("And fears: {quote}", "Avec cette crainte : {quote}"),),
    "wonders": (Phrase("And wonders: {quote}", "Et s'interroge : {quote}"),),
    "reserve": (
        Phrase("With this reservation: {quote}", "Avec cette réserve : {quote}"),
        Phrase("And, with caution: {quote}", "Et, avec prudence : {quote}"),
    ),
    "criticises": (
        Phrase("On the other side: {quote}", "Et, du côté des critiques : {quote}"),
        Phrase("And objects: {quote}", "Et relève encore : {quote}"),
    ),
    "favours": (
        Phrase("And, on the credit side: {quote}", "Et, au crédit : {quote}"),
        Phrase("And in favour: {quote}", "Et, en faveur : {quote}"),
    ),
    "figures": (Phrase("In figures: {quote}", "Chiffres à l'appui : {quote}"),),
    "says": (
        Phrase("And adds: {quote}", "Et ajoute : {quote}"),
        Phrase("And goes on: {quote}", "Et poursuit : {quote}"),
    ),
}  # fmt: skip
ANSWERING: frozenset[Deed] = frozenset(("says", "figures", "favours", "reserve", "criticises"))
"""Deeds that a question makes an answer of."""
_LATER = Phrase("Later, at minute {minute}: {quote}", "Plus tard, à la minute {minute} : {quote}")


@dataclass(slots=True)
class Voice:
    """The ways used so far in one document; each deed takes its next way in turn."""

    language: Language
    used: Counter[str] = field(default_factory=Counter)

    def says(self, deed: Deed, name: str, quote: str, other: str = "") -> str:
        """Return a sentence in which `name` does `deed` with `quote`, after `other` has spoken."""
        ways = [way for way in _WAYS[deed] if other or "{other}" not in way.en]
        return self._filled(deed, ways, name, quote, other)

    def answers(self, deed: Deed, name: str, quote: str) -> str:
        """Return a sentence in which `name` answers a question that was just printed."""
        if deed not in ANSWERING:
            return self.says(deed, name, quote)
        key = deed if deed in _ANSWERS else "says"
        return self._filled(f"answers {key}", _ANSWERS[key], name, quote)

    def goes_on(self, deed: Deed, quote: str) -> str:
        """Return a sentence in which the one who has just spoken goes on."""
        key = deed if deed in _GOES_ON else "says"
        return self._filled(f"goes on {key}", _GOES_ON[key], "", quote)

    def later(self, minute: int, quote: str) -> str:
        """Return a sentence in which the one who has just spoken speaks again at `minute`."""
        return _LATER.to(self.language).format(minute=minute, quote=quote)

    def _filled(
        self,
        key: str,
        ways: tuple[Phrase, ...] | list[Phrase],
        name: str,
        quote: str,
        other: str = "",
    ) -> str:
        way = ways[self.used[key] % len(ways)].to(self.language)
        self.used[key] += 1
        text = way.format(name=name, of=_of(name), quote=quote, other=other)
        return text[:1].upper() + text[1:]


def _of(name: str) -> str:
    """Return `de` and the name, elided before a vowel, contracted with an article."""
    if name.startswith("le "):
        return f"du {name[3:]}"
    bare = unicodedata.normalize("NFD", name[:1]).lower()[:1]
    return f"d'{name}" if bare and bare in "aeiouy" else f"de {name}"
