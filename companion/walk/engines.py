"""The engines of a walk: loaded beside it, and brought back when they break.

Sound is kept from the first moment, so an engine that comes late hears what it missed. A recogniser
that breaks is loaded again, sooner at first and then less and less often; what was said meanwhile
is heard from memory, ten minutes of it at most, and everything from the recording afterwards.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from companion.walk import wording
from models.errors import ModelError, PromenadeError

if TYPE_CHECKING:
    from companion.walk.ear import Broken, EarEngines
    from companion.walk.health import Speaking, Wellbeing
    from companion.walk.hearing import Hearing
    from companion.walk.mouth import Mouth
    from models.chat import ChatModel
    from models.language import Language
    from models.speech import EngineCard, Synthesizer

Engine = TypeVar("Engine")

FIRST_RETRY_SECONDS = 1.0
LONGEST_RETRY_SECONDS = 60.0
PROVEN_SECONDS = 2.0
"""A recogniser that has heard for so long works."""


class Engines:
    """What the ear, the mouth and the conversation of one walk work with."""

    def __init__(self, hearing: Hearing, mouth: Mouth, wellbeing: Wellbeing, say: Speaking) -> None:
        self._hearing = hearing
        self._mouth = mouth
        self._wellbeing = wellbeing
        self._say = say
        self._retry_seconds = FIRST_RETRY_SECONDS
        self._is_retrying = False

    async def load_ear(self, load: Callable[[Language], EarEngines], language: Language) -> None:
        """Hear this language from now on, with what can be had for it."""
        try:
            engines = await _beside(partial(load, language))
        except PromenadeError as error:
            self._wellbeing.lose("ear", error, wording.EAR_MISSING)
            return
        self._hearing.use(engines)
        if engines.recognizer is None:
            self._wellbeing.lose("ear", None, wording.EAR_MISSING)
        else:
            self._wellbeing.ready("ear", engines.recognizer.card)

    def lose(self, broken: Broken) -> None:
        """Go on without an engine of the ear."""
        said = wording.EAR_AWAY if broken.part == "ear" else None
        self._wellbeing.lose(broken.part, broken.error, said)

    async def bring_ear_back(
        self, load: Callable[[Language], EarEngines], language: Callable[[], Language]
    ) -> None:
        """Load the ear again until it hears words and goes on to; each try waits longer."""
        if self._is_retrying:
            return
        self._is_retrying = True
        card: EngineCard | None = None
        while self._hearing.has_lost_words:
            await asyncio.sleep(self._retry_seconds)
            self._retry_seconds = min(2 * self._retry_seconds, LONGEST_RETRY_SECONDS)
            card = await self._try_again(load, language())
        self._is_retrying = False
        if card is not None:
            self._wellbeing.ready("ear", card)
            self._say(wording.EAR_BACK, "ear", is_all_clear=True)

    async def _try_again(
        self, load: Callable[[Language], EarEngines], language: Language
    ) -> EngineCard | None:
        try:
            engines = await _beside(partial(load, language))
        except PromenadeError:
            return None
        if engines.recognizer is None or not self._hearing.has_lost_words:
            return None
        self._hearing.use(engines)
        await asyncio.sleep(PROVEN_SECONDS)
        return engines.recognizer.card

    async def load_voice(self, load: Callable[[], Synthesizer]) -> None:
        """Speak with this voice, or let earcons stand in."""
        try:
            self._mouth.synthesizer = await _beside(load)
        except PromenadeError as error:
            self._wellbeing.lose("voice", error)
        else:
            self._wellbeing.ready("voice", self._mouth.synthesizer.card)
        finally:
            self._mouth.voice_is_known.set()

    async def load_chat(self, chat: ChatModel | None) -> None:
        """Make the chat model ready, where there is one."""
        if chat is None:
            return
        try:
            await chat.prepare()
        except ModelError as error:
            self._wellbeing.lose("chat", error)
        else:
            self._wellbeing.ready("chat", chat.card)


async def _beside(loader: Callable[[], Engine]) -> Engine:
    return await asyncio.get_running_loop().run_in_executor(None, loader)
