"""How a conversation went, from a recording made beside it, the journal, and what was to be said."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from rapidfuzz.distance import Levenshtein

from tests.support.conversing import Held, Said
from tests.support.listening import EARCON_MS, stretches
from tests.support.word_errors import words_of

Events: TypeAlias = Sequence[Mapping[str, Any]]

_ECHOING_MOVES = frozenset({"repeat", "recall", "summary", "recap", "noted", "keep"})
_SENTENCE = re.compile(r"[^.?!]+[.?!]+")


def account(held: Held, events: Events, cues: Sequence[str]) -> dict[str, Any]:
    """Return the figures of one conversation; lists of numbers are milliseconds."""
    voice = [one for one in stretches(held.companion) if one[1] - one[0] > EARCON_MS]
    sounds = stretches(held.companion, bridged_ms=60)
    heard = [event["segment"]["text"] for event in events if event["type"] == "segment_heard"]
    spoke = [event for event in events if event["type"] == "companion_spoke"]
    ours, theirs = _count(heard), _count(event["segment"]["text"] for event in spoke)
    return {
        "minutes": round(len(held.walker) / 16_000 / 60, 1),
        "lines said, turns journalled": [
            str(len(held.said)),
            str(sum(event["type"] == "turn_closed" for event in events)),
        ],
        "end of speech to the reply": _answers(held.said, voice),
        "end of a command to its sound": _acknowledged(held.said, sounds),
        "into a thinking pause of the walker": _rushed(held.said, voice),
        "cut-ins as journalled": sum(event["type"] == "cut_in" for event in events),
        "interruption: first sound to silence": _silences(held.said, sounds),
        "overlap that nobody meant": _overlaps(held.said, sounds),
        "left without any sound": _unanswered(held.said, sounds),
        "words said / wrong / left out": _words(held.said, heard),
        "walker's share of the words": f"{100 * ours / max(1, ours + theirs):.1f} %",
        "commands obeyed": _obeyed(held.said, events),
        "sentences said twice": _repeated(spoke),
        "earcons": [f"{name} {count}" for name, count in sorted(Counter(cues).items())],
        "session longer than the recording beside it": _lengths(held, events),
    }


def written(events: Events) -> str:
    """Return the conversation as text, in the order of sound."""
    rows: list[tuple[int, str]] = []
    for event in events:
        segment: Mapping[str, Any] = event.get("segment") or {}
        match event["type"]:
            case "segment_heard":
                rows.append((segment["start_ms"], f"WALKER     {segment['text']}"))
            case "companion_spoke":
                cut = " —" if event.get("intended") else ""
                rows.append((segment["start_ms"], f"COMPANION  {segment['text']}{cut}"))
            case "session_started" | "engine_changed" | "turn_closed":
                pass
            case kind:
                rest = {k: v for k, v in event.items() if k not in ("type", "at_ms", "idea")}
                named = event["idea"]["text"] if "idea" in event else rest or ""
                rows.append((event.get("at_ms", 0), f"           · {kind} {named}"))
    rows.sort(key=lambda row: row[0])
    return "\n".join(f"{at // 60000:02}:{at // 1000 % 60:02}  {text}" for at, text in rows) + "\n"


def _count(texts: Any) -> int:
    return sum(len(text.split()) for text in texts)


def _gap(said: Sequence[Said], place: int) -> tuple[int, int]:
    """Return the time between the end of a line and the beginning of the next."""
    following = said[place + 1].start_ms if place + 1 < len(said) else 10**9
    return said[place].end_ms, following


def _first(sounds: Sequence[tuple[int, int]], start_ms: int, end_ms: int) -> int | None:
    return next((start - start_ms for start, _ in sounds if start_ms < start < end_ms), None)


def _next_goes_on(said: Sequence[Said], place: int) -> bool:
    return place + 1 < len(said) and said[place + 1].spoken.line.goes_on


def _answers(said: Sequence[Said], voice: Sequence[tuple[int, int]]) -> list[int]:
    """Delays after lines that wait for a reply and are neither commands nor noises."""
    found = [
        _first(voice, *_gap(said, place))
        for place, one in enumerate(said)
        if one.spoken.line.says and not one.spoken.line.obeys and not _next_goes_on(said, place)
    ]
    return [delay for delay in found if delay is not None]


def _acknowledged(said: Sequence[Said], sounds: Sequence[tuple[int, int]]) -> list[int]:
    found = [
        _first(sounds, *_gap(said, place))
        for place, one in enumerate(said)
        if one.spoken.line.obeys
    ]
    return [delay for delay in found if delay is not None]


def _rushed(said: Sequence[Said], voice: Sequence[tuple[int, int]]) -> str:
    places = [
        place
        for place, one in enumerate(said)
        if _next_goes_on(said, place) and not one.spoken.line.obeys
    ]
    spoken_into = [place for place in places if _first(voice, *_gap(said, place)) is not None]
    return f"{len(spoken_into)} of {len(places)}"


def _silences(said: Sequence[Said], sounds: Sequence[tuple[int, int]]) -> list[int]:
    return [
        end - one.start_ms
        for one in said
        for start, end in sounds
        if one.spoken.line.overlaps
        and len(one.spoken.line.says.split()) > 1
        and start < one.start_ms < end
    ]


def _overlaps(said: Sequence[Said], sounds: Sequence[tuple[int, int]]) -> str:
    both = [
        min(end, one.end_ms) - max(start, one.start_ms)
        for one in said
        for start, end in sounds
        if not one.spoken.line.overlaps and start < one.end_ms and end > one.start_ms
    ]
    return f"{len(both)} times, {sum(both)} ms, longest {max(both, default=0)} ms"


def _unanswered(said: Sequence[Said], sounds: Sequence[tuple[int, int]]) -> list[str]:
    return [
        one.spoken.line.says
        for place, one in enumerate(said)
        if one.spoken.line.says
        and not one.spoken.line.overlaps
        and not _next_goes_on(said, place)
        and _first(sounds, *_gap(said, place)) is None
    ]


def _words(said: Sequence[Said], heard: Sequence[str]) -> str:
    reference = [word for one in said for word in words_of(one.spoken.line.says)]
    steps = Levenshtein.editops(reference, [word for text in heard for word in words_of(text)])
    tags = Counter(step.tag for step in steps)
    return f"{len(reference)} / {tags['replace'] + tags['insert']} / {tags['delete']}"


def _obeyed(said: Sequence[Said], events: Events) -> str:
    wanted = [one.spoken.line.obeys for one in said if one.spoken.line.obeys]
    done = [
        event["command"]
        for event in events
        if event["type"] == "command_obeyed" and event.get("outcome", "done") == "done"
    ]
    missed = Counter(wanted) - Counter(done)
    extra = Counter(done) - Counter(wanted)
    told = f"{len(wanted) - missed.total()} of {len(wanted)}"
    told += f", missed {', '.join(missed)}" if missed else ""
    return told + (f", not asked for {', '.join(extra)}" if extra else "")


def _repeated(spoke: Events) -> list[str]:
    sentences = Counter(
        sentence.strip()
        for event in spoke
        if event.get("move") not in _ECHOING_MOVES
        for sentence in _SENTENCE.findall(event["segment"]["text"])
    )
    return [f"{count} × {sentence}" for sentence, count in sentences.items() if count > 1]


def _lengths(held: Held, events: Events) -> str:
    ended = [event["duration_ms"] for event in events if event["type"] == "session_ended"]
    return f"{ended[0] - len(held.walker) // 16} ms" if ended else "not ended"
