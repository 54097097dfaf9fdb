"""Corrected and withdrawn statements are not given as what is so."""

from reporting.reading.corrections import superseded
from reporting.reading.stance import read
from reporting.reading.units import cut
from tests.support.talks import talk


def _withdrawn(script: str, language: str = "fr") -> set[str]:
    units = cut(talk(script, "fr" if language == "fr" else "en"))
    return {units[number].text for number in superseded(read(units))}


def test_a_figure_put_right_later_replaces_the_first() -> None:
    assert _withdrawn(
        """
        Nadia: Officiellement, c'est 4 % par billet.
        Odile: D'accord.
        Nadia: Tout à l'heure j'ai dit 4 %. C'est 6,8 % en vrai.
        """
    ) == {"Officiellement, c'est 4 % par billet."}


def test_a_slip_corrected_at_once_is_not_kept() -> None:
    assert _withdrawn("Nadia: On vend douze cents places. Non, pardon, quatorze cents.") == {
        "On vend douze cents places."
    }


def test_a_rumour_that_is_refuted_is_not_kept() -> None:
    assert "Il paraît que Plazoum a été racheté." in _withdrawn(
        """
        Nadia: Il paraît que Plazoum a été racheté.
        Odile: Je regarde.
        Odile: J'ai vérifié. Il ne faut pas dire racheté, faut pas dire racheté.
        """
    )


def test_an_idea_taken_back_is_named_by_its_rare_word() -> None:
    found = _withdrawn(
        """
        WALKER: I was thinking a deposit.
        COMPANION: How much?
        WALKER: I like the hut. It is dry.
        WALKER: Forget what I said about the deposit.
        """,
        "en",
    )
    assert found == {"I was thinking a deposit."}


def test_a_misheard_figure_is_the_others_mistake() -> None:
    found = _withdrawn(
        """
        WALKER: I've got fourteen households.
        COMPANION: Forty households is six hundred pounds.
        WALKER: No, no. Fourteen.
        """,
        "en",
    )
    assert found == {"Forty households is six hundred pounds."}


def test_saying_no_is_not_a_correction() -> None:
    assert not _withdrawn(
        """
        Ann: Le guichet ferme à six heures.
        Bob: Non, je ne suis pas d'accord avec cette fermeture.
        """
    )
