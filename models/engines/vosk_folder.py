"""Whether a folder looks like a model of vosk, before vosk itself sees it.

vosk aborts, crashes or hangs on some damaged folders. The forms of the files are Kaldi's and
OpenFst's; what only shows when the model works is left to the probe.
"""

from __future__ import annotations

from pathlib import Path

from models.errors import ModelDamaged
from models.language import Phrase

UNPACK_AGAIN = Phrase(
    "Fetch or unpack the model again, or name another folder.",
    "Cherchez ou décompressez de nouveau le modèle, ou nommez un autre dossier.",
)


def check_folder(folder: Path) -> None:
    """Raise ModelDamaged unless `folder` looks like a recogniser."""
    fst = b"\xd6\xfd\xb2\x7e"
    _require(folder, "am/final.mdl", (b"\0B<TransitionModel>", b"<TransitionModel>"))
    _require(folder, "conf/mfcc.conf")
    _require(folder, "conf/model.conf")
    if (folder / "graph" / "HCLG.fst").exists():
        _require(folder, "graph/HCLG.fst", (fst,))
    else:
        _require(folder, "graph/HCLr.fst", (fst,))
        _require(folder, "graph/Gr.fst", (fst,))
        _require(folder, "graph/disambig_tid.int")
    if (folder / "ivector").is_dir():
        _require(folder, "ivector/final.ie")
    for name in ("words.txt", "phones/word_boundary.int", "phones.txt"):
        if (folder / "graph" / name).exists():
            _require(folder, f"graph/{name}")


def check_speaker_folder(folder: Path) -> None:
    """Raise ModelDamaged unless `folder` looks like a speaker model of vosk."""
    for name in ("final.ext.raw", "mean.vec", "transform.mat", "mfcc.conf"):
        _require(folder, name)


def _require(folder: Path, name: str, beginnings: tuple[bytes, ...] = ()) -> None:
    try:
        with (folder / name).open("rb") as opened:
            head = opened.read(32)
    except OSError as error:
        raise not_a_model(folder, name) from error
    if not head or (beginnings and not head.startswith(beginnings)):
        raise not_a_model(folder, name)


def not_a_model(folder: Path, name: str) -> ModelDamaged:
    """Return the error for a folder in which the file `name` is wrong."""
    return ModelDamaged(
        Phrase(
            "{folder} is not a whole vosk model: {name} is missing or damaged.",
            "{folder} n'est pas un modèle vosk complet : {name} manque ou est abîmé.",
        ).format(folder=folder, name=name),
        UNPACK_AGAIN,
    )
