"""`promenade setup`: find or fetch what a walk needs, one explained step at a time.

Every step can be refused, repeated and interrupted; nothing is half-installed. What could not be
done stands at the end with its remedy, and the exit code says whether a walk can be held.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import get_args

import click
import msgspec

from companion.cli.checks import (
    Check,
    Finding,
    Surroundings,
    check_chat_model,
    check_ear,
    check_ffmpeg,
    check_model,
    check_ollama,
    check_portaudio,
    choose_chat_model,
    disk_room,
    said,
)
from companion.cli.memory import memory_bytes, suggested_chat_model
from companion.cli.models import fetch_with_progress
from companion.cli.output import as_json_text, give, json_option
from companion.cli.progress import ProgressLine, megabytes
from companion.cli.voices import check_voice
from companion.interface import present_language, tr
from companion.paths import find_places
from companion.settings import load_settings
from models.catalogue import Archive, ModelCard, Role
from models.errors import ModelError
from models.language import LANGUAGES, Language
from models.ollama_server import OllamaServer
from models.store import open_store

WANTING_CODE = ModelError.exit_code


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


class Outcome(msgspec.Struct, frozen=True):
    """What became of a step."""

    finding: Finding
    did: str
    """`here`, `fetched`, `declined`, `failed` or `by-hand`."""


@click.command(
    help=tr(
        "Find or fetch what is missing: speech models, voice, chat model.\n\n"
        "Every size is said before anything is fetched; an interrupted fetch goes on the next "
        "time. With --big the best recogniser is fetched too, for a second pass on saved sound.\n\n"
        "\b\nExamples:\n  promenade setup --lang en\n  promenade setup --lang fr --lang en --yes",
        "Trouver ou chercher ce qui manque : modèles de parole, voix, modèle de conversation.\n\n"
        "Chaque taille est annoncée avant tout téléchargement ; un téléchargement interrompu "
        "reprend la fois suivante. Avec --big, le meilleur modèle de reconnaissance vient aussi, "
        "pour réécouter le son gardé.\n\n"
        "\b\nExemples :\n  promenade setup --lang fr\n  promenade setup --lang fr --lang en --yes",
    )
)
@click.option(
    "--lang",
    "languages",
    type=click.Choice(get_args(Language)),
    multiple=True,
    help=tr(
        "Language you will speak; may be given twice.",
        "Langue que vous parlerez ; peut être donnée deux fois.",
    ),
)
@click.option("--yes", is_flag=True, help=tr("Agree to everything.", "Tout accepter."))
@click.option(
    "--big",
    is_flag=True,
    help=tr("Also the best recogniser, 1.5 to 1.9 GB.", "Aussi le meilleur modèle, 1,5 à 1,9 Go."),
)
@json_option
def setup(languages: tuple[Language, ...], yes: bool, big: bool, as_json: bool) -> int:
    """Go through the steps and say what is left to do."""
    around = _surroundings(languages)
    steps = tuple(_steps(around, big))
    outcomes = [_settle(step, around, yes) for step in _announced(steps, around)]
    if as_json:
        give(as_json_text(outcomes))
    _say_what_is_left([outcome.finding for outcome in outcomes])
    wanting = any(o.finding.state == "wanting" and o.finding.is_essential for o in outcomes)
    return WANTING_CODE if wanting else 0


def _surroundings(languages: tuple[Language, ...]) -> Surroundings:
    places = find_places()
    settings = load_settings(places.settings_file)
    spoken = languages or (settings.values.walk.language or present_language(),)
    unique = tuple(language for language in LANGUAGES if language in spoken)
    return Surroundings(places, settings, open_store(places.models), unique)


def _steps(around: Surroundings, is_big: bool) -> Iterable[Step]:
    for language in around.languages:
        yield from _ear_steps(around, language, is_big)
    yield _model_step(
        around,
        "voice-activity",
        tr("Tells your voice from wind and traffic.", "Distingue votre voix du vent et des rues."),
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
    left = card.fetched_bytes - around.store.begun_bytes(card.name)
    return Step(
        f"{why} {card.name}, {card.licence} ({remark}).",
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


def _announced(steps: tuple[Step, ...], around: Surroundings) -> Iterable[Step]:
    """Say what is to come, then give the steps one by one."""
    missing = sum(step.size for step in steps if step.act and step.look(around).state != "good")
    if missing:
        _say(
            tr(
                f"To fetch: about {megabytes(missing)}; free on the disk: {disk_room(around)}.",
                f"À chercher : environ {megabytes(missing)} ; libre sur le disque : "
                f"{disk_room(around)}.",
            )
        )
    return steps


def _settle(step: Step, around: Surroundings, is_agreed: bool) -> Outcome:
    finding = step.look(around)
    if finding.state == "good":
        _say(_well(finding))
        return Outcome(finding, "here")
    _say(f"\n[..] {finding.title}\n     {step.why}")
    act = step.act
    if act is None:
        _say(f"     {finding.detail}")
        return Outcome(finding, "by-hand")
    if not (is_agreed or _agrees(step)):
        return Outcome(finding, "declined")
    try:
        act()
    except ModelError as error:
        return Outcome(_failed(finding, error, step.otherwise), "failed")
    found = step.look(around)
    _say(_well(found))
    return Outcome(found, "fetched")


def _well(finding: Finding) -> str:
    return f"[ok] {finding.title}" + (
        f"{tr(': ', ' : ')}{finding.detail}" if finding.detail else ""
    )


def _failed(finding: Finding, error: ModelError, otherwise: str) -> Finding:
    detail, remedy = said(error)
    _say(f"[!!] {detail}")
    remedy = "\n    ".join(part for part in (remedy or finding.remedy, otherwise) if part)
    return msgspec.structs.replace(finding, detail=detail, remedy=remedy)


def _agrees(step: Step) -> bool:
    size = f" ({megabytes(step.size)})" if step.size else ""
    if not click.get_text_stream("stdin").isatty():
        _say(tr("     Add --yes to fetch it.", "     Ajoutez --yes pour le chercher."))
        return False
    return click.confirm(tr(f"     Fetch it{size}?", f"     Le chercher{size} ?"), True, err=True)


def _say_what_is_left(findings: list[Finding]) -> None:
    left = [finding for finding in findings if finding.state != "good"]
    if not left:
        _say(tr("\nEverything is here: promenade walk", "\nTout est là : promenade walk"))
        return
    _say(tr("\nLeft to do:", "\nReste à faire :"))
    for finding in left:
        kind = (
            tr("needed", "nécessaire")
            if finding.is_essential and finding.state == "wanting"
            else tr("optional", "facultatif")
        )
        told = (f"- {finding.title} ({kind})", finding.detail, finding.remedy)
        _say("\n    ".join(part for part in told if part))


def _say(text: str) -> None:
    click.echo(text, err=True)
