"""Ask the Ollama server what it has, and say where words given to it would go."""

from __future__ import annotations

import shutil

from companion.cli.checks import Finding, State, Surroundings, said
from companion.cli.install_hints import install_hint
from companion.interface import tr
from models.errors import ModelError
from models.ollama_server import OllamaServer, PulledModel, usable_address


def check_ollama(around: Surroundings) -> Finding:
    """Ask the Ollama server of the settings for its version."""
    server = OllamaServer(around.settings.values.chat.address)
    if not _is_allowed(server, around):
        return _ollama("limited", *_not_allowed(server))
    try:
        version = server.version()
    except ModelError as error:
        detail, remedy = said(error)
        without = tr(
            " The built-in companion talks without it.", " Le compagnon intégré parle sans lui."
        )
        is_installed = shutil.which("ollama") is not None
        return _ollama(
            "limited", detail + without, remedy if is_installed else install_hint("ollama")
        )
    where = "" if server.is_here else tr(", not on this machine", ", hors de cette machine")
    return _ollama("good", f"{version}, {server.address}{where}", "")


def check_chat_model(around: Surroundings) -> Finding:
    """Look for the chat model that a walk would use, and say where its words go."""
    server = OllamaServer(around.settings.values.chat.address)
    wished = around.settings.values.chat.model
    built_in = tr("the built-in companion talks", "le compagnon intégré parle")
    if wished == "none":
        return _chat(
            "good", tr(f"none is wished for: {built_in}", f"aucun, c'est voulu : {built_in}"), ""
        )
    if not _is_allowed(server, around):
        return _chat("limited", built_in, "")
    try:
        pulled = server.models()
        chosen = choose_chat_model(wished, pulled)
        if chosen is None:
            return _chat("limited", built_in, _chat_remedy(wished, pulled))
        return _chosen(server, chosen, around)
    except ModelError:
        return _chat("limited", built_in, _chat_remedy(wished, ()))


def _chosen(server: OllamaServer, model: PulledModel, around: Surroundings) -> Finding:
    chat = around.settings.values.chat
    details = server.details(model.name)
    window = min(chat.max_context_tokens, details.context_tokens or chat.max_context_tokens)
    host = model.remote_host or details.remote_host
    is_remote = model.is_remote or bool(host)
    there = host or tr("its maker's machines", "les machines de son éditeur")
    if is_remote and model.name not in chat.allowed_models:
        return _chat(
            "limited",
            tr(
                f"{model.name} would send words to {there}; it is refused",
                f"{model.name} enverrait les mots à {there} ; il est refusé",
            ),
            _allow("allowed_models", model.name),
        )
    if is_remote:
        where = tr(f"words go to {there}", f"les mots vont à {there}")
    elif server.is_here:
        where = tr("words stay here", "les mots restent ici")
    else:
        where = tr(f"words go to {server.address}", f"les mots vont à {server.address}")
    context = tr(f"context {window} tokens", f"contexte {window} tokens")
    return _chat("good", f"{model.name}, {context}, {where}", "")


def _is_allowed(server: OllamaServer, around: Surroundings) -> bool:
    allowed = map(usable_address, around.settings.values.chat.allowed_addresses)
    return server.is_here or server.address in allowed


def _not_allowed(server: OllamaServer) -> tuple[str, str]:
    return (
        tr(
            f"{server.address} is not this machine: words would leave it, so it is not asked",
            f"{server.address} n'est pas cette machine : les mots en sortiraient, elle n'est donc "
            "pas sollicitée",
        ),
        _allow("allowed_addresses", server.address),
    )


def _allow(key: str, value: str) -> str:
    return tr(
        f'To allow it, write under [chat] in settings.toml: {key} = ["{value}"]',
        f'Pour l\'autoriser, écrivez sous [chat] dans settings.toml : {key} = ["{value}"]',
    )


def _ollama(state: State, detail: str, remedy: str) -> Finding:
    return Finding(name="ollama", title="Ollama", state=state, detail=detail, remedy=remedy)


def _chat(state: State, detail: str, remedy: str) -> Finding:
    title = tr("Chat model", "Modèle de conversation")
    return Finding(name="chat-model", title=title, state=state, detail=detail, remedy=remedy)


def choose_chat_model(wished: str, pulled: tuple[PulledModel, ...]) -> PulledModel | None:
    """Return the model that is meant: the one named, or the only one that runs on the server."""
    if wished:
        names = (wished, f"{wished}:latest")
        return next((model for model in pulled if model.name in names), None)
    here = [model for model in pulled if not model.is_remote]
    return here[0] if len(here) == 1 else None


def _chat_remedy(wished: str, pulled: tuple[PulledModel, ...]) -> str:
    names = ", ".join(model.name for model in pulled)
    if wished:
        return tr(f"Run: ollama pull {wished}", f"Lancez : ollama pull {wished}")
    if names:
        return tr(
            f"Choose one under [chat] model in settings.toml: {names}",
            f"Choisissez-en un dans [chat] model de settings.toml : {names}",
        )
    return tr("promenade setup suggests one", "promenade setup en propose un")
