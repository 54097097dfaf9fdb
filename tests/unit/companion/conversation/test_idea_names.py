from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.conversation.idea_signs import holds_idea, is_question, kind_of
from companion.conversation.labels import label
from models.language import Language

NAMES: list[tuple[Language, str, str]] = [
    ("en", "my idea is that every family takes one week they water the garden and they keep the food", "every family takes one week"),
    ("en", "the family that takes care of the garden keeps the food", "the family keeps the food"),
    ("en", "my worry is um the same three parents always do all the work", "the same three parents do all the work"),
    ("en", "the bakery could keep the key because they open at six every morning", "the bakery could keep the key"),
    ("en", "on monday i will ask the bakery about the key and then i will send one page to the school", "ask the bakery about the key"),
    ("en", "i don't know who will decide is it the school or the city", "who will decide"),
    ("en", "What if every street had its own shelf, with a lock?", "every street had its own shelf"),
    ("en", "i want to write a letter to my brother and read it aloud", "write a letter to your brother"),
    ("fr", "mon idée c'est que chaque famille prenne une semaine elles arrosent le jardin", "chaque famille prenne une semaine"),
    ("fr", "ma crainte c'est que ce soit toujours les trois mêmes parents qui fassent tout", "les trois mêmes parents qui fassent tout"),
    ("fr", "et si la boulangerie gardait la clé parce qu'elle ouvre à six heures", "la boulangerie gardait la clé"),
    ("fr", "peut-être que ma sœur pourrait garder les enfants le mercredi", "ta sœur pourrait garder les enfants le mercredi"),
    ("fr", "je ne sais pas qui va décider est-ce que c'est l'école ou la mairie", "qui va décider"),
    ("fr", "et si chaque rue prenait une semaine la rue du moulin la rue haute", "chaque rue prenait une semaine"),
    ("fr", "ce qui me fait peur ce sont les soirées sans chauffage", "les soirées sans chauffage"),
    ("fr", "il faut que ça ne coûte rien et que les parents soient d'accord avec les voisins", "ça ne coûte rien"),
    ("fr", "et si tout le monde est d'accord on écrit une page au maire", "on écrit une page au maire"),
    ("fr", "le facteur qui passe chaque jour à midi dans le hameau il ne peut pas attendre", "le facteur qui passe chaque jour à midi"),
    ("fr", "il faudrait quelqu'un à chaque bout de la rue pour arrêter les voitures", "quelqu'un à chaque bout de la rue"),
    ("en", "if they all agree we can write one page about the rules", "write one page about the rules"),
    ("en", "my plan is a kiosk behind the station with all the things that people lend", "a kiosk behind the station"),
    ("en", "i wonder whether people would pay more for a machine", "people would pay more for a machine"),
    ("en", "the saturday students could do the small ones", "the saturday students could do the small ones"),
    ("en", "what i want is to have a quiet neighbour", "have a quiet neighbour"),
    ("fr", "ce qui m'inquiète c'est que le lecteur devine dès le chapitre trois", "le lecteur devine dès le chapitre trois"),
    ("fr", "il faut une remorque et je n'en ai pas", "une remorque"),
    ("fr", "c'est ça tout le monde se tait dans ce livre", "tout le monde se tait dans ce livre"),
    ("fr", "je dois copier les messages", "copier les messages"),
    ("en", "how much does a machine like that cost um i don't know", "how much does a machine like that cost"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "name"), NAMES)
def test_an_idea_is_named_by_what_distinguishes_it(
    language: Language, text: str, name: str
) -> None:
    assert label(text, language) == name


_SAID = st.lists(
    st.sampled_from(
        "what if the old mill could be that place where we meet because it is and they keep one key "
        "on monday maybe every family street never with of idea worry risk".split()
    ),
    min_size=1,
    max_size=30,
)


@given(_SAID)
def test_a_name_is_short_and_cut_by_deletion(words: list[str]) -> None:
    text = " ".join(words)
    rest = iter(words)
    name = label(text, "en").lower().split()
    assert 1 <= len(name) <= 9
    assert all(word in rest for word in name)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "what works is the beginning the children love it"),
        ("en", "what i want is a place where people stay"),
        ("en", "what is missing is a person who stays"),
        ("en", "which is why we lost them"),
        ("en", "when the rain comes nobody stays"),
        ("en", "how it works is simple"),
        ("fr", "ce qui me fait peur c'est la chaleur"),
        ("fr", "ce qui marche c'est le marché du samedi"),
        ("fr", "quand il pleut personne ne vient"),
        ("fr", "où on va il y a un banc"),
        ("fr", "ou bien on garde la clé"),
        ("fr", "quelle que soit la saison"),
    ],
)
def test_a_word_that_can_ask_does_not_make_a_question(language: Language, text: str) -> None:
    assert not is_question(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "how many families would come in august"),
        ("en", "but then who opens on tuesday"),
        ("en", "i don't know who will decide is it the school or the city"),
        ("en", "what happens if nobody comes"),
        ("en", "a shared shed by the gate?"),
        ("fr", "qui paierait le chauffage parce que la salle est haute"),
        ("fr", "où ranger les outils"),
        ("fr", "à qui on demande la clé"),
        ("fr", "je ne sais pas si la commune accepterait de louer"),
    ],
)
def test_the_order_of_words_makes_a_question(language: Language, text: str) -> None:
    assert is_question(text, language)


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("en", "my worry is the same three parents always do all the work", "concern"),
        ("en", "there is a real risk with the key", "concern"),
        ("en", "on monday i will ask the bakery about the key", "step"),
        ("en", "the bakery could keep the key", "idea"),
        ("en", "what i want is a year without burning the bridge", "idea"),
        ("fr", "il y a un vrai risque avec la toiture", "concern"),
        ("fr", "j'ai peur que le point relais nous transforme en employés", "concern"),
        ("fr", "lundi je vais appeler la secrétaire de mairie", "step"),
        ("fr", "les jeunes du lotissement pourraient prendre le vendredi soir", "idea"),
    ],
)
def test_worries_and_next_steps_are_ideas_too(language: Language, text: str, kind: str) -> None:
    assert holds_idea(text, language)
    assert kind_of(text, language) == kind
