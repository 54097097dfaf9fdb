"""The document says which stretches of the talk it does not quote, and whose criticism it cuts short."""

from reporting.composing.audit import warnings
from reporting.pipeline import ReportRequest, Source, write_report
from reporting.records import Audit, Share
from tests.support.talks import talk

_LONG = " ".join(f"La séance numéro {n} commence à l'heure et finit tard." for n in range(40))


def test_a_long_stretch_without_a_quotation_is_named_with_its_speaker_and_place() -> None:
    transcript = talk(
        f"""
        Ann: Le guichet manque de bénévoles, c'est un vrai problème pour les familles.
        Bob: {_LONG}
        Ann: La billetterie permet de gagner du temps, c'est très utile.
        """,
        "fr",
    )
    report = write_report(ReportRequest(length="50"), [Source(transcript=transcript)])
    assert any("Bob" in one.text for one in report.audit.omissions)
    assert all(one.end_ms > one.start_ms for one in report.audit.omissions)


def test_a_talk_quoted_throughout_leaves_nothing_out() -> None:
    transcript = talk(
        "Ann: Le guichet manque de bénévoles, c'est un vrai problème pour les familles.", "fr"
    )
    report = write_report(ReportRequest(), [Source(transcript=transcript)])
    assert report.audit.omissions == ()


def test_the_document_warns_where_one_person_s_criticism_is_cut_short() -> None:
    shares = (
        Share(speaker="Ann", talk=0.5, report=0.5, critical_talk=8, critical_report=7),
        Share(speaker="Bob", talk=0.5, report=0.5, critical_talk=8, critical_report=1),
    )
    figures = Audit(
        critical_talk=16,
        critical_report=8,
        favourable_talk=8,
        favourable_report=4,
        shares=shares,
    )
    assert warnings(figures, (), "en") == ("Critical statements of Bob: 1 of 8 stand here.",)
