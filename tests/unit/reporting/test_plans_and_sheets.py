"""An edited plan, a filled sheet, a hand-edited report: what people change comes back as theirs."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.editing.plan import asked_length, name_of, outline, read_plan, written
from reporting.editing.refresh import blocks, refresh
from reporting.editing.sheet import as_html_sheet, as_markdown_sheet, of_speaker, read_sheet
from reporting.errors import PlanUnusable
from reporting.records import Report
from reporting.render.layout import lay_out
from reporting.render.markdown import as_markdown
from reporting.render.sound import Sound
from tests.support.reports import round_table


def _planned(change: tuple[str, str] = ("", "")) -> Report:
    text = outline(round_table(), round_table(), {}).replace(*change)
    return written(read_plan(text), round_table(), round_table())


def test_a_plan_nobody_changed_gives_the_same_sections() -> None:
    before, after = round_table().sections, _planned().sections
    assert [one.heading for one in after] == [one.heading for one in before]
    assert [s.evidence for one in after for s in one.sentences] == [
        s.evidence for one in before for s in one.sentences
    ]


def test_a_heading_can_be_renamed_and_a_quotation_taken_from_the_reserve() -> None:
    spare = round_table().evidence["e4"]
    text = outline(round_table(), round_table(), {})
    row = next(line for line in text.splitlines() if name_of(spare) in line)
    text = text.replace(row + "\n", "").replace(
        "## Ceux qui ne réservent pas\n", f"## Les absents\n\n{row}\n"
    )
    section = written(read_plan(text), round_table(), round_table()).sections[1]
    assert section.heading == "Les absents"
    assert spare.id in {name for sentence in section.sentences for name in sentence.evidence}


def test_the_editors_own_text_is_kept_and_said_to_be_the_editors() -> None:
    report = _planned(("## Ceux qui ne réservent pas\n", "## Absents\n\nMa *propre* phrase.\n"))
    text = as_markdown(lay_out(report))
    assert "Ma \\*propre\\* phrase. *(Texte de la rédaction)*" in text


def test_a_changed_quotation_is_refused_with_its_line() -> None:
    text = outline(round_table(), round_table(), {})
    number = next(n for n, row in enumerate(text.splitlines(), 1) if "classeur rouge" in row)
    with pytest.raises(PlanUnusable) as refused:
        written(
            read_plan(text.replace("classeur rouge", "classeur bleu", 1)),
            round_table(),
            round_table(),
        )
    assert f"Line {number}" in refused.value.message.en


def test_an_unknown_mark_is_refused_with_its_line() -> None:
    name = name_of(round_table().evidence["e1"])
    with pytest.raises(PlanUnusable, match=r"Line 1\d"):
        _planned((name, "q-00000000"))


def test_a_file_that_is_no_plan_is_refused() -> None:
    with pytest.raises(PlanUnusable, match="no plan"):
        read_plan("# My shopping\n- bread")


@given(st.text(max_size=300))
def test_whatever_a_plan_has_become_it_is_read_or_refused(scribble: str) -> None:
    text = outline(round_table(), round_table(), {})
    with contextlib.suppress(PlanUnusable):
        report = written(
            read_plan(text[:400] + scribble + text[400:]), round_table(), round_table()
        )
        quoted = {
            name for section in report.sections for s in section.sentences for name in s.evidence
        }
        assert quoted <= set(round_table().evidence)


@pytest.mark.parametrize(
    ("brief", "length"),
    [("un texte court et vif", "short"), ("en 800 mots", "800"), ("for the press", "")],
)
def test_a_brief_may_say_how_long(brief: str, length: str) -> None:
    assert asked_length(brief) == length


def test_a_sheet_comes_back_as_its_speakers_decisions() -> None:
    report = round_table()
    sheet = as_markdown_sheet(report, "nadia corbelle", {"e1": ("Bastien\u00a0: Un gain ?", "")})
    assert "Bastien" in sheet
    parts = sheet.split("## ")
    parts[1] = parts[1].replace("[ ] approuvé", "[x] approuvé")
    parts[2] = parts[2].replace("Plutôt\u00a0: ", "Plutôt\u00a0: Le temps est passé ailleurs.")
    parts[3] = parts[3].replace("[ ] retiré", "[X] retiré")
    answers = read_sheet("## ".join(parts), report, "2026-11-22")
    assert [one.decision for one in answers] == ["approved-by-speaker", "reworded", "struck"]
    assert answers[1].text == "Le temps est passé ailleurs."
    assert {one.reviewer for one in answers} == {"Nadia Corbelle"}


def test_two_answers_that_contradict_each_other_are_refused() -> None:
    sheet = as_markdown_sheet(round_table(), "Nadège Corbel", {})
    both = sheet.replace("[ ] approuvé", "[x] approuvé").replace("[ ] retiré", "[x] retiré")
    with pytest.raises(PlanUnusable, match="contradict"):
        read_sheet(both, round_table(), "2026-11-22")


def test_a_sheet_for_somebody_who_is_not_quoted_names_who_is() -> None:
    with pytest.raises(PlanUnusable) as refused:
        as_markdown_sheet(round_table(), "Josette", {})
    assert "Nadia Corbelle" in refused.value.remedy.en


def test_the_page_of_a_sheet_holds_only_that_speaker() -> None:
    page = as_html_sheet(round_table(), "Odile Ramonet", {}, Sound())
    assert "dix ans de fréquentation" in page
    assert "classeur rouge" not in page


_BASE = as_markdown(lay_out(round_table()))


def test_changes_by_hand_survive_a_report_that_has_not_changed() -> None:
    mine = _BASE.replace("pas de retour au classeur rouge", "le classeur, c’est fini")
    mine = mine.replace("## Synthèse SWOT", "Un paragraphe à moi.\n\n## Synthèse SWOT")
    done = refresh(_BASE, mine, _BASE)
    assert done.text == mine
    assert done.kept == 2
    assert done.stale == ()


def test_what_the_talk_now_says_comes_in_around_a_change_by_hand() -> None:
    mine = _BASE.replace("le temps gagné a déménagé", "du temps qui a déménagé")
    fresh = _BASE.replace("à qui appartiennent dix ans de données", "à qui sont dix ans de données")
    done = refresh(_BASE, mine, fresh)
    assert "du temps qui a déménagé" in done.text
    assert "à qui sont dix ans de données" in done.text
    assert done.stale == ()


def test_a_change_by_hand_whose_source_changed_is_kept_and_called_stale() -> None:
    mine = _BASE.replace("le temps gagné a déménagé", "du temps qui a déménagé")
    fresh = _BASE.replace("le temps gagné a déménagé", "le temps a déménagé")
    done = refresh(_BASE, mine, fresh)
    assert "du temps qui a déménagé" in done.text
    assert len(done.stale) == 1


def test_a_line_taken_out_by_hand_stays_out() -> None:
    gone = next(one for one in blocks(_BASE) if "6,8 % sur l’année" in one.text)
    mine = _BASE.replace(gone.text + "\n", "")
    assert "6,8 % sur l’année" not in refresh(_BASE, mine, _BASE).text


@given(
    st.lists(
        st.sampled_from(["a ^a", "b ^b", "# h", "- c ^c", "d", "---", "```", "- e"]), max_size=8
    )
)
def test_an_untouched_document_always_becomes_the_fresh_one(rows: list[str]) -> None:
    base, fresh = "\n\n".join(rows), _BASE
    assert refresh(base, base, fresh).text == fresh


def test_the_settings_of_a_plan_may_be_written_in_either_language() -> None:
    head = "# Plan\n\n<!-- promenade-plan/1 -->\n\n"
    french = read_plan(head + "- titre : Le livre\n- public : élus\n- lieu : Rennes\n")
    english = read_plan(head + "- title: Le livre\n- audience: élus\n- place: Rennes\n")
    assert french.settings == english.settings
    assert french.settings["place"] == "Rennes"


def test_part_of_a_name_finds_the_only_person_who_bears_it() -> None:
    report = round_table()
    whole = {one.speaker for one in of_speaker(report, "Odile Ramonet")}
    assert {one.speaker for one in of_speaker(report, "ramonet")} == whole
    with pytest.raises(PlanUnusable):
        of_speaker(report, "nobody at all")
