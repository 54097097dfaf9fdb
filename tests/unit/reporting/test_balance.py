"""A chat model that leans over the order of the talk, or against its critics, is found out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reporting.chat.balance import reverse
from reporting.chat.extract import windows_of
from reporting.pipeline import ReportRequest, Source, write_report_with
from reporting.reading.preparation import prepare
from reporting.records import Report
from tests.support.chat_models import ActingChat, Answer, silent, statements
from tests.support.talks import talk

TALK = talk(
    """
    Ann: La réservation en ligne nous a permis de gagner un temps précieux au guichet.
    Bob: J'ai peur que les voisins ne viennent plus sans réservation au guichet.
    Ann: Le rappel automatique marche très bien et le public est content du service.
    Bob: Le prix de la plateforme est devenu un vrai problème pour notre petit budget.
    Ann: La billetterie commune est une chance pour les petites salles du canton.
    Bob: La panne du samedi nous a coûté une soirée et personne ne répond au téléphone.
    Ann: Les jeunes apprécient beaucoup de recevoir leur billet sur leur téléphone.
    Bob: La perte du fichier des abonnés est un risque grave pour notre association.
    """
)


async def told(answer: Answer) -> Report:
    chat = ActingChat(answer)
    return await write_report_with(chat, ReportRequest(), [Source(transcript=TALK)])


def choosing(wanted: Any) -> Answer:
    """Return a model that keeps the statements `wanted` takes, each given its place in the prompt."""

    def answer(task: str, text: str, schema: Mapping[str, Any]) -> Any:
        if task != "claims":
            return silent(task, text, schema)
        return {
            "items": [
                _item(name, who, words)
                for place, (name, who, words) in enumerate(statements(text))
                if wanted(place, who)
            ]
        }

    return answer


def _item(name: str, who: str, words: str) -> dict[str, str]:
    is_good = who == "Ann"
    return {
        "kind": "strength" if is_good else "weakness",
        "stance": "favourable" if is_good else "critical",
        "first": name,
        "last": name,
        "begins": " ".join(words.split()[:4]),
        "ends": " ".join(words.split()[-3:]),
    }


async def test_a_model_that_keeps_only_praise_is_said_to_and_loses_no_critic() -> None:
    report = await told(choosing(lambda _place, who: who == "Ann"))
    assert any("propos critiques sur" in warning for warning in report.audit.warnings)
    assert report.swot is not None
    against = (*report.swot.weaknesses, *report.swot.threats)
    assert len(against) >= 3


async def test_a_model_that_keeps_what_comes_first_is_said_to_lean_on_the_order() -> None:
    report = await told(choosing(lambda place, _who: place < 3))
    assert any("ordre inverse" in warning for warning in report.audit.warnings)


async def test_an_even_handed_model_is_warned_of_nothing() -> None:
    report = await told(choosing(lambda _place, _who: True))
    assert not any("modèle" in warning for warning in report.audit.warnings)


def test_the_order_of_turns_is_reversed_and_no_turn_is_torn() -> None:
    prepared = prepare(TALK)
    (window,) = windows_of(prepared, 8192)
    back = reverse(window)
    assert [unit.turn for unit in back] == sorted((unit.turn for unit in window), reverse=True)
    assert {unit.number for unit in back} == {unit.number for unit in window}
