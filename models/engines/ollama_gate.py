"""Where words would go: nothing passes that does not run here, unless the user allowed it by name."""

from __future__ import annotations

import asyncio
from typing import Protocol

from models.errors import ModelError, ModelMissing, NotAllowed
from models.language import Phrase
from models.ollama_server import OllamaServer, PulledModel, is_here, usable_address


class Permissions(Protocol):
    """What the user set."""

    @property
    def model(self) -> str: ...
    @property
    def allowed_addresses(self) -> tuple[str, ...]: ...
    @property
    def allowed_models(self) -> tuple[str, ...]: ...
    @property
    def connect_seconds(self) -> float: ...


class Gate:
    """One address and one model; shut until both are known to be allowed."""

    def __init__(self, address: str, permissions: Permissions) -> None:
        self._address = address
        self._permissions = permissions
        self._server = OllamaServer(address, max(permissions.connect_seconds, 1.0))
        self._remote = ""
        self.model = permissions.model
        self.can_think = False
        self.is_open = False

    @property
    def where(self) -> str:
        """`here`, or the place that words go to."""
        if self._remote:
            return self._remote
        return "here" if is_here(self._address) else self._address

    async def open(self) -> int:
        """Return the model's longest window, 0 where unknown; raises NotAllowed or ModelMissing."""
        self._check_address()
        if not self.model:
            self.model = await self._only_model()
        self._check_model(PulledModel(self.model))
        try:
            details = await asyncio.to_thread(self._server.details, self.model)
        except ModelError as error:
            raise await self._explain(error) from error
        remote = details.remote_host or details.remote_model
        self._check_model(PulledModel(self.model, remote_host=remote))
        self._remote = details.remote_host or self._remote
        self.can_think = "thinking" in details.capabilities
        self.is_open = True
        return details.context_tokens

    def _check_address(self) -> None:
        if is_here(self._address):
            return
        allowed = {usable_address(address) for address in self._permissions.allowed_addresses}
        if self._address not in allowed:
            raise NotAllowed(
                Phrase(
                    "{address} is not this machine: your words would leave it.",
                    "{address} n'est pas cette machine : vos paroles en sortiraient.",
                ).format(address=self._address),
                Phrase(
                    "If that is what you want, add it to allowed_addresses under [chat] in "
                    "settings.toml.",
                    "Si c'est voulu, ajoutez-la à allowed_addresses sous [chat] dans settings.toml.",
                ),
            )

    def _check_model(self, model: PulledModel) -> None:
        if not model.is_remote:
            return
        self._remote = model.remote_host or "ollama.com"
        if model.name not in self._permissions.allowed_models:
            raise NotAllowed(
                Phrase(
                    "{name} does not run on this machine but at {host}.",
                    "{name} ne tourne pas sur cette machine mais chez {host}.",
                ).format(name=model.name, host=self._remote),
                Phrase(
                    "If that is what you want, add it to allowed_models under [chat] in "
                    "settings.toml.",
                    "Si c'est voulu, ajoutez-le à allowed_models sous [chat] dans settings.toml.",
                ),
            )

    async def _only_model(self) -> str:
        pulled = [m for m in await asyncio.to_thread(self._server.models) if not m.is_remote]
        if len(pulled) == 1:
            return pulled[0].name
        names = ", ".join(model.name for model in pulled)
        if not pulled:
            raise _missing("gemma3:4b")
        raise ModelMissing(
            Phrase("Ollama holds several models.", "Ollama a plusieurs modèles."),
            Phrase(
                "Choose one under [chat] model in settings.toml: {names}",
                "Choisissez-en un dans [chat] model de settings.toml : {names}",
            ).format(names=names),
        )

    async def _explain(self, error: ModelError) -> ModelError:
        """Return what really is the matter where the server would not describe the model."""
        pulled = await asyncio.to_thread(self._server.models)
        names = {model.name for model in pulled}
        if self.model in names or f"{self.model}:latest" in names:
            return error
        return _missing(self.model)


def _missing(name: str) -> ModelMissing:
    return ModelMissing(
        Phrase("Ollama does not hold {name}.", "Ollama n'a pas {name}.").format(name=name),
        Phrase("Run: ollama pull {name}", "Lancez : ollama pull {name}").format(name=name),
    )
