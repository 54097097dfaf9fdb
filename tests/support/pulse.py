"""A private PulseAudio server with two null sinks: real device streams without any hardware.

`ears` is what the program's microphone hears (its monitor is the default source: play into the sink
to speak); `mouth` is what its loudspeaker plays (record its monitor to listen). An idle null sink
works in blocks of two seconds, so a silent stream is kept on each.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from tests.support.sound import write_wav

EARS, MOUTH = "ears", "mouth"
RATE = 48_000
_SETTLE_SECONDS = 2.2
"""The first block of a null sink lasts two seconds, whatever is asked of it afterwards."""
_ARRANGED = ("HOME", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "PULSE_SERVER", "PULSE_RUNTIME_PATH")


def is_installed() -> bool:
    """Return whether the server and its tools are on this machine."""
    return all(shutil.which(tool) for tool in ("pulseaudio", "pactl", "pacat"))


class PulseRig:
    """The server, its sinks, and the processes that keep them awake."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.environment = {**os.environ, **_places(folder)}
        self._processes: list[subprocess.Popen[bytes]] = []
        self._modules: dict[str, str] = {}
        self._keepers: dict[str, list[subprocess.Popen[bytes]]] = {}

    def start(self) -> None:
        """Start the server with both sinks, made the defaults."""
        native = f"module-native-protocol-unix auth-anonymous=1 socket={self._folder}/native"
        command = ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no"]
        command += ["--disable-shm=yes", "--log-level=error", "-L", native]
        self._run_beside(command)
        self._wait(self._is_up)
        for sink in (EARS, MOUTH):
            self.add_sink(sink)
        self._wait(lambda: self.control("list", "short", "sinks").count("RUNNING") == 2)
        _pass(_SETTLE_SECONDS)
        self.control("set-default-source", f"{EARS}.monitor")
        self.control("set-default-sink", MOUTH)

    def stop(self) -> None:
        """End everything that was started here."""
        for process in reversed(self._processes):
            process.kill()
            process.wait()

    def add_sink(self, name: str) -> None:
        """Load a null sink and keep it awake."""
        loaded = self.control(
            "load-module", "module-null-sink", f"sink_name={name}", f"rate={RATE}", "channels=2"
        )
        self._modules[name] = loaded.strip()
        quick = ["--raw", "--latency-msec=20"]
        self._keepers[name] = [
            self._run_beside(["pacat", "--playback", *quick, f"--device={name}", "/dev/zero"]),
            self._run_beside(["pacat", "--record", *quick, f"--device={name}.monitor"]),
        ]

    def remove_sink(self, name: str) -> None:
        """Unload a sink: its streams lose their device, as when a headset goes."""
        for keeper in self._keepers.pop(name):
            keeper.kill()
            keeper.wait()
        self.control("unload-module", self._modules.pop(name))

    def control(self, *arguments: str) -> str:
        """Ask the server for something; return what it says."""
        done = subprocess.run(
            ["pactl", *arguments], env=self.environment, capture_output=True, text=True, timeout=10
        )
        if done.returncode:
            raise RuntimeError(f"pactl {arguments}: {done.stderr}")
        return done.stdout

    def speak(self, wav: Path, sink: str = EARS) -> subprocess.Popen[bytes]:
        """Begin to play a WAV into a sink."""
        return self._run_beside(["paplay", "--latency-msec=20", f"--device={sink}", str(wav)])

    def listen(self, raw: Path, sink: str = MOUTH) -> subprocess.Popen[bytes]:
        """Begin to record what a sink plays: 16-bit mono at 16 kHz, without a header."""
        return self._run_beside(
            ["parec", "--rate=16000", "--channels=1", "--format=s16le", "--latency-msec=20",
             f"--device={sink}.monitor", str(raw)]
        )  # fmt: skip

    def hiss(self, seconds: float, sink: str = EARS) -> None:
        """Let a microphone hiss as real ones do, faintly, for so long."""
        noise = np.random.default_rng(0).normal(0, 0.0005, round(seconds * RATE))
        self.speak(write_wav(self._folder / f"hiss-{sink}.wav", [noise], RATE), sink)

    def loop_back(self, volume: float) -> None:
        """Let the microphone hear the loudspeaker, as in a room; `volume` 1 is 0 dB."""
        self.control("load-module", "module-loopback", f"source={MOUTH}.monitor", f"sink={EARS}",
                     "latency_msec=30", "adjust_time=0")  # fmt: skip
        listing = self.control("list", "short", "sink-inputs").splitlines()
        number = listing[-1].split()[0]
        self.control("set-sink-input-volume", number, str(round(65_536 * volume ** (1 / 3))))

    def _run_beside(self, command: list[str]) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            command,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._processes.append(process)
        return process

    def _is_up(self) -> bool:
        try:
            self.control("info")
        except RuntimeError:
            return False
        return True

    def _wait(self, condition: Callable[[], bool]) -> None:
        until = time.monotonic() + 10
        while not condition():
            if time.monotonic() > until:
                raise RuntimeError("the sound server did not start")
            _pass(0.05)


def _pass(seconds: float) -> None:
    time.sleep(seconds)  # noqa: TID251 - a server of its own starts in real time


@contextmanager
def pulse_rig() -> Iterator[PulseRig]:
    """Run a private server and let this process use it until the end of the block."""
    with tempfile.TemporaryDirectory(prefix="pulse-rig-") as name:
        rig = PulseRig(Path(name))
        before = {key: os.environ.get(key) for key in _ARRANGED}
        try:
            rig.start()
            os.environ.update(_places(Path(name)))
            yield rig
        finally:
            rig.stop()
            _restore(before)


def _places(folder: Path) -> dict[str, str]:
    """Return the environment in which programs find this server and no other."""
    for part in ("run", "config"):
        (folder / part).mkdir(mode=0o700, exist_ok=True)
    return {
        "HOME": str(folder),
        "XDG_RUNTIME_DIR": str(folder / "run"),
        "XDG_CONFIG_HOME": str(folder / "config"),
        "PULSE_RUNTIME_PATH": str(folder / "run"),
        "PULSE_SERVER": f"unix:{folder}/native",
    }


def _restore(before: Mapping[str, str | None]) -> None:
    for key, value in before.items():
        if value is None:
            os.environ.pop(key, None)
        else:
            os.environ[key] = value
