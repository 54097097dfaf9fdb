"""A session as text for the terminal: lines with who and when, ideas, lists. Pure.

What people said is data: no control character of theirs reaches the screen.
"""

from __future__ import annotations

import re
import shutil
import textwrap
from collections.abc import Sequence
from typing import Any

import msgspec

from companion.archive.cards import SessionCard
from companion.errors import BadUsage
from companion.interface import present_language, tr
from companion.session.state import SessionState
from companion.tui.text import plain, timecode
from models.ideas import Idea, Status
from models.language import Phrase
from models.transcript import Segment, Speaker

_STATUS: dict[Status, Phrase] = {
    "kept": Phrase("kept", "gardée"),
    "open": Phrase("open", "ouverte"),
    "uncertain": Phrase("uncertain", "incertaine"),
    "parked": Phrase("parked", "mise de côté"),
    "withdrawn": Phrase("withdrawn", "retirée"),
}
_KINDS = {
    "walk": Phrase("walk", "promenade"),
    "talk": Phrase("talk", "parole"),
    "notes": Phrase("notes", "notes"),
}
_STATES = {
    "ended": Phrase("", ""),
    "going-on": Phrase("going on", "en cours"),
    "interrupted": Phrase("interrupted", "interrompue"),
    "damaged": Phrase("damaged", "abîmée"),
}
_MARKS = {
    "idea": Phrase("idea", "idée"),
    "quotation": Phrase("quotation", "citation"),
    "decision": Phrase("decision", "décision"),
    "question": Phrase("question", "question"),
}


def say(phrase: Phrase) -> str:
    """Return a phrase in the interface's language."""
    return phrase.to(present_language())


def from_time(text: str) -> int:
    """Return `MM:SS` or `H:MM:SS` in milliseconds; raises BadUsage."""
    if not re.fullmatch(r"(\d+:)?\d{1,2}:\d{2}|\d+", text.strip()):
        raise BadUsage(
            Phrase("{text} is not a time.", "{text} n'est pas un moment.").format(text=plain(text)),
            Phrase("Write it as 12:30 or 1:12:30.", "Écrivez-le ainsi : 12:30 ou 1:12:30."),
        )
    total = 0
    for part in text.strip().split(":"):
        total = total * 60 + int(part)
    return total * 1000


def as_listing(cards: Sequence[SessionCard]) -> str:
    """Return a list of sessions, two lines each."""
    if not cards:
        return tr(
            "Nothing is kept yet. `promenade walk` begins a walk, `promenade import FILE` takes in "
            "a recording.",
            "Rien n'est encore gardé. `promenade walk` commence une promenade, `promenade import "
            "FICHIER` importe un enregistrement.",
        )
    return "\n".join(_listed(card) for card in cards)


def _listed(card: SessionCard) -> str:
    title = plain(card.title or (f"« {card.opening} … »" if card.opening else ""))
    counted = [
        say(_KINDS[card.kind]),
        card.language,
        timecode(card.duration_ms),
        _counted(card.ideas, Phrase("idea", "idée"), Phrase("ideas", "idées")),
        _counted(card.reports, Phrase("report", "rapport"), Phrase("reports", "rapports"))
        if card.reports
        else "",
        tr("report out of date", "rapport à refaire") if card.has_stale_report else "",
        "" if card.has_sound else tr("no sound", "sans le son"),
        " ".join(f"#{plain(tag)}" for tag in card.tags),
        say(_STATES[card.state]).upper(),
    ]
    if card.state == "damaged":
        counted = [say(_STATES["damaged"]).upper()]
    return f"{card.id}  {title}".rstrip() + "\n    " + " · ".join(part for part in counted if part)


def _counted(count: int, one: Phrase, many: Phrase) -> str:
    return f"{count} {say(one if count == 1 else many)}"


def as_reading(
    state: SessionState,
    *,
    start_ms: int = 0,
    only_ideas: bool = False,
    has_ids: bool = False,
    width: int = 0,
) -> str:
    """Return a session to be read; `width` 0 takes the terminal's."""
    width = width or min(shutil.get_terminal_size((100, 24)).columns, 100)
    parts = [_heading(state)]
    if not only_ideas:
        lines = [s for s in state.transcript.segments if s.end_ms > start_ms or start_ms == 0]
        parts.append(_lines(state, lines, has_ids, width))
    ideas = [idea for idea in state.ideas if idea.start_ms >= start_ms]
    if ideas or only_ideas:
        parts.append(_ideas(ideas, has_ids, width))
    parts.append(_remarks(state))
    return "\n\n".join(part for part in parts if part)


def shown(state: SessionState, start_ms: int = 0) -> dict[str, Any]:
    """Return a session as `--json` gives it: the transcript and the ideas as they stand."""
    transcript = state.transcript
    lines = tuple(s for s in transcript.segments if s.end_ms > start_ms or start_ms == 0)
    return {
        "transcript": msgspec.structs.replace(transcript, segments=lines),
        "ideas": state.ideas,
        "marks": {id: sorted(marks) for id, marks in state.marks.items()},
        "tags": state.tags,
        "is_ended": state.ended is not None,
    }


def _heading(state: SessionState) -> str:
    transcript = state.transcript
    facts = [
        transcript.started_at[:16].replace("T", " "),
        say(_KINDS[transcript.kind]),
        transcript.language,
        timecode(transcript.duration_ms),
        tr("sound kept", "son gardé") if transcript.sound else tr("no sound", "sans le son"),
        " ".join(f"#{plain(tag)}" for tag in state.tags),
        "" if state.ended else tr("not ended", "sans fin"),
    ]
    title = plain(transcript.title or state.started.topic or transcript.id)
    return title + "\n" + " · ".join(fact for fact in facts if fact)


def _lines(state: SessionState, lines: Sequence[Segment], has_ids: bool, width: int) -> str:
    transcript = state.transcript
    names = {speaker.id: speaker_name(speaker) for speaker in transcript.speakers}
    if not lines:
        return tr("Nothing was said.", "Rien n'a été dit.")
    room = min(max(len(names.get(line.speaker, line.speaker)) for line in lines), 24)
    ids = max(len(line.id) for line in lines) + 2 if has_ids else 0
    times = 9 if transcript.is_timed else 0
    return "\n".join(
        _line(line, names.get(line.speaker, line.speaker), _Columns(ids, times, room, width), state)
        for line in lines
    )


class _Columns(msgspec.Struct, frozen=True):
    ids: int
    times: int
    names: int
    width: int


def _line(line: Segment, name: str, columns: _Columns, state: SessionState) -> str:
    label = plain(line.id).ljust(columns.ids) if columns.ids else ""
    if columns.times:
        label += timecode(line.start_ms).rjust(7) + "  "
    label += plain(name)[: columns.names].ljust(columns.names) + "  "
    marks = sorted(say(_MARKS[mark]) for mark in state.marks.get(line.id, ()))
    text = plain(line.text) + (f"  [{', '.join(marks)}]" if marks else "")
    return _wrapped(text, label, columns.width)


def _ideas(ideas: Sequence[Idea], has_ids: bool, width: int) -> str:
    if not ideas:
        return tr("No idea was noted.", "Aucune idée n'a été notée.")
    rows = [tr("Ideas", "Idées")]
    for idea in ideas:
        label = f"  {timecode(idea.start_ms).rjust(7)}  {say(_STATUS[idea.status]).ljust(12)}  "
        label = (f"{plain(idea.id)} " if has_ids else "") + label
        tags = "".join(f" #{plain(tag)}" for tag in idea.tags)
        whose = "" if idea.origin == "walker" else f" ({_origin(idea)})"
        rows.append(_wrapped(plain(idea.text) + whose + tags, label, width))
    return "\n".join(rows)


def _origin(idea: Idea) -> str:
    if idea.origin == "both":
        return tr("yours and the companion's", "de vous et du compagnon")
    return tr("the companion's", "du compagnon")


def _remarks(state: SessionState) -> str:
    remarks: list[str] = []
    if count := len(state.transcript.withheld):
        remarks.append(
            tr(
                f"Passages off the record, left out: {count}.",
                f"Passages hors micro, laissés de côté : {count}.",
            )
        )
    if state.redacted:
        remarks.append(
            tr(
                f"People left out: {len(state.redacted)}.",
                f"Personnes laissées de côté : {len(state.redacted)}.",
            )
        )
    if lost := sum(span.end_ms - span.start_ms for span in state.sound_lost):
        remarks.append(tr(f"Sound missing: {timecode(lost)}.", f"Son manquant : {timecode(lost)}."))
    return "\n".join(remarks)


def speaker_name(speaker: Speaker) -> str:
    """Return how a speaker is shown: a name, else what is known of the voice."""
    name = speaker.name or _unnamed(speaker)
    return name if speaker.is_certain else f"{name}?"


def _unnamed(speaker: Speaker) -> str:
    match speaker.kind:
        case "walker":
            return tr("You", "Vous")
        case "companion":
            return tr("Companion", "Compagnon")
        case _:
            return speaker.id


def _wrapped(text: str, label: str, width: int) -> str:
    indent = " " * len(label)
    body = textwrap.wrap(text, max(width - len(label), 24), break_long_words=True) or [""]
    return "\n".join((label if n == 0 else indent) + row for n, row in enumerate(body))


def lines_of(state: SessionState, id: str) -> list[Segment]:
    """Return the line with this name, or the lines an idea rests on; raises BadUsage."""
    by_id = {segment.id: segment for segment in state.transcript.segments}
    evidence = next((idea.evidence for idea in state.ideas if idea.id == id), (id,))
    said = [by_id[segment] for segment in evidence if segment in by_id]
    if not said:
        raise BadUsage(
            Phrase(
                "{id} is no line and no idea of this session.",
                "{id} n'est ni une ligne ni une idée de cette séance.",
            ).format(id=plain(id)),
            Phrase(
                "`promenade show SESSION --ids` shows their names.",
                "`promenade show SÉANCE --ids` montre leurs noms.",
            ),
        )
    return said
