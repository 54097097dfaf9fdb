"""Keeps what native sound libraries print off the user's terminal.

ALSA is told not to print at all. PortAudio and others write to file descriptor 2 whatever they are
told: `divert_native_chatter` gives the program's own messages a descriptor of their own and leaves
number 2 to the libraries. It is called where a command starts, before anything draws.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import io
import os
import sys

_kept: list[object] = []
"""Callbacks that C code may still call, and the stream in use: they live as long as the process."""


def silence_alsa() -> None:
    """Install an error handler in ALSA, where there is one, that says nothing."""
    if not sys.platform.startswith("linux") or _kept:
        return
    try:
        alsa = ctypes.CDLL("libasound.so.2")
    except OSError:
        return
    handler = ctypes.CFUNCTYPE(
        None, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p
    )(lambda *_: None)
    alsa.snd_lib_error_set_handler(handler)
    _kept.append(handler)


def divert_native_chatter() -> None:
    """Move this process's stderr to a descriptor of its own; 2 leads nowhere from then on."""
    try:
        if sys.stderr.fileno() != 2:
            return
    except (AttributeError, ValueError, io.UnsupportedOperation):
        return
    sys.stderr.flush()
    stream = os.fdopen(os.dup(2), "w", buffering=1, encoding=sys.stderr.encoding, errors="replace")
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 2)
    os.close(null)
    sys.stderr = sys.__stderr__ = stream  # type: ignore[misc]  # Textual draws on the second
    _kept.append(stream)
