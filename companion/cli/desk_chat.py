"""The chat models of the Ollama on this machine, as the interface lists and fetches them."""

from __future__ import annotations

from collections.abc import Sequence

from companion.cli.memory import SUGGESTIONS, memory_bytes, suggested_chat_model
from companion.interface import tr
from companion.settings import ChatSettings
from companion.tui.desk import IN_OLLAMA, ModelFile, Progress
from models.errors import ModelError
from models.ollama_server import OllamaServer


def chat_models(chat: ChatSettings) -> Sequence[ModelFile]:
    """Return what Ollama has and what suits a walk; nothing where it does not answer."""
    server = OllamaServer(chat.address)
    if not server.is_here:
        return ()
    try:
        pulled = server.models()
    except ModelError:
        return ()
    here = [_listed(model.name, model.size, is_here=True) for model in pulled]
    known = {model.name for model in here}
    sizes = {one.name: one.bytes for one in SUGGESTIONS}
    return [*here, *(_listed(name, size) for name, size in sizes.items() if name not in known)]


def is_chat_model(name: str) -> bool:
    """Whether Ollama fetches this, and not the store of model files."""
    return any(name == one.name for one in SUGGESTIONS)


def pull_chat_model(chat: ChatSettings, name: str, progress: Progress) -> None:
    """Let Ollama fetch a model; raises ModelError. What arrived stays where it is cut short."""

    def show(done: int, total: int) -> None:
        progress(name, done / total if total else 0.0)

    OllamaServer(chat.address).pull(name, show)


def _listed(name: str, size: int, *, is_here: bool = False) -> ModelFile:
    return ModelFile(
        name=name,
        role=IN_OLLAMA,
        is_here=is_here,
        size=size,
        is_suggested=name == suggested_chat_model(memory_bytes()).name,
        remark=tr(
            "a chat model, in Ollama: asks and answers",
            "modèle de conversation, dans Ollama : questionne et répond",
        ),
    )
