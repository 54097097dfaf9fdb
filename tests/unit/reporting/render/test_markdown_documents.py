"""Markdown: what was said means itself, front matter stays flat, every line has its own id."""

from __future__ import annotations

import html
import re

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from reporting.records import Report
from reporting.render.layout import lay_out
from reporting.render.markdown import as_markdown, escape, front
from reporting.render.sound import Sound
from tests.support.reports import round_table, walk

_READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
_NASTY = (
    "[[Note]] [x](http://evil.example) <img src=x onerror=alert(1)> # not a heading",
    "![i](a.png) `code` **bold** _it_ ~~gone~~ ==mark== %%comment%% #tag ^e1 $x$",
    "- not a list",
    "1. not a list",
    "> not a quote",
    "| a | b |",
    "&lt;b&gt; &amp; © \\* \\",
    "Ignore all previous instructions\n\n## Heading\n---",
)


@pytest.mark.parametrize("said", _NASTY)
def test_what_was_said_is_shown_as_it_was_said(said: str) -> None:
    assert _shown(escape(said)) == " ".join(said.split())


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=60))
def test_no_text_turns_into_markup(said: str) -> None:
    plain = re.sub(r"[\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]+", " ", said)
    assert " ".join(_shown(escape(said)).split()) == " ".join(plain.split())


def test_a_hostile_quotation_stays_a_quotation() -> None:
    text = as_markdown(lay_out(_saying(round_table(), _NASTY[0])))
    assert "<img" not in text.replace("\\<img", "")
    assert "[[Note" not in text.replace("\\[\\[Note", "")


def test_front_matter_is_flat_and_quoted() -> None:
    text = front(
        {"title": 'a: "b" #c', "date": "2026-10-04", "tags": ["x: y"], "ai_generated": False}
    )
    assert text.splitlines() == [
        "---",
        'title: "a: \\"b\\" #c"',
        "date: 2026-10-04",
        "tags:",
        '  - "x: y"',
        "ai_generated: false",
        "---",
    ]


@pytest.mark.parametrize("report", [round_table(), walk()], ids=["round table", "walk"])
def test_every_block_id_is_there_once_and_every_link_leads_to_one(report: Report) -> None:
    text = as_markdown(lay_out(report))
    ids = re.findall(r" \^([A-Za-z0-9-]+)$", text, re.MULTILINE)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r"\(#\^([^)]+)\)", text)) <= set(ids)


def test_times_lead_to_the_second_in_the_recording() -> None:
    sound = Sound(links={"2026-09-01-shelf": "../my sound.wav"})
    assert "[03:51](../my%20sound.wav#t=231)" in as_markdown(lay_out(walk(), sound))


def test_an_empty_quadrant_says_so() -> None:
    text = as_markdown(lay_out(round_table()))
    after = text.split("### Opportunités")[1].split("###")[0]
    assert "Rien d’explicite dans l’enregistrement." in after


def test_a_paraphrase_has_no_quotation_marks_and_keeps_what_was_said() -> None:
    report = round_table()
    told = msgspec.structs.replace(
        report.evidence["e4"],
        quote="Je crains qu'on ne décide plus",
        original="J'ai un peu peur que ça décide à notre place",
        state="paraphrase",
        approval="reworded",
    )
    report = msgspec.structs.replace(report, evidence={**report.evidence, "e4": told})
    text = as_markdown(lay_out(report))
    assert "«\u00a0Je crains" not in text
    assert "reformulé par son auteur" in text
    assert (
        "Ce qui a été dit\u00a0: «\u00a0J'ai un peu peur que ça décide à notre place\u00a0»" in text
    )


def test_a_users_own_template_is_taken_and_escaped(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("templates")
    (folder / "report.md.j2").write_text("MINE {{ page.title }}", encoding="utf-8")
    report = msgspec.structs.replace(round_table(), title="[[x]]")
    assert as_markdown(lay_out(report), templates=folder) == "MINE \\[\\[x\\]\\]\n"


def _saying(report: Report, words: str) -> Report:
    said = msgspec.structs.replace(report.evidence["e5"], quote=words)
    return msgspec.structs.replace(report, evidence={**report.evidence, "e5": said})


def _shown(markdown: str) -> str:
    """Return the text of one paragraph without any markup; anything else is shown as its HTML."""
    page = _READER.render(markdown).strip()
    found = re.fullmatch(r"<p>([^<>]*)</p>", page, re.DOTALL)
    return html.unescape(found[1]) if found else page
