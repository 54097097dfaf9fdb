"""Tells whether the walker asks, without the question marks that a recogniser does not write.

The law of this module: a word that can ask also joins clauses ("what works is …", "quand il pleut …",
"ce qui me fait peur c'est …"). Only the order of words that a question has makes one. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from models.language import Language


@dataclass(frozen=True, slots=True)
class Asking:
    """One language's signs, over folded words."""

    asks: re.Pattern[str]
    """Opens like a question."""
    states: re.Pattern[str]
    """Opens like one and is none: a cleft, a relative clause, a tag."""
    wonders: re.Pattern[str]
    """Says that something is not known."""


_OPENERS_EN = r"(?:(?:and|so|but|um|uh|well|okay|hmm|then|because|or|now|still) )*"
_OPENERS_FR = r"(?:(?:et|donc|mais|euh|bon|alors|ben|ah|puis|ou|du coup|apres) )*"
_AUX_EN = (
    r"(?:do|does|did|is|are|was|were|would|will|could|can|should|might|has|have|am)(?:n't)?(?= |$)"
)
_SUBJECT_EN = r"(?:we|i|they|it|he|she|you|people|there|that|this|the|a|an|my|our|your|his|her|\w+)"
_VERB_FR = (
    r"(?:va|vont|est|sont|sera|seront|serait|seraient|doit|doivent|devrait|peut|peuvent|pourrait|"
    r"pourraient|paie|paye|paierait|paiera|decide|decidera|garde|garderait|gardera|s'occupe|"
    r"s'occuperait|s'occupera|garantit|verifie|aura|aurait|a|ont|fait|fera|ferait|veut|voudrait|"
    r"ouvre|ouvrirait|ferme|prend|prendrait|vient|viendrait|viendra|sait|saurait)"
)

ASKING: Mapping[Language, Asking] = {
    "en": Asking(
        asks=re.compile(
            rf"^{_OPENERS_EN}(?:"
            rf"(?:who|why|where|when|what|whose)(?: (?:else|exactly|on earth))? {_AUX_EN} {_SUBJECT_EN}|"
            rf"(?:what|whose|which) (?:\w+ ){{1,2}}(?:do|does|did|would|will|could|can|should) {_SUBJECT_EN}|"
            rf"(?:what|which) (?:kind|sort|part|one|time|day|size|colour|place)(?: of \w+)? {_AUX_EN}|"
            rf"how (?:(?:many|much|long|often|far|big|soon|well|exactly)(?: \w+)? )?{_AUX_EN} {_SUBJECT_EN}|"
            r"how (?:many|much) \w+|how about|what about|how come|"
            r"who (?:vouches|pays|decides|looks|keeps|checks|owns|runs|gets|comes|wants|cleans|opens)|"
            r"what happens (?:to|if|when|then|with|after)|"
            r"(?:should|could|would|can|will|do|does|did|is|are|am) "
            r"(?:we|i|they|it|people|there|he|she|that|this|anybody|anyone|the \w+) )"
        ),
        wonders=re.compile(
            r"\b(?:i wonder|i'm wondering|i was wondering) (?:if|whether|how|why|who|what|where|which)\b"
            r"|\bi (?:don't|do not|still don't|really don't) know (?:yet )?(?:who|how|what|where|which|whether|if|why|when)\b"
            r"|\bi have no idea (?:who|how|what|where|which|whether|if|why|when)\b"
            r"|\bthe (?:real |open |big |other )?question is\b"
            r"|\bwho (?:vouches|pays|decides|looks after|checks|owns) \w+"
        ),
        states=re.compile(
            rf"^{_OPENERS_EN}(?:"
            r"(?:what|where|when|who|why|how) (?:i|you|we|they|it|he|she|people|the|this|that|my|our|nobody|everybody)\b(?!.*\?)"
            r"|what (?!happens)\w+s (?:me |us |them |people |here )?(?:most )?(?:is|was)\b"
            r"|what (?:is|was|'s) (?:\w+ ){1,4}(?:is|was) "
            r"|which (?:is|was|would|means|makes|could|can|will|has) "
            r"|what if\b"
            r")|\bisn't it$|\b(?:whatever|whoever|wherever|however)\b"
        ),
    ),
    "fr": Asking(
        asks=re.compile(
            rf"^{_OPENERS_FR}(?:"
            rf"qui (?:est ce|\w+ (?:la|le|les) |{_VERB_FR}\b)"
            r"|comment (?!ca marche c'est)\w+|pourquoi (?!pas|ne pas|c'est)\w+|combien (?:de|d'|ca|il|on|faut|coute)"
            r"|(?:a|de|avec|pour|chez|par) (?:qui|quoi|quel|quelle|quels|quelles) (?:on|est|ca|je|tu|nous|il|faudrait)?"
            r"|quel(?:le)?s? (?!que )\w+|lequel|laquelle"
            r"|quand (?:est ce|on commence|on ouvre|ca commence)"
            r"|ou (?:est ce|est|sont|mettre|trouver|placer|garder|ranger|commencer|prendre)\b"
            r"|est ce|qu'est ce|(?:y a t il|a t on|faut il|peut on|doit on|est il|est elle)\b"
            r")|\b(?:est ce qu|qu'est ce)|\bon fait (?:comment|quoi)$"
            r"|\b(?:c'est|ca coute|ca serait) (?:qui|quand|combien|quoi)$"
        ),
        wonders=re.compile(
            r"\bje me demande (?:si|comment|pourquoi|qui|ce|ou|quand|combien|quel)"
            r"|\bla (?:vraie |grande |seule )?question c'est\b"
            r"|\b(?:je ne sais|je sais|on ne sait|on sait|aucune idee de|j'ignore) (?:pas |toujours pas |pas encore )?(?:qui|comment|si|ou|quand|combien|quel|quelle|ce que|lequel|a qui)\b"
            r"|\bqui (?:paie|decide|s'occupe|garantit|verifie) \w+$"
        ),
        states=re.compile(
            rf"^{_OPENERS_FR}(?:"
            r"ce (?:qui|que|qu'\w+|dont) "
            r"|quand (?!est ce|on commence|on ouvre|ca commence)"
            r"|(?:qui|comment|pourquoi|ou) .*\bc'est (?:que|qu'|le|la|les|un|une|pas)\b"
            r")|\bn'est ce pas$|\b(?:quoi|qui|quel|quelle) qu|\bn'importe (?:qui|quoi|comment|ou|quel)"
        ),
    ),
}


def asks(sentence: str, folded: str, language: Language) -> bool:
    """Tell whether a sentence asks; a written question mark settles it."""
    if sentence.rstrip(' "”»').endswith("?"):
        return True
    signs = ASKING[language]
    if language == "fr" and folded.startswith("ou ") and "où" not in sentence[:3].lower():
        return False
    if signs.wonders.search(folded) is not None:
        return True
    if signs.wonders.search(folded) is not None:
        return True
    return signs.states.search(folded) is None and signs.asks.search(folded) is not None
