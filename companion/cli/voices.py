"""Whether the machine can speak, asked of the synthesiser itself."""

from __future__ import annotations

from companion.cli.checks import Finding, State, Surroundings, language_name, said
from companion.cli.install_hints import install_hint
from companion.interface import tr
from models.errors import ModelError
from models.load import load_synthesizer
from models.speech import Synthesizer


def check_voice(around: Surroundings) -> Finding:
    """Start the voices and let them say a word in each language."""
    wished = around.settings.values.voice
    try:
        voice = load_synthesizer(name_en=wished.name_en, name_fr=wished.name_fr)
    except ModelError as error:
        detail, remedy = said(error)
        return _finding("limited", _silent(detail), remedy or install_hint("espeak-ng"))
    try:
        return _heard(voice, around)
    finally:
        voice.close()


def _heard(voice: Synthesizer, around: Surroundings) -> Finding:
    for language in around.languages:
        try:
            speech = voice.speak(tr("Hello.", "Bonjour."), language)
        except ModelError as error:
            detail, remedy = said(error)
            return _finding("limited", _silent(detail), remedy or install_hint("espeak-ng"))
        if not speech.samples.any():
            detail = tr(
                f"the voice for {language_name(language)} gives silence",
                f"la voix pour le {language_name(language)} ne rend que du silence",
            )
            return _finding("limited", _silent(detail), install_hint("espeak-ng"))
    card = voice.card
    return _finding("good", ", ".join(part for part in (card.engine, card.model) if part), "")


def _silent(detail: str) -> str:
    return detail + tr(
        " The companion then answers in signals and in writing.",
        " Le compagnon répond alors par signaux et par écrit.",
    )


def _finding(state: State, detail: str, remedy: str) -> Finding:
    return Finding(
        name="voice",
        title=tr("Voice", "Voix"),
        state=state,
        detail=detail,
        remedy=remedy,
    )
