"""Opens a model for onnxruntime, and says plainly when that cannot be done.

One thread each: two models beside a recogniser on a small laptop must not fight for its cores.
"""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

from models.engines.discretion import refuse_telemetry
from models.errors import EngineUnavailable, ModelDamaged, ModelMissing
from models.language import Phrase


def open_model(file: Path) -> Any:
    """Return an inference session; raises ModelMissing, ModelDamaged or EngineUnavailable."""
    if not file.is_file():
        raise ModelMissing(
            Phrase("{file} is not here.", "{file} est absent.").format(file=file),
            Phrase("`promenade setup` fetches it.", "`promenade setup` va le chercher."),
        )
    runtime = _load_runtime()
    options = runtime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 4
    try:
        return runtime.InferenceSession(
            str(file), sess_options=options, providers=["CPUExecutionProvider"]
        )
    except _load_failures() as error:
        raise ModelDamaged(
            Phrase(
                "{file} is not a usable model.", "{file} n'est pas un modèle utilisable."
            ).format(file=file),
            Phrase(
                "Delete it, then `promenade setup` fetches it again.",
                "Supprimez-le, puis `promenade setup` le retrouvera.",
            ),
        ) from error


def _load_runtime() -> Any:
    refuse_telemetry()
    try:
        return importlib.import_module("onnxruntime")
    except ImportError as error:
        raise EngineUnavailable(
            Phrase("onnxruntime cannot be loaded.", "onnxruntime ne peut pas être chargé."),
            Phrase(
                "Install the program again: `pip install --force-reinstall promenade`.",
                "Réinstallez le programme : `pip install --force-reinstall promenade`.",
            ),
        ) from error


def _load_failures() -> tuple[type[Exception], ...]:
    state = importlib.import_module("onnxruntime.capi.onnxruntime_pybind11_state")
    return (state.Fail, state.InvalidProtobuf, state.InvalidGraph, state.NoSuchFile, OSError)
