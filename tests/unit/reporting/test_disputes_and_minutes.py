"""Who disagrees, who does what, what was decided."""

import msgspec

from models.language import Language
from models.transcript import Speaker
from reporting.pipeline import ReportRequest, Source, write_report
from reporting.records import Action, Minutes, Report
from tests.support.talks import talk


def written(script: str, language: Language = "fr", **wishes: object) -> Report:
    kind = "walk" if "WALKER" in script else "talk"
    transcript = talk(script, language, kind="walk" if kind == "walk" else "talk")
    return write_report(ReportRequest(**wishes), [Source(transcript=transcript)])  # type: ignore[arg-type]


def minutes(script: str, language: Language = "fr") -> Minutes:
    found = written(script, language).minutes
    assert found is not None
    return found


def only(actions: tuple[Action, ...]) -> Action:
    assert len(actions) == 1
    return actions[0]


def test_whoever_says_somebody_should_is_not_the_owner() -> None:
    action = only(
        minutes(
            "Ann: Somebody ought to count the tools by Sunday, but I'm not volunteering for that.",
            "en",
        ).actions
    )
    assert action.owner == ""
    assert action.due == "by Sunday"


def test_whoever_commits_is_the_owner_with_the_date_as_said() -> None:
    action = only(
        minutes("Ann: I'll talk to the bowls club about the hut by next Friday.", "en").actions
    )
    assert (action.owner, action.due) == ("Ann", "by next Friday")


def test_an_action_without_a_date_has_none() -> None:
    action = only(
        minutes(
            "Bob: Le guichet ferme le soir.\nBob: La salle est grande ici.\nBob: Le bar aussi.\n"
            "Eve: Je vais rédiger le texte de la charte avec les bénévoles."
        ).actions
    )
    assert (action.owner, action.due) == ("Eve", "")


def test_one_thing_said_in_several_sentences_is_one_action() -> None:
    script = (
        "Ann: Je voudrais qu'on écrive une charte entre les petits lieux. Une page, pas plus. "
        "Il faudrait que quelqu'un la rédige pour la mi-octobre."
    )
    action = only(minutes(script).actions)
    assert action.owner == ""
    assert "mi-octobre" in action.due
    assert "charte" in action.line.text


def test_a_decision_is_what_is_said_to_be_decided() -> None:
    decisions = minutes("Ann: No app before the first winter. That's decided.", "en").decisions
    assert [line.text for line in decisions] == ["No app before the first winter"]


def test_a_reported_decision_of_nobody_is_none() -> None:
    assert minutes("Ann: On verra si la mairie décide quelque chose un jour.").decisions == ()


def test_an_answer_that_disagrees_is_a_controversy_with_both_sides() -> None:
    report = written(
        """
        Ann: La prévision automatique de fréquentation nous aide à commander le repas des bénévoles.
        Bob: Je ne suis pas d'accord, la prévision de fréquentation rend la programmation prudente.
        """
    )
    assert report.swot is not None
    (line,) = report.swot.controversies
    sides = {report.evidence[name].speaker for name in (*line.evidence, *line.opposed_by)}
    assert sides == {"Ann", "Bob"}


def test_people_who_agree_have_no_controversy() -> None:
    report = written(
        """
        Ann: La prévision de fréquentation nous aide beaucoup.
        Bob: Tout à fait d'accord, la prévision de fréquentation est utile et efficace.
        """
    )
    assert report.swot is not None
    assert report.swot.controversies == ()


def test_a_walk_without_kept_ideas_still_shows_whose_they_were() -> None:
    report = written(
        """
        WALKER: I was thinking a deposit of twenty pounds.
        COMPANION: You could use lockers with a code for the simple tools.
        WALKER: Oh, that's nice. Note that. Green tools and red tools.
        WALKER: The flats come to mind. Drop the deposit.
        """,
        "en",
    )
    assert report.ideation is not None
    ideas = {idea.text: (idea.origin, idea.status) for idea in report.ideation.ideas}
    assert any("deposit" in text and status == "withdrawn" for text, (_, status) in ideas.items())
    assert any("lockers" in text and origin == "companion" for text, (origin, _) in ideas.items())
    assert any("Green tools" in text and origin == "walker" for text, (origin, _) in ideas.items())


def test_a_withdrawn_idea_is_nobodys_strength() -> None:
    report = written(
        """
        WALKER: A deposit is a great help, it works really well and saves money.
        WALKER: The flats come to mind.
        COMPANION: Go on.
        WALKER: No. Forget what I said about the deposit.
        """,
        "en",
    )
    assert report.swot is not None
    assert report.swot.strengths == ()


def test_where_voices_are_not_told_apart_nobody_owns_an_action() -> None:
    transcript = talk(
        "X: je vous envoie le tableau des coûts avant vendredi prochain", is_punctuated=False
    )
    anonymous = msgspec.structs.replace(transcript, speakers=(Speaker("v1"),))
    report = write_report(ReportRequest(), [Source(transcript=anonymous)])
    assert report.minutes is not None
    assert only(report.minutes.actions).owner == ""
    assert {evidence.speaker for evidence in report.evidence.values()} == {"Voix non identifiée"}
