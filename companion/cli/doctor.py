"""`promenade doctor`: try everything a walk needs and say what is wrong, with the remedy."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from itertools import chain
from typing import get_args

import click
import msgspec

from companion.audio.chatter import divert_native_chatter
from companion.audio.portaudio import PortAudio
from companion.cli.chat_checks import check_chat_model, check_ollama
from companion.cli.checks import (
    Check,
    Finding,
    Surroundings,
    check_ear,
    check_ffmpeg,
    check_model,
    check_portaudio,
    said,
)
from companion.cli.device_checks import check_microphone, check_speaker
from companion.cli.engine_checks import try_ear, try_model
from companion.cli.machine_checks import check_data, check_disk, check_extras
from companion.cli.output import as_json_text, give, json_option
from companion.cli.voices import check_voice
from companion.errors import BadUsage, DeviceTrouble
from companion.interface import present_language, tr
from companion.paths import find_places
from companion.settings import LoadedSettings, Settings, load_settings
from models.catalogue import Role
from models.language import Language
from models.store import open_store

WANTING_CODE = 7
_ROLES: tuple[Role, ...] = ("voice-activity", "end-of-turn", "speaker-encoder")
_METER_WIDTH = 30
_ALWAYS: tuple[Check, ...] = (
    check_ollama,
    check_chat_model,
    check_ffmpeg,
    check_disk,
    check_data,
    check_extras,
)


class SettingRow(msgspec.Struct, frozen=True):
    """One setting and where it came from."""

    key: str
    value: object
    source: str


class Diagnosis(msgspec.Struct, frozen=True):
    """Everything that `doctor --json` prints."""

    findings: tuple[Finding, ...]
    settings: tuple[SettingRow, ...]
    is_fit: bool
    """Whether a walk can be held."""


@click.command(
    help=tr(
        "Check microphone, loudspeaker, engines, models, disk and settings.\n\n"
        "Listens to the microphone for two seconds and keeps nothing. Ends with code 7 where "
        "something that a walk needs is wanting.\n\n"
        "\b\nExamples:\n  promenade doctor\n  promenade doctor --tone\n"
        "  promenade doctor --quick --json",
        "Vérifier micro, haut-parleur, moteurs, modèles, disque et réglages.\n\n"
        "Écoute le micro deux secondes et ne garde rien. Finit avec le code 7 si quelque chose de "
        "nécessaire à une promenade manque.\n\n"
        "\b\nExemples :\n  promenade doctor\n  promenade doctor --tone\n"
        "  promenade doctor --quick --json",
    )
)
@click.option(
    "--lang",
    "languages",
    type=click.Choice(get_args(Language)),
    multiple=True,
    help=tr(
        "Language you speak; may be given twice.", "Langue parlée ; peut être donnée deux fois."
    ),
)
@click.option(
    "--quick",
    is_flag=True,
    help=tr("Look, but load and record nothing.", "Regarder sans rien charger ni enregistrer."),
)
@click.option("--tone", is_flag=True, help=tr("Play a test tone.", "Jouer un son d'essai."))
@json_option
def doctor(languages: tuple[Language, ...], quick: bool, tone: bool, as_json: bool) -> int:
    """Go through all checks."""
    divert_native_chatter()
    around, trouble = _surroundings(languages)
    findings: list[Finding] = []
    for finding in chain(trouble, _findings(around, quick, tone)):
        findings.append(finding)
        if not as_json:
            _print_finding(finding)
    diagnosis = Diagnosis(
        tuple(findings),
        tuple(_setting_rows(around.settings)),
        not any(f.is_essential and f.state == "wanting" for f in findings),
    )
    if as_json:
        give(as_json_text(diagnosis))
    else:
        _print_end(diagnosis)
    return 0 if diagnosis.is_fit else WANTING_CODE


def _surroundings(languages: tuple[Language, ...]) -> tuple[Surroundings, tuple[Finding, ...]]:
    """Return what to look at; a settings file that cannot be read is a finding, not the end."""
    places = find_places()
    trouble: tuple[Finding, ...] = ()
    try:
        settings = load_settings(places.settings_file)
    except BadUsage as error:
        settings = LoadedSettings(Settings(), {})
        detail, remedy = said(error)
        trouble = (
            Finding(
                name="settings",
                title=tr("Settings", "Réglages"),
                state="wanting",
                detail=detail,
                remedy=remedy,
                is_essential=True,
            ),
        )
    spoken = languages or (settings.values.walk.language or present_language(),)
    return Surroundings(places, settings, open_store(places.models), spoken), trouble


def _findings(around: Surroundings, is_quick: bool, has_tone: bool) -> Iterable[Finding]:
    if is_quick:
        yield check_portaudio(around)
        yield from (check_ear(around, language) for language in around.languages)
        yield from (check_model(around, role) for role in _ROLES)
    else:
        yield from _devices(around, has_tone)
        yield from (try_ear(language)(around) for language in around.languages)
        yield from (try_model(role)(around) for role in _ROLES)
        yield check_voice(around)
    for check in _ALWAYS:
        yield check(around)


def _devices(around: Surroundings, has_tone: bool) -> Iterable[Finding]:
    try:
        library = PortAudio()
    except DeviceTrouble:
        yield check_portaudio(around)
        return
    wishes = around.settings.values
    yield check_microphone(library, wishes.microphone.device, _show_level)
    if sys.stderr.isatty():
        click.echo("\r\x1b[K", err=True, nl=False)
    yield check_speaker(library, wishes.voice.device, has_tone)


def _show_level(dbfs: float) -> None:
    if not sys.stderr.isatty():
        return
    filled = round(max(0.0, min(1.0, (dbfs + 60) / 60)) * _METER_WIDTH)
    bar = "#" * filled + "." * (_METER_WIDTH - filled)
    heading = tr("Speak: ", "Parlez : ")
    click.echo(f"\r{heading}[{bar}] {dbfs:5.0f} dBFS\x1b[K", err=True, nl=False)


def _setting_rows(settings: LoadedSettings) -> Iterable[SettingRow]:
    for subject, part in msgspec.to_builtins(settings.values).items():
        for key, value in part.items():
            name = f"{subject}.{key}"
            yield SettingRow(name, value, settings.sources.get(name, "default"))


def _print_finding(finding: Finding) -> None:
    sign = {"good": "[ok]", "limited": "[--]", "wanting": "[!!]"}[finding.state]
    click.echo(f"{sign} {finding.title}{tr(': ', ' : ')}{finding.detail}")
    for line in finding.remedy.splitlines():
        click.echo(f"     {line}")


def _print_end(diagnosis: Diagnosis) -> None:
    click.echo(tr("\nSettings:", "\nRéglages :"))
    for row in diagnosis.settings:
        source = tr("default", "par défaut") if row.source == "default" else row.source
        click.echo(f"  {row.key} = {msgspec.json.encode(row.value).decode()}  ({source})")
    click.echo(
        tr("\nReady for a walk.", "\nPrêt pour une promenade.")
        if diagnosis.is_fit
        else tr(
            "\nA walk needs what is marked [!!].",
            "\nUne promenade demande ce qui est marqué [!!].",
        )
    )
