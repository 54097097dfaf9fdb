"""WebVTT and SubRip: cues become turns of whole sentences.

A cue is cut where a screen is full, not where a thought ends; cues of one speaker are joined up to
the end of the sentence, so that a quotation can be a sentence and still has the time of its cue.
Tags that WebVTT defines are understood, anything else between angle brackets stays text.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, replace

from reporting.sources.decoding import tidy
from reporting.sources.turns import Found, Turn

_TIME = r"(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,3}))?"
_TIMING = re.compile(rf"^\s*{_TIME}\s*-->\s*{_TIME}(?:\s.*)?$")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]{1,200})>(.*?)(?=<v[.\s]|\Z)", re.DOTALL)
_TAGS = re.compile(
    r"</?(?:[cibu]|ruby|rt|lang|v|font)(?:\.[^\s>]*)?(?:\s[^>]*)?>|<\d[\d:.]*>|\{\\an?\d\}",
    re.IGNORECASE,
)
_STAMPED = re.compile(r"<(\d[\d:.]*)>")
_LABEL = re.compile(r"^(?:>>\s*)?([^\s:][^:<>]{0,50}?)\s?:\s+(?=\S)")
_PARTICLES = frozenset(("de", "du", "des", "la", "le", "van", "von", "der", "da", "di"))
_DASH = re.compile(r"^[-–—]\s*(?=\S)", re.MULTILINE)
_ENDED = re.compile(r"[.!?…:;][\"'»”’)\]]*$")

_LONGEST_MS = 30_000
_LONGEST_CHARS = 320
_PAUSE_MS = 1_500


@dataclass(frozen=True, slots=True)
class _Cue:
    start_ms: int
    end_ms: int
    lines: tuple[str, ...]


def read_vtt(text: str) -> Found:
    """Return the turns of a WebVTT file."""
    return _found("vtt", text)


def read_srt(text: str) -> Found:
    """Return the turns of a SubRip file."""
    return _found("srt", text)


def looks_timed(text: str) -> bool:
    """Return whether one of the first lines is the timing line of a cue."""
    return any(_TIMING.match(line) for line in text[:20_000].split("\n"))


def _found(source: str, text: str) -> Found:
    cues = _without_rolling(_cues(text))
    turns = [turn for cue in cues for turn in _voices(cue)]
    return Found(source, tuple(_joined(_with_labels(turns))), language=_stated_language(text))


def _cues(text: str) -> list[_Cue]:
    cues: list[_Cue] = []
    timing: tuple[int, int] | None = None
    lines: list[str] = []
    for line in [*text.split("\n"), "", "0:00 --> 0:00"]:
        match = _TIMING.match(line) if "-->" in line else None
        if match is None:
            lines.append(line)
            continue
        if timing is not None:
            cues.append(_Cue(*timing, _content(lines)))
        groups = match.groups()
        timing, lines = (_milliseconds(groups[:4]), _milliseconds(groups[4:])), []
    return [cue for cue in cues if cue.lines]


def _content(lines: list[str]) -> tuple[str, ...]:
    """Return the lines of a cue: all up to the counter or name that introduces the next one.

    A blank line inside a cue does not end it where text follows that is no counter: nothing said is
    taken for a header.
    """
    blocks: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            blocks[-1].append(line.strip())
        elif blocks[-1]:
            blocks.append([])
    kept = [block for block in blocks if block]
    if len(kept) > 1 and len(kept[-1]) == 1 and lines[-1].strip():
        kept.pop()  # the counter or name of the cue that follows, directly above its timing
    return tuple(line for block in kept for line in block if not _is_remark(block))


def _is_remark(block: list[str]) -> bool:
    return block[0] in ("STYLE", "REGION") or block[0].split(" ")[0] == "NOTE"


def _milliseconds(parts: tuple[str | None, ...]) -> int:
    hours, minutes, seconds, fraction = (part or "0" for part in parts)
    return ((int(hours) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + int(
        fraction.ljust(3, "0")
    )


def _without_rolling(cues: list[_Cue]) -> list[_Cue]:
    """Drop lines that a scrolling caption repeats from the cue before it."""
    kept: list[_Cue] = []
    shown: tuple[str, ...] = ()
    latest = -1
    for cue in cues:
        bare = tuple(tidy(_TAGS.sub("", line)) for line in cue.lines)
        carried = _carried(shown, bare) if cue.start_ms <= latest + 100 else 0
        if carried < len(bare):
            kept.append(replace(cue, lines=cue.lines[carried:]))
        shown, latest = bare, cue.end_ms
    return kept


def _carried(before: tuple[str, ...], lines: tuple[str, ...]) -> int:
    """Return how many of the first lines were the last ones of the cue before."""
    for count in range(min(len(before), len(lines)), 0, -1):
        if before[-count:] == lines[:count] and any(lines[:count]):
            return count
    return 0


def _voices(cue: _Cue) -> list[Turn]:
    content = "\n".join(cue.lines)
    parts = _VOICE.findall(content) if "<v" in content else []
    if not parts:
        return [Turn(_spoken(content), "", cue.start_ms, cue.end_ms)]
    before = content[: content.find("<v")]
    spoken = [("", before)] if _spoken(before) else []
    spoken += [(html.unescape(name).strip(), part) for name, part in parts]
    return _shared_out(cue, [(name, _spoken(part)) for name, part in spoken])


def _shared_out(cue: _Cue, parts: list[tuple[str, str]]) -> list[Turn]:
    """Divide the time of a cue among its voices by the length of what each says."""
    total = sum(len(text) for _, text in parts) or 1
    turns, done = list[Turn](), 0
    length = max(0, cue.end_ms - cue.start_ms)
    for name, text in parts:
        start = cue.start_ms + length * done // total
        done += len(text)
        turns.append(Turn(text, name, start, cue.start_ms + length * done // total))
    return turns


def _spoken(content: str) -> str:
    if "<" in content or "{" in content:
        content = _TAGS.sub("", content)
    if "&" in content:
        content = html.unescape(content)
    return tidy(content)


def _with_labels(turns: list[Turn]) -> list[Turn]:
    """Take `Name: text` for speakers where a file without voice tags keeps to it."""
    if any(turn.speaker for turn in turns):
        return turns
    labels: dict[str, int] = {}
    for turn in turns:
        if match := _LABEL.match(turn.text):
            labels[match[1]] = labels.get(match[1], 0) + 1
    names = {name for name, count in labels.items() if count > 1 and _could_name(name)}
    labelled_turns = sum(labels[name] for name in names)
    if labelled_turns * 10 < len(turns):
        return turns
    if labelled_turns * 2 > len(turns):  # nearly every cue says who speaks: so does this one
        names |= {name for name, count in labels.items() if count == 1 and _is_plainly_name(name)}
    labelled: list[Turn] = []
    present = ""
    for turn in turns:
        match = _LABEL.match(turn.text)
        if match and match[1] in names:
            present = match[1]
            turn = replace(turn, text=turn.text[match.end() :])
        labelled.append(replace(turn, speaker=present))
    return labelled


def _could_name(label: str) -> bool:
    return len(label.split()) <= 5 and not label[:1].islower()


def _is_plainly_name(label: str) -> bool:
    words = label.replace("-", " ").split()
    return len(words) <= 4 and all(word[:1].isupper() or word in _PARTICLES for word in words)


def _joined(turns: list[Turn]) -> list[Turn]:
    joined: list[Turn] = []
    for turn in turns:
        if not turn.text:
            continue
        if joined and _goes_on(joined[-1], turn):
            last = joined[-1]
            joined[-1] = replace(
                last, text=f"{last.text} {turn.text}", end_ms=max(last.end_ms, turn.end_ms)
            )
        else:
            joined.append(turn)
    return joined


def _goes_on(before: Turn, turn: Turn) -> bool:
    """Return whether a cue continues the sentence of the one before it."""
    gap = turn.start_ms - before.end_ms
    return (
        before.speaker == turn.speaker
        and not _ENDED.search(before.text)
        and -200 <= gap < _PAUSE_MS
        and turn.end_ms - before.start_ms <= _LONGEST_MS
        and len(before.text) + len(turn.text) < _LONGEST_CHARS
        and not _DASH.match(turn.text)
    )


def _stated_language(text: str) -> str:
    head = text[:500]
    match = re.search(r"^Language:\s*([A-Za-z-]{2,10})", head, re.MULTILINE)
    return match[1] if match else ""
