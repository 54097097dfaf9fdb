"""Whether there still is a terminal: one that is closed does not always say so by a signal."""

from __future__ import annotations

import os
import sys

LOOK_SECONDS = 1.0
"""How often the application looks: reading from a closed terminal gives nothing, over and over."""


def has_terminal() -> bool:
    """Whether what is typed comes from a terminal that is there."""
    try:
        return sys.__stdin__ is not None and os.isatty(sys.__stdin__.fileno())
    except (OSError, ValueError):
        return False
