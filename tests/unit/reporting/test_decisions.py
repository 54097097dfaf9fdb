"""What reviewers and speakers decide comes back in the next report, and is said to be theirs."""

from __future__ import annotations

import pytest

from reporting.editing.decisions import Choice, Decision, apply, lines, quotation_key
from reporting.records import Report
from reporting.render.layout import lay_out
from reporting.render.markdown import as_markdown
from tests.support.reports import round_table


def _after(choice: Choice, line: str, text: str = "") -> Report:
    decision = Decision(line, choice, text, "Ada Morel", "2026-11-22")
    return apply(round_table(), [decision])


def test_a_struck_line_is_gone() -> None:
    after = _after("struck", "threats:e4")
    assert after.swot is not None
    assert after.swot.threats == ()


def test_a_reworded_line_keeps_the_line_as_generated() -> None:
    after = _after("reworded", "threats:e4", "la machine pourrait décider seule")
    assert after.swot is not None
    line = after.swot.threats[0]
    assert (line.text, line.decision) == ("la machine pourrait décider seule", "reworded")
    assert line.original_text == "un peu peur que ça décide à notre place"


def test_the_document_says_who_reviewed_how_many_lines_and_when() -> None:
    text = as_markdown(lay_out(_after("accepted", "threats:e4")))
    assert "1 ligne relue par Ada Morel le 22\u00a0novembre 2026." in text


def test_a_quotation_its_speaker_rewords_is_no_quotation_any_more() -> None:
    key = quotation_key(round_table().evidence["e1"])
    after = _after("reworded", key, "je garde le classeur sous le comptoir")
    one = after.evidence["e1"]
    assert (one.state, one.approval) == ("paraphrase", "reworded")
    assert one.original == "je reviendrai pas au classeur rouge"
    prose = after.sections[0].sentences[0].text
    assert "je garde le classeur sous le comptoir" in prose
    assert "«" not in prose
    assert after.audit.quotations == 8


def test_a_quotation_its_speaker_takes_back_is_nowhere() -> None:
    key = quotation_key(round_table().evidence["e1"])
    text = as_markdown(lay_out(_after("struck", key)))
    assert "classeur rouge »" not in text
    assert "je reviendrai pas" not in text


def test_the_last_decision_counts() -> None:
    both = [
        Decision("threats:e4", "struck", "", "Ada", "2026-11-21"),
        Decision("threats:e4", "accepted", "", "Ada", "2026-11-22"),
    ]
    after = apply(round_table(), both)
    assert after.swot is not None
    assert after.swot.threats[0].decision == "accepted"


def test_a_decision_about_what_is_not_there_changes_nothing_but_the_record() -> None:
    after = _after("struck", "threats:gone")
    assert lines(after) == lines(round_table())


@pytest.mark.parametrize("identity", ["e1", "e3"])
def test_the_key_of_a_quotation_does_not_depend_on_its_number(identity: str) -> None:
    import msgspec

    one = round_table().evidence[identity]
    assert quotation_key(msgspec.structs.replace(one, id="e99")) == quotation_key(one)
