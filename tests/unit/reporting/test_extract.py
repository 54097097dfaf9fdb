"""A chat model points, code copies: what the model makes up reaches no part of the document."""

from collections.abc import Mapping
from typing import Any

import msgspec
import pytest

from models.errors import BadReply
from models.language import Phrase
from reporting.chat.extract import windows_of
from reporting.pipeline import ReportRequest, Source, write_report, write_report_with
from reporting.reading.preparation import prepare
from reporting.records import Report
from reporting.words.wording import forms
from tests.support.chat_models import ActingChat, only_claims
from tests.support.talks import talk

TALK = talk(
    """
    Animatrice: Bonsoir à tous. Pourquoi êtes-vous passés sur la plateforme de réservation ?
    Ann: Le rappel automatique a permis de gagner trois heures le samedi, et ça marche très bien.
    Bob: Je me demande si on n'a pas un peu perdu les voisins qui passaient sans réserver.
    Bob: Le guichet du bourg ferme à midi depuis que Josette est partie.
    Eve: J'ai peur que l'actionnaire revende nos données demain.
    """
)


def item(**values: str) -> dict[str, str]:
    usual = {
        "kind": "weakness",
        "stance": "critical",
        "first": "U4",
        "last": "U4",
        "begins": "Le guichet du bourg",
        "ends": "Josette est partie",
    }
    return {**usual, **values}


async def answered(*items: Mapping[str, Any]) -> Report:
    chat = ActingChat(only_claims({"items": list(items)}))
    return await write_report_with(chat, ReportRequest(), [Source(transcript=TALK)])


def swot_text(report: Report) -> str:
    return msgspec.json.encode(report.swot).decode()


async def test_a_claim_that_no_cue_shows_is_found_and_copied_by_code() -> None:
    report = await answered(item())
    assert report.swot is not None
    assert any(
        report.evidence[line.evidence[0]].quote.startswith("Le guichet du bourg ferme à midi")
        for line in report.swot.weaknesses
    )
    assert report.making.chat is not None
    assert report.making.prompts


@pytest.mark.parametrize(
    "invented",
    [
        item(begins="Tout le monde adore", ends="cette belle plateforme"),
        item(first="U99", last="U99"),
        item(first="U4", last="U1"),
        item(first="U2", last="U5"),
        item(ends="Josette est revenue"),
        item(begins="", ends=""),
        item(
            first="U1",
            last="U1",
            begins="Pourquoi êtes-vous passés",
            ends="plateforme de réservation",
        ),
    ],
)
async def test_what_was_not_said_so_is_dropped_and_counted(invented: dict[str, str]) -> None:
    report = await answered(invented)
    plain = write_report(ReportRequest(), [Source(transcript=TALK)])
    assert swot_text(report) == swot_text(plain)
    assert report.audit.dropped_ungrounded == 1


async def test_plain_criticism_is_not_turned_into_praise() -> None:
    flattery = item(
        kind="opportunity",
        stance="favourable",
        first="U5",
        last="U5",
        begins="J'ai peur que l'actionnaire",
        ends="nos données demain",
    )
    report = await answered(flattery)
    assert report.swot is not None
    praise = [*report.swot.strengths, *report.swot.opportunities]
    assert not any("actionnaire" in report.evidence[line.evidence[0]].quote for line in praise)
    assert any(
        "actionnaire" in report.evidence[line.evidence[0]].quote for line in report.swot.threats
    )


async def test_only_good_news_does_not_erase_the_critics() -> None:
    good = item(
        kind="strength",
        stance="favourable",
        first="U2",
        last="U2",
        begins="Le rappel automatique a permis",
        ends="ça marche très bien",
    )
    report = await answered(good)
    assert report.swot is not None
    quotes = {e.quote for e in report.evidence.values()}
    assert any("voisins" in quote for quote in quotes)
    assert any("actionnaire" in quote for quote in quotes)


@pytest.mark.parametrize(
    "answers",
    [
        ["Voici un beau résumé.", "Toujours pas de JSON."],
        [{"wrong": 1}, {"items": [{"kind": "joy"}]}],
        [BadReply(Phrase("no", "non")), BadReply(Phrase("no", "non"))],
    ],
)
async def test_prose_or_nonsense_falls_back_on_cues_and_says_so(answers: list[Any]) -> None:
    chat = ActingChat(only_claims(*answers))
    report = await write_report_with(chat, ReportRequest(), [Source(transcript=TALK)])
    plain = write_report(ReportRequest(), [Source(transcript=TALK)])
    assert swot_text(report) == swot_text(plain)
    assert any("1" in warning for warning in report.audit.warnings)


async def test_off_record_words_are_not_shown_to_the_model() -> None:
    secret = talk("Ann: Le guichet ferme tôt.\nBob: Entre nous, le maire vend la salle Pelletan.")
    chat = ActingChat(only_claims())
    await write_report_with(chat, ReportRequest(), [Source(transcript=secret)])
    shown = " ".join(text for _, text in chat.asked)
    assert "guichet" in shown
    assert "Pelletan" not in shown


def test_every_unit_is_in_exactly_one_window_and_windows_fit() -> None:
    long = talk(
        "\n".join(
            f"{'AB'[n % 2]}nn: Le guichet numéro {n} ferme tôt le soir ici." for n in range(400)
        )
    )
    prepared = prepare(long)
    windows = windows_of(prepared, 4096)
    assert [unit.number for window in windows for unit in window] == list(
        range(len(prepared.units))
    )
    assert len(windows) > 1
    for window in windows:
        assert len(forms(" ".join(unit.shown for unit in window))) * 2 < 4096
