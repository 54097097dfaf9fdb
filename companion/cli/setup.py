"""`promenade setup`: find or fetch what a walk needs, one explained step at a time.

Every step can be refused, repeated and interrupted; nothing is half-installed. What could not be
done stands at the end with its remedy, and the exit code says whether a walk can be held.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import get_args

import click
import msgspec

from companion.cli.checks import Finding, Surroundings, disk_room, said
from companion.cli.output import as_json_text, give, json_option
from companion.cli.progress import megabytes
from companion.cli.provisions import Step, steps_for
from companion.interface import present_language, tr
from companion.paths import find_places
from companion.settings import load_settings
from models.errors import ModelError
from models.language import LANGUAGES, Language
from models.store import open_store

WANTING_CODE = ModelError.exit_code


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
    steps = tuple(steps_for(around, big))
    outcomes = [_settle(step, around, yes) for step in _announced(steps, around)]
    if as_json:
        give(as_json_text(outcomes))
    _say_what_is_left([outcome.finding for outcome in outcomes])
    return WANTING_CODE if any(map(_is_wanting, outcomes)) else 0


def _is_wanting(outcome: Outcome) -> bool:
    """Whether something was tried in vain, or a walk cannot be held."""
    finding = outcome.finding
    return outcome.did == "failed" or (finding.is_essential and finding.state == "wanting")


def _surroundings(languages: tuple[Language, ...]) -> Surroundings:
    places = find_places()
    settings = load_settings(places.settings_file)
    spoken = languages or (settings.values.walk.language or present_language(),)
    unique = tuple(language for language in LANGUAGES if language in spoken)
    return Surroundings(places, settings, open_store(places.models), unique)


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
    if not sys.stdin.isatty():
        _say(tr("     Add --yes to fetch it.", "     Ajoutez --yes pour le chercher."))
        return False
    question = tr(f"     Fetch it{size}? [Y/n]", f"     Le chercher{size} ? [O/n]")
    answer = click.prompt(question, default="", show_default=False, prompt_suffix=" ", err=True)
    return answer.strip().lower()[:1] in ("", "y", "o")


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
