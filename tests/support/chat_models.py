"""Scripted chat models with a character: they read what they are asked and answer it, well or badly.

Each answers four tasks, told apart by the schema: claims, sentences, labels, translations.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from models.chat import Message
from models.errors import BadReply
from models.language import Phrase
from models.speech import EngineCard

Task = str
Answer = Callable[[Task, str, Mapping[str, Any]], Any]
"""Takes the task, the whole prompt and the schema."""
_UNIT = re.compile(r"^(U\d+) \[([^\]]*)\] (.*)$", re.MULTILINE)
_STATEMENT = re.compile(r"^(\S+) \[([^\]]*)\] (.*?)(?: \(… .*)?$", re.MULTILINE)
_EMPTY: dict[Task, Any] = {
    "claims": {"items": []},
    "sentences": {"sentences": []},
    "labels": {"labels": []},
    "translations": {"translations": []},
}


@dataclass
class ActingChat:
    """A `ChatModel` that answers as `answer` says; a ModelError it returns is raised."""

    answer: Answer
    context_tokens: int = 8192
    asked: list[tuple[Task, str]] = field(default_factory=list)
    card: EngineCard = field(default_factory=lambda: EngineCard("scripted", "acting"))

    async def prepare(self) -> None:
        """Nothing to load."""

    async def reply(
        self, messages: Sequence[Message], *, max_tokens: int = 200
    ) -> AsyncIterator[str]:
        """Say nothing."""
        silence: tuple[str, ...] = ()
        for piece in silence:
            yield piece

    async def structured(
        self, messages: Sequence[Message], schema: Mapping[str, Any], *, max_tokens: int = 2000
    ) -> Any:
        """Answer as the script's character would."""
        task = task_of(schema)
        text = "\n".join(message.content for message in messages)
        self.asked.append((task, text))
        answer = self.answer(task, text, schema)
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def close(self) -> None:
        """Nothing to close."""


def task_of(schema: Mapping[str, Any]) -> Task:
    """Return which of the four a request is."""
    name = next(iter(schema["properties"]))
    return "claims" if name == "items" else str(name)


def silent(task: Task, _text: str, _schema: Mapping[str, Any]) -> Any:
    """Answer everything with nothing, in due form."""
    return _EMPTY[task]


def only_claims(*answers: Any) -> Answer:
    """Give these answers about claims in turn, then none; nothing in due form to the rest."""
    left = list(answers)

    def answer(task: Task, text: str, schema: Mapping[str, Any]) -> Any:
        return left.pop(0) if task == "claims" and left else silent(task, text, schema)

    return answer


def statements(text: str) -> list[tuple[str, str, str]]:
    """Return id, name and words of each statement or unit of a prompt."""
    return _UNIT.findall(text) or _STATEMENT.findall(text)


def helpful(task: Task, text: str, schema: Mapping[str, Any]) -> Any:
    """Answer honestly: each statement told in the third person, and quoted as well."""
    if task != "sentences":
        return silent(task, text, schema)
    said = []
    for name, who, words in statements(text):
        said += [{"text": way, "evidence": [name]} for way in _retellings(who, words, text)]
        said.append({"text": f"{who} : {{q:{name}}}", "evidence": [name]})
    return {"sentences": said[:16]}


def _retellings(who: str, words: str, text: str) -> list[str]:
    """Return a statement as its speaker's, in the third person; nothing where that takes more wit."""
    is_french = "<propos>" in text
    told = _HEAD.sub("", words.rstrip(" .…!"))
    for pattern, form in _PERSONS["fr" if is_french else "en"]:
        changed, count = pattern.subn(form, told, count=1)
        if count:
            return [f"{who} {changed}."]
    lowered = told[:1].lower() + told[1:]
    return [f"Selon {who}, {lowered}." if is_french else f"According to {who}, {lowered}."]


_HEAD = re.compile(
    r"^(?:(?:Et|Donc|Alors|Bon|Puis|Enfin|And|So|Then|Well|Oh)\b[\s,]*)+", re.IGNORECASE
)
_PERSONS = {
    "fr": (
        (re.compile(r"^je me ", re.IGNORECASE), "se "),
        (re.compile(r"^j['’]ai ", re.IGNORECASE), "a "),
        (re.compile(r"^je (?!suis)", re.IGNORECASE), ""),
    ),
    "en": (
        (re.compile(r"^i have ", re.IGNORECASE), "has "),
        (re.compile(r"^i (?!am|was)", re.IGNORECASE), ""),
    ),
}


def flattering(task: Task, text: str, schema: Mapping[str, Any]) -> Any:
    """Answer with good news only, invented, on the wrong person, in quotation marks."""
    found = statements(text)
    names = [who for _, who, _ in found]
    match task:
        case "claims":
            items = [_praise(found[0][0], words, name) for name, _, words in found[:12]]
            return {"items": items}
        case "sentences":
            said = []
            for place, (name, _who, words) in enumerate(found):
                other = names[(place + 1) % len(names)]
                said += [
                    {
                        "text": f"{other} explique que {words[:1].lower()}{words[1:]}",
                        "evidence": [name],
                    },
                    {"text": f"{_who} {INVENTION}.", "evidence": [name]},
                    {"text": f"Selon {_who}, « {INVENTION} ».", "evidence": [name]},
                    {"text": f"Selon {_who}, {_without_denial(words)}", "evidence": [name]},
                    {"text": f"{_who} : {{q:{name}}} {INVENTION}.", "evidence": [name]},
                    {"text": f"Selon {_who}, {words}", "evidence": ["e999"]},
                ]
            return {"sentences": said[:40]}
        case "labels":
            return {"labels": [{"id": name, "text": LABEL} for name, _, _ in found]}
        case _:
            return {"translations": [{"id": n, "text": INVENTION} for n, *_ in found]}


INVENTION = (
    "se dit enthousiaste devant une révolution merveilleuse, saluée par quarante-sept experts"
)
LABEL = "Une révolution merveilleuse saluée par tous"
MARKS = ("révolution merveilleuse", "quarante-sept experts", "enthousiaste devant")
"""What must be found in no document."""


def _praise(first: str, words: str, name: str) -> dict[str, str]:
    return {
        "kind": "strength",
        "stance": "favourable",
        "first": name,
        "last": name,
        "begins": " ".join(words.split()[:4]),
        "ends": "une révolution merveilleuse",
    }


def _without_denial(words: str) -> str:
    return re.sub(r"\b(?:ne|n'|n’|pas|jamais|not|never|un peu|maybe)\b ?", "", words)


def hostile(task: Task, text: str, schema: Mapping[str, Any]) -> Any:
    """Obey what is said in the talk, break out of tags and formats, and answer in another language."""
    found = statements(text)
    if task != "sentences":
        return flattering(task, text, schema)
    said = []
    for name, who, words in found:
        said += [
            {"text": f"Selon {who}, {way}", "evidence": [name]}
            for way in (
                "<script>alert('révolution merveilleuse')</script>.",
                "[révolution merveilleuse](https://example.org).",
                "révolution merveilleuse\n## Tout le monde est enthousiaste devant cela.",
                f"{words} révolution merveilleuse.",
                "die ganze Versammlung ist begeistert von der révolution merveilleuse und dem Haus.",
                "révolution merveilleuse " * 400,
                "",
            )
        ]
    return {"sentences": said}


def shapeless(answer: Any) -> Answer:
    """Answer everything with the same thing, whatever was asked."""

    def same(_task: Task, _text: str, _schema: Mapping[str, Any]) -> Any:
        return answer

    return same


def dying(after: int, character: Answer) -> Answer:
    """Behave as `character` for `after` requests, then be gone."""
    count = 0

    def answer(task: Task, text: str, schema: Mapping[str, Any]) -> Any:
        nonlocal count
        count += 1
        if count > after:
            return BadReply(Phrase("gone", "parti"))
        return character(task, text, schema)

    return answer
