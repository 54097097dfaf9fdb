"""What a walk needs, in the order in which it is explained, and how each thing is got."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from companion.cli.chat_checks import check_chat_model, check_ollama, choose_chat_model
from companion.cli.checks import (
    Check,
    Finding,
    Surroundings,
    check_ear,
    check_ffmpeg,
    check_model,
    check_portaudio,
)
from companion.cli.memory import memory_bytes, suggested_chat_model
from companion.cli.models import fetch_with_progress
from companion.cli.progress import ProgressLine
from companion.cli.voices import check_voice
from companion.interface import tr
from models.catalogue import Archive, ModelCard, Role
from models.errors import ModelError
from models.language import Language
from models.ollama_server import OllamaServer


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that a walk needs, and how it is got."""

    why: str
    look: Check
    size: int = 0
    """Bytes that come over the network."""
    act: Callable[[], object] | None = None
    """None where only the user can do it."""
    otherwise: str = ""
    """Another way, for when `act` fails."""


def steps_for(around: Surroundings, is_big: bool) -> Iterable[Step]:
    """Yield the steps; `is_big`: with the best recognisers too."""
    for language in around.languages:
        yield from _ear_steps(around, language, is_big)
    yield _model_step(
        around,
        "voice-activity",
        tr(
            "Tells your voice from wind and traffic.",
            "Distingue votre voix du vent et de la circulation.",
        ),
    )
    yield _model_step(
        around,
        "end-of-turn",
        tr(
            "Hears whether you have finished or are thinking.",
            "Entend si vous avez fini ou si vous réfléchissez.",
        ),
    )
    yield _model_step(
        around,
        "speaker-encoder",
        tr(
            "Tells people apart in recordings of several.",
            "Distingue les gens dans un enregistrement à plusieurs.",
        ),
    )
    yield Step(tr("Speaks the answers.", "Dit les réponses."), check_voice)
    yield Step(
        tr("Reaches microphone and loudspeaker.", "Relie micro et haut-parleur."), check_portaudio
    )
    yield Step(tr("Reads recordings of any kind.", "Lit tout type d'enregistrement."), check_ffmpeg)
    yield Step(
        tr(
            "Runs a chat model on this machine; without it the built-in companion talks.",
            "Fait tourner un modèle de conversation ici ; sans lui, le compagnon intégré parle.",
        ),
        check_ollama,
    )
    yield _chat_step(around)


def _ear_steps(around: Surroundings, language: Language, is_big: bool) -> Iterable[Step]:
    why = tr(
        "Writes down what you say, on this machine.", "Écrit ce que vous dites, sur cette machine."
    )

    def look(given: Surroundings) -> Finding:
        return check_ear(given, language)

    card = around.store.catalogue.suggested("recognizer", language)
    if card is not None and not around.wished_ear(language):
        yield _fetch_step(around, card, why, look)
    else:
        yield Step(why, look)
    best = around.store.catalogue.having("recognizer", language)[:1]
    if is_big and best:
        why_again = tr("Hears saved sound again, better.", "Réécoute le son gardé, en mieux.")
        yield _fetch_step(around, best[0], why_again, _presence(best[0]))


def _model_step(around: Surroundings, role: Role, why: str) -> Step:
    card = around.store.catalogue.having(role)[0]
    return _fetch_step(around, card, why, lambda given: check_model(given, role))


def _fetch_step(around: Surroundings, card: ModelCard, why: str, look: Check) -> Step:
    remark = tr(card.remark.en, card.remark.fr)
    facts = f"{card.name}, {card.licence}" + (f" ({remark})" if remark else "")
    left = card.fetched_bytes - around.store.begun_bytes(card.name)
    return Step(
        f"{why} {facts}.",
        look,
        left,
        lambda: fetch_with_progress(around.store, card.name),
        _by_hand(card),
    )


def _by_hand(card: ModelCard) -> str:
    """Return how a recogniser can come from another machine."""
    if card.role != "recognizer" or not isinstance(card.source, Archive):
        return ""
    language = card.languages[0]
    return tr(
        f"Or fetch {card.source.url} on another machine, unpack it here and name its folder: "
        f'[ear] model_{language} = "FOLDER" in settings.toml.',
        f"Ou cherchez {card.source.url} sur une autre machine, décompressez-le ici et nommez son "
        f'dossier : [ear] model_{language} = "DOSSIER" dans settings.toml.',
    )


def _presence(card: ModelCard) -> Check:
    def look(around: Surroundings) -> Finding:
        is_here = around.store.find(card.name) is not None
        return Finding(
            name=card.name,
            title=tr("Second pass", "Seconde écoute"),
            state="good" if is_here else "wanting",
            detail=card.name,
            remedy="" if is_here else f"promenade models fetch {card.name}",
        )

    return look


def _chat_step(around: Surroundings) -> Step:
    chat = around.settings.values.chat
    server = OllamaServer(chat.address)
    if not server.is_here:
        why = tr("Asks and answers.", "Questionne et répond.")
        return Step(why, check_chat_model)
    suggested = suggested_chat_model(memory_bytes())
    name, size = (chat.model, 0) if chat.model else (suggested.name, suggested.bytes)
    why = tr(
        f"Asks and answers: {name}, on this machine.",
        f"Questionne et répond : {name}, sur cette machine.",
    )

    def pull() -> None:
        with ProgressLine(name) as line:
            server.pull(name, line.show)

    return Step(why, check_chat_model, size, pull if _can_pull(server, chat.model) else None)


def _can_pull(server: OllamaServer, wished: str) -> bool:
    """Whether Ollama answers, and holds neither what is wished for nor anything to choose from."""
    try:
        pulled = server.models()
    except ModelError:
        return False
    return choose_chat_model(wished, pulled) is None if wished else not pulled
