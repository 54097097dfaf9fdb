"""Try a vosk model in a process of its own, where it may crash without taking a walk with it.

`python -m models.engines.vosk_probe FOLDER` ends with 0 where the model loads and hears a second of
noise; anything else, a signal and a time-out among them, means that it cannot be used.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PROBE_SECONDS = 180.0
"""A model of 2 GB on a slow disk."""


def survives(folder: Path, seconds: float = PROBE_SECONDS) -> bool:
    """Say whether the model in `folder` can be loaded and used, by doing so elsewhere."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", __name__, str(folder)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
        )
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def main(folder: Path) -> None:
    """Load the model and let it hear."""
    import numpy as np

    from models.audio import EAR_RATE
    from models.engines.vosk import VoskEar

    loudness = 4000 * np.hanning(EAR_RATE)
    noise = np.random.default_rng(1).standard_normal(EAR_RATE) * loudness
    for _ in VoskEar(folder).hear(noise.astype(np.int16)):
        pass


if __name__ == "__main__":
    main(Path(sys.argv[1]))
