"""Fetch one file from an address: resumable, measured, and never taken on trust.

What arrives is written beside the target as `.part`; only a file of the right size and digest gets
the target's name, so an interrupted fetch leaves nothing that could pass for a model.
"""

from __future__ import annotations

import contextlib
import hashlib
import http.client
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from models.errors import ModelDamaged, SourceUnreachable
from models.language import Phrase

Progress = Callable[[int, int], None]
"""Called with the bytes that are here and the bytes there will be."""

BLOCK = 1 << 18
CONNECT_SECONDS = 10.0
_LOOPBACK = ("127.0.0.1", "::1", "localhost")
_RETRY = Phrase(
    "Check the connection and run the command again: what has arrived is kept.",
    "Vérifiez la connexion et relancez la commande : ce qui est arrivé est gardé.",
)


@dataclass(frozen=True, slots=True)
class Expected:
    """What a file must be. An empty digest is not checked."""

    bytes: int
    sha256: str = ""
    md5: str = ""
    is_exact: bool = True
    """False where `bytes` is only about right: then half as much again is the limit."""

    @property
    def most(self) -> int:
        """Bytes beyond which a source is lying."""
        return self.bytes if self.is_exact else self.bytes + self.bytes // 2


def ignore_progress(done: int, total: int) -> None:
    """Report to nobody."""


def download(
    url: str,
    target: Path,
    expected: Expected,
    progress: Progress = ignore_progress,
    timeout: float = CONNECT_SECONDS,
) -> None:
    """Fetch `url` into `target`, going on from a partial file where there is one.

    `timeout`: seconds without a byte. Raises SourceUnreachable, which keeps the partial file, or
    ModelDamaged, which throws it away.
    """
    part = target.with_name(target.name + ".part")
    if not _is_whole(part, expected):
        _fetch(url, part, expected, progress, timeout)
    check_file(part, expected)
    part.replace(target)


def check_file(file: Path, expected: Expected) -> None:
    """Raise ModelDamaged, and delete `file`, unless size and digests are as expected."""
    size = file.stat().st_size
    wrong = size != expected.bytes if expected.is_exact else size > expected.most
    for algorithm, digest in (("sha256", expected.sha256), ("md5", expected.md5)):
        if not wrong and digest:
            wrong = digest_of(file, algorithm) != digest
    if wrong:
        file.unlink()
        raise ModelDamaged(
            Phrase(
                "What arrived ({size} bytes) is not the file that the catalogue names.",
                "Ce qui est arrivé ({size} octets) n'est pas le fichier annoncé par le catalogue.",
            ).format(size=size),
            Phrase(
                "It was deleted. Run the command again; if it happens twice, the source has "
                "changed.",
                "Il a été effacé. Relancez la commande ; si cela se répète, la source a changé.",
            ),
        )


def digest_of(file: Path, algorithm: str = "sha256") -> str:
    """Return the hexadecimal digest of a file."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, algorithm).hexdigest()


def get_bytes(url: str, most: int, timeout: float = CONNECT_SECONDS) -> bytes:
    """Return what is at `url`, at most `most` bytes; raises SourceUnreachable."""
    with _reaching(url), contextlib.closing(_open(url, 0, timeout)) as answer:
        read: bytes = answer.read(most + 1)
    if len(read) > most:
        raise _unreachable(url, ValueError("too long"))
    return read


def _is_whole(part: Path, expected: Expected) -> bool:
    return expected.is_exact and part.is_file() and part.stat().st_size == expected.bytes


def _fetch(url: str, part: Path, expected: Expected, progress: Progress, timeout: float) -> None:
    here = part.stat().st_size if part.is_file() else 0
    if here > expected.most:
        here = 0
    with _reaching(url):
        answer = _open(url, here, timeout)
    with contextlib.closing(answer):
        here = here if _resumes_at(answer, here) else 0
        announced = here + int(answer.headers.get("Content-Length") or 0)
        with part.open("ab" if here else "wb") as kept:
            for block in _blocks(answer, url, expected.most + 1 - here):
                kept.write(block)
                here += len(block)
                progress(here, expected.bytes if expected.is_exact else announced)
    whole = expected.bytes if expected.is_exact else announced
    if here < whole:
        raise _cut_short(url, here, whole)


@contextlib.contextmanager
def _reaching(url: str) -> Iterator[None]:
    """Turn what goes wrong on the way to `url` into words; trouble on this disk is not meant."""
    try:
        yield
    except (OSError, http.client.HTTPException) as error:
        raise _unreachable(url, error) from error


def _blocks(answer: Any, url: str, most: int) -> Iterator[bytes]:
    """Yield what comes, and no more than `most` bytes of it."""
    while most > 0:
        with _reaching(url):
            # Whatever has come, at once: a slow line would lose a whole block when it is cut.
            block: bytes = answer.read1(min(BLOCK, most))
        if not block:
            return
        most -= len(block)
        yield block


def _open(url: str, start: int, timeout: float) -> Any:
    _require_safe(url)
    headers = {"User-Agent": "promenade", "Accept-Encoding": "identity"}
    if start:
        headers["Range"] = f"bytes={start}-"
    answer = urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=timeout)
    _require_safe(answer.url)
    return answer


def _require_safe(url: str) -> None:
    parts = urlsplit(url)
    if parts.scheme != "https" and not (
        parts.scheme == "http" and (parts.hostname or "") in _LOOPBACK
    ):
        raise SourceUnreachable(
            Phrase(
                "{url} is refused: model files come over https only.",
                "{url} est refusé : les modèles ne viennent que par https.",
            ).format(url=url)
        )


def _resumes_at(answer: Any, start: int) -> bool:
    """Whether the answer begins at `start`; a server may ignore what was asked."""
    if not start or answer.status != http.HTTPStatus.PARTIAL_CONTENT:
        return False
    return str(answer.headers.get("Content-Range", "")).startswith(f"bytes {start}-")


def _unreachable(url: str, error: Exception) -> SourceUnreachable:
    host = urlsplit(url).netloc
    if isinstance(error, urllib.error.HTTPError):
        return SourceUnreachable(
            Phrase("{host} answers {code} for {url}.", "{host} répond {code} pour {url}.").format(
                host=host, code=error.code, url=url
            ),
            _RETRY,
        )
    reason = getattr(error, "reason", error)
    return SourceUnreachable(
        Phrase("{host} cannot be reached: {reason}.", "{host} est injoignable : {reason}.").format(
            host=host, reason=reason or type(error).__name__
        ),
        _RETRY,
    )


def _cut_short(url: str, arrived: int, whole: int) -> SourceUnreachable:
    return SourceUnreachable(
        Phrase(
            "{host} stopped after {arrived} of {whole} bytes.",
            "{host} s'est arrêté après {arrived} octets sur {whole}.",
        ).format(host=urlsplit(url).netloc, arrived=arrived, whole=whole),
        _RETRY,
    )
