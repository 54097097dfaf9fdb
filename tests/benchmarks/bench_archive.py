"""The archive: listing, search as you type, rebuilding the index, opening a very long session.

Makes sessions of real talk (texts found below `--data`; where there are none, of made-up words with
a natural spread) in a temporary folder, then measures what the home screen and the commands do.
Searches are typed letter by letter, one query for each letter. The rebuild runs in fresh processes,
so that nothing is remembered from one to the next. Limits hold on an idle two-core machine: the
load is printed, and beside the time that passed the time that one core worked.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from companion.archive.index import open_index
from companion.archive.listing import list_cards
from companion.archive.search import refresh, search
from companion.paths import Places, find_places
from companion.session.fold import fold
from companion.session.importing import create_session
from companion.session.journal import read_journal
from companion.session.opening import load_session
from companion.walk.remembering import PastWalks
from models.transcript import WALKER, Segment, Speaker, Transcript, Word

LIMITS = {
    "search as you type, p95": (50.0, "ms at most"),
    "rebuild": (200_000.0, "words/s at least"),
    "folding 20,000 utterances": (200.0, "ms at most"),
    "opening 20,000 utterances": (300.0, "ms at most"),
}
_MOST_LETTERS = 4_000_000
_WORD = re.compile(r"[\w'’-]+[.,;?!]?")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what this measurement may be told."""
    parser.add_argument("--sessions", type=int, default=2000)
    parser.add_argument("--words", type=int, default=1_000_000)
    parser.add_argument("--queries", type=int, default=120, help="phrases typed letter by letter")
    parser.add_argument("--rebuilds", type=int, default=3)


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Return one row per figure."""
    source, words = _words(Path(args.data))
    with tempfile.TemporaryDirectory(prefix="promenade-archive-") as folder:
        places = find_places(folder)
        _fill(places, words, args.sessions, args.words)
        rows = [
            *_rebuilds(folder, args.rebuilds),
            *_listings(places),
            *_searches(places, words, args.queries),
            *_recall(places, words),
            *_forgetting(places),
            *_long_session(places, words),
        ]
    return {
        "source": source,
        "vocabulary": len({word.lower().strip(".,;?!") for word in words}),
        "sessions": args.sessions,
        "words": args.words,
        "rows": rows,
        "cores": os.cpu_count(),
        "load": [round(load, 2) for load in os.getloadavg()],
    }


def table(result: dict[str, Any]) -> str:
    """Return the figures for reading."""
    lines = [
        f"{result['sessions']} sessions, {result['words']} words of {result['source']}, "
        f"{result['vocabulary']} different ones",
        f"{'figure':<34}{'value':>12}{'of one core':>14}  {'unit':<10}{'limit':<24}",
    ]
    for row in result["rows"]:
        limit = LIMITS.get(row["figure"])
        wanted = f"{limit[0]:,.0f} {limit[1]}" if limit else ""
        core = f"{row['core']:,}" if "core" in row else ""
        lines.append(
            f"{row['figure']:<34}{row['value']:>12,}{core:>14}  {row['unit']:<10}{wanted:<24}"
        )
    lines.append(f"{result['cores']} cores, load {result['load']}")
    return "\n".join(lines)


def _row(figure: str, unit: str, wall: float, core: float | None = None) -> dict[str, Any]:
    row = {"figure": figure, "value": round(wall, 1), "unit": unit}
    return row if core is None else {**row, "core": round(core, 1)}


def _words(data: Path) -> tuple[str, list[str]]:
    texts: list[str] = []
    letters = 0
    for file in sorted(data.rglob("*.txt")) if data.is_dir() else []:
        if not file.is_file():
            continue
        text = file.read_text(encoding="utf-8", errors="replace")[:200_000]
        texts.append(text)
        letters += len(text)
        if letters > _MOST_LETTERS:
            break
    words = _WORD.findall(" ".join(texts))
    return ("real talk", words) if len(words) > 50_000 else ("made-up talk", list(_made_up()))


def _made_up() -> Iterator[str]:
    chance = random.Random(7)
    parts = "ba co dé fi ga hé jo la mi no pa qui ré so tu vo".split()
    known = ["".join(chance.choices(parts, k=chance.randint(1, 4))) for _ in range(40_000)]
    weights = [1 / rank for rank in range(1, len(known) + 1)]
    yield from chance.choices(known, weights, k=400_000)


def _fill(places: Places, words: list[str], sessions: int, total: int) -> None:
    chance = random.Random(1)
    for number in range(sessions):
        day = f"20{10 + number // 300:02}-{1 + number // 28 % 12:02}-{1 + number % 28:02}"
        transcript = _transcript(words, total // sessions, chance, "fr" if number % 2 else "en")
        create_session(places, transcript, started_at=f"{day}T{number % 24:02}:00:00+01:00")


def _transcript(words: list[str], count: int, chance: random.Random, language: str) -> Transcript:
    place = chance.randrange(max(1, len(words) - count))
    segments: list[Segment] = []
    at_ms = 0
    while count > 0:
        length = min(count, chance.randint(3, 28))
        said = words[place : place + length]
        place, count = (place + length) % (len(words) - 30), count - length
        timed = tuple(Word(w, at_ms + n * 300, at_ms + n * 300 + 280) for n, w in enumerate(said))
        end_ms = at_ms + length * 300
        segments.append(
            Segment(f"s{len(segments) + 1}", WALKER, at_ms, end_ms, " ".join(said), timed)
        )
        at_ms = end_ms + 900
    return Transcript(
        id="",
        kind="walk",
        language="fr" if language == "fr" else "en",
        speakers=(Speaker(WALKER, kind="walker"),),
        segments=tuple(segments),
        duration_ms=at_ms,
    )


_REBUILD = """
import sys, time
from companion.archive.index import open_index
from companion.paths import find_places

with open_index(find_places(sys.argv[1])) as index:
    wall, core = time.perf_counter(), time.process_time()
    done = index.rebuild()
    print(done.words / (time.perf_counter() - wall), done.words / (time.process_time() - core))
"""


@dataclass(frozen=True, slots=True)
class _Time:
    """Milliseconds that passed, and those of one core that were worked."""

    wall: float
    core: float


def _rebuilds(home: str, count: int) -> list[dict[str, Any]]:
    command = [sys.executable, "-c", _REBUILD, home]
    speeds: list[tuple[float, float]] = []
    for _ in range(count):
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        wall, core = map(float, done.stdout.split())
        speeds.append((wall, core))
    walls, cores = zip(*speeds, strict=True)
    return [
        _row("rebuild", "words/s", statistics.median(walls), statistics.median(cores)),
        _row("rebuild, slowest", "words/s", min(walls), min(cores)),
    ]


def _listings(places: Places) -> list[dict[str, Any]]:
    known = [_time(partial(list_cards, places, is_fresh=False)) for _ in range(20)]
    fresh = [_time(partial(list_cards, places)) for _ in range(10)]
    return [
        _row("listing, as last indexed, p95", "ms", *_p95(known)),
        _row("listing, brought in step, p95", "ms", *_p95(fresh)),
    ]


def _searches(places: Places, words: list[str], count: int) -> list[dict[str, Any]]:
    chance = random.Random(3)
    refresh(places)
    times: list[_Time] = []
    for _ in range(count):
        place = chance.randrange(len(words) - 3)
        phrase = " ".join(words[place : place + chance.randint(1, 3)])
        times += [
            _time(partial(search, places, phrase[:length], is_typing=True))
            for length in range(1, len(phrase) + 1)
        ]
    return [
        _row("searches", "", len(times)),
        _row("search as you type, median", "ms", *_quantile(times, 0.5)),
        _row("search as you type, p95", "ms", *_p95(times)),
        _row("search as you type, slowest", "ms", *_quantile(times, 1.0)),
    ]


def _recall(places: Places, words: list[str]) -> list[dict[str, Any]]:
    chance = random.Random(5)
    past = PastWalks(places, "", "fr")
    starts = [chance.randrange(len(words) - 60) for _ in range(40)]
    times = [_time(partial(past.find, " ".join(words[start : start + 60]))) for start in starts]
    return [_row("recall on a walk, p95", "ms", *_p95(times))]


def _forgetting(places: Places) -> list[dict[str, Any]]:
    card = list_cards(places)[0]
    with open_index(places) as index:
        time_taken = _time(partial(index.forget, card.id))
    return [_row("forgetting in the index", "ms", time_taken.wall, time_taken.core)]


def _long_session(places: Places, words: list[str]) -> list[dict[str, Any]]:
    transcript = _transcript(words, 310_000, random.Random(9), "fr")
    folder = create_session(places, transcript, started_at="2040-01-01T10:00:00+01:00")
    entries = read_journal(folder.journal).entries
    folding = [_time(partial(fold, entries[:20_001])) for _ in range(5)]
    opening = [_time(partial(load_session, folder)) for _ in range(5)]
    return [
        _row("utterances of the long session", "", len(transcript.segments)),
        _row("folding 20,000 utterances", "ms", *_quantile(folding, 0.5)),
        _row("opening 20,000 utterances", "ms", *_quantile(opening, 0.5)),
    ]


def _time(work: Callable[[], object]) -> _Time:
    wall, core = time.perf_counter(), time.process_time()
    work()
    return _Time((time.perf_counter() - wall) * 1000, (time.process_time() - core) * 1000)


def _p95(times: list[_Time]) -> tuple[float, float]:
    return _quantile(times, 0.95)


def _quantile(times: list[_Time], share: float) -> tuple[float, float]:
    place = int(share * (len(times) - 1))
    return sorted(t.wall for t in times)[place], sorted(t.core for t in times)[place]
