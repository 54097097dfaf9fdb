"""The built-in companion over 200 scripted walks: share of the talk, repetition, manners, time.

The walkers' words are real: teams' brainstorms in English, debaters in French, cut into turns of 12
to 60 words. Nothing listens: the figures say that the rules hold, not that the company is good;
`--show N` prints whole dialogues to be read.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import re
import statistics
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

from companion.conversation.facilitator import MOST_WORDS
from companion.conversation.moves import families
from companion.conversation.talk import Talk, TalkSettings
from companion.conversation.words import fold
from models.language import Language
from models.transcript import COMPANION, WALKER, Segment
from tests.support.walk_transcripts import discussions
from tests.support.written_walks import Spoken, WrittenWalk, hold, written_walks

_MS_PER_WORD = 400
_PRAISE = re.compile(
    r"\b(great|excellent|brilliant|wonderful|lovely|super|genial|bravo|formidable|bonne idee)\b"
)


@dataclass(frozen=True, slots=True)
class Script:
    """What one walker says, turn by turn."""

    name: str
    language: Language
    turns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One reply of the companion."""

    text: str
    move: str


NEEDS = (
    "brainstorms/utterances.csv",
    "meetings/fr/FREDSum/transcript/*",
)
"""Any of these below the data folder."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add how many walks, how long, and how many dialogues are printed."""
    parser.add_argument("--walks", type=int, default=200)
    parser.add_argument("--turns", type=int, default=40, help="at most, in one walk")
    parser.add_argument("--show", type=int, default=0, help="dialogues to print")
    parser.add_argument(
        "--written", action="store_true", help="print the written walks of tests/data/walks, whole"
    )


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Hold the walks."""
    scripts = _scripts(Path(args.data), args.walks, args.turns)
    began = perf_counter()
    held = [(script, asyncio.run(_hold(script, seed))) for seed, script in enumerate(scripts)]
    seconds = perf_counter() - began
    languages = sorted({script.language for script in scripts})
    rows = [_figures(language, held) for language in languages]
    shown = [
        _dialogue(script, lines)
        for script, lines in held[:: max(1, len(held) // max(1, args.show))]
    ]
    walks = list(written_walks()) if args.written else []
    written = [_told(walk, asyncio.run(hold(walk)).lines) for walk in walks]
    return {
        "rows": rows,
        "seconds": round(seconds, 2),
        "dialogues": [*shown[: args.show], *written],
    }


def _told(walk: WrittenWalk, lines: Sequence[Spoken]) -> list[str]:
    signs = {WALKER: "W: ", COMPANION: "C: "}
    told = [f"{signs.get(line.speaker, '   ')}{line.text}  [{line.move}]" for line in lines]
    return [f"— {walk.title} ({walk.language}) —", *(line.removesuffix("  []") for line in told)]


def _scripts(data: Path, count: int, turns: int) -> list[Script]:
    english = ((d.name, [s.text for s in d.segments]) for d in discussions(data))
    sources = {"en": english, "fr": _debaters(data / "meetings" / "fr" / "FREDSum" / "transcript")}
    scripts: list[Script] = []
    languages: Sequence[Language] = ("en", "fr")
    for language in languages:
        for name, said in sources[language]:
            if sum(s.language == language for s in scripts) >= count // 2:
                break
            cut = tuple(_turns(said, random.Random(name)))[:turns]
            if len(cut) >= 8:
                scripts.append(Script(name, language, cut))
    return scripts


def _debaters(folder: Path) -> Iterator[tuple[str, list[str]]]:
    for file in sorted(folder.glob("*")):
        said: dict[str, list[str]] = {}
        for line in file.read_text(encoding="utf-8").splitlines():
            speaker, _, text = line.partition(":")
            if text.strip():
                said.setdefault(speaker.strip(), []).append(text.strip())
        for speaker, texts in said.items():
            yield f"{file.name}/{speaker}", texts


def _turns(texts: Sequence[str], chance: random.Random) -> Iterator[str]:
    words = " ".join(texts).split()
    while words:
        length = chance.randint(12, 60)
        yield " ".join(words[:length])
        words = words[length:]


async def _hold(script: Script, seed: int) -> list[Line]:
    talk = Talk(TalkSettings(script.language, seed=seed))
    lines: list[Line] = []
    now = 0
    for number, turn in enumerate(script.turns):
        end = now + len(turn.split()) * _MS_PER_WORD
        talk.heard(Segment(f"w{number}", WALKER, now, end, turn))
        async for sentence in talk.reply():
            lines.append(Line(sentence.text, sentence.move))
            after = end + len(sentence.text.split()) * _MS_PER_WORD
            heard = Segment(f"c{number}", COMPANION, end, after, sentence.text)
            talk.spoke(heard, intended=sentence.text)
            end = after
        now = end + 1000
    return lines


def _figures(language: Language, held: Sequence[tuple[Script, list[Line]]]) -> dict[str, Any]:
    mine = [(script, lines) for script, lines in held if script.language == language]
    replies = [line for _, lines in mine for line in lines]
    shares = [_share(script, lines) for script, lines in mine]
    same = sum(len(lines) - len({fold(line.text) for line in lines}) for _, lines in mine)
    frames = sum(_repeated_frames(language, lines) for _, lines in mine)
    return {
        "language": language,
        "walks": len(mine),
        "turns": sum(len(script.turns) for script, _ in mine),
        "walker_share_mean": round(statistics.mean(shares), 3),
        "walker_share_least": round(min(shares), 3),
        "repeated_lines": same,
        "repeated_frames": frames,
        "replies": len(replies),
        "mean_words": round(statistics.mean(len(line.text.split()) for line in replies), 1),
        "too_long": sum(len(line.text.split()) > MOST_WORDS for line in replies),
        "more_than_one_question": sum(line.text.count("?") > 1 for line in replies),
        "praise": sum(_PRAISE.search(fold(line.text)) is not None for line in replies),
        "with_their_words": round(_reflecting(language, replies), 3),
        "moves": dict(Counter(line.move for line in replies).most_common()),
    }


def _share(script: Script, lines: Sequence[Line]) -> float:
    walker = sum(len(turn.split()) for turn in script.turns)
    return walker / (walker + sum(len(line.text.split()) for line in lines))


_SLOT = re.compile(r"\{\w+\}")


def _frames(language: Language) -> list[re.Pattern[str]]:
    """Return the wordings, the fullest first; what only says a word back has none of its own."""
    templates = [
        template
        for family in families(language).values()
        for template in (*family.with_words, *family.plain, *family.named)
        if re.search(r"\w", _SLOT.sub("", template))
    ]
    templates.sort(key=lambda template: len(_SLOT.sub("", template)), reverse=True)
    return [re.compile(".+".join(map(re.escape, _SLOT.split(template)))) for template in templates]


def _repeated_frames(language: Language, lines: Sequence[Line]) -> int:
    """Count lines whose wording, but for the walker's words in it, was used before in the walk."""
    frames = _frames(language)
    used = Counter(
        next((n for n, frame in enumerate(frames) if frame.fullmatch(line.text)), -1)
        for line in lines
    )
    return sum(count - 1 for frame, count in used.items() if frame >= 0)


def _reflecting(language: Language, replies: Sequence[Line]) -> float:
    plain = {
        line
        for family in families(language).values()
        for line in (*family.plain, *family.plain_steps)
    }
    return sum(line.text not in plain for line in replies) / len(replies)


def _dialogue(script: Script, lines: Sequence[Line]) -> list[str]:
    told = [f"— {script.name} ({script.language}) —"]
    for turn, line in zip(script.turns, lines, strict=False):
        told += [f"W: {turn}", f"C: {line.text}  [{line.move}]"]
    return told


def table(result: Mapping[str, Any]) -> str:
    """Return the figures, and the dialogues that were asked for."""
    lines: list[str] = []
    for row in result["rows"]:
        lines += [f"{name:>24} {value}" for name, value in row.items()]
        lines.append("")
    lines.append(f"held in {result['seconds']} s")
    for dialogue in result["dialogues"]:
        lines += ["", *dialogue]
    return "\n".join(lines)
