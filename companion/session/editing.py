"""A transcript as text for an editor, and what was changed in it as events. Pure.

Each line begins with its name, its time and its speaker in brackets; they tie it to what was heard,
whatever happens to the words. A line that is missing afterwards is not deleted: nothing said gets
lost in an editor. Reading back a text nobody touched gives no event.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import msgspec

from companion.session.events import (
    Corrected,
    SegmentsMerged,
    SegmentSplit,
    SessionDescribed,
    SessionEvent,
    SpeakerAssigned,
    SpeakerDescribed,
)
from companion.session.state import SessionState
from models.language import Language
from models.transcript import Segment, Speaker

SPLIT_MARK: Final = "+"

_LINE: Final = re.compile(
    r"^\[(?P<id>\S+)(?: +(?P<time>(?:\d+:)?\d+:\d\d))?(?: +(?P<who>[^\]]*))?\] ?"
)
_VOICE: Final = re.compile(r"^- (?P<id>\S+) *= *(?P<rest>.*)$")
_WORD: Final = re.compile(r"[^\W_]+")
_CONTROL: Final = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]|[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]+"
)

_INTRODUCTION: Final[dict[Language, str]] = {
    "en": (
        "<!-- Correct words, names, title and tags, save, close. Leave what is in brackets as it is,\n"
        "     but for the speaker: another name there gives the line to somebody else.\n"
        "     To cut a line in two, begin the second part on its own line with [+].\n"
        "     To join two lines, take away the brackets between them.\n"
        "     A line you remove stays: to keep words out, use promenade edit --off-record. -->"
    ),
    "fr": (
        "<!-- Corrigez mots, noms, titre et étiquettes, enregistrez, fermez. Laissez ce qui est entre\n"
        "     crochets, sauf la personne : un autre nom y donne la ligne à quelqu'un d'autre.\n"
        "     Pour couper une ligne en deux, commencez la seconde partie à la ligne par [+].\n"
        "     Pour en joindre deux, ôtez les crochets qui les séparent.\n"
        "     Une ligne retirée reste : pour taire des mots, voyez promenade edit --off-record. -->"
    ),
}


@dataclass(frozen=True, slots=True)
class Edits:
    """What an editor gave back."""

    events: tuple[SessionEvent, ...]
    missing: tuple[str, ...] = ()
    """Names of lines that are gone from the text; they stay as they are."""
    unknown: tuple[str, ...] = ()
    """Names of lines that no session has; their text is not taken."""


@dataclass(frozen=True, slots=True)
class _Written:
    """One line as it came back."""

    id: str
    who: str
    text: str
    more: tuple[tuple[str, str], ...] = ()
    """Parts cut off from it: who, text."""


def as_markdown(state: SessionState, language: Language) -> str:
    """Return the transcript to be edited, its instructions in `language`."""
    transcript = state.transcript
    voices = [f"- {voice.id} = {_voice(voice)}".rstrip() for voice in transcript.speakers]
    names = {voice.id: _label(voice) for voice in transcript.speakers}
    head = [
        _INTRODUCTION[language],
        f"# {_one_line(transcript.title)}".rstrip(),
        f"tags: {', '.join(_one_line(tag) for tag in state.tags)}".rstrip(),
        "\n".join(voices),
    ]
    lines = [
        f"[{line.id} {_time(line.start_ms)} {names.get(line.speaker, line.speaker)}] {_one_line(line.text)}"
        for line in transcript.segments
    ]
    return "\n\n".join([*head, *lines]) + "\n"


def read_edits(text: str, state: SessionState) -> Edits:
    """Return what was changed in a text that `as_markdown` made."""
    head, written, unknown = _parse(text, {line.id for line in state.transcript.segments})
    by_id = {line.id: line for line in written}
    voices = _voices(head, state)
    events: list[SessionEvent] = [*_described(head, state)]
    events += [SpeakerDescribed(speaker=voice) for voice in voices.changed]
    taken = {line.id for line in state.transcript.segments} | set(state.heard)
    missing: list[str] = []
    for line, following in _with_gone(state.transcript.segments, by_id):
        if line.id not in by_id:
            missing.append(line.id)
            continue
        joined = _joined(line, following, by_id[line.id])
        events += [SegmentsMerged(into=line.id, merged=gone.id) for gone in joined]
        whole = _taking_in(line, joined)
        events += _line_events(whole, by_id[line.id], voices, taken)
        missing += [gone.id for gone in following[len(joined) :]]
    events[:0] = [SpeakerDescribed(speaker=voice) for voice in voices.found]
    return Edits(tuple(events), tuple(missing), unknown)


def _with_gone(
    lines: Sequence[Segment], by_id: Collection[str]
) -> Iterator[tuple[Segment, list[Segment]]]:
    """Yield each line that is still there with those behind it that are gone; first the lost ones."""
    groups: list[tuple[Segment, list[Segment]]] = []
    for line in lines:
        if line.id in by_id or not groups or groups[-1][0].id not in by_id:
            groups.append((line, []))
        else:
            groups[-1][1].append(line)
    yield from groups


def _joined(line: Segment, gone: Sequence[Segment], written: _Written) -> Sequence[Segment]:
    """Return which of the lines gone behind this one were written into it: most of their words are."""
    whole = " ".join([written.text, *(text for _, text in written.more)])
    left = Counter(_WORD.findall(whole.casefold()))
    left -= Counter(_WORD.findall(line.text.casefold()))
    for number, lost in enumerate(gone):
        words = Counter(_WORD.findall(lost.text.casefold()))
        if not words or 4 * (words & left).total() < 3 * words.total():
            return gone[:number]
        left -= words
    return gone


def _taking_in(line: Segment, joined: Sequence[Segment]) -> Segment:
    """Return a line as it is once it has taken in those that follow."""
    if not joined:
        return line
    text = " ".join([line.text, *(other.text for other in joined)])
    end_ms = max(line.end_ms, *(other.end_ms for other in joined))
    return msgspec.structs.replace(line, text=text, words=(), end_ms=end_ms)


class _Voices:
    """Who can be meant by a name in brackets."""

    def __init__(self, known: Sequence[Speaker], changed: Sequence[Speaker]) -> None:
        self.changed = changed
        self._labels = {voice.id: _label(voice) for voice in known}
        self.found: list[Speaker] = []
        """People named on a line whom no list knew."""
        self._ids = {_one_line(voice.name).casefold(): voice.id for voice in known if voice.name}
        self._ids |= {voice.name.casefold(): voice.id for voice in changed if voice.name}
        self._ids |= {voice.id.casefold(): voice.id for voice in known}

    def meant(self, who: str, present: str = "") -> str:
        """Return the id of a speaker by name or id; a person nobody knows yet becomes one.

        `present` is who speaks so far: two voices may have one name.
        """
        if not who or who == self._labels.get(present, present):
            return present
        key = who.casefold()
        if key not in self._ids:
            number = 1
            while f"p{number}" in self._ids.values():
                number += 1
            self._ids[key] = f"p{number}"
            self.found.append(Speaker(f"p{number}", who, kind="speaker"))
        return self._ids[key]


def _line_events(
    line: Segment, written: _Written, voices: _Voices, taken: set[str]
) -> list[SessionEvent]:
    events: list[SessionEvent] = []
    speaker = voices.meant(written.who, line.speaker)
    if speaker != line.speaker:
        events.append(SpeakerAssigned(segments=(line.id,), speaker=speaker))
    whole = " ".join([written.text, *(text for _, text in written.more)])
    if whole and whole != _one_line(line.text):
        events.append(Corrected(segment=line.id, text=whole))
    return events + _splits(line, written, voices, taken)


def _splits(
    line: Segment, written: _Written, voices: _Voices, taken: set[str]
) -> list[SessionEvent]:
    """Cut the last part off first, so that each place counts in the text as it then is."""
    events: list[SessionEvent] = []
    parts = [written.text, *(text for _, text in written.more)]
    for number in range(len(parts) - 1, 0, -1):
        who = written.more[number - 1][0]
        new_id = _fresh(line.id, taken)
        at_char = len(" ".join(parts[:number]))
        events.append(
            SegmentSplit(
                segment=line.id,
                new_id=new_id,
                at_char=at_char,
                split_ms=_time_at(line, at_char, len(" ".join(parts))),
                speaker=voices.meant(who),
            )
        )
    return events


def _fresh(id: str, taken: set[str]) -> str:
    number = 2
    while f"{id}.{number}" in taken:
        number += 1
    taken.add(f"{id}.{number}")
    return f"{id}.{number}"


def _time_at(line: Segment, at_char: int, length: int) -> int:
    return line.start_ms + (line.end_ms - line.start_ms) * at_char // max(length, 1)


def _parse(text: str, known: set[str]) -> tuple[list[str], list[_Written], tuple[str, ...]]:
    head: list[str] = []
    written: list[_Written] = []
    unknown: list[str] = []
    is_ours = True
    for row in text.splitlines():
        found = _LINE.match(row)
        if found is None:
            if not written and not unknown:
                head.append(row)
            elif row.strip() and is_ours:
                written[-1] = _continued(written[-1], row)
            continue
        rest = _one_line(row[found.end() :])
        is_ours = found["id"] == SPLIT_MARK or found["id"] in known
        if found["id"] == SPLIT_MARK and written:
            part = (_one_line(found["who"] or ""), rest)
            written[-1] = replace(written[-1], more=(*written[-1].more, part))
        elif is_ours:
            written.append(_Written(found["id"], _one_line(found["who"] or ""), rest))
        else:
            unknown.append(found["id"])
    return head, written, tuple(unknown)


def _continued(line: _Written, row: str) -> _Written:
    if not line.more:
        return replace(line, text=f"{line.text} {_one_line(row)}".strip())
    who, text = line.more[-1]
    return replace(line, more=(*line.more[:-1], (who, f"{text} {_one_line(row)}".strip())))


def _described(head: Sequence[str], state: SessionState) -> list[SessionEvent]:
    title = next((row[2:].strip() for row in head if row.startswith("# ")), None)
    tags = next((row[5:] for row in head if row.startswith("tags:")), None)
    split = () if tags is None else tuple(tag.strip() for tag in tags.split(",") if tag.strip())
    known = tuple(_one_line(tag) for tag in state.tags)
    changed = SessionDescribed(
        title=title if title is not None and title != _one_line(state.transcript.title) else None,
        tags=split if tags is not None and split != known else None,
    )
    return [changed] if changed.title is not None or changed.tags is not None else []


def _voices(head: Sequence[str], state: SessionState) -> _Voices:
    known = {voice.id: voice for voice in state.transcript.speakers}
    changed: list[Speaker] = []
    for row in head:
        found = _VOICE.match(row)
        voice = known.get(found["id"]) if found else None
        if found is None or voice is None or _one_line(found["rest"]) == _voice(voice):
            continue
        name, role, organisation = (*(part.strip() for part in found["rest"].split("|")), "", "")[
            :3
        ]
        changed.append(
            msgspec.structs.replace(
                voice, name=name, role=role, organisation=organisation, is_certain=True
            )
        )
    return _Voices(state.transcript.speakers, changed)


def _voice(voice: Speaker) -> str:
    parts = [_one_line(part) for part in (voice.name, voice.role, voice.organisation)]
    while parts and not parts[-1]:
        parts.pop()
    return " | ".join(parts)


def _label(voice: Speaker) -> str:
    return (_one_line(voice.name) or voice.id).replace("]", ")")


def _time(milliseconds: int) -> str:
    seconds = max(milliseconds, 0) // 1000
    return f"{seconds // 60}:{seconds % 60:02}"


def _one_line(text: str) -> str:
    return " ".join(_CONTROL.sub(" ", text).split())
