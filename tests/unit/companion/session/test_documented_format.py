from __future__ import annotations

from pathlib import Path
from typing import get_args

from companion.session.events import FORMAT_VERSION, SessionEvent

DOCUMENT = Path(__file__).resolve().parents[4] / "docs" / "session-format.md"


def test_every_event_is_in_the_documented_format() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    assert text.split("\n")[2].startswith(f"Format {FORMAT_VERSION}.")
    tags = [str(kind.__struct_config__.tag) for kind in get_args(SessionEvent)]
    assert [tag for tag in tags if f"`{tag}`" not in text] == []
