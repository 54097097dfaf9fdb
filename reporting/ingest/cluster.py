"""Pieces heard by a dask.distributed cluster: the same pieces, the same words.

One piece a task. Its sound travels with it; engines are loaded where the worker is, from the worker's
own model store. What a lost worker had is given to another one by the scheduler.
"""

from __future__ import annotations

import importlib
import re
from concurrent.futures import Future
from dataclasses import dataclass
from threading import BoundedSemaphore
from typing import TYPE_CHECKING, Any

from models.errors import EngineFailed, EngineUnavailable, NotAllowed, PromenadeError
from models.language import Phrase
from reporting.ingest.engines import EngineWishes, loader
from reporting.ingest.hearing import Engines, Heard, hear_piece

if TYPE_CHECKING:
    from models.audio import Samples
    from reporting.ingest.pcm import Pcm
    from reporting.ingest.splitting import Piece

_ADDRESS = re.compile(r"^(tcp|tls)://(\[[0-9A-Fa-f:]+\]|[A-Za-z0-9.-]+):(\d{1,5})$")
_LOOPBACK = re.compile(r"^(localhost|127(\.\d+){3}|\[::1\])$")
_CONNECT_SECONDS = 10
_RETRIES = 3
_MOST_UNDER_WAY = 4
"""Pieces sent for each one the workers hear at once: hours of sound do not pile up in memory."""


@dataclass(frozen=True, slots=True)
class Link:
    """A connection to a scheduler."""

    client: Any
    address: str
    is_loopback: bool

    @property
    def width(self) -> int:
        """How many tasks the workers take on at once."""
        threads: dict[str, int] = self.client.nthreads()
        return max(1, sum(threads.values()))


def connect(address: str) -> Link:
    """Return a connection; raises NotAllowed, EngineUnavailable."""
    scheme, host = _parsed(address)
    is_loopback = bool(_LOOPBACK.match(host))
    if scheme == "tcp" and not is_loopback:
        raise NotAllowed(
            Phrase(
                "Plain tcp:// to another machine would let others on the way listen.",
                "En tcp:// vers une autre machine, n'importe qui sur le trajet pourrait écouter.",
            ),
            Phrase(
                "Use tls:// with your certificates (distributed.comm.tls in dask's settings), or a "
                "tunnel to 127.0.0.1.",
                "Utilisez tls:// avec vos certificats (distributed.comm.tls des réglages de dask) "
                "ou un tunnel vers 127.0.0.1.",
            ),
        )
    return Link(_client(address, scheme), address, is_loopback)


class ClusterCrew:
    """Hears on the workers of a cluster."""

    def __init__(self, link: Link, wishes: EngineWishes) -> None:
        self._link = link
        self._wishes = wishes
        self._room = BoundedSemaphore(_MOST_UNDER_WAY * self.width)

    @property
    def width(self) -> int:
        """How many pieces the workers hear at once."""
        return self._link.width

    def submit(self, pcm: Pcm, piece: Piece) -> Future[Heard]:
        """Send a piece to whichever worker is free, once few enough are under way."""
        self._room.acquire()
        samples = pcm.read(piece.heard_from, min(piece.heard_to, pcm.frames), piece.channel)
        task = self._link.client.submit(
            hear_there, samples.tobytes(), piece, self._wishes, pure=False, retries=_RETRIES
        )
        outcome: Future[Heard] = Future()
        task.add_done_callback(lambda done: self._arrived(done, outcome))
        return outcome

    def _arrived(self, done: Any, outcome: Future[Heard]) -> None:
        self._room.release()
        _arrived(done, outcome)

    def close(self) -> None:
        """Leave the cluster; pieces not heard yet are given up."""
        self._link.client.close(timeout=5)


_desks: dict[str, Engines] = {}


def hear_there(sound: bytes, piece: Piece, wishes: EngineWishes) -> Heard | PromenadeError:
    """Hear a piece in a worker; engines are loaded once per process and kept."""
    import numpy as np

    samples: Samples = np.frombuffer(sound, "<i2").astype(np.int16)
    try:
        if wishes.key not in _desks:
            _desks.clear()
            _desks[wishes.key] = loader(wishes)()
        return hear_piece(samples, piece, _desks[wishes.key])
    except PromenadeError as error:
        return error


def _arrived(done: Any, outcome: Future[Heard]) -> None:
    if done.cancelled():
        outcome.cancel()
    elif done.status == "error":
        outcome.set_exception(_lost())
    else:
        answer = done.result()
        if isinstance(answer, PromenadeError):
            outcome.set_exception(answer)
        else:
            outcome.set_result(answer)


def _parsed(address: str) -> tuple[str, str]:
    match = _ADDRESS.match(address)
    if match is None:
        raise EngineUnavailable(
            Phrase(
                "That is not the address of a cluster.",
                "Ce n'est pas l'adresse d'un cluster.",
            ),
            Phrase("Write it as tcp://127.0.0.1:8786.", "Écrivez-la ainsi : tcp://127.0.0.1:8786."),
        )
    return match[1], match[2]


def _client(address: str, scheme: str) -> Any:
    try:
        distributed: Any = importlib.import_module("distributed")
    except ImportError as error:
        raise EngineUnavailable(
            Phrase("dask.distributed is not installed.", "dask.distributed n'est pas installé."),
            Phrase("pip install 'promenade[cluster]'", "pip install 'promenade[cluster]'"),
        ) from error
    security = distributed.Security(require_encryption=True) if scheme == "tls" else None
    try:
        return distributed.Client(
            address, timeout=_CONNECT_SECONDS, security=security, set_as_default=False
        )
    except (OSError, TimeoutError, TypeError, ValueError, RuntimeError) as error:
        raise EngineUnavailable(
            Phrase(
                "The cluster at {address} does not answer: {why}.",
                "Le cluster {address} ne répond pas : {why}.",
            ).format(address=address, why=type(error).__name__),
            Phrase(
                "Check that `dask scheduler` runs there, and for tls:// that your certificates are "
                "in dask's settings (distributed.comm.tls). Without `--cluster` this machine hears.",
                "Vérifiez que `dask scheduler` y tourne et, pour tls://, que vos certificats sont "
                "dans les réglages de dask (distributed.comm.tls). Sans `--cluster`, cette machine "
                "entend.",
            ),
        ) from error


def _lost() -> EngineFailed:
    return EngineFailed(
        Phrase(
            "The cluster lost a piece again and again.",
            "Le cluster a perdu un morceau plusieurs fois.",
        ),
        Phrase(
            "What was heard is kept: the same command goes on from there, with or without `--cluster`.",
            "Ce qui a été entendu est gardé : la même commande reprend là, avec ou sans `--cluster`.",
        ),
    )
