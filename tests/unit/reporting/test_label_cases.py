"""Labels of varied talk: each names the point with its subject, or begins it and says that it goes on."""

import pytest

from models.language import Language
from reporting.composing.labels import LONGEST, label
from reporting.reading.units import cut
from tests.support.talks import talk

CASES: list[tuple[Language, str, str]] = [
    (
        "fr",
        "La chose nette, c'est que le portail en ligne baisse le nombre d'impayés, d'à peu près 15 à 9 %, "
        "quand il y a un rappel la veille.",
        "Le portail en ligne baisse le nombre d'impayés",
    ),
    (
        "fr",
        "La machine a découvert que les gens qui lisent des polars, figurez-vous, aiment les polars.",
        "Les gens qui lisent des polars aiment les polars",
    ),
    (
        "fr",
        "Si on est cinq fermes à essayer ensemble ce que ça propose, et à garder le droit d'arrêter, pourquoi pas.",
        "Si on est cinq fermes à essayer ensemble",
    ),
    ("fr", "Le tri à la source, il coûte plus cher, mais il tient.", "Le tri à la source coûte"),
    (
        "fr",
        "Les élèves, ils apprennent mieux quand ils marchent avant le cours.",
        "Les élèves apprennent mieux quand ils marchent",
    ),
    (
        "fr",
        "La difficulté, c'est que les artisans du quartier ne répondent plus aux appels d'offres depuis que tout "
        "passe par le portail.",
        "Les artisans du quartier ne répondent plus",
    ),
    (
        "fr",
        "Si la mairie ferme la piscine deux mois de plus chaque hiver, les clubs du canton iront nager chez les voisins.",
        "Si la mairie ferme la piscine",
    ),
    (
        "fr",
        "Tant que la préfecture n'aura pas tranché, les éleveurs de la vallée n'investiront pas un centime dans "
        "des clôtures.",
        "Tant que la préfecture n'aura pas tranché",
    ),
    (
        "fr",
        "Je n'affirme pas que le compost attire les rats. J'observe qu'il y en a davantage depuis juin.",
        "il y en a davantage depuis juin",
    ),
    (
        "fr",
        "Moi, ce qui me gêne, c'est pas la machine, c'est qu'on ne m'ait rien demandé.",
        "C'est pas la machine, c'est qu'on ne m'ait rien demandé",
    ),
    (
        "en",
        "The clear thing is that the new bus lane cuts the journey to school by eleven minutes, whenever the "
        "lights at the bridge are working.",
        "The new bus lane cuts the journey to school",
    ),
    (
        "en",
        "I'm not saying the algorithm got it wrong. I'm saying nobody can tell us why it refused her.",
        "nobody can tell us why it refused her",
    ),
    (
        "en",
        "What I've noticed is that the volunteers who live furthest away, funnily enough, turn up the most on "
        "winter mornings.",
        "The volunteers who live furthest away turn up the most",
    ),
    (
        "en",
        "The trouble with the new rota is that the carers who work nights never see the families any more.",
        "The carers who work nights never see the families any more",
    ),
    (
        "en",
        "Unless the council signs by March, the growers on the east side won't put a penny into new glass.",
        "Unless the council signs by March",
    ),
]


@pytest.mark.parametrize(("language", "said", "point"), CASES)
def test_a_label_makes_the_point_with_its_subject(
    language: Language, said: str, point: str
) -> None:
    units = cut(talk(f"Ann: {said}", language))
    found = label(units[0], lambda _: 1.0, units[1:])
    assert point in found
    assert len(found.replace(" :", "").split()) <= LONGEST


@pytest.mark.parametrize(
    ("language", "said", "never"),
    [
        ("fr", "Ma crainte, c'est que les loyers doublent en deux ans.", "Les loyers"),
        ("fr", "Le soir, il travaille deux fois plus vite que nous.", "Le soir travaille"),
        ("fr", "Le classeur rouge, il l'a jeté sans rien nous demander.", "Le classeur rouge l'a"),
        ("en", "The risk is that the lease doubles within two years.", "The lease"),
        ("en", "This morning, it rained on the drums for an hour.", "This morning rained"),
    ],
)
def test_what_rules_or_dates_a_statement_is_not_taken_for_its_announcement_or_subject(
    language: Language, said: str, never: str
) -> None:
    (unit,) = cut(talk(f"Ann: {said}", language))
    assert not label(unit, lambda _: 1.0).startswith(never)


def test_a_beginning_keeps_the_but_that_follows_it() -> None:
    said = (
        "Le tri à la source, il coûte plus cher la première année, mais il tient, et personne ne veut "
        "revenir en arrière dans le quartier."
    )
    (unit,) = cut(talk(f"Ann: {said}", "fr"))
    found = label(unit, lambda _: 1.0)
    assert "mais" in found
