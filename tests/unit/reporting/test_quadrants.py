"""Helpful or harmful, here or to come: sentences of many subjects, none of them in the cue lists' examples."""

import pytest

from models.language import Language
from reporting.reading.measures import change
from reporting.reading.polarity import CUES
from reporting.reading.stance import Reading, read
from reporting.reading.units import cut
from reporting.words.wording import forms
from tests.support.talks import talk

STRENGTHS = (
    ("Les délais d'attente sont passés de trois semaines à quatre jours.", "fr"),
    ("Depuis qu'on a le vélo cargo, la tournée me prend une heure au lieu de deux.", "fr"),
    ("Les habitants viennent nous voir et ils repartent avec une solution.", "fr"),
    ("Avant on jetait 80 kilos par semaine, aujourd'hui on est à 30.", "fr"),
    ("Les retards ont disparu et les familles dorment mieux.", "fr"),
    ("We went from nine complaints a week to two.", "en"),
    ("The workshop runs better now and people know each other.", "en"),
    ("Parents can finally read the menu in their own language, and they love it.", "en"),
    ("The queue has gone, so we can talk to people again.", "en"),
)
WEAKNESSES = (
    ("Le loyer est passé de 400 à 650 euros en un an.", "fr"),
    ("On n'a pas été formés et personne ne nous a demandé notre avis.", "fr"),
    ("C'est toujours la même bénévole qui se retrouve toute seule le dimanche.", "fr"),
    ("Il est pratique, mais on ne s'en sert plus parce qu'il tombe en panne.", "fr"),
    ("Honnêtement, on a été naïfs, on n'y a pas pensé.", "fr"),
    ("Le dossier est illisible, j'ai abandonné à la troisième page.", "fr"),
    ("The rent went from four hundred pounds to six hundred.", "en"),
    ("Nobody trained the volunteers and they gave up.", "en"),
    ("It's clever, but the old people can't read it.", "en"),
    ("We should have asked the drivers, that's on us.", "en"),
    ("It all hangs on one woman with a key.", "en"),
)
OPPORTUNITIES = (
    ("On pourrait prêter la salle aux associations le lundi.", "fr"),
    ("Et si on demandait aux retraités de transmettre leur métier ?", "fr"),
    ("Si la commune voisine venait avec nous, on partagerait le matériel.", "fr"),
    ("Rien n'empêche d'ouvrir l'atelier aux lycéens.", "fr"),
    ("Le musée nous propose un local à la rentrée.", "fr"),
    ("We could lend the hall to the choir on Mondays.", "en"),
    ("What if the pupils ran the market themselves?", "en"),
    ("There's a small grant for that, and the mill would gladly take part.", "en"),
    ("If the next village joined us, the price would drop.", "en"),
)
THREATS = (
    ("J'ai peur que la région coupe les crédits l'an prochain.", "fr"),
    ("Le jour où le propriétaire vend, on se retrouve dehors.", "fr"),
    ("Tôt ou tard, les petites fermes vont disparaître.", "fr"),
    ("Le risque, c'est que les jeunes finissent par partir.", "fr"),
    ("My fear is that the council will stop paying.", "en"),
    ("Sooner or later the big chains will end up owning the lot.", "en"),
    ("I worry that one bad winter will finish us.", "en"),
)
CASES = [
    *((text, language, "strengths") for text, language in STRENGTHS),
    *((text, language, "weaknesses") for text, language in WEAKNESSES),
    *((text, language, "opportunities") for text, language in OPPORTUNITIES),
    *((text, language, "threats") for text, language in THREATS),
]


def reading(text: str, language: Language) -> Reading:
    return read(cut(talk(f"Ann: {text}", language)))[0]


@pytest.mark.parametrize(("text", "language", "quadrant"), CASES)
def test_a_statement_falls_into_its_quadrant(text: str, language: Language, quadrant: str) -> None:
    assert reading(text, language).quadrant == quadrant


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("la file est passée de vingt-cinq minutes à six ou sept", "fr", "better"),
        ("le prix du repas est passé de 3,20 à 4,10", "fr", "worse"),
        ("on est passés de 12 à 40 adhérents", "fr", "better"),
        ("ça prend cinquante minutes au lieu de trente", "fr", "worse"),
        ("we cut the response from four hours to thirty-five minutes", "en", "better"),
        ("the fee went from nineteen pounds to thirty-one", "en", "worse"),
        ("le stère est passé de 60 à 90 euros", "fr", "worse"),
        ("la recette est passée de 60 à 90 euros", "fr", "better"),
        ("il y a trois salles et neuf bénévoles", "fr", ""),
        ("we have three rooms and nine volunteers", "en", ""),
    ],
)
def test_less_of_a_burden_is_better_and_more_of_it_worse(
    text: str, language: Language, wanted: str
) -> None:
    assert change(forms(text), language, CUES[language].critical) == wanted


def test_praise_for_what_saved_the_evening_is_no_strength() -> None:
    readings = read(
        cut(talk("Ann: On a eu une panne d'une heure. C'est le cahier qui a sauvé la soirée."))
    )
    assert readings[0].quadrant == "weaknesses"
    assert readings[1].stance == "neutral"


def test_an_obligation_is_neither_praise_nor_blame() -> None:
    assert reading("C'est le prestataire qui doit rendre un fichier lisible.", "fr").stance == (
        "neutral"
    )


def test_politeness_is_no_future() -> None:
    assert reading("I'd say the doors are too heavy for the children.", "en").quadrant == (
        "weaknesses"
    )


def test_a_condition_makes_a_benefit_a_thing_to_come() -> None:
    said = "Si on est cinq ateliers à regarder ensemble ce que ça propose, pourquoi pas."
    assert reading(said, "fr").quadrant == "opportunities"


def test_an_exclamation_that_a_mishap_follows_is_no_praise() -> None:
    readings = read(
        cut(talk("Ann: Oh, it's brilliant. It lost my mother's file and nobody noticed.", "en"))
    )
    assert readings[0].is_mocking
    assert readings[0].stance == "critical"
