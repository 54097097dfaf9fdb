"""The document as one HTML file: no request to anywhere, readable with scripts and sound off.

A content policy in the file allows exactly our own style and script, by their digest, and sound that
is embedded or lies beside it. Everything else is escaped text.
"""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

from markupsafe import Markup, escape

from reporting.render.page import Page
from reporting.render.places import anchor
from reporting.render.sound import Sound
from reporting.render.templating import environment, fill, source
from reporting.render.typography import marked

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def as_html(page: Page, sound: Sound | None = None, templates: Path | None = None) -> str:
    """Return the whole page; `templates` may hold a `report.html.j2`, `.css` or `.js` of the user's."""
    voice = sound or Sound()
    env = environment(templates)
    style, script = source(env, "report.css"), source(env, "report.js")
    clips = {anchor(name): clip for name, clip in voice.clips.items()}
    env.filters["marked"] = lambda text: escape(marked(text, page.language))
    text = fill(
        env,
        "report.html.j2",
        page,
        voice,
        style=Markup(style),
        script=Markup(script),
        policy=policy(style, script, voice),
        clip=lambda name: clips[name].address,
    )
    return _CONTROL.sub("", re.sub(r"\n\s*\n+", "\n", text)).lstrip()


def policy(style: str, script: str = "", sound: Sound | None = None) -> str:
    """Return a content policy that allows this style, this script, this sound and nothing else."""
    voice = sound or Sound()
    allowed = [("data:", voice.clips), ("'self' file:", voice.links)]
    media = " ".join(name for name, wanted in allowed if wanted) or "'none'"
    scripts = f"'{_digest(script)}'" if script else "'none'"
    rules = (
        "default-src 'none'",
        f"style-src '{_digest(style)}'",
        f"script-src {scripts}",
        f"media-src {media}",
        "base-uri 'none'",
        "form-action 'none'",
    )
    return "; ".join(rules)


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
