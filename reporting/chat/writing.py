"""Sentences of the account in a chat model's words, each checked, none of the quoted people lost.

The law of this module: the document without a model is written first, and a model may only replace a
sentence of it by one that says the same of the same person. A quotation that no checked sentence carries
keeps the sentence it had; sections are asked about one by one, and one that fails stays as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from models.chat import ChatModel, Message
from models.errors import ModelError
from models.language import Language, Phrase
from reporting.chat.prompting import data, fits, prompt
from reporting.chat.retelling import Source, source_of
from reporting.chat.wordcheck import PLACEHOLDER, Checked, Fault, check
from reporting.composing.quoting import Ledger, quoted
from reporting.reading.material import Talk
from reporting.records import Section, Sentence

PROMPT = "writing/1"
ANSWER_TOKENS = 1400
_MOST = 8
"""Quotations per request; small models lose the middle of longer lists."""
_WHY: dict[Fault, Phrase] = {
    "shape": Phrase("not one plain sentence", "ce n'est pas une phrase simple"),
    "ids": Phrase("wrong or unused evidence", "identifiants faux ou inutilisés"),
    "marks": Phrase("marks or symbols of your own", "guillemets ou symboles ajoutés"),
    "language": Phrase("not in English", "pas en français"),
    "frame": Phrase("does not name its speaker at its head", "ne nomme pas la personne en tête"),
    "words": Phrase("words added or moved", "mots ajoutés ou déplacés"),
    "jump": Phrase("words left out inside a clause", "mots supprimés dans une proposition"),
    "speaker": Phrase("wrong person", "mauvaise personne"),
    "quote-only": Phrase("only to be quoted, with {q:…}", "à citer seulement, avec {q:…}"),
    "kept": Phrase(
        "lost a negation, number, reservation or criticism",
        "a perdu une négation, un nombre, une réserve ou une critique",
    ),
}
_AGAIN = Phrase(
    "Not usable: {faults}. Missing: {missing}. Write those again.",
    "Inutilisable : {faults}. Manquent : {missing}. Récris ceux-là.",
)


class _Said(msgspec.Struct, frozen=True):
    text: str
    evidence: tuple[str, ...]


class _Answer(msgspec.Struct, frozen=True):
    sentences: tuple[_Said, ...]


@dataclass(frozen=True, slots=True)
class Desk:
    """What every section is written with."""

    chat: ChatModel
    ledger: Ledger
    names: Mapping[str, Mapping[str, str]]
    """By session: speakers by the names that mean nobody else."""
    language: Language
    wish: str = ""
    """What the user asks for, and the angle and readers of a plan."""


@dataclass(slots=True)
class Tally:
    """What came of the model's sentences."""

    kept: int = 0
    cut: int = 0
    restored: int = 0
    """Sentences of the document without a model that stayed."""
    asked: int = 0
    failed: int = 0
    """Requests without a usable answer."""


@dataclass(frozen=True, slots=True)
class _Kept:
    sentence: Sentence | None
    """None where the model only quotes: the sentence that was there says more of who speaks."""
    carried: frozenset[str]


async def write_sections(
    sections: Sequence[Section],
    desk: Desk,
    tally: Tally,
    tell: Callable[[float], None],
) -> tuple[Section, ...]:
    """Return the sections, reworded where every check was passed; never raises for one that fails."""
    done = []
    for place, section in enumerate(sections):
        tell(place / max(1, len(sections)))
        sentences = await write_sentences(section.sentences, section.heading, desk, tally)
        done.append(msgspec.structs.replace(section, sentences=sentences))
    return tuple(done)


async def write_sentences(
    sentences: Sequence[Sentence], heading: str, desk: Desk, tally: Tally
) -> tuple[Sentence, ...]:
    """Return the sentences with those of the model in place of the ones they carry."""
    order = list(
        dict.fromkeys(name for one in sentences if not one.is_linking for name in one.evidence)
    )
    sources = [found for name in order if (found := _source(name, desk)) is not None]
    kept: list[_Kept] = []
    for batch in _batches(sources, desk):
        kept += await _written(batch, heading, desk, tally)
    worded = [one for one in kept if one.sentence is not None]
    tally.kept += len(worded)
    return _arranged(sentences, worded, order, desk, tally)


def _source(name: str, desk: Desk) -> Source | None:
    """Return the evidence as the model may see it; nothing where it could not be told anyway."""
    units = desk.ledger.units_of(name)
    if not units or units[0].language != desk.language:
        return None
    talk = desk.ledger.talks[units[0].session]
    return source_of(name, units, talk)


def _batches(sources: Sequence[Source], desk: Desk) -> list[list[Source]]:
    found: list[list[Source]] = [[]]
    for source in sources:
        trial = [*found[-1], source]
        if found[-1] and (
            len(trial) > _MOST or not fits(_messages(trial, "", desk), ANSWER_TOKENS, desk.chat)
        ):
            found.append([])
        found[-1].append(source)
    return [batch for batch in found if batch]


async def _written(batch: Sequence[Source], heading: str, desk: Desk, tally: Tally) -> list[_Kept]:
    """Return the sentences of one request that passed; asked once more with what was wrong."""
    kept: list[_Kept] = []
    messages = _messages(batch, heading, desk)
    for is_last in (False, True):
        tally.asked += 1
        answer = await _asked(messages, batch, desk.chat)
        if answer is None:
            tally.failed += 1
            break
        faults = _taken(answer, batch, desk, kept)
        missing = _missing(batch, kept)
        if is_last or not missing:
            tally.cut += len(faults)
            break
        if not faults:
            break
        again = _complaint(faults, missing, desk.language)
        messages = [*_messages(batch, heading, desk), Message("user", again)]
        if not fits(messages, ANSWER_TOKENS, desk.chat):
            tally.cut += len(faults)
            break
    return kept


def _taken(answer: _Answer, batch: Sequence[Source], desk: Desk, kept: list[_Kept]) -> list[Fault]:
    """Add what passed and says something that is not said yet; return what is wrong with the rest."""
    faults: list[Fault] = []
    known = {source.name: source for source in batch}
    for said in answer.sentences:
        text = " ".join(said.text.split())
        sources = [source for source in batch if source.name in said.evidence]
        if len(set(said.evidence)) != len(sources) or not sources:
            faults.append("ids")
            continue
        checked = _checked(text, sources, desk)
        if checked.fault is not None:
            faults.append(checked.fault)
        elif checked.carried - {name for one in kept for name in one.carried}:
            sentence = None if checked.is_bare else _printed(text, sources, desk)
            kept.append(_Kept(sentence, checked.carried & set(known)))
    return faults


def _checked(text: str, sources: Sequence[Source], desk: Desk) -> Checked:
    sessions = {source.units[0].session for source in sources}
    if len(sessions) > 1:
        return Checked("speaker")
    return check(text, sources, desk.names[sessions.pop()], desk.language)


def _printed(text: str, sources: Sequence[Source], desk: Desk) -> Sentence:
    """Return the sentence with its quotation put in by code."""
    ledger = desk.ledger
    whole = PLACEHOLDER.sub(
        lambda hole: quoted(ledger.evidence[hole[1]].quote, desk.language), text
    )
    return Sentence(text=whole, evidence=tuple(source.name for source in sources), by_model=True)


def _missing(batch: Sequence[Source], kept: Sequence[_Kept]) -> list[str]:
    carried = {name for one in kept for name in one.carried}
    return [source.name for source in batch if source.name not in carried]


def _complaint(faults: Sequence[Fault], missing: Sequence[str], language: Language) -> str:
    whys = dict.fromkeys(_WHY[fault].to(language) for fault in faults)
    return _AGAIN.to(language).format(faults="; ".join(whys), missing=", ".join(missing))


def _arranged(
    sentences: Sequence[Sentence],
    kept: Sequence[_Kept],
    order: Sequence[str],
    desk: Desk,
    tally: Tally,
) -> tuple[Sentence, ...]:
    """Return all sentences in the order of what they rest on; what nothing carries stays as it was."""
    places = {name: place for place, name in enumerate(order)}
    carried = {name for one in kept for name in one.carried}
    found: list[tuple[int, Sentence]] = [
        (min(places[name] for name in one.sentence.evidence), one.sentence)
        for one in kept
        if one.sentence is not None
    ]
    first = next((n for n, one in enumerate(sentences) if not _is_ours(one)), len(sentences))
    for sentence in sentences:
        if _is_ours(sentence):
            continue
        lost = [name for name in sentence.evidence if name not in carried]
        tally.restored += bool(lost)
        if len(lost) == len(sentence.evidence):
            found.append((places[sentence.evidence[0]], sentence))
        else:
            found += [(places[name], _plain(name, desk)) for name in lost]
    ordered = [sentence for _, sentence in sorted(found, key=lambda pair: pair[0])]
    closing = [one for one in sentences[first:] if _is_ours(one)]
    return (*sentences[:first], *ordered, *closing)


def _is_ours(sentence: Sentence) -> bool:
    """Return whether a sentence states a fact of the records, which no model words."""
    return sentence.is_linking or not sentence.evidence


def _plain(name: str, desk: Desk) -> Sentence:
    """Return a quotation with its speaker's name and nothing else."""
    evidence = desk.ledger.evidence[name]
    colon = Phrase(": ", "\u00a0: ").to(desk.language)
    text = f"{evidence.speaker}{colon}{quoted(evidence.quote, desk.language)}"
    return Sentence(text=text, evidence=(name,))


def _messages(batch: Sequence[Source], heading: str, desk: Desk) -> list[Message]:
    before, after = prompt("writing", desk.language)
    tag = Phrase("statements", "propos").to(desk.language)
    said = "".join(_shown(source, desk.ledger) for source in batch)
    wish = f"<wish>\n{data(desk.wish)[:1500]}\n</wish>\n\n" if desk.wish else ""
    subject = f"<heading>{data(heading)}</heading>\n" if heading else ""
    return [
        Message("system", before),
        Message("user", f"{subject}<{tag}>\n{said}</{tag}>\n\n{wish}{after}"),
    ]


def _shown(source: Source, ledger: Ledger) -> str:
    """Return a statement with its id and the neighbours of its turn that may be seen."""
    first, last = source.units[0], source.units[-1]
    talk = ledger.talks[first.session]
    said = " ".join(unit.shown for unit in source.units)
    before = _neighbour(talk, first.number - 1, first.turn)
    after = _neighbour(talk, last.number + 1, first.turn)
    around = f" (… {before} / {after} …)" if before or after else ""
    name = ledger.names[first.session, first.speaker]
    return f"{source.name} [{data(name)}] {data(said)}{data(around)}\n"


def _neighbour(talk: Talk, number: int, turn: int) -> str:
    if not 0 <= number < len(talk.units) or not talk.may_quote(number):
        return ""
    unit = talk.units[number]
    return unit.shown if unit.turn == turn else ""


async def _asked(
    messages: Sequence[Message], batch: Sequence[Source], chat: ChatModel
) -> _Answer | None:
    try:
        found = await chat.structured(messages, _schema(batch), max_tokens=ANSWER_TOKENS)
        return msgspec.convert(found, _Answer, strict=False)
    except (ModelError, msgspec.ValidationError):
        return None


def _schema(batch: Sequence[Source]) -> dict[str, Any]:
    sentence = {
        "type": "object",
        "properties": {
            "text": {"type": "string"},
            "evidence": {
                "type": "array",
                "items": {"type": "string", "enum": [source.name for source in batch]},
                "minItems": 1,
                "maxItems": 3,
            },
        },
        "required": ["text", "evidence"],
        "additionalProperties": False,
    }
    return {
        "type": "object",
        "properties": {
            "sentences": {"type": "array", "items": sentence, "maxItems": 2 * len(batch) + 2}
        },
        "required": ["sentences"],
        "additionalProperties": False,
    }
