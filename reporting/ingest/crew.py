"""Who hears the pieces: this thread, several, several processes of this machine, or a cluster.

All give the same answer for the same piece. A process that dies is replaced and its piece heard again.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing import connection, get_all_start_methods, get_context, parent_process
from multiprocessing.context import BaseContext
from typing import Protocol

from models.errors import EngineFailed
from models.language import Phrase
from models.speech import SharedRecognizer
from reporting.ingest.hearing import EngineLoader, Engines, Heard, hear_piece
from reporting.ingest.pcm import Pcm
from reporting.ingest.splitting import Piece

_THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
_MOST_DEATHS = 3


class Crew(Protocol):
    """Hears pieces, some at the same time."""

    @property
    def width(self) -> int:
        """How many pieces are heard at once."""

    def submit(self, pcm: Pcm, piece: Piece) -> Future[Heard]:
        """Begin to hear a piece; the future may raise ModelError."""

    def close(self) -> None:
        """Let everybody go, at once."""


class SoloCrew:
    """Hears in this process, one piece after the other."""

    width = 1

    def __init__(self, load: EngineLoader) -> None:
        self._load = load
        self._engines: Engines | None = None

    def submit(self, pcm: Pcm, piece: Piece) -> Future[Heard]:
        """Hear the piece now."""
        if self._engines is None:
            self._engines = self._load()
        done: Future[Heard] = Future()
        done.set_result(hear(self._engines, pcm, piece))
        return done

    def close(self) -> None:
        """Let the engines go."""
        self._engines = None


class ThreadCrew:
    """Hears in threads that share one copy of the models: nothing to start, memory for one.

    `load` is called once by each thread. The work is done by engines that let other threads run.
    """

    def __init__(self, load: EngineLoader, width: int) -> None:
        self.width = width
        self._load = load
        self._own = threading.local()
        self._loaded: list[Engines] = []
        self._is_closed = False
        self._pool = ThreadPoolExecutor(width, thread_name_prefix="hearing")
        self._pool.submit(self._engines)  # models load while the recording is being decoded

    def submit(self, pcm: Pcm, piece: Piece) -> Future[Heard]:
        """Hand the piece to the next thread that is free."""
        return self._pool.submit(lambda: hear(self._engines(), pcm, piece))

    def close(self) -> None:
        """Stop hearing; pieces not heard yet are given up."""
        self._is_closed = True
        for engines in list(self._loaded):
            _give_up(engines)
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._loaded.clear()

    def _engines(self) -> Engines:
        if not hasattr(self._own, "engines"):
            self._own.engines = self._load()
            self._loaded.append(self._own.engines)
            if self._is_closed:
                _give_up(self._own.engines)
        engines: Engines = self._own.engines
        return engines


def _give_up(engines: Engines) -> None:
    if isinstance(engines.recognizer, SharedRecognizer):
        engines.recognizer.give_up()


class ProcessCrew:
    """Hears in several processes, each with engines of its own."""

    def __init__(self, load: EngineLoader, width: int) -> None:
        self.width = width
        self._load = load
        self._deaths = 0
        self._is_closed = False
        self._pool = self._hired()

    def submit(self, pcm: Pcm, piece: Piece) -> Future[Heard]:
        """Hand the piece to the next process that is free."""
        outcome: Future[Heard] = Future()
        self._hand_over(outcome, pcm, piece)
        return outcome

    def close(self) -> None:
        """End the processes; pieces not heard yet are given up."""
        self._is_closed = True
        workers = list((self._pool._processes or {}).values())
        manager = getattr(self._pool, "_executor_manager_thread", None)
        self._pool.shutdown(wait=False, cancel_futures=True)
        for worker in workers:
            worker.terminate()
        for worker in workers:
            worker.join(5)
        if manager is not None:  # else it may still tidy up while Python ends
            manager.join(5)

    def _hand_over(self, outcome: Future[Heard], pcm: Pcm, piece: Piece) -> None:
        try:
            inner = self._pool.submit(_hear_here, pcm, piece)
        except BrokenProcessPool:
            self._replace(outcome, pcm, piece)
            return
        inner.add_done_callback(lambda done: self._arrived(done, outcome, pcm, piece))

    def _arrived(self, done: Future[Heard], outcome: Future[Heard], pcm: Pcm, piece: Piece) -> None:
        if done.cancelled():
            outcome.cancel()
            return
        error = done.exception()
        if isinstance(error, BrokenProcessPool):
            self._replace(outcome, pcm, piece)
        elif error is not None:
            outcome.set_exception(error)
        else:
            outcome.set_result(done.result())

    def _replace(self, outcome: Future[Heard], pcm: Pcm, piece: Piece) -> None:
        """Hire anew after a death, unless that happened too often or everybody was let go."""
        if self._is_closed:
            outcome.cancel()
            return
        with _HIRING:
            if self._is_broken():
                self._deaths += 1
                if self._deaths <= _MOST_DEATHS:
                    self._pool = self._hired()
        if self._deaths > _MOST_DEATHS:
            outcome.set_exception(_keeps_dying())
        else:
            self._hand_over(outcome, pcm, piece)

    def _is_broken(self) -> bool:
        return bool(getattr(self._pool, "_broken", False))

    def _hired(self) -> ProcessPoolExecutor:
        for variable in _THREADS:  # each process is one of several: it must not take every core
            os.environ.setdefault(variable, "1")
        pool = ProcessPoolExecutor(
            self.width, mp_context=_context(), initializer=_begin, initargs=(self._load,)
        )
        with suppress(BrokenProcessPool):  # told by the first piece
            for _ in range(self.width):  # models load while the recording is being decoded
                pool.submit(_get_ready)
        return pool


_HIRING = threading.Lock()
_desk: dict[str, Callable[[], Engines] | Engines] = {}


def hear(engines: Engines, pcm: Pcm, piece: Piece) -> Heard:
    """Read a piece from the decoded recording and hear it."""
    samples = pcm.read(piece.heard_from, min(piece.heard_to, pcm.frames), piece.channel)
    return hear_piece(samples, piece, engines)


def _begin(load: EngineLoader) -> None:
    """Prepare a process: deaf to Ctrl-C, which its parent handles, and gone when its parent is."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _desk["load"] = load
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_follow, args=(parent.sentinel,), daemon=True).start()


def _follow(sentinel: int) -> None:
    connection.wait([sentinel])
    os._exit(1)


def _hear_here(pcm: Pcm, piece: Piece) -> Heard:
    return hear(_engines_here(), pcm, piece)


def _get_ready() -> None:
    _engines_here()


def _engines_here() -> Engines:
    engines = _desk.get("engines")
    if not isinstance(engines, Engines):
        load = _desk["load"]
        assert callable(load)
        engines = load()
        _desk["engines"] = engines
    return engines


def _context() -> BaseContext:
    """Return how processes begin: from one that has the modules already, where there is such a thing."""
    if "forkserver" not in get_all_start_methods():
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload([__name__])
    return context


def _keeps_dying() -> EngineFailed:
    return EngineFailed(
        Phrase(
            "The processes that recognise speech end again and again.",
            "Les processus de reconnaissance s'arrêtent sans cesse.",
        ),
        Phrase(
            "Memory may be short: try `--jobs 1` or a smaller model. Work done so far is kept.",
            "La mémoire manque peut-être : essayez `--jobs 1` ou un modèle plus petit. Le travail "
            "déjà fait est gardé.",
        ),
    )
