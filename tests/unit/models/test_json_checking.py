from __future__ import annotations

from typing import Any

import pytest

from models.json_schema import problems
from models.thinking import ThinkingFilter

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "items": {"type": "array", "items": {"$ref": "#/$defs/item"}, "minItems": 1, "maxItems": 2},
        "note": {"anyOf": [{"type": "string", "maxLength": 5}, {"type": "null"}]},
    },
    "required": ["items"],
    "additionalProperties": False,
    "$defs": {
        "item": {
            "type": "object",
            "properties": {"id": {"enum": ["S1", "S2"]}, "n": {"type": "integer", "minimum": 0}},
            "required": ["id"],
        }
    },
}


@pytest.mark.parametrize(
    "value", [{"items": [{"id": "S1"}]}, {"items": [{"id": "S2", "n": 3}], "note": None}]
)
def test_what_conforms_has_no_problems(value: Any) -> None:
    assert problems(value, SCHEMA) == ()


@pytest.mark.parametrize(
    "value",
    [
        None,
        [],
        {},
        {"items": []},
        {"items": [{"id": "S1"}] * 3},
        {"items": [{"id": "S9"}]},
        {"items": [{"id": "S1", "n": True}]},
        {"items": [{"id": "S1", "n": -1}]},
        {"items": [{"id": "S1"}], "note": "too long"},
        {"items": [{"id": "S1"}], "more": 1},
    ],
)
def test_what_does_not_conform_is_told_without_its_words(value: Any) -> None:
    found = problems(value, SCHEMA)
    assert found
    assert "too long" not in str(found)


def test_a_rule_that_is_not_checked_is_our_error() -> None:
    with pytest.raises(ValueError, match="pattern"):
        problems("x", {"type": "string", "pattern": "y"})


@pytest.mark.parametrize("size", [1, 2, 3, 50])
def test_thinking_is_filtered_however_the_stream_is_cut(size: int) -> None:
    text = "Before <think>hidden <b></think>after < 3 and <i>.<THINKING>x</THINKING> End <"
    unthought = ThinkingFilter()
    pieces = [text[start : start + size] for start in range(0, len(text), size)]
    said = "".join(map(unthought.feed, pieces)) + unthought.finish()
    assert said == "Before after < 3 and <i>. End <"
