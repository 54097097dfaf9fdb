"""A real Chromium, steered through its own pipe: pages are opened, pressed and asked as a reader would.

Every address that the page asks for is kept; the browser resolves no name but this machine's.
"""

from __future__ import annotations

import json
import os
import select
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
_FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --disable-extensions --remote-debugging-pipe"
).split()
_PATIENCE = 30.0


class Browser:
    """One page in one browser."""

    def __init__(self, reading: int, writing: int) -> None:
        self.addresses: list[str] = []
        """What the page asked for, the page itself first."""
        self.complaints: list[str] = []
        """What the page's console says that is wrong."""
        self._reading, self._writing = reading, writing
        self._pending = b""
        self._number = 0
        self._session = ""
        target = self._call("Target.createTarget", url="about:blank")["targetId"]
        attached = self._call("Target.attachToTarget", targetId=target, flatten=True)
        self._session = attached["sessionId"]
        for domain in ("Page", "Network", "Runtime", "Log"):
            self._call(f"{domain}.enable")

    def open(self, path: Path, width: int = 1200, height: int = 900) -> None:
        """Open a file at this size of window and wait until it has loaded."""
        self._call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=width < 600,
        )
        self._call("Page.navigate", url=path.absolute().as_uri())
        self.wait("document.readyState === 'complete' && location.protocol === 'file:'")

    def value(self, expression: str) -> Any:
        """Return what an expression of the page is worth."""
        answer = self._call(
            "Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True
        )
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def press(self, selector: str) -> None:
        """Press the first element that fits, with the mouse, as a person does."""
        place = self.value(
            f"(() => {{ const e = document.querySelector({json.dumps(selector)});"
            "e.scrollIntoView({block: 'center', behavior: 'instant'});"
            "const r = e.getClientRects()[0];"
            "return [r.x + r.width / 2, r.y + r.height / 2]; })()"
        )
        for kind in ("mousePressed", "mouseReleased"):
            self._call(
                "Input.dispatchMouseEvent",
                type=kind,
                x=place[0],
                y=place[1],
                button="left",
                clickCount=1,
            )

    def wait(self, expression: str) -> None:
        """Wait until an expression of the page holds."""
        end = time.monotonic() + _PATIENCE  # a browser is another process: real seconds
        while not self.value(expression):
            assert time.monotonic() < end, f"never so: {expression}"
            time.sleep(0.05)  # noqa: TID251 -- no event loop here

    def _call(self, method: str, **arguments: Any) -> Any:
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": arguments}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._writing, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._next()
            if answer.get("id") == self._number:
                assert "error" not in answer, answer["error"]
                return answer["result"]
            self._note(answer)

    def _note(self, event: dict[str, Any]) -> None:
        told = event.get("params", {})
        match event.get("method"):
            case "Network.requestWillBeSent":
                self.addresses.append(told["request"]["url"])
            case "Runtime.exceptionThrown":
                self.complaints.append(told["exceptionDetails"]["text"])
            case "Log.entryAdded" if told["entry"]["level"] == "error":
                self.complaints.append(told["entry"]["text"])

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._pending:
            ready, _, _ = select.select([self._reading], [], [], _PATIENCE)
            assert ready, "the browser does not answer"
            read = os.read(self._reading, 1 << 16)
            assert read, "the browser has ended"
            self._pending += read
        one, self._pending = self._pending.split(b"\0", 1)
        found: dict[str, Any] = json.loads(one)
        return found


@contextmanager
def browser() -> Iterator[Browser]:
    """Give a browser with a profile of its own, and end it."""
    assert CHROMIUM is not None
    their_reading, writing = os.pipe()
    reading, their_writing = os.pipe()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        shell = f'exec "$0" "$@" 3<&{their_reading} 4>&{their_writing}'
        process = subprocess.Popen(
            ["bash", "-c", shell, CHROMIUM, *_FLAGS, f"--user-data-dir={profile}"],
            pass_fds=(their_reading, their_writing),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(their_reading)
        os.close(their_writing)
        try:
            yield Browser(reading, writing)
        finally:
            process.terminate()
            process.wait()
            os.close(reading)
            os.close(writing)
