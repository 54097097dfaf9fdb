"""A real cluster on this machine: a scheduler and workers, each a process of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = str(Path(__file__).resolve().parents[2])


@contextmanager
def cluster(workers: int) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """Run a scheduler and workers of their own processes on this machine's loopback."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"tcp://127.0.0.1:{port}"
    base = [sys.executable, "-m", "dask"]
    quiet = {"env": {**os.environ, "PYTHONPATH": ROOT}, "stderr": subprocess.DEVNULL}
    commands = [[*base, "scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard"]]
    worker = [*base, "worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard"]
    commands += [[*worker, "--host", "127.0.0.1"]] * workers
    running = [
        subprocess.Popen(command, stdout=subprocess.DEVNULL, **quiet)  # type: ignore[call-overload]
        for command in commands
    ]
    try:
        yield address, running
    finally:
        for process in running:
            process.kill()
            process.wait()
