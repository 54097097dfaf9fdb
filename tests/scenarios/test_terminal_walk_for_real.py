"""A walk held in the application, in a real terminal, over a real sound server.

The walker is a recording played into the microphone's null sink; the recogniser is the small one that
understands it. What the screen showed is asserted step by step, and that the terminal is left clean.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from companion.paths import Places, find_places
from companion.session.folder import SessionFolder
from companion.session.opening import load_session
from tests.support.pulse import PulseRig, is_installed, pulse_rig
from tests.support.recorded import RECORDED, tiny_model
from tests.support.tmux import Tmux

pytestmark = [
    pytest.mark.hardware,
    pytest.mark.skipif(shutil.which("tmux") is None, reason="there is no tmux here"),
    pytest.mark.skipif(not is_installed(), reason="PulseAudio is not installed"),
]

SETTINGS = """
[ear]
model_en = {ear}

[chat]
model = "none"

[walk]
recap = false
recall_last_walk = false
"""
IDEA = RECORDED / "en" / "clips" / "03.wav"
"""“my idea is that every family takes one week they water the garden and they keep the food”"""


@pytest.fixture(scope="module")
def rig() -> Iterator[PulseRig]:
    with pulse_rig() as started:
        yield started


@pytest.fixture
def places(tmp_path: Path) -> Places:
    places = find_places(str(tmp_path / "home"))
    places.settings_file.parent.mkdir(parents=True)
    ear = json.dumps(str(tiny_model("en")))
    places.settings_file.write_text(SETTINGS.format(ear=ear), encoding="utf-8")
    return places


@pytest.fixture
def terminal(tmp_path: Path, places: Places, rig: PulseRig) -> Iterator[Tmux]:
    with Tmux(tmp_path, places.data, size=(110, 34)) as tmux:
        yield tmux


def set_out(terminal: Tmux, rig: PulseRig, places: Places) -> None:
    """Begin a walk and say an idea."""
    terminal.run(terminal.promenade)
    terminal.see("Nothing here yet")
    terminal.type("w")
    terminal.see("What about?")
    terminal.run("the school garden")
    terminal.see("L I S T E N I N G")
    terminal.see("vosk")  # the engines and their health
    for _ in range(3):  # again where a busy machine lost part of it, as a walker would
        rig.speak(IDEA)
        if terminal.sees("they water"):
            break
    terminal.until(lambda: "they water" in said(places))


def said(places: Places) -> str:
    """Return the words that are on disk."""
    segments = load_session(only_session(places)).transcript.segments
    return " ".join(segment.text for segment in segments)


def only_session(places: Places) -> SessionFolder:
    (folder,) = places.sessions.iterdir()
    return SessionFolder(folder)


def test_a_walk_is_held_reviewed_heard_and_given_away(
    terminal: Tmux, rig: PulseRig, places: Places, tmp_path: Path
) -> None:
    set_out(terminal, rig, places)
    terminal.type("n")
    terminal.see("[noted]")
    terminal.see("★")
    terminal.type("q")
    terminal.see("End this walk?")
    terminal.type("y")
    terminal.see("1 Transcript")
    walk = only_session(places)
    assert load_session(walk).ended is not None
    terminal.keys("Space")
    terminal.see("▶")
    terminal.keys("Space")
    terminal.see("‖")
    terminal.type("2")
    terminal.see("● yours")
    terminal.type(">")
    terminal.see("yours · 0:")
    terminal.type("3")
    terminal.see("No report yet")
    terminal.type("w")
    terminal.see("quotations verified")
    terminal.keys("Down", "Down")
    terminal.see("” Walker, 0:")
    terminal.type("a")
    terminal.see("✔")
    assert load_session(walk).reviews
    terminal.type("x")
    terminal.see("What, in which format?")
    terminal.type("2")
    terminal.see("~/")
    terminal.keys("C-u")  # a command goes a longer way than letters, which must not overtake it
    terminal.until(lambda: "~/" not in terminal.screen())
    terminal.type(str(tmp_path / "account.html"))
    terminal.see("account.html")
    terminal.keys("Enter")
    terminal.see("Written:")
    assert "keep the food" in (tmp_path / "account.html").read_text(encoding="utf-8")
    terminal.keys("Escape")
    terminal.see("1 session")
    terminal.keys("q")
    terminal.see("ready>")
    assert terminal.is_clean()


def test_a_walk_goes_on_when_its_screen_is_killed_and_is_joined_again(
    terminal: Tmux, rig: PulseRig, places: Places
) -> None:
    set_out(terminal, rig, places)
    os.kill(terminal.pid_of("companion"), signal.SIGKILL)
    terminal.mend()
    terminal.run(terminal.promenade)
    terminal.see("going on")
    terminal.keys("Enter")
    terminal.see("L I S T E N I N G")
    terminal.see("they water")
    terminal.keys("Escape")
    terminal.see("going on")
    terminal.keys("q")
    terminal.see("ready>")
    assert terminal.is_clean()
    walk = only_session(places)
    assert load_session(walk).ended is None
    terminal.run(f"{terminal.promenade} press end")
    terminal.until(lambda: load_session(walk).ended is not None)
