"""Labels are cut by deletion only, and say nothing that was not said."""

from hypothesis import given, settings
from hypothesis import strategies as st

from models.language import Language
from reporting.composing.labels import LONGEST, label
from reporting.reading.units import Unit, cut
from reporting.words.wording import forms
from tests.support.talks import talk


def _label(text: str, language: Language = "fr") -> str:
    units = cut(talk(f"Ann: {text}", language))
    return label(units[0], lambda _: 1.0, units[1:])


def _is_subsequence(short: list[str], long: list[str]) -> bool:
    rest = iter(long)
    return all(word in rest for word in short)


def test_a_hedge_stays() -> None:
    text = "Mais je me demande, et c'est vraiment une question, je me demande si on n'a pas un peu perdu les voisins."
    assert _label(text) == "Je me demande si on n'a pas un peu perdu les voisins"


def test_a_condition_stays() -> None:
    assert "si on lui demande" in _label("Donc l'outil, il peut ouvrir, si on lui demande.")


def test_a_denied_statement_is_not_cut_into_its_opposite() -> None:
    text = (
        "Non, attention, je ne dis pas, et je le répète devant tout le monde ici, que la plateforme "
        "nous a fait perdre du public."
    )
    assert "fait perdre du public" not in _label(text)


def test_what_a_statement_is_limited_to_stays() -> None:
    found = _label("À ma connaissance, pour un lieu privé, personne n'y est obligé.")
    assert "connaissance" in found
    assert "privé" in found


def test_no_at_the_head_is_not_an_empty_word() -> None:
    assert _label("And no app before the first winter.", "en").lower().startswith("no app")


def test_somebody_elses_words_do_not_become_the_speakers() -> None:
    text = (
        "My brother-in-law always says, and I quote him exactly, without an app it's just a shed."
    )
    assert _label(text, "en") != "Without an app it's just a shed"


def test_a_promise_is_not_cut_off_before_its_verb() -> None:
    found = _label(
        "Je note simplement que personne, autour de cette table, ne l'a vraiment relu en entier."
    )
    assert not found.endswith("cette table")


WORDS = st.sampled_from(
    "je ne dis pas que la salle ferme , mais si le public vient . donc , euh , on n'a rien perdu "
    "parce que personne n'est sûr quand peut-être hein les voisins".split()
)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, min_size=3, max_size=40))
def test_every_label_is_short_and_made_of_the_words_said_in_their_order(words: list[str]) -> None:
    units: tuple[Unit, ...] = cut(
        talk("Ann: " + " ".join(words).replace(" ,", ",").replace(" .", "."))
    )
    for unit in units:
        found = label(unit, lambda _: 1.0)
        assert len(found.replace(" :", "").split()) <= LONGEST
        said = forms(unit.text)
        own = forms(found)
        assert set(own) <= set(said)
        if "," not in found and ":" not in found:
            assert _is_subsequence(own, said)
