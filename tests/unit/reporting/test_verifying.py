"""`verify` tells what was said from what was made of it, and who said it."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.language import Language
from reporting.verifying.document import read_document, read_html, read_markdown
from reporting.verifying.numbers import numbers_in, numbers_said
from reporting.verifying.verify import CheckedQuotation, Verification, verify
from tests.evals.eval_verify import written_cases
from tests.support.festival import talk
from tests.support.talks import talk as a_talk


def _check(text: str) -> Verification:
    return verify(read_markdown(text), [talk()])


def _only(text: str) -> CheckedQuotation:
    (found,) = _check(text).quotations
    return found


@pytest.mark.parametrize(
    "text",
    [
        "« on n'en sait rien », dit Léo Brun.",
        "Léo Brun reconnaît : “Je dis qu’on n’en sait rien”.",
        "Selon Léo Brun, \"je dis qu'on n'en sait rien\".",
        "- On ne sait pas « on n'en sait rien » — Léo Brun [00:10]",
        "> Je dis qu'on n'en sait rien. — Léo Brun",
        "« Je dis qu'on n'en sait rien » (Brun)",
    ],
)
def test_a_right_quotation_is_right_however_it_is_written(text: str) -> None:
    found = _only(text)
    assert found.verdict == "verbatim"
    assert found.is_fine
    assert found.named == ("Léo Brun",)


def test_a_hesitation_may_be_left_out() -> None:
    assert _only("« Alors, on a commencé avec douze bénévoles »").verdict == "cleaned"


def test_a_marked_cut_within_one_turn_is_a_shortening() -> None:
    text = "« C'est la plateforme […] sous un mois. »"
    assert _only(text).verdict == "shortened"


def test_a_cut_that_drops_a_negation_is_an_alteration() -> None:
    found = _only("« Je […] dis pas que la plateforme nous a fait perdre du public »")
    assert found.verdict != "altered" or found.is_fine is False
    dropped = _only("« Je dis que la plateforme nous a fait perdre du public »")
    assert dropped.verdict == "altered"
    assert not dropped.same_negations


def test_a_changed_number_is_an_alteration() -> None:
    found = _only("« sur l'année, ça nous fait 8,6 % avec la part fixe »")
    assert found.verdict == "altered"
    assert not found.same_numbers


def test_words_stitched_from_two_people_are_not_a_quotation() -> None:
    stitched = "« sur l'année, ça nous fait un vrai danger pour la programmation »"
    assert not _only(stitched).is_fine


def test_an_invented_quotation_is_not_found() -> None:
    assert (
        _only("« cet outil est une chance inespérée pour nos territoires »").verdict == "not-found"
    )


@pytest.mark.parametrize(
    "text",
    [
        "« J'ai un peu peur que ça décide à notre place », dit Ada Morel.",
        "Ada Morel s'inquiète : « J'ai un peu peur que ça décide à notre place ».",
        "- Une crainte « un peu peur que ça décide » — Ada Morel [00:30]",
        "Ada Morel : « J'ai un peu peur que ça décide à notre place. » Puis on passe à autre chose.",
    ],
)
def test_words_in_the_wrong_mouth_are_found(text: str) -> None:
    found = _only(text)
    assert not found.right_person
    assert (found.speaker, found.named) == ("Léo Brun", ("Ada Morel",))


@pytest.mark.parametrize(
    "text",
    [
        "À la question d'Ada Morel, un silence, puis « on n'en sait rien ».",
        "Ada Morel approuve, mais le programmateur nuance : « on n'en sait rien ».",
        "En réponse à Ada Morel, il précise : « on n'en sait rien ».",
        "Ada Morel a parlé la première. Vient cette phrase : « on n'en sait rien ».",
        "Léo Brun répond à Ada Morel : « on n'en sait rien ».",
    ],
)
def test_somebody_who_is_only_spoken_of_is_not_taken_for_the_speaker(text: str) -> None:
    assert _only(text).right_person


def test_figures_of_the_writers_own_must_have_been_said() -> None:
    right = _check("La plateforme affiche un tarif de 4 % et compte 12 bénévoles.")
    assert right.numbers == ()
    wrong = _check("La plateforme affiche un tarif de 5 % pour les bénévoles.")
    assert [one.number for one in wrong.numbers] == ["5"]


def test_times_dates_and_list_numbers_are_no_figures() -> None:
    text = "1. Le 4 octobre 2026 [12:34] à 20h30, §s0012"
    assert list(numbers_in(text)) == []


def test_numbers_are_the_same_in_words_and_figures() -> None:
    said = numbers_said(
        talk("Ada: Quatre-vingt-dix sandwichs, deux cent douze heures, mille deux cents.")
    )
    assert {"90", "212", "1200"} <= set(said)


def test_a_text_that_keeps_only_the_good_news_is_lopsided() -> None:
    lines = [
        "Ada: C'est très utile et ça nous fait gagner beaucoup de temps au festival.",
        "Ada: La réservation a attiré un nouveau public, c'est une vraie chance.",
        "Ada: Le rappel la veille est efficace et le service fonctionne bien.",
        "Léo: J'ai peur que la machine décide à notre place, c'est un danger.",
        "Léo: Le coût réel est trop élevé et le contrat pose un problème.",
        "Léo: On risque de perdre les voisins, c'est une menace pour la salle.",
        "Léo: La panne a été un échec, une catastrophe pour les bénévoles.",
        "Léo: Je crains une dépendance dangereuse, le fichier ne nous appartient pas.",
    ]
    good = " ".join(line.split(": ")[1] for line in lines[:3])
    found = verify(read_markdown(good.replace(". ", ".\n\n")), [talk("\n".join(lines))])
    assert found.balance.is_lopsided, found.balance
    assert not found.is_fine
    assert found.missing


def test_html_is_read_as_its_reader_sees_it() -> None:
    page = "<style>p{}</style><h1>T</h1><p>Léo Brun&nbsp;: <q>on n’en <b>sait</b> rien</q>.</p>"
    (found,) = verify(read_html(page), [talk()]).quotations
    assert found.is_fine


def test_a_word_document_is_read(tmp_path: Path) -> None:
    import docx

    document = docx.Document()
    document.add_paragraph("Léo Brun : « on n'en sait rien »")
    document.save(str(tmp_path / "a.docx"))
    (found,) = verify(read_document(tmp_path / "a.docx"), [talk()]).quotations
    assert found.is_fine


_CASES = Path(__file__).resolve().parents[2] / "data" / "verify"


@pytest.mark.parametrize("name", ["fr", "en", "fr_later"])
def test_subtle_alterations_are_found_and_honest_quotations_are_not_blamed(name: str) -> None:
    figures = written_cases(_CASES / f"{name}.tsv")
    assert figures["found"] >= 0.95 * figures["wrong"], figures["failed"]
    assert figures["alarms"] == 0, figures["failed"]


_PANEL = """
    Ann: Je ne dis pas que la salle perd du public. Je dis que personne ne compte.
    Ann: Mon chef répète : « le local, c'est du marketing ». Je ne suis pas d'accord avec lui.
    Bob: Ça coûte 40 euros par mois. Pardon, je me suis trompé, c'est 14 euros par mois.
    """


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("Ann : « la salle perd du public ».", "denied"),
        ("Ann ne dit pas que « la salle perd du public ».", ""),
        ("Ann : « le local, c'est du marketing ».", "reported"),
        ("Ann rapporte ce mot : « le local, c'est du marketing ».", ""),
    ],
)
def test_exact_words_that_mean_the_opposite_where_they_were_said_are_told(
    text: str, how: str
) -> None:
    (found,) = verify(read_markdown(text), [a_talk(_PANEL, "fr")]).quotations
    assert found.verdict == "verbatim"
    assert found.turned == how
    assert found.is_fine is not bool(how)


def test_a_number_may_be_written_in_figures_where_it_was_said_in_words() -> None:
    (found,) = verify(
        read_markdown("« On sert 420 repas », dit Ann."),
        [a_talk("Ann: On sert quatre cent vingt repas.", "fr")],
    ).quotations
    assert found.verdict == "verbatim"


@pytest.mark.data
@pytest.mark.parametrize("name", ["fr-table-ronde", "en-walk"])
def test_the_gold_documents_have_nothing_wanting(data: Path, name: str) -> None:
    from reporting.sources.reading import read

    folder = data / "roundtables" / "dev" / name
    transcript = read(folder / "transcript.vtt")
    for document in ("report.md", "swot.md"):
        found = verify(read_document(folder / document), [transcript])
        assert [one.text for one in found.quotations if not one.is_fine] == []
        assert found.numbers == ()
        assert len(found.quotations) >= 2


PUT_RIGHT = [
    (
        "fr",
        "Malo: On a eu quatre cents spectateurs étrangers, non, pardon, deux cent quarante.",
        "Le festival a reçu 400 spectateurs étrangers.",
        "Le festival a reçu 240 spectateurs étrangers.",
    ),
    (
        "fr",
        "Malo: On a eu quatre cents spectateurs étrangers. Je me trompe, c'était deux cent quarante.",
        "Le festival a reçu 400 spectateurs étrangers.",
        "Le festival a reçu 240 spectateurs étrangers.",
    ),
    (
        "en",
        "Priya: We measured eighteen plots in clay. Sorry, sixteen plots.",
        "Priya measured 18 plots in clay.",
        "Priya measured 16 plots in clay.",
    ),
]


@pytest.mark.parametrize(("language", "said", "wrong", "right"), PUT_RIGHT)
def test_a_figure_put_right_at_once_is_not_taken_for_what_was_said(
    language: Language, said: str, wrong: str, right: str
) -> None:
    there = [a_talk(said, language)]
    (figure,) = verify(read_markdown(wrong), there).numbers
    assert figure.right in ("240", "16")
    assert verify(read_markdown(right), there).numbers == ()


def test_a_quotation_that_stops_before_its_figure_is_put_right_misleads() -> None:
    there = [a_talk(PUT_RIGHT[0][1], "fr")]
    cut = "« On a eu quatre cents spectateurs étrangers », dit Malo."
    whole = (
        "« On a eu quatre cents spectateurs étrangers, non, pardon, deux cent quarante », dit Malo."
    )
    assert [one.turned for one in verify(read_markdown(cut), there).quotations] == ["corrected"]
    assert all(one.is_fine for one in verify(read_markdown(whole), there).quotations)


def test_two_figures_of_one_sentence_are_no_correction() -> None:
    there = [a_talk("Malo: On vend quatre cents places à douze euros, pas à quinze.", "fr")]
    assert verify(read_markdown("On vend 400 places à 12 euros."), there).numbers == ()


def test_a_quotation_is_found_in_its_own_line_of_a_paragraph() -> None:
    text = "# Title\n\nLéo Brun a parlé.\n« on n'en sait rien », dit Léo Brun.\n« rien de tel », dit-il."
    assert [one.line for one in _check(text).quotations] == [4, 5]
