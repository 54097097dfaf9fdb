"""What a walk is put together from: engines, conversation and settings, chosen for the walk's parts.

Engines are chosen when they are asked for and loaded beside the walk; what is missing makes a walk
that does less, never none.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from companion.audio.earcons import NAMES, earcon
from companion.paths import Places
from companion.settings import ChatSettings, PatienceSettings, Settings
from companion.turns.patience import Bounds
from companion.walk.ear import EarEngines
from companion.walk.loudness import LoudnessVoiceActivity
from models.errors import ModelError
from models.load import (
    choose_ear,
    load_chat,
    load_ear,
    load_synthesizer,
    load_turn_judge,
    load_voice_activity,
)
from models.store import Store, open_store

if TYPE_CHECKING:
    from collections.abc import Mapping

    from companion.conversation.ports import Past
    from companion.conversation.talk import Talk
    from models.chat import ChatModel
    from models.language import Language
    from models.speech import Ear, Speech, Synthesizer, TurnJudge, VoiceActivity

NO_MODEL = "none"
"""As the name of a chat model: the built-in companion alone."""


def ear_loader(places: Places, settings: Settings) -> Callable[[Language], EarEngines]:
    """Return what loads the ear of a language; a model that was loaded once is kept."""
    store = open_store(places.models)
    ears: dict[Language, Ear] = {}

    def load(language: Language) -> EarEngines:
        if language not in ears:
            wished = settings.ear.model_fr if language == "fr" else settings.ear.model_en
            ears[language] = load_ear(choose_ear(store, language, wished), store)
        return EarEngines(_voice(store), ears[language].recognizer(), _judge(store))

    def load_what_is_here(language: Language) -> EarEngines:
        try:
            return load(language)
        except ModelError:
            ears.pop(language, None)  # a model that failed is read again when asked for again
            return EarEngines(_voice(store))

    return load_what_is_here


def begun_ahead(
    load: Callable[[Language], EarEngines], language: Language
) -> Callable[[Language], EarEngines]:
    """Begin to load the ear of a language at once; return what gives it when it is asked for."""
    thread = ThreadPoolExecutor(1, "ear-ahead")
    ahead = {language: thread.submit(load, language)}
    thread.shutdown(wait=False)

    def give(wanted: Language) -> EarEngines:
        begun = ahead.pop(wanted, None)
        return begun.result() if begun is not None else load(wanted)

    return give


def voice_loader(settings: Settings) -> Callable[[], Synthesizer]:
    """Return what starts the synthesiser."""

    def load() -> Synthesizer:
        return load_synthesizer(name_en=settings.voice.name_en, name_fr=settings.voice.name_fr)

    return load


def conversation(
    settings: Settings,
    session: str,
    language: Language,
    topic: str = "",
    past: Past | None = None,
    chat: ChatModel | None = None,
) -> Talk:
    """Return the conversation of one walk; chance in it comes from the session's name alone."""
    # imported while the engines load: its tables take longer to read than all else here
    from companion.conversation.talk import Talk, TalkSettings

    return Talk(
        TalkSettings(
            language=language,
            seed=zlib.crc32(session.encode()),
            recall_last_walk=settings.walk.recall_last_walk,
            topic=topic,
            recap=settings.walk.recap,
        ),
        chat=chat,
        past=past,
    )


def chat_model(settings: ChatSettings) -> ChatModel | None:
    """Return the chat model of the settings, None for `none`; nothing is asked of it yet."""
    if settings.model == NO_MODEL:
        return None
    return load_chat(
        settings.address,
        settings.model,
        allowed_addresses=settings.allowed_addresses,
        allowed_models=settings.allowed_models,
        max_context_tokens=settings.max_context_tokens,
        seconds=(settings.connect_seconds, settings.first_token_seconds, settings.stall_seconds),
    )


def earcons(settings: Settings) -> Mapping[str, Speech]:
    """Return the earcons, none where they are switched off."""
    return {name: earcon(name) for name in NAMES} if settings.walk.earcons else {}


def bounds(patience: PatienceSettings) -> Bounds:
    """Return the user's settings of patience."""
    return Bounds(patience.floor_ms, patience.ceiling_ms, patience.after_question_factor)


def _voice(store: Store) -> VoiceActivity:
    try:
        return load_voice_activity(store)
    except ModelError:
        return LoudnessVoiceActivity()


def _judge(store: Store) -> TurnJudge | None:
    try:
        return load_turn_judge(store)
    except ModelError:
        return None
