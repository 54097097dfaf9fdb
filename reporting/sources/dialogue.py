"""Written-out talk: `Name: text`, with or without times, in plain text and Markdown.

A label counts as a speaker only where the file as a whole reads like a dialogue, so that "Pros: cheap"
in somebody's notes stays a remark. A line without a label goes on with the turn above it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from reporting.sources.turns import Found, Turn

_CLOCK = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})(?:[.,](\d{1,3}))?"
_STAMP = re.compile(
    rf"^[\[(]?{_CLOCK}(?:\s*(?:-->|-|–|—)\s*{_CLOCK})?[\])]?(?:\([^)\s]*\))?\s*[-–—]?\s*"
)
_LABEL = re.compile(
    r"^(?:\*\*|__)?(?P<name>[^\s:*_|<>\"«][^:|<>\"«]{0,58}?)(?:\*\*|__)?"
    r"(?:\s*[\[(]?(?P<clock>(?:\d{1,3}:)?\d{1,2}:\d{2})[\])]?)?\s?:(?:\*\*|__)?(?:\s+|$)"
)
_HEADED = re.compile(
    r"^(?P<name>[^\s:][^:]{0,58}?)\s{1,4}[\[(]?(?P<clock>(?:\d{1,3}:)?\d{1,2}:\d{2})[\])]?$"
)
_ASKED = re.compile(r"[.,!]$|(?<!\d)(?<!\d\s)\?$")
"""Ends that no name has, but for the question mark of `Voice 2?`."""
_PARTICLES = frozenset("de du des la le les d' von van der den di da dos et and of the l'".split())
_MARKDOWN = re.compile(r"^(?:#{1,6}\s+|[-*+]\s+(?:\[[ xX]\]\s+)?|\d{1,3}[.)]\s+|>\s?)+")
_LINK = re.compile(r"!?\[([^\]]*)\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+\"[^\"]*\")?\)")
_EMPHASIS = re.compile(r"(\*\*|__|~~|`)(?=\S)(.+?)(?<=\S)\1")
_SLANT = re.compile(
    r"(?<![\w*])\*(?=\S)([^*]+?)(?<=\S)\*(?![\w*])|(?<!\w)_(?=\S)([^_]+?)(?<=\S)_(?!\w)"
)
_REMARK = re.compile(r"<!--.*?-->", re.DOTALL)
_FRONT = re.compile(r"\A\s*---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_RULE = re.compile(r"^(?:[-*_=]\s*){3,}$|^\|?(?:\s*:?-{2,}:?\s*\|)+(?:\s*:?-{2,}:?\s*)?$")

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_HIDDEN = {
    ord(mark): 0xFDD0 + place for place, mark in enumerate("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
}
"""Marks that a backslash makes plain, as code points that no text has, until it is taken apart."""
_BARED = {hidden: mark for mark, hidden in _HIDDEN.items()}


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    name: str = ""
    start_ms: int = -1
    end_ms: int = -1
    is_new: bool = True
    """False where it goes on with the paragraph above."""


def read_plain(text: str) -> Found:
    """Return the turns of a plain text file."""
    return _found("text", [line.strip() for line in text.split("\n")])


def read_lines(source: str, lines: list[str], title: str = "") -> Found:
    """Return the turns of paragraphs that another reader took out of its file."""
    return replace(_found(source, lines), title=title)


def read_markdown(text: str) -> Found:
    """Return the turns of Markdown notes, or of a dialogue written in Markdown."""
    facts, body = _front_matter(_REMARK.sub("", text))
    body = _ESCAPED.sub(lambda escaped: escaped[1].translate(_HIDDEN), body)
    lines = ["" if _RULE.match(line.strip()) else line.strip() for line in body.split("\n")]
    heading = next((line for line in lines if line.startswith("# ")), "")
    named = _plain(heading).translate(_BARED)
    title = facts.get("title", "") or named
    if heading and named == title:
        lines.remove(heading)
    found = _found("markdown", _unwrapped(lines))
    turns = tuple(
        replace(t, text=t.text.translate(_BARED), speaker=t.speaker.translate(_BARED))
        for t in found.turns
    )
    date, language = facts.get("date", "")[:10], facts.get("lang", "")
    return replace(found, turns=turns, title=title, date=date, language=language)


def is_dialogue(text: str) -> bool:
    """Return whether the file as a whole is `Name: text`."""
    lines = [line.strip() for line in text[:200_000].split("\n")]
    return bool(_names([_timed(line) for line in lines if line]))


def _found(source: str, lines: list[str]) -> Found:
    parsed = [_timed(line) for line in lines]
    names = _names([line for line in parsed if line.text])
    turns: list[Turn] = []
    speaker, is_open = "", False
    for line in parsed:
        if not line.text:
            is_open = False
            continue
        name, rest, start = _label(line, names)
        if name:
            speaker = name
            turns.append(Turn(_clean(rest, source), speaker, start, line.end_ms))
        elif is_open and names and turns and line.start_ms < 0:
            last = turns[-1]
            turns[-1] = replace(last, text=f"{last.text} {_clean(line.text, source)}")
        else:
            turns.append(Turn(_clean(line.text, source), speaker, line.start_ms, line.end_ms))
        is_open = True
    return Found(source, tuple(_with_ends([turn for turn in turns if turn.text])))


def _clean(text: str, source: str) -> str:
    return _plain(text) if source == "markdown" else text


def _timed(line: str) -> _Line:
    """Take the time at the head of a line off it."""
    bare = _MARKDOWN.sub("", line)
    match = _STAMP.match(bare)
    if match is None or match.end() == 0:
        return _Line(line)
    groups = match.groups()
    end = _milliseconds(groups[4:]) if groups[6] else -1
    return _Line(bare[match.end() :], "", _milliseconds(groups[:4]), end)


def _milliseconds(parts: tuple[str | None, ...]) -> int:
    hours, minutes, seconds, fraction = (part or "0" for part in parts)
    whole = (int(hours) * 60 + int(minutes)) * 60 + int(seconds)
    return whole * 1000 + int(fraction.ljust(3, "0"))


def _names(lines: list[_Line]) -> frozenset[str]:
    """Return the labels that are speakers; none where the text is no dialogue."""
    counts: dict[str, int] = {}
    for line in lines:
        if match := _match(line.text):
            counts[match["name"]] = counts.get(match["name"], 0) + 1
    names = {name for name, count in counts.items() if _is_name(name, count)}
    labelled = sum(counts[name] for name in names)
    repeats = any(counts[name] > 1 for name in names)
    is_dialogue = (
        labelled >= 2 and labelled * 10 >= 3 * len(lines) and (repeats or labelled * 2 > len(lines))
    )
    if not is_dialogue and not (len(lines) <= 2 and labelled):
        return frozenset()
    return frozenset(names)


def _match(text: str) -> re.Match[str] | None:
    bare = _MARKDOWN.sub("", text)
    return _LABEL.match(bare) or _HEADED.match(bare)


def _is_name(label: str, count: int) -> bool:
    words = label.replace("’", "'").split()
    if not words or len(words) > 6 or _ASKED.search(label) or label[:1] in "([":
        return False
    raised = sum(word[:1].isupper() or word[:1].isdigit() for word in words)
    counted = [word for word in words if word.lower() not in _PARTICLES]
    if raised >= len(counted):
        return True
    return count > 2 and len(words) <= 3


def _label(line: _Line, names: frozenset[str]) -> tuple[str, str, int]:
    """Return the speaker, the rest of the line and its start, where the line has a speaker's label."""
    match = _match(line.text)
    if match is None or match["name"] not in names:
        return "", line.text, line.start_ms
    start = line.start_ms
    if start < 0 and match["clock"]:
        parts = [int(part) for part in match["clock"].split(":")]
        start = sum(part * 60**place for place, part in enumerate(reversed(parts))) * 1000
    bare = _MARKDOWN.sub("", line.text)
    return match["name"], bare[match.end() :].strip(), start


def _with_ends(turns: list[Turn]) -> list[Turn]:
    """Let a timed turn without an end last until the next one begins.

    Where most turns have a time, one without (a heading) has that of the turn before it.
    """
    timed = sum(turn.start_ms >= 0 for turn in turns)
    if timed * 2 <= len(turns):
        return [replace(turn, start_ms=-1, end_ms=-1) for turn in turns]
    latest, placed = 0, list[Turn]()
    for turn in turns:
        latest = turn.start_ms if turn.start_ms >= 0 else latest
        placed.append(replace(turn, start_ms=latest))
    following = [turn.start_ms for turn in placed[1:]] + [-1]
    return [
        turn if turn.end_ms >= 0 else replace(turn, end_ms=after)
        for turn, after in zip(placed, following, strict=True)
    ]


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    match = _FRONT.match(text)
    if match is None:
        return {}, text
    facts: dict[str, str] = {}
    for line in match[1].split("\n"):
        key, colon, value = line.partition(":")
        if colon and key.strip().isidentifier():
            facts[key.strip().lower()] = _unquoted(value.strip())
    return facts, text[match.end() :]


def _unquoted(value: str) -> str:
    """Return a value of the front matter without its quotation marks, as YAML means it."""
    if len(value) > 1 and value[0] == value[-1] == '"':
        return re.sub(r'\\(["\\])', r"\1", value[1:-1])
    return value.strip("'\"")


def _unwrapped(lines: list[str]) -> list[str]:
    """Join the hard-wrapped lines of a paragraph, keep headings and bullets apart."""
    joined: list[str] = []
    for line in lines:
        starts = not line or _MARKDOWN.match(line) or _match(line) or _STAMP.match(line)
        if joined and joined[-1] and not starts and not joined[-1].startswith("#"):
            joined[-1] = f"{joined[-1]} {line}"
        else:
            joined.append(line)
    return joined


def _plain(text: str) -> str:
    """Return Markdown as it reads: no marks, no addresses."""
    bare = _LINK.sub(r"\1", _MARKDOWN.sub("", text))
    bare = _EMPHASIS.sub(r"\2", bare)
    return _SLANT.sub(lambda match: match[1] or match[2], bare).strip()
