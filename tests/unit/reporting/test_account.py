"""The account follows the exchange and says no more of it than the records hold."""

from __future__ import annotations

from itertools import pairwise

from models.language import Language
from reporting.pipeline import ReportRequest, Source, write_report
from reporting.records import Report
from tests.support.talks import talk

TABLE = """
    Host: Bonsoir. On parle ce soir du four collectif. Combien coûte le bois, au juste ?
    Ann: Le stère est passé de 60 à 90 euros et la moitié de la cotisation part en fumée chez nous.
    Bob: Je ne suis pas d'accord. Le four attire soixante personnes et les voisins parlent ensemble.
    Ann: Il paraît que la mairie a racheté le lavoir au printemps, on me l'a dit au marché.
    Bob: Non, pardon, c'est pas un rachat. La mairie loue le lavoir, dix euros par an. Faut pas dire racheté.
    Ann: Au temps pour moi. Je le dirai au marché.
    Eve: On a fait des portes trop lourdes pour les enfants. Là-dessus, on a été mauvais, je le reconnais.
    Salle: Bonsoir, je suis la voisine du lavoir. Est-ce que le four peut servir aussi à l'école ?
    Eve: À ma connaissance, rien ne l'interdit pour une école. Mais je ne suis pas juriste, faites vérifier.
    Bob: On pourrait inviter une classe par mois avec deux parents et un seau d'eau.
    Ann: Je crains que la boîte reste vide en février, et personne ne le verra venir.
    Eve: Je m'engage à mesurer la pente du lavoir avant vendredi prochain.
    Bob: Moi, j'apporte le bois du premier samedi, c'est promis à tout le quartier.
"""


def written(language: Language = "fr") -> Report:
    return write_report(ReportRequest(language=language), [Source(transcript=talk(TABLE))])


def told(report: Report) -> str:
    return "\n".join(one.text for section in report.sections for one in section.sentences)


def test_a_question_stands_before_its_answer() -> None:
    text = told(written())
    asked = text.index("Combien coûte le bois")
    answered = text.index("Ann répond")
    assert asked < answered


def test_each_passage_is_told_by_what_it_does() -> None:
    text = told(written())
    assert "Bob n'est pas de cet avis : «\u00a0Le four attire soixante personnes" in text
    assert "Eve le reconnaît : " in text
    assert "Ann s'inquiète : " in text or "crainte : " in text
    assert "annonce : " in text


def test_a_correction_stands_and_what_it_corrects_does_not() -> None:
    text = told(written())
    assert "La mairie loue le lavoir" in text
    assert "a racheté le lavoir au printemps" not in text


def test_an_answer_to_the_room_keeps_its_caution() -> None:
    text = told(written())
    assert "rien ne l'interdit pour une école. Mais je ne suis pas juriste" in text


def test_what_is_promised_at_the_end_is_announced() -> None:
    text = told(written())
    assert "mesurer la pente du lavoir avant vendredi prochain" in text


def test_two_sentences_running_never_begin_the_same() -> None:
    sentences = [
        one.text.split("«")[0] for section in written().sections for one in section.sentences
    ]
    assert all(one != other for one, other in pairwise(sentences))


def test_a_new_question_opens_a_paragraph() -> None:
    sentences = [one for section in written().sections for one in section.sentences]
    asked = next(one for one in sentences if "peut servir aussi à l'école" in one.text)
    assert asked.opens or asked is sentences[0]


def test_our_own_words_are_in_the_language_of_the_document() -> None:
    text = told(written("en"))
    assert "Bob disagrees: " in text
    assert " répond" not in text


def test_a_name_in_quotation_marks_is_nobody_elses_words() -> None:
    script = """
        Host: Et l'outil, il sert à quoi, au fond ?
        Ann: Un petit théâtre nous a demandé un bouton « surprends-moi » et ça marche très bien.
        Bob: Ma voisine m'a dit, « votre billetterie me perd à chaque fois », et elle a raison.
    """
    report = write_report(ReportRequest(), [Source(transcript=talk(script))])
    text = told(report)
    assert "Ann répond" in text
    assert "Bob rapporte" in text or "Bob cite" in text
