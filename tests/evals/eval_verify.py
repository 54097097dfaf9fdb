"""How well `promenade verify` finds what was altered: planted changes in the gold accounts and SWOTs.

Each alteration is made by code, from a seed, in one quotation or figure of a document that is right:
a word changed, a negation dropped or added, a number changed, another speaker named, two moments
stitched into one quotation, a quotation invented. Found means: verify wants something that it did
not want of the document as it was. False alarms are counted on the documents as they are.
"""

from __future__ import annotations

import random
import re
from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.language import Language
from models.transcript import Transcript
from reporting.sources.reading import read
from reporting.verifying.document import read_markdown
from reporting.verifying.numbers import numbers_in
from reporting.verifying.quotes import own_words
from reporting.verifying.verify import Verification, verify
from tests.support.talks import talk

_QUOTED = re.compile(r"«\s*([^«»]+?)\s*»|“([^“”]+)”|\"([^\"\n]+)\"")
_NEGATION: dict[Language, str] = {
    "fr": r"\b(?:ne |n['’]|pas |jamais |rien |personne |aucune? )",
    "en": r"\b(?:not |never |no |nobody )|n['’]t\b",
}
_ADDED: dict[Language, str] = {"fr": "pas", "en": "not"}
_CASES = Path(__file__).resolve().parent.parent / "data" / "verify"
_INVENTED: dict[Language, tuple[str, ...]] = {
    "fr": (
        "c'est une révolution formidable pour tout le monde",
        "tous nos indicateurs montrent une adhésion enthousiaste",
        "je recommande cet outil sans la moindre réserve",
        "personne ne voudrait plus travailler comme autrefois",
    ),
    "en": (
        "this will transform the whole neighbourhood for the better",
        "everybody I asked was thrilled with the plan",
        "I would recommend it to anyone without a doubt",
        "the numbers speak entirely for themselves",
    ),
}


@dataclass(frozen=True, slots=True)
class Gold:
    """A document that is right, and what it is about."""

    name: str
    text: str
    transcript: Transcript

    @property
    def quotes(self) -> list[re.Match[str]]:
        """Quotations of two words and more."""
        found = _QUOTED.finditer(self.text)
        return [one for one in found if len(_inner(one).split()) >= 2]


NEEDS = ("roundtables/**/gold.json",)
"""Any of these below the data folder."""


def add_arguments(parser: ArgumentParser) -> None:
    """Add what this evaluation can be told."""
    parser.add_argument("--count", type=int, default=100, help="alterations to plant")
    parser.add_argument("--seed", type=int, default=20261122)


def run(args: Namespace) -> dict[str, Any]:
    """Return how many alterations were found, by kind, and the false alarms."""
    golds = list(_golds(Path(args.data)))
    before = {gold.name: _check(gold.text, gold.transcript) for gold in golds}
    chance = random.Random(args.seed)
    planted: Counter[str] = Counter()
    found: Counter[str] = Counter()
    missed: list[dict[str, str]] = []
    while planted.total() < args.count and golds:
        kind = list(ALTERATIONS)[planted.total() % len(ALTERATIONS)]
        altered = _alter(kind, golds, chance)
        if altered is None:
            break
        gold, text, what = altered
        planted[kind] += 1
        if _wants(_check(text, gold.transcript)) - _wants(before[gold.name]):
            found[kind] += 1
        else:
            missed.append({"document": gold.name, "kind": kind, "what": what})
    return {
        "documents": len(golds),
        "planted": dict(planted),
        "found": dict(found),
        "detection": found.total() / max(1, planted.total()),
        **_false_alarms(golds, before),
        "missed": missed,
        "written": [written_cases(file) for file in sorted(_CASES.glob("*.tsv"))],
    }


def written_cases(file: Path) -> dict[str, Any]:
    """Return the figures of sentences written for a talk: some right, some wrong in harder ways.

    Sets named `*_later` were written after the rules that the others led to.
    """
    language: Language = "fr" if file.stem.startswith("fr") else "en"
    transcript = talk(file.with_suffix(".txt").read_text(encoding="utf-8"), language)
    wrong = found = right = alarms = 0
    failed = []
    for line in file.read_text(encoding="utf-8").splitlines():
        expected, kind, text = line.split("\t")
        wants = bool(_wants(_check(text, transcript)))
        wrong += expected == "bad"
        found += expected == "bad" and wants
        right += expected == "ok"
        alarms += expected == "ok" and wants
        if wants != (expected == "bad"):
            failed.append(f"{expected} {kind}: {text}")
    return {
        "set": file.stem,
        "wrong": wrong,
        "found": found,
        "right": right,
        "alarms": alarms,
        "failed": failed,
    }


def table(result: dict[str, Any]) -> str:
    """Return the figures for reading."""
    rows = [f"{'alteration':<12}{'planted':>9}{'found':>7}"]
    for kind, count in result["planted"].items():
        rows.append(f"{kind:<12}{count:>9}{result['found'].get(kind, 0):>7}")
    rows += [
        "",
        f"detection     {result['detection']:.1%}  (asked: at least 95 %)",
        f"false alarms  {result['false_alarm_rate']:.1%}  "
        f"({result['false_alarms']} of {result['checked']} quotations and figures; asked: at most 2 %)",
        f"documents     {result['documents']}",
    ]
    rows += [f"missed: {one['document']} {one['kind']}: {one['what']}" for one in result["missed"]]
    for one in result["written"]:
        rows.append(
            f"written {one['set']:<9} found {one['found']}/{one['wrong']}, "
            f"false alarms {one['alarms']}/{one['right']}"
        )
        rows += [f"    {case}" for case in one["failed"]]
    return "\n".join(rows)


def _golds(data: Path) -> Iterator[Gold]:
    for transcript_file in sorted((data / "roundtables").rglob("transcript.vtt")):
        transcript = read(transcript_file, session=transcript_file.parent.name)
        for document in ("report.md", "swot.md"):
            path = transcript_file.with_name(document)
            if path.is_file():
                name = f"{transcript_file.parent.name}/{document}"
                yield Gold(name, path.read_text(encoding="utf-8"), transcript)


def _check(text: str, transcript: Transcript) -> Verification:
    return verify(read_markdown(text), [transcript])


def _wants(found: Verification) -> Counter[tuple[str, ...]]:
    """Return what verify wants of a document."""
    quoted = [(one.text, one.verdict) for one in found.quotations if not one.is_fine]
    return Counter([*quoted, *((one.number, str(one.line)) for one in found.numbers)])


def _false_alarms(golds: list[Gold], before: dict[str, Verification]) -> dict[str, Any]:
    alarms = sum(_wants(one).total() for one in before.values())
    quoted = sum(len(one.quotations) for one in before.values())
    figures = sum(
        len(list(numbers_in(text)))
        for gold in golds
        for text, _ in own_words(read_markdown(gold.text))
    )
    checked = quoted + figures
    return {
        "checked": checked,
        "false_alarms": alarms,
        "false_alarm_rate": alarms / max(1, checked),
    }


def _alter(kind: str, golds: list[Gold], chance: random.Random) -> tuple[Gold, str, str] | None:
    for _ in range(400):
        gold = chance.choice(golds)
        changed = ALTERATIONS[kind](gold, chance) if gold.quotes else None
        if changed is not None and changed[0] != gold.text:
            return gold, *changed
    return None


def _inner(found: re.Match[str]) -> str:
    return next(group for group in found.groups() if group is not None)


def _put(gold: Gold, found: re.Match[str], words: str) -> tuple[str, str]:
    number = next(n for n, group in enumerate(found.groups(), 1) if group is not None)
    text = gold.text[: found.start(number)] + words + gold.text[found.end(number) :]
    return text, f"{_inner(found)} -> {words}"


def _word(gold: Gold, chance: random.Random) -> tuple[str, str] | None:
    found = chance.choice(gold.quotes)
    words = _inner(found).split()
    places = [n for n, word in enumerate(words) if word.isalpha() and len(word) >= 4]
    if not places:
        return None
    place = chance.choice(places)
    spoken = " ".join(one.text for one in gold.transcript.segments).split()
    fresh = [w for w in spoken if w.isalpha() and len(w) >= 4 and w.lower() != words[place].lower()]
    words[place] = chance.choice(fresh)
    return _put(gold, found, " ".join(words))


def _negation(gold: Gold, chance: random.Random) -> tuple[str, str] | None:
    language = gold.transcript.language
    found = chance.choice(gold.quotes)
    inner = _inner(found)
    if re.search(_NEGATION[language], inner):
        return _put(gold, found, re.sub(_NEGATION[language], "", inner))
    words = inner.split()
    if len(words) < 4:
        return None
    place = chance.randrange(2, len(words))
    return _put(gold, found, " ".join([*words[:place], _ADDED[language], *words[place:]]))


def _number(gold: Gold, chance: random.Random) -> tuple[str, str] | None:
    body = re.sub(r"\[[^\]]*\]", lambda found: "\u0000" * len(found[0]), gold.text)
    places = list(re.finditer(r"(?<![\w:/.,])\d+(?:,\d+)?(?![\w:/])(?!\.\s)", body))
    if not places:
        return None
    found = chance.choice(places)
    digits = found.group()
    fresh = (
        str(int(digits.split(",")[0]) + chance.randrange(2, 9))
        + digits[len(digits.split(",")[0]) :]
    )
    return gold.text[: found.start()] + fresh + gold.text[found.end() :], f"{digits} -> {fresh}"


def _speaker(gold: Gold, chance: random.Random) -> tuple[str, str] | None:
    """Put another speaker's name where the right one stands, in the sentence of a quotation."""
    names = [one.name for one in gold.transcript.speakers if " " in one.name]
    found = chance.choice(gold.quotes)
    low = max(gold.text.rfind(mark, 0, found.start()) for mark in (". ", "\n", "» ", "? "))
    ends = [end for mark in (". ", "\n") if (end := gold.text.find(mark, found.end())) > 0]
    high = min(ends, default=len(gold.text))
    near = [
        (abs(match.start() - found.start()), match.start(), name)
        for name in names
        for match in re.finditer(re.escape(name), gold.text[:high])
        if match.start() > low
    ]
    if not near:
        return None
    _, place, name = min(near)
    other = chance.choice([one for one in names if one != name])
    text = gold.text[:place] + other + gold.text[place + len(name) :]
    return text, f"{name} -> {other}: {_inner(found)}"


def _stitched(gold: Gold, chance: random.Random) -> tuple[str, str] | None:
    if len(gold.quotes) < 2:
        return None
    first, second = chance.sample(gold.quotes, 2)
    head, tail = _inner(first).split(), _inner(second).split()
    if len(head) < 3 or len(tail) < 3:
        return None
    words = [*head[: (len(head) + 1) // 2], *tail[len(tail) // 2 :]]
    return _put(gold, first, " ".join(words))


def _invented(gold: Gold, chance: random.Random) -> tuple[str, str] | None:
    return _put(
        gold, chance.choice(gold.quotes), chance.choice(_INVENTED[gold.transcript.language])
    )


ALTERATIONS: dict[str, Callable[[Gold, random.Random], tuple[str, str] | None]] = {
    "word": _word,
    "negation": _negation,
    "number": _number,
    "speaker": _speaker,
    "stitched": _stitched,
    "invented": _invented,
}
