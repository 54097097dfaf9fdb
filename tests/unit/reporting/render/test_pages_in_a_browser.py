"""The page in a real browser: a press plays the sound of a line, and nothing is asked of the network."""

from __future__ import annotations

import wave
from collections.abc import Iterator
from pathlib import Path

import msgspec
import numpy as np
import pytest

from reporting.output import Wish, write_report
from tests.support.browser import CHROMIUM, Browser, browser
from tests.support.reports import round_table

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here")
PLAYING = "[...document.querySelectorAll('audio')].filter(a => !a.paused).map(a => a.id)"


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("page")
    times = np.arange(16_000 * 1400) / 16_000
    with wave.open(str(folder / "talk.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16_000)
        file.writeframes((3000 * np.sin(880 * times)).astype("<i2").tobytes())
    report = round_table()
    origin = msgspec.structs.replace(report.origins[0], sound=str(folder / "talk.wav"))
    report = msgspec.structs.replace(report, origins=(origin,))
    (file_,), _ = write_report(report, (), Wish(folder, "report", ("html",)))
    return file_


@pytest.fixture(scope="module")
def reader() -> Iterator[Browser]:
    with browser() as one:
        yield one


def test_a_press_on_a_line_plays_its_sound_and_a_second_one_stops_it(
    page: Path, reader: Browser
) -> None:
    reader.open(page)
    clip = reader.value(
        "document.querySelector('.line a[data-clip], .said a[data-clip]').dataset.clip"
    )
    assert reader.value(PLAYING) == []
    reader.press(f"a[data-clip='{clip}']")
    reader.wait(f"document.getElementById('{clip}').currentTime > 0.1")
    assert reader.value(PLAYING) == [clip]
    reader.press(f"a[data-clip='{clip}']")
    reader.wait(f"document.getElementById('{clip}').paused")


def test_only_one_passage_is_heard_at_a_time(page: Path, reader: Browser) -> None:
    reader.open(page)
    first, *_, last = reader.value(
        "[...new Set([...document.querySelectorAll('a[data-clip]')].map(a => a.dataset.clip))]"
    )
    for clip in (first, last):
        reader.press(f"a[data-clip='{clip}']")
        reader.wait(f"document.getElementById('{clip}').currentTime > 0")
    assert reader.value(PLAYING) == [last]


def test_the_page_asks_for_nothing_but_itself_and_breaks_no_rule_of_its_own(
    page: Path, reader: Browser
) -> None:
    reader.addresses.clear()
    reader.complaints.clear()
    reader.open(page)
    reader.press("a[data-clip]")
    reader.wait(f"{PLAYING}.length > 0")
    asked = [address for address in reader.addresses if not address.startswith("data:")]
    assert asked == [page.as_uri()]
    assert reader.complaints == []


@pytest.mark.parametrize("width", [360, 800, 1400])
def test_nothing_sticks_out_of_the_window(page: Path, reader: Browser, width: int) -> None:
    reader.open(page, width)
    assert reader.value("document.documentElement.scrollWidth") <= width
