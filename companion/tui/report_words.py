"""A report in words and passages: what is shown of it, and what each passage rests on. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from companion.interface import tr
from companion.session.events import Reviewed
from companion.tui.text import plain, timecode
from reporting.editing.decisions import quotation_key
from reporting.records import Audit, Evidence, Line, Report, Sentence, Swot
from reporting.transcript_formats import Format

DOCUMENTS = ("md", "html", "docx", "odt", "pdf", "json", "mmd", "opml", "svg")
SOUNDS = ("mp3", "flac", "opus")
SWOT_BOXES = ("strengths", "weaknesses", "opportunities", "threats")
BOXES = (*SWOT_BOXES, "controversies", "open_questions", "decisions", "actions")
DECISION_SIGNS = {"accepted": "✔ ", "reworded": "✎ ", "struck": "✗ ", "approved-by-speaker": "✔ "}


@dataclass(frozen=True, slots=True)
class Passage:
    """What can be gone to, heard and decided about: a line of a box, or a sentence of the account."""

    id: str
    text: str
    keys: tuple[str, ...]
    """What a decision hangs on: the line's own key, or those of the quotations of a sentence."""
    is_line: bool
    evidence: tuple[str, ...] = ()
    opposed_by: tuple[str, ...] = ()
    supports: int = 0
    decision: str = ""

    @property
    def rests_on(self) -> tuple[str, ...]:
        """Ids of all Evidence, what speaks against it last."""
        return (*self.evidence, *self.opposed_by)


def passages_of(report: Report) -> dict[str, Sequence[Passage]]:
    """Return the passages by box."""
    swot, minutes = report.swot or Swot(object=""), report.minutes
    boxes: dict[str, Sequence[Line]] = {box: getattr(swot, box) for box in BOXES[:6]}
    boxes["decisions"] = minutes.decisions if minutes else ()
    boxes["actions"] = [action.line for action in minutes.actions] if minutes else ()
    return {box: [_of_line(line) for line in lines] for box, lines in boxes.items()}


def account_of(report: Report) -> Sequence[tuple[str, Sequence[Passage]]]:
    """Return the parts of the account: a heading, empty for the opening, and its sentences."""
    parts: list[tuple[str, Sequence[Sentence]]] = [("", report.standfirst)]
    parts += [(section.heading, section.sentences) for section in report.sections]
    return [
        (heading, [_of_sentence(report, f"{part}-{n}", one) for n, one in enumerate(sentences)])
        for part, (heading, sentences) in enumerate(parts)
        if sentences
    ]


def _of_line(line: Line) -> Passage:
    return Passage(
        id=line.key,
        text=line.text,
        keys=(line.key,),
        is_line=True,
        evidence=line.evidence,
        opposed_by=line.opposed_by,
        supports=line.supports,
        decision=line.decision,
    )


def _of_sentence(report: Report, place: str, sentence: Sentence) -> Passage:
    known = [key for key in sentence.evidence if key in report.evidence]
    return Passage(
        id=f"account-{place}",
        text=sentence.text,
        keys=tuple(quotation_key(report.evidence[key]) for key in known),
        is_line=False,
        evidence=tuple(known),
    )


def worded(passage: Passage, reviews: Mapping[str, Reviewed]) -> str:
    """Return a passage as its reviewers left it, a sign before it where one decided."""
    decided = next((reviews[key] for key in passage.keys if key in reviews), None)
    if decided is None:
        return DECISION_SIGNS.get(passage.decision, "") + plain(passage.text)
    text = decided.text if passage.is_line and decided.text else passage.text
    return DECISION_SIGNS[decided.decision] + plain(text)


def quoted(evidence: Evidence, *, is_against: bool) -> str:
    """Return a piece of evidence between quotation marks, with who said it and when."""
    opening, closing = ("«\u00a0", "\u00a0»") if evidence.language == "fr" else ("“", "”")
    doubt = tr("heard with doubt", "entendu avec doute") if evidence.is_uncertain else ""
    place = timecode(evidence.start_ms) if evidence.is_timed else ""
    against = tr("against it: ", "contre : ") if is_against else ""
    about = ", ".join(filter(None, (plain(evidence.speaker), place, doubt)))
    return f"{against}{opening}{plain(evidence.quote)}{closing} {about}"


def box_word(box: str) -> str:
    """Return the heading of a box."""
    return {
        "strengths": tr("Strengths", "Forces"),
        "weaknesses": tr("Weaknesses", "Faiblesses"),
        "opportunities": tr("Opportunities", "Opportunités"),
        "threats": tr("Threats", "Menaces"),
        "controversies": tr("Controversies", "Désaccords"),
        "open_questions": tr("Open questions", "Questions ouvertes"),
        "decisions": tr("Decisions", "Décisions"),
        "actions": tr("To do", "À faire"),
        "prose": tr("Account", "Compte rendu"),
    }[box]


def export_choices() -> list[tuple[str, str]]:
    """Return every format that can be given away, and what it is."""
    report, words = tr("report", "compte rendu"), tr("transcript", "transcription")
    sound = tr("sound", "son")
    return [
        *((name, f"{report}, {_format_word(name)}") for name in DOCUMENTS),
        *((f"transcript.{name}", f"{words}, {name}") for name in get_args(Format)),
        *((f"sound.{name}", f"{sound}, {name}") for name in SOUNDS),
    ]


def _format_word(name: str) -> str:
    """Return a format with what it is for, where its name does not say so."""
    known = {
        "md": "Markdown",
        "html": tr("web page, html", "page web, html"),
        "docx": "Word, docx",
        "odt": "LibreOffice, odt",
        "mmd": tr("map of ideas, mermaid", "carte des idées, mermaid"),
        "opml": tr("outline, opml", "plan, opml"),
        "svg": tr("picture of the SWOT, svg", "image du SWOT, svg"),
    }
    return known.get(name, name)


def audit_lines(audit: Audit) -> Iterator[str]:
    """Yield what was checked, a sentence each."""
    checked = tr("quotations verified {}/{}", "citations vérifiées {}/{}").format(
        audit.quotations_verified, audit.quotations
    )
    read = tr("passages read {}/{}", "passages lus {}/{}").format(
        audit.segments_read, audit.segments_total
    )
    critical = tr("criticism: {} voiced, {} kept", "critiques : {} émises, {} gardées").format(
        audit.critical_talk, audit.critical_report
    )
    yield " · ".join([checked, read, critical])
    yield from map(plain, audit.warnings)
