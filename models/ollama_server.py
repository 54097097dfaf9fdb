"""What an Ollama server holds: its version, its models, and fetching one more.

For setting up and for checks; talking goes through the chat engine. Requests to this machine never
pass a proxy. Nothing that anybody said is sent from here.
"""

from __future__ import annotations

import contextlib
import http.client
import ipaddress
import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from typing import Any, TypeVar
from urllib.parse import urlsplit, urlunsplit

import msgspec

from models.download import Progress, ignore_progress
from models.errors import EngineFailed, EngineUnavailable
from models.language import Phrase

_ANSWER_BYTES = 8 << 20
_STALL_SECONDS = 60.0
_Answer = TypeVar("_Answer", bound=msgspec.Struct)


class PulledModel(msgspec.Struct, frozen=True):
    """A model that the server can run."""

    name: str
    size: int = 0
    """Bytes on the server's disk."""
    remote_host: str = ""
    """Where it really runs; empty for here."""

    @property
    def is_remote(self) -> bool:
        """Whether words given to it leave the server."""
        tag = self.name.partition(":")[2]
        return bool(self.remote_host) or tag == "cloud" or tag.endswith("-cloud")


class _Version(msgspec.Struct, frozen=True):
    version: str


class _Tags(msgspec.Struct, frozen=True):
    models: tuple[PulledModel, ...] = ()


class ModelDetails(msgspec.Struct, frozen=True):
    """What the server knows of one model."""

    capabilities: tuple[str, ...] = ()
    model_info: dict[str, Any] = {}
    remote_host: str = ""
    remote_model: str = ""

    @property
    def context_tokens(self) -> int:
        """The longest window that the model was made for, 0 where it is not told."""
        lengths = (v for k, v in self.model_info.items() if k.endswith(".context_length"))
        return next((length for length in lengths if isinstance(length, int)), 0)

    @property
    def can_chat(self) -> bool:
        """False for models that only make embeddings."""
        return not self.capabilities or "completion" in self.capabilities


class _Pulling(msgspec.Struct, frozen=True):
    status: str = ""
    completed: int = 0
    total: int = 0
    digest: str = ""
    error: str = ""


def usable_address(address: str) -> str:
    """Return an address to connect to: what a server listens on everywhere is reached here."""
    full = address if "://" in address else f"http://{address}"
    parts = urlsplit(full)
    if parts.hostname in ("0.0.0.0", "::"):
        parts = parts._replace(netloc=f"127.0.0.1:{parts.port or 11434}")
    elif parts.port is None and parts.scheme == "http":
        parts = parts._replace(netloc=f"{parts.netloc}:11434")
    return urlunsplit(parts).rstrip("/")


def is_here(address: str) -> bool:
    """Tell whether an address is this machine's."""
    host = urlsplit(address).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


class OllamaServer:
    """One address."""

    def __init__(self, address: str, seconds: float = 2.0) -> None:
        """Keep the address; `seconds` is how long an answer may take."""
        self.address = usable_address(address)
        self._seconds = seconds
        proxies = urllib.request.ProxyHandler({} if self.is_here else None)
        self._opener = urllib.request.build_opener(proxies)

    @property
    def is_here(self) -> bool:
        """Whether the address is this machine's."""
        return is_here(self.address)

    def version(self) -> str:
        """Return the server's version; raises EngineUnavailable where nobody answers."""
        return self._ask("/api/version", _Version).version

    def models(self) -> tuple[PulledModel, ...]:
        """Return the models that were pulled; raises EngineUnavailable."""
        return self._ask("/api/tags", _Tags).models

    def details(self, name: str) -> ModelDetails:
        """Return what is known of a model; raises EngineUnavailable or EngineFailed."""
        return self._ask("/api/show", ModelDetails, {"model": name})

    def pull(self, name: str, progress: Progress = ignore_progress) -> None:
        """Fetch a model; the server keeps what has arrived if this is cut short.

        Raises EngineUnavailable where nobody answers, EngineFailed with the server's reason.
        """
        layers: dict[str, tuple[int, int]] = {}
        with self._open("/api/pull", {"model": name}, _STALL_SECONDS) as answer:
            for line in answer:
                step = msgspec.json.decode(line, type=_Pulling)
                if step.error:
                    raise _refused(name, step.error)
                if step.total:
                    layers[step.digest] = (step.completed, step.total)
                    progress(*(sum(column) for column in zip(*layers.values(), strict=True)))
                if step.status == "success":
                    return
        raise _refused(name, "the answer ended early")

    def _ask(self, path: str, form: type[_Answer], body: dict[str, str] | None = None) -> _Answer:
        with self._open(path, body, self._seconds) as answer:
            return msgspec.json.decode(answer.read(_ANSWER_BYTES), type=form)

    @contextlib.contextmanager
    def _open(self, path: str, body: dict[str, str] | None, seconds: float) -> Iterator[Any]:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(
            self.address + path, data, {"Content-Type": "application/json"}
        )
        try:
            with self._opener.open(request, timeout=seconds) as answer:
                yield answer
        except urllib.error.HTTPError as error:
            error.close()
            raise _refused(path, f"{error.code} {error.reason}") from error
        except (OSError, http.client.HTTPException) as error:
            raise _away(self.address, getattr(error, "reason", error)) from error
        except msgspec.DecodeError as error:
            raise _away(self.address, "the answer is not Ollama's") from error


def _away(address: str, why: object) -> EngineUnavailable:
    return EngineUnavailable(
        Phrase(
            "Ollama does not answer at {address}: {why}.",
            "Ollama ne répond pas à {address} : {why}.",
        ).format(address=address, why=why),
        Phrase("Start it with: ollama serve", "Démarrez-le avec : ollama serve"),
    )


def _refused(what: str, why: str) -> EngineFailed:
    return EngineFailed(
        Phrase("Ollama refuses {what}: {why}.", "Ollama refuse {what} : {why}.").format(
            what=what, why=why
        )
    )
