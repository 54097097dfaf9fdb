"""What is asked to stay off the record appears nowhere."""

import zipfile
from pathlib import Path

import msgspec
import pytest

from models.language import Language
from models.transcript import Span
from reporting.errors import NothingSaid
from reporting.output import Wish
from reporting.output import write_report as put
from reporting.pipeline import ReportRequest, Source, write_report
from reporting.reading.confidence import off_record
from reporting.reading.sealing import sealed
from reporting.reading.units import cut
from reporting.words.wording import forms
from tests.evals.eval_off_record import measure
from tests.support.talks import talk

SECRETS: list[tuple[Language, str, tuple[str, ...]]] = [
    (
        "fr",
        """
        Animatrice: Comment se passe la saison ?
        Ann: La billetterie marche bien depuis mars. Entre nous, le maire veut vendre la salle Pelletan.
        Bob: Les bénévoles manquent le dimanche, et c'est un vrai problème pour les familles.
        """,
        ("pelletan", "maire"),
    ),
    (
        "fr",
        """
        Ann: La billetterie marche bien depuis mars, le public revient chaque semaine.
        Bob: On a perdu douze mille euros sur Grandval l'an dernier.
        Bob: Ne notez pas ce que je viens de dire.
        Ann: Les bénévoles manquent le dimanche, et c'est un vrai problème.
        """,
        ("grandval", "douze"),
    ),
    (
        "fr",
        """
        Ann: Le régisseur Morvan boit, ça reste entre nous. Bon, les billets se vendent bien cette année.
        Bob: Morvan boit depuis longtemps, le pauvre régisseur.
        Bob: La nouvelle caisse permet de gagner trois heures par semaine, tout le monde est content.
        """,
        ("morvan",),
    ),
    (
        "en",
        """
        Host: How is the season going?
        Ann: Tickets sell well this year. Off the record, the mayor wants to sell Pelham Hall.
        Bob: Volunteers are missing on Sundays, and that is a real problem for families.
        """,
        ("pelham", "mayor"),
    ),
    (
        "en",
        """
        Ann: Tickets sell well this year and the audience is coming back every week.
        Bob: We lost twelve thousand pounds on Grandville last year.
        Bob: Don't write that down, please.
        Ann: Volunteers are missing on Sundays, and that is a real problem.
        """,
        ("grandville",),
    ),
    (
        "en",
        """
        Ann: The treasurer Moran drinks, but that's just between us.
        Bob: The new desk saves three hours a week and it works very well for everybody.
        """,
        ("moran", "treasurer"),
    ),
]


@pytest.mark.parametrize(("language", "script", "secrets"), SECRETS)
@pytest.mark.parametrize("is_punctuated", [True, False])
def test_off_record_words_are_in_no_part_of_the_report(
    language: Language, script: str, secrets: tuple[str, ...], is_punctuated: bool
) -> None:
    if not is_punctuated:
        script = "\n".join(_bare(line) for line in script.strip().splitlines())
    transcript = talk(script, language, is_punctuated=is_punctuated)
    report = write_report(ReportRequest(), [Source(transcript=transcript)])
    printed = set(forms(msgspec.json.encode(report).decode()))
    assert not printed & set(secrets)
    assert report.audit.withheld >= 1
    assert report.evidence
    around = " ".join(segment.text for segment in sealed(transcript).segments)
    assert not set(forms(around)) & set(secrets)


def _bare(line: str) -> str:
    name, colon, text = line.strip().partition(": ")
    return f"{name}{colon}{' '.join(forms(text)).replace(chr(39) + ' ', chr(39))}"


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("fr", "On a écrit une charte entre nous et les autres salles."),
        ("fr", "Il y a une bonne entente entre nous tous."),
        ("fr", "On ne garde pas la billetterie papier."),
        ("fr", "Les données confidentielles des spectateurs fuient."),
        ("fr", "Note ça : un guichet mobile."),
        ("fr", "Faut pas le dire trop fort, mais ça marche."),
        ("en", "There is a wall between us and the council."),
        ("en", "Leave it! Drop it! That's the dog."),
        ("en", "We never put that in the catalogue."),
        ("en", "Note that. Green tools and red tools."),
        ("en", "I keep that record in the shed."),
    ],
)
def test_ordinary_words_hide_nothing(language: Language, line: str) -> None:
    assert off_record(cut(talk(f"Ann: {line}", language))) == []


WORDINGS = Path(__file__).resolve().parents[2] / "data" / "off_record"
LEAST_HEARD, MOST_ALARMS = 0.95, 0.02


def _held() -> list[Path]:
    """Return the sets that the rules were brought to; `*_unseen` ones are only measured."""
    return [file for file in sorted(WORDINGS.glob("*.tsv")) if not file.stem.endswith("_unseen")]


@pytest.mark.parametrize("is_written", [True, False])
def test_many_ways_to_ask_are_heard_and_what_sounds_like_them_stays(is_written: bool) -> None:
    rows = [measure(file, is_written) for file in _held()]
    heard = sum(one["heard"] for one in rows) / sum(one["asked"] for one in rows)
    alarms = sum(one["alarms"] for one in rows) / sum(one["others"] for one in rows)
    assert heard >= LEAST_HEARD
    assert alarms <= MOST_ALARMS


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "Forget what I said about the deposit."),
        ("en", "Don't forget to write that down."),
        ("fr", "N'oubliez pas de noter ça dans le compte rendu."),
        ("fr", "Pourquoi vous ne le notez pas ?"),
        ("fr", "Je retire ce que je viens de dire sur les prix."),
    ],
)
def test_taking_an_idea_back_and_asking_for_a_note_hide_nothing(
    language: Language, line: str
) -> None:
    assert off_record(cut(talk(f"Ann: {line}", language))) == []


def test_only_the_user_lets_a_passage_back_in() -> None:
    transcript = talk(
        """
        Ann: La billetterie marche bien depuis mars.
        Bob: Entre nous, le maire veut vendre la salle Pelletan.
        Ann: Les bénévoles manquent le dimanche.
        """,
        "fr",
    )
    secret = transcript.segments[1]
    assert "Pelletan" not in " ".join(one.text for one in sealed(transcript).segments)
    allowed = msgspec.structs.replace(transcript, released=(Span(secret.start_ms, secret.end_ms),))
    assert not any(off_record(cut(allowed), allowed.released))
    assert "Pelletan" in " ".join(one.text for one in sealed(allowed).segments)


@pytest.mark.parametrize(
    ("language", "said", "kept"),
    [
        ("fr", "La caisse marche bien. Entre nous, le maire Pelletan part.", "caisse"),
        ("fr", "La caisse marche. Que ça ne sorte pas d'ici, mais Pelletan part en mai.", "caisse"),
        ("en", "The desk works well. Off the record, mayor Pelham is leaving.", "desk"),
    ],
)
def test_a_request_that_opens_its_secret_leaves_what_was_said_before(
    language: Language, said: str, kept: str
) -> None:
    units = cut(talk(f"Ann: {said}", language))
    hidden = {number for passage in off_record(units) for number in passage}
    shown = " ".join(unit.text for unit in units if unit.number not in hidden)
    assert kept in shown
    assert "Pel" not in shown


def test_a_request_about_what_was_just_said_still_hides_it() -> None:
    units = cut(
        talk("Ann: Pelletan part en mai. Ne notez pas ça, parce que le maire lit tout.", "fr")
    )
    assert {number for passage in off_record(units) for number in passage} == {0, 1}


def test_a_talk_wholly_off_record_has_nothing_to_report() -> None:
    with pytest.raises(NothingSaid):
        write_report(
            ReportRequest(),
            [Source(transcript=talk("Ann: Off the record, I am leaving the firm.", "en"))],
        )


ASIDES: list[tuple[Language, str]] = [
    ("fr", "Entre nous, Machecoul a triché sur les factures, c'est grave. Bon, on peut reprendre."),
    ("fr", "Machecoul a triché sur les factures. Ne l'écrivez pas, ce que je viens de dire."),
    ("fr", "Machecoul a triché.\nBob: Ah bon ?\nAnn: Ce que je viens de dire, c'est off."),
    ("fr", "Ça ne sort pas d'ici, mais Machecoul a triché sur les factures, c'est un risque."),
    ("en", "Off the record, Machecoul cheated on the invoices. Okay, back on the record."),
    ("en", "Machecoul cheated on the invoices. Don't write down what I just said."),
    ("en", "Machecoul cheated.\nBob: Really?\nAnn: Please strike that, that's off the record."),
    ("en", "Just between us, Machecoul cheated on the invoices, it's a real problem."),
]


@pytest.mark.parametrize(("language", "said"), ASIDES)
def test_off_record_words_are_in_no_file_of_any_format(
    language: Language, said: str, tmp_path: Path
) -> None:
    after = {
        "fr": "Le projet est utile et le risque est de perdre les bénévoles.",
        "en": "The project is useful and the risk is to lose the volunteers.",
    }
    transcript = talk(f"Ann: {said}\nBob: {after[language]}", language)
    report = write_report(ReportRequest(), [Source(transcript=transcript)])
    wish = Wish(tmp_path, "report", ("md", "html", "json", "docx"))
    put(report, (transcript,), wish)
    for file in tmp_path.iterdir():
        content = file.read_bytes()
        if file.suffix == ".docx":
            with zipfile.ZipFile(file) as packed:
                content = b"".join(packed.read(name) for name in packed.namelist())
        assert b"machecoul" not in content.lower(), file.name
    assert report.audit.withheld == 1
