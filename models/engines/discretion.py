"""Keeps libraries from telling others that, and how, they are used.

onnxruntime (since 1.29, on by default) writes an identifier below the user's cache folder and reports
sessions to its maker; huggingface_hub reports downloads. Nothing leaves this machine unasked: both
are told so before they are loaded, whatever the user's environment says.
"""

from __future__ import annotations

import os
from typing import Final

_REFUSALS: Final = {
    "ORT_DISABLE_TELEMETRY": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "DO_NOT_TRACK": "1",
}


def refuse_telemetry() -> None:
    """Call before such a library is loaded: they read it once."""
    os.environ.update(_REFUSALS)
