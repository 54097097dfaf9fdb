"""Tells voices apart: the GE2E voice encoder, run with numpy from PyTorch's own file.

Three LSTM layers over mel energies, 1.6 s at a time. The file is a pickle, and a pickle can run
anything: it is read by an unpickler that knows tensors and nothing else.

Sources: Wan et al., "Generalized end-to-end loss for speaker verification" (2018); the weights are
those of Resemblyzer 0.1.4 (Apache-2.0), whose mel energies are librosa's, not logged.
"""

from __future__ import annotations

import collections
import io
import pickle
import struct
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import numpy as np
import numpy.typing as npt

from models.audio import EAR_RATE
from models.errors import ModelDamaged, ModelMissing
from models.language import Phrase

if TYPE_CHECKING:
    from models.audio import Samples

    Floats = npt.NDArray[np.float32]

VALUES = 256
WINDOW_FRAMES = 160
WINDOW_SAMPLES = WINDOW_FRAMES * EAR_RATE // 100
"""1.6 s: what the encoder was trained on."""

_LAYERS = 3
_BANDS = 40
_SPAN = EAR_RATE * 25 // 1000
_STEP = EAR_RATE * 10 // 1000
_LEVEL_DB = -30.0
_MAGIC = 0x1950A86A20F9469CFC6C
_BATCH = 64
"""Windows run at once: more would only cost memory."""
_MOST_VALUES = 50_000_000


class GE2EEncoder:
    """The encoder in memory, 6 MB. Stateless: may be shared between threads."""

    def __init__(self, file: Path) -> None:
        """Read the weights; raises ModelMissing or ModelDamaged."""
        weights = _read_weights(file)
        self._layers = [
            (
                np.ascontiguousarray(weights[f"lstm.weight_ih_l{layer}"].T),
                np.ascontiguousarray(weights[f"lstm.weight_hh_l{layer}"].T),
                weights[f"lstm.bias_ih_l{layer}"] + weights[f"lstm.bias_hh_l{layer}"],
            )
            for layer in range(_LAYERS)
        ]
        self._out = np.ascontiguousarray(weights["linear.weight"].T), weights["linear.bias"]
        self._bands = _mel_bands()
        self._taper = np.hanning(_SPAN + 1)[:-1].astype(np.float32)

    def embed(self, samples: Samples) -> Floats:
        """Return a unit vector, shape (256,): the mean over windows that overlap by half."""
        last = max(1, len(samples) - WINDOW_SAMPLES // 2)
        starts = range(0, last, WINDOW_SAMPLES // 2)
        mean = self.embed_each([samples[at : at + WINDOW_SAMPLES] for at in starts]).mean(axis=0)
        return np.asarray(mean / max(1e-9, float(np.linalg.norm(mean))), dtype=np.float32)

    def embed_each(self, windows: Sequence[Samples]) -> Floats:
        """Return unit vectors, shape (n, 256), for stretches of up to 1.6 s of 16 kHz mono."""
        vectors = [
            self._run(np.stack([self._energies(window) for window in windows[at : at + _BATCH]]))
            for at in range(0, len(windows), _BATCH)
        ]
        return np.concatenate(vectors) if vectors else np.zeros((0, VALUES), np.float32)

    def _energies(self, samples: Samples) -> Floats:
        """Return mel energies, shape (160, 40), of a stretch brought to the level of the training."""
        sound = samples[:WINDOW_SAMPLES].astype(np.float32) / 32768
        level = float(np.sqrt(np.mean(sound**2))) if len(sound) else 0.0
        if level > 0:
            sound = sound * np.float32(10 ** (_LEVEL_DB / 20) / level)
        if len(sound) < WINDOW_SAMPLES:  # a short stretch is said again until the window is full
            sound = np.resize(sound, WINDOW_SAMPLES) if len(sound) else np.zeros(WINDOW_SAMPLES)
        padded = np.pad(sound, _SPAN // 2).astype(np.float32)
        frames = np.lib.stride_tricks.sliding_window_view(padded, _SPAN)[::_STEP][:WINDOW_FRAMES]
        power = np.abs(np.fft.rfft(frames * self._taper)) ** 2
        return np.asarray(power @ self._bands, dtype=np.float32)

    def _run(self, energies: Floats) -> Floats:
        sequence = energies.transpose(1, 0, 2)
        for into, back, bias in self._layers:
            sequence = _lstm(sequence, into, back, bias)
        weight, bias = self._out
        vectors = np.maximum(sequence[-1] @ weight + bias, 0)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        return np.asarray(vectors / np.maximum(lengths, 1e-9), dtype=np.float32)


def _lstm(sequence: Floats, into: Floats, back: Floats, bias: Floats) -> Floats:
    """Run one layer over (steps, batch, values); gates in PyTorch's order: in, forget, cell, out."""
    steps, batch, _ = sequence.shape
    driven = sequence @ into + bias
    hidden = np.zeros((batch, VALUES), np.float32)
    cell = np.zeros((batch, VALUES), np.float32)
    out = np.empty((steps, batch, VALUES), np.float32)
    for step in range(steps):
        gates = driven[step] + hidden @ back
        opened = _sigmoid(gates)
        heard = np.tanh(gates[:, 2 * VALUES : 3 * VALUES])
        cell = opened[:, VALUES : 2 * VALUES] * cell + opened[:, :VALUES] * heard
        hidden = opened[:, 3 * VALUES :] * np.tanh(cell)
        out[step] = hidden
    return out


def _sigmoid(values: Floats) -> Floats:
    half = np.float32(0.5)
    return np.asarray(half * (np.tanh(half * values) + 1), dtype=np.float32)


def _mel_bands() -> Floats:
    """Return triangular bands of equal area on Slaney's mel scale, shape (201, 40)."""
    edges = _hertz(np.linspace(0.0, _mel(EAR_RATE / 2), _BANDS + 2))
    bins = np.linspace(0, EAR_RATE / 2, _SPAN // 2 + 1)
    rising = (bins[:, None] - edges[None, :-2]) / (edges[1:-1] - edges[:-2])
    falling = (edges[None, 2:] - bins[:, None]) / (edges[2:] - edges[1:-1])
    bands = np.maximum(0, np.minimum(rising, falling)) * (2 / (edges[2:] - edges[:-2]))
    return np.asarray(bands, dtype=np.float32)


def _mel(hertz: float) -> float:
    linear = hertz / (200 / 3)
    return linear if hertz < 1000 else 15 + float(np.log(hertz / 1000)) / (np.log(6.4) / 27)


def _hertz(mels: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    bent = 1000 * np.exp((np.log(6.4) / 27) * (mels - 15))
    return np.where(mels < 15, mels * 200 / 3, bent)


# The file ----------------------------------------------------------------------------------------


class _Storage:
    """Where the values of a tensor will be found further on in the file."""

    def __init__(self, key: str, count: int) -> None:
        self.key = key
        self.count = count


class _Tensor:
    """A tensor whose values are not read yet."""

    def __init__(self, storage: _Storage, offset: int, size: tuple[int, ...], *_: Any) -> None:
        self.storage = storage
        self.offset = offset
        self.size = size


class _FloatStorage:
    """Marks storages of 32-bit numbers: the only ones that are read."""


class _OtherStorage:
    """Marks storages that are passed over."""


_KNOWN = {
    ("collections", "OrderedDict"): collections.OrderedDict,
    ("torch._utils", "_rebuild_tensor_v2"): _Tensor,
    ("torch._utils", "_rebuild_tensor"): _Tensor,
    ("torch", "FloatStorage"): _FloatStorage,
    ("torch", "LongStorage"): _OtherStorage,
}


class _TensorUnpickler(pickle.Unpickler):
    """Knows tensors and dictionaries; refuses everything else a pickle can name."""

    def find_class(self, module: str, name: str) -> Any:
        try:
            return _KNOWN[module, name]
        except KeyError:
            raise pickle.UnpicklingError(f"{module}.{name} has no place here") from None

    def persistent_load(self, pid: Any) -> _Storage:
        kind, storage_type, key, _, count, *_rest = pid
        if kind != "storage" or storage_type is not _FloatStorage:
            raise pickle.UnpicklingError("only 32-bit tensors are read")
        return _Storage(str(key), int(count))


def _read_weights(file: Path) -> dict[str, Floats]:
    if not file.is_file():
        raise ModelMissing(
            Phrase("{file} is not here.", "{file} est absent.").format(file=file),
            Phrase("`promenade setup` fetches it.", "`promenade setup` va le chercher."),
        )
    try:
        return _tensors(io.BytesIO(file.read_bytes()))
    except (
        OSError,
        pickle.UnpicklingError,
        struct.error,
        EOFError,
        ValueError,
        TypeError,
        KeyError,
        AttributeError,
        IndexError,
    ) as error:
        raise ModelDamaged(
            Phrase(
                "{file} is not the speaker encoder it should be.",
                "{file} n'est pas l'encodeur de voix attendu.",
            ).format(file=file),
            Phrase("Remove it and fetch it again.", "Supprimez-le et cherchez-le de nouveau."),
        ) from error


def _tensors(file: BinaryIO) -> dict[str, Floats]:
    """Read PyTorch's format before 1.6: pickles one after the other, then the numbers."""
    if _TensorUnpickler(file).load() != _MAGIC:
        raise pickle.UnpicklingError("not a PyTorch file of the old format")
    _TensorUnpickler(file).load()  # version of the format
    _TensorUnpickler(file).load()  # byte order of the machine that wrote it
    content = _TensorUnpickler(file).load()
    state = content["model_state"]
    values = {str(key): _numbers(file) for key in _TensorUnpickler(file).load()}
    return {name: _shaped(tensor, values) for name, tensor in state.items()}


def _numbers(file: BinaryIO) -> Floats:
    (count,) = struct.unpack("<q", file.read(8))
    if not 0 <= count <= _MOST_VALUES:
        raise ValueError("a tensor of impossible size")
    return np.frombuffer(file.read(4 * count), dtype="<f4", count=count).astype(np.float32)


def _shaped(tensor: _Tensor, values: dict[str, Floats]) -> Floats:
    count = int(np.prod(tensor.size)) if tensor.size else 1
    whole = values[tensor.storage.key]
    return whole[tensor.offset : tensor.offset + count].reshape(tensor.size)
