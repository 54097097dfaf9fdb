"""`promenade`, and `python -m companion`."""

from __future__ import annotations

import os
import sys

_BESIDE_OTHERS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")


def main() -> None:
    """Run the program, whose models work beside each other: none may take every core for its sums."""
    for variable in _BESIDE_OTHERS:
        os.environ.setdefault(variable, "1")
    from companion.cli.main import main as run

    sys.exit(run())


if __name__ == "__main__":
    main()
