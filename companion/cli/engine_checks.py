"""Load each engine and let it work for a moment: that its files are there is not enough."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import msgspec
import numpy as np

from companion.cli.checks import Check, Finding, Surroundings, check_ear, check_model, said
from companion.interface import tr
from models.audio import EAR_RATE, FRAME_SAMPLES, Frame, Samples
from models.catalogue import Role
from models.errors import ModelError
from models.language import Language
from models.load import (
    choose_ear,
    load_ear,
    load_speaker_encoder,
    load_turn_judge,
    load_voice_activity,
)
from models.store import Store


def try_ear(language: Language) -> Check:
    """Return a check that loads the recogniser of a language and lets it hear a second."""

    def check(around: Surroundings) -> Finding:
        finding = check_ear(around, language)
        if finding.state == "wanting":
            return finding
        wished = around.wished_ear(language)
        return _tried(finding, partial(_hear, around.store, language, wished))

    return check


def try_model(role: Role) -> Check:
    """Return a check that runs the model of a role on a second of noise."""
    trials: dict[Role, Callable[[Store], object]] = {
        "voice-activity": _detect,
        "end-of-turn": lambda store: load_turn_judge(store).completeness(_noise()),
        "speaker-encoder": lambda store: load_speaker_encoder(store).embed(_noise()),
    }

    def check(around: Surroundings) -> Finding:
        finding = check_model(around, role)
        if finding.state != "good":
            return finding
        return _tried(finding, partial(trials[role], around.store))

    return check


def _tried(finding: Finding, trial: Callable[[], object]) -> Finding:
    try:
        trial()
    except ModelError as error:
        detail, remedy = said(error)
        return msgspec.structs.replace(finding, state="wanting", detail=detail, remedy=remedy)
    works = tr("it works", "il fonctionne")
    return msgspec.structs.replace(finding, detail=f"{finding.detail}, {works}")


def _hear(store: Store, language: Language, wished: str) -> None:
    ear = load_ear(choose_ear(store, language, wished), store)
    for _ in ear.hear(_noise()):
        pass


def _detect(store: Store) -> float:
    return load_voice_activity(store).probability(Frame(0, _noise()[:FRAME_SAMPLES]))


def _noise() -> Samples:
    hiss = np.random.default_rng(1).standard_normal(EAR_RATE)
    return (hiss * 300).astype(np.int16)
