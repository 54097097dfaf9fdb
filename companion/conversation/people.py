"""Finds the people a walker names, so that they can be asked about.

The law of this module: a name is a noun phrase of the walker's that is safe to say back
(`companion.conversation.reflection`) and that speaks of people or of a body of people. Pure.
"""

from __future__ import annotations

from collections.abc import Mapping

from companion.conversation.reflection import key_phrases
from companion.conversation.words import content_stems, fold, tokens
from models.language import Language

_WORDS: Mapping[Language, str] = {
    "en": """family parent mother father mum dad brother sister son daughter uncle aunt cousin
    grandmother grandfather grandma grandpa wife husband child kid teenager baby neighbour neighbor
    friend colleague boss manager director owner landlord tenant teacher pupil student head caretaker
    nurse doctor patient mayor council city school bakery baker grocer butcher farmer gardener
    volunteer member customer client visitor guest senior resident driver cyclist carpenter plumber
    librarian library association club committee team union company bank insurer police fireman priest
    choir band player coach trainer""",
    "fr": """famille parent mere pere frere soeur fils fille oncle tante cousin grand-mere grand-pere
    femme mari enfant ado adolescent bebe voisin voisine ami amie collegue patron patronne chef
    directeur directrice proprietaire locataire professeur prof instituteur institutrice maitresse
    maitre eleve etudiant gardien concierge infirmier infirmiere medecin docteur patient maire mairie
    ecole boulangerie boulanger boulangere epicier boucher agriculteur jardinier benevole membre client
    cliente visiteur ancien aine habitant chauffeur cycliste menuisier plombier bibliothecaire
    bibliotheque association club comite equipe syndicat entreprise banque assureur police pompier
    chorale fanfare joueur entraineur commercant""",
}
_PEOPLE: Mapping[Language, frozenset[str]] = {
    language: frozenset(fold(word) for word in words.replace("-", " ").split())
    for language, words in _WORDS.items()
}


def people_in(text: str, language: Language) -> tuple[str, ...]:
    """Return the phrases of `text` that name people, as they can be said back."""
    return tuple(phrase for phrase in key_phrases(text, language) if _is_person(phrase, language))


def _is_person(phrase: str, language: Language) -> bool:
    """Tell by the first weighty word; whole words, for "la mer" has the stem of "la mère"."""
    weighty = (word.folded for word in tokens(phrase) if content_stems(word.folded, language))
    first = next(weighty, "").split("'")[-1]
    singular = first[:-3] + "y" if first.endswith("ies") else first.removesuffix("s")
    return bool({first, singular, first.removesuffix("x")} & _PEOPLE[language])
