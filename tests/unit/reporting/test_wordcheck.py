"""A sentence of a chat model's is printed only where every word of it is held by what was said."""

import pytest

from models.language import Language
from models.transcript import Transcript
from reporting.chat.frames import callable_names
from reporting.chat.retelling import Source, source_of
from reporting.chat.wordcheck import Checked, check, check_label
from reporting.reading.preparation import prepare
from tests.support.talks import talk
from tests.support.wordings import wordings

FRENCH = talk(
    """
    Animatrice: Bonsoir à tous. Pourquoi êtes-vous passés sur la plateforme de réservation ?
    Ann: Le rappel automatique a permis de gagner trois heures le samedi, et ça marche très bien.
    Bob: Je me demande si on n'a pas un peu perdu les voisins qui passaient sans réserver.
    Bob: Le guichet du bourg ferme à midi depuis que Josette est partie.
    Eve: J'ai peur que l'actionnaire revende nos données demain.
    Bob: Je ne dis pas que la plateforme nous a fait perdre du public.
    Eve: La mairie dit que la plateforme coûte douze euros par mois.
    Eve: Est-ce que la plateforme garde nos adresses ?
    Eve: Le bourg ne réserve plus de places.
    """
)
ENGLISH = talk(
    """
    Ann: The reminder saved us three hours on Saturday mornings.
    Bob: I don't think the lockers would work without Carol.
    Bob: We must repair the roof before the winter.
    """,
    "en",
)


def held(transcript: Transcript, text: str, *numbers: int) -> Checked:
    prepared = prepare(transcript)
    names = callable_names(
        transcript.speakers, {speaker.id: speaker.name for speaker in transcript.speakers}
    )
    sources = [named(transcript, number) for number in numbers]
    assert all(source.units[0].session == prepared.transcript.id for source in sources)
    return check(text, sources, names, transcript.language)


def named(transcript: Transcript, number: int) -> Source:
    prepared = prepare(transcript)
    return source_of(f"e{number}", [prepared.units[number]], prepared)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Selon Bob, le guichet du bourg ferme à midi depuis que Josette est partie.", 4),
        ("Bob explique que le guichet du bourg ferme à midi.", 4),
        ("Le guichet du bourg ferme à midi, observe Bob.", 4),
        ("Bob se demande si on n'a pas un peu perdu les voisins qui passaient sans réserver.", 3),
        ("Eve a peur que l'actionnaire revende leurs données demain.", 5),
        ("Bob ne dit pas que la plateforme leur a fait perdre du public.", 6),
        ("Eve craint que : {q:e5}", 5),
    ],
)
def test_words_left_out_and_a_third_person_are_a_faithful_retelling(text: str, number: int) -> None:
    found = held(FRENCH, text, number)
    assert found.fault is None
    assert found.carried == {f"e{number}"}


@pytest.mark.parametrize(
    ("text", "number", "fault"),
    [
        ("Bob explique que le guichet du bourg ferme à treize heures.", 4, "words"),
        ("Ann explique que le guichet du bourg ferme à midi.", 4, "speaker"),
        ("Josette explique que le guichet du bourg ferme à midi.", 4, "frame"),
        ("Le guichet du bourg ferme à midi.", 4, "frame"),
        ("Bob explique que le bourg ferme le guichet à midi.", 4, "words"),
        ("Bob explique que le guichet du bourg fermait à midi.", 4, "words"),
        ("Bob déplore que le guichet du bourg ferme à midi.", 4, "frame"),
        ("Selon Bob, le guichet heureusement ferme à midi.", 4, "words"),
        ("Selon Bob, on a un peu perdu les voisins qui passaient sans réserver.", 3, "speaker"),
        ("Bob dit que la plateforme a fait perdre du public.", 6, "kept"),
        ("Eve explique que l'actionnaire revend les données demain.", 5, "kept"),
        ("Selon Ann, le rappel automatique a permis de gagner du temps.", 2, "words"),
        ("Selon Ann, le rappel automatique a permis de gagner trois heures le samedi.", 2, "kept"),
        ("Ann a permis de gagner trois heures le samedi, et ça marche très bien.", 2, "speaker"),
        ("Eve dit que la mairie coûte douze euros par mois.", 7, "jump"),
        ("Eve dit que la plateforme garde nos adresses.", 8, "frame"),
        ("Eve dit que la plateforme garde leurs adresses.", 8, "quote-only"),
        ("Bob dit : « Le guichet du bourg ferme à midi ».", 4, "marks"),
        ("Bob dit que <b>le guichet du bourg</b> ferme à midi.", 4, "marks"),
        ("Bob dit que le guichet ferme à midi. Tout va bien.", 4, "shape"),
        ("According to Bob, the ticket office in the village is closed at midday.", 4, "language"),
        ("Eve dit que le bourg réserve plus de places.", 9, "kept"),
        ("Bob dit : {q:e5}", 4, "ids"),
        ("Bob dit : {q:e4} et {q:e4}", 4, "ids"),
        ("", 4, "shape"),
    ],
)
def test_what_adds_moves_weakens_or_misattributes_is_refused(
    text: str, number: int, fault: str
) -> None:
    assert held(FRENCH, text, number).fault == fault


def test_two_people_are_never_reported_in_one_sentence() -> None:
    text = "Selon Bob, le guichet du bourg ferme à midi, l'actionnaire revende les données."
    assert held(FRENCH, text, 4, 5).fault == "speaker"


def test_a_sentence_without_evidence_is_refused() -> None:
    assert held(FRENCH, "Selon Bob, le guichet du bourg ferme à midi.").fault == "ids"


@pytest.mark.parametrize(
    ("text", "number", "fault"),
    [
        ("According to Ann, the reminder saved three hours on Saturday mornings.", 0, None),
        ("According to Ann, the reminder saved hours on Saturday mornings.", 0, "kept"),
        ("Bob thinks that the lockers would work without Carol.", 1, "kept"),
        ("Bob explains that they must repair the roof before the winter.", 2, None),
        ("Bob explains that they repair the roof before the winter.", 2, "kept"),
        ("Ann explains that they must repair the roof before the winter.", 2, "speaker"),
    ],
)
def test_english_is_held_in_the_same_way(text: str, number: int, fault: str | None) -> None:
    assert held(ENGLISH, text, number).fault == fault


@pytest.mark.parametrize(
    ("text", "number", "is_held"),
    [
        ("Le guichet du bourg ferme à midi", 4, True),
        ("Peur que l'actionnaire revende nos données demain", 5, True),
        ("L'actionnaire revende nos données demain", 5, False),
        ("Une révolution pour le guichet du bourg", 4, False),
        ("Le guichet « du bourg » ferme", 4, False),
    ],
)
def test_a_label_is_cut_from_its_quotation_alone(text: str, number: int, is_held: bool) -> None:
    language: Language = "fr"
    assert (check_label(text, [named(FRENCH, number)], language, 12).fault is None) == is_held


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_subtly_false_sentence_passes_and_most_honest_ones_do(language: Language) -> None:
    found = list(wordings(language))
    assert [one.text for one in found if one.is_kept and not one.is_honest] == []
    honest = [one for one in found if one.is_honest]
    assert sum(one.is_kept for one in honest) >= 0.55 * len(honest)
