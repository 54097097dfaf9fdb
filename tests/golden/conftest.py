"""`--update-golden` writes the golden files anew; they are read in review."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent / "files"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, bytes], None]:
    """Compare bytes with a file beside the tests."""

    def compare(name: str, content: bytes) -> None:
        file = FOLDER / name
        if request.config.getoption("--update-golden", default=False):
            file.parent.mkdir(exist_ok=True)
            file.write_bytes(content)
        assert content == file.read_bytes(), f"{name} differs: --update-golden after reading it"

    return compare
