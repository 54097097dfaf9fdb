"""In French, the help and the complaints of the command line are French to the last word."""

from __future__ import annotations

import gettext
import re
from pathlib import Path

import pytest

from companion.cli import main as command_line
from companion.cli.main import COMMANDS, main

ENGLISH = re.compile(r"\b(Show|this|message|exit|Usage:|Error|Missing|Try|default|required)\b")
WORDS = Path(command_line.__file__).parent / "words" / "fr" / "LC_MESSAGES"


@pytest.mark.parametrize("arguments", [["--help"], *([name, "--help"] for name in COMMANDS)])
def test_help_has_no_english_frame(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--ui-lang", "fr", *arguments]) == 0
    help_text = capsys.readouterr().out
    assert "Afficher cette aide." in help_text
    frame = [line for line in help_text.splitlines() if not line.startswith("  promenade ")]
    assert not [line for line in frame if line.startswith(("Usage:", "Commands:"))]
    assert "[required]" not in help_text
    assert "Show this message" not in help_text


@pytest.mark.parametrize(
    "arguments",
    [["show"], ["nonsense"], ["sessions", "--kind", "x"], ["search", "a", "--since", "x"]],
)
def test_wrong_usage_is_said_in_french(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--ui-lang", "fr", *arguments]) == 2
    assert not ENGLISH.search(capsys.readouterr().err.replace("Usage :", ""))


def test_english_stays_english_after_french(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--ui-lang", "fr", "show"])
    capsys.readouterr()
    main(["--ui-lang", "en", "show"])
    assert "Error: Missing argument" in capsys.readouterr().err


def test_the_compiled_words_are_those_that_are_written() -> None:
    written = (WORDS / "messages.po").read_text(encoding="utf-8")
    with (WORDS / "messages.mo").open("rb") as compiled:
        words = gettext.GNUTranslations(compiled)
    singles = re.findall(r'^msgid "(.+)"\nmsgstr "(.+)"$', written, re.MULTILINE)
    assert len(singles) > 30
    for english, french in singles:
        assert words.gettext(english.replace("\\n", "\n").replace("\\t", "\t")) == french.replace(
            "\\n", "\n"
        ).replace("\\t", "\t")
