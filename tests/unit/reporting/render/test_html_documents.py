"""The page: one file, nothing from elsewhere, readable by everybody, tried in a real browser."""

from __future__ import annotations

import base64
import hashlib
import re
import shutil
import subprocess
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest

from reporting.records import Report
from reporting.render.html import as_html
from reporting.render.layout import lay_out
from reporting.render.sound import Clip, Sound
from tests.support.reports import round_table, walk

_CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
_FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync"
).split()
_EVIL = "</script><script>document.title='taken'</script><img src=x onerror=alert(1)>\" onclick=\"x"


class _Outline(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    @property
    def levels(self) -> list[int]:
        return [int(tag[1]) for tag, _ in self.tags if re.fullmatch("h[1-6]", tag)]


def _outline(page: str) -> _Outline:
    outline = _Outline()
    outline.feed(page)
    return outline


@pytest.mark.parametrize("report", [round_table(), walk()], ids=["round table", "walk"])
def test_headings_never_skip_a_level(report: Report) -> None:
    levels = _outline(as_html(lay_out(report))).levels
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_id_is_there_once_and_every_inner_link_arrives() -> None:
    outline = _outline(as_html(lay_out(round_table())))
    ids = [attrs["id"] for _, attrs in outline.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    links = {attrs["href"] for tag, attrs in outline.tags if tag == "a"}
    assert {link[1:] for link in links if link and link.startswith("#")} <= {
        one or "" for one in ids
    }


def test_nothing_is_asked_of_anybody() -> None:
    page = as_html(lay_out(round_table()))
    assert not re.search(r"(?:src|href)=\"(?:https?:)?//", page)
    assert "@import" not in page
    assert "url(" not in page


def test_the_policy_allows_our_own_script_and_style_by_their_digest() -> None:
    page = as_html(lay_out(round_table()))
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy is not None
    for tag in ("style", "script"):
        body = page.split(f"<{tag}>")[1].split(f"</{tag}>")[0]
        digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert f"{tag}-src &#39;sha256-{digest}&#39;" in policy[1]
    assert "default-src &#39;none&#39;" in policy[1]
    assert "unsafe" not in policy[1]


def test_what_was_said_cannot_become_markup() -> None:
    report = _saying(_EVIL)
    outline = _outline(as_html(lay_out(report)))
    assert [tag for tag, _ in outline.tags].count("script") == 1
    assert not any("onclick" in attrs or "onerror" in attrs for _, attrs in outline.tags)


def test_a_quotation_in_another_language_says_which() -> None:
    report = round_table()
    english = msgspec.structs.replace(
        report.evidence["e5"], quote="time moved house", language="en"
    )
    report = msgspec.structs.replace(report, evidence={**report.evidence, "e5": english})
    page = as_html(lay_out(report))
    assert '<blockquote lang="en">' in page
    assert "dit en anglais" in page


def test_the_quadrants_are_named_in_words() -> None:
    page = as_html(lay_out(round_table()))
    for name in ("Forces", "Faiblesses", "Opportunités", "Menaces"):
        assert re.search(rf"<h3 id=\"\w+\">{name}</h3>", page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_is_dark_or_light_enough_on_its_ground(scheme: str) -> None:
    css = (Path(__file__).parents[4] / "reporting/render/templates/report.css").read_text()
    rules = css.split("prefers-color-scheme: dark)")
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", rules[0 if scheme == "light" else 1]))
    if scheme == "dark":
        colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", rules[1].split("}")[0]))
    for ground in ("paper", "card"):
        for ink in ("ink", "soft", "link", "good", "weak", "chance", "threat"):
            assert _contrast(colours[ink], colours[ground]) >= 4.5, (ink, ground)


@pytest.mark.slow
@pytest.mark.skipif(_CHROMIUM is None, reason="no Chromium here")
def test_in_a_real_browser_the_page_runs_its_own_script_and_nobody_elses(tmp_path: Path) -> None:
    sound = Sound({"e1": Clip(b"OggS", "audio/ogg", 6000)})
    file = tmp_path / "report.html"
    file.write_text(as_html(lay_out(_saying(_EVIL), sound), sound), encoding="utf-8")
    dom, log = _browse(file, tmp_path)
    assert 'role="button"' in dom, "our script did not run"
    assert "<title>taken" not in dom
    assert "Refused to" not in log
    assert "Content Security Policy" not in log


@pytest.mark.slow
@pytest.mark.skipif(_CHROMIUM is None, reason="no Chromium here")
def test_in_a_real_browser_no_request_leaves(tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    report = _saying('<img src="http://canary.example/x.png"> http://canary.example')
    file.write_text(as_html(lay_out(report)), encoding="utf-8")
    net = tmp_path / "net.json"
    _browse(file, tmp_path, f"--log-net-log={net}", "--host-resolver-rules=MAP * ~NOTFOUND")
    asked = re.findall(r'"url":"(https?://[^"]+)"', net.read_text(errors="replace"))
    theirs = [url for url in asked if "google" not in url]  # the browser's own upkeep, unanswered
    assert theirs == []


def _browse(file: Path, folder: Path, *more: str) -> tuple[str, str]:
    assert _CHROMIUM is not None
    done = subprocess.run(
        [
            _CHROMIUM,
            *_FLAGS,
            f"--user-data-dir={folder / 'profile'}",
            "--enable-logging=stderr",
            "--virtual-time-budget=2000",
            *more,
            "--dump-dom",
            file.as_uri(),
        ],
        capture_output=True,
        text=True,
        timeout=90,
        check=True,
    )
    return done.stdout, done.stderr


def _saying(words: str) -> Report:
    report = round_table()
    said = msgspec.structs.replace(report.evidence["e5"], quote=words, speaker=words)
    return msgspec.structs.replace(report, title=words, evidence={**report.evidence, "e5": said})


def _contrast(first: str, second: str) -> float:
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    r, g, b = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
