"""The keys of a screen: what each is called and what it does, in the user's language."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from textual.binding import ActiveBinding, Binding
from textual.screen import Screen

from companion.interface import tr

NAMES = {
    "space": ("space", "espace"),
    "enter": ("enter", "entrée"),
    "escape": ("esc", "échap"),
    "question_mark": ("?", "?"),
    "slash": ("/", "/"),
    "left_square_bracket": ("[", "["),
    "right_square_bracket": ("]", "]"),
    "greater_than_sign": (">", ">"),
    "less_than_sign": ("<", "<"),
    "plus": ("+", "+"),
    "minus": ("-", "-"),
    "delete": ("del", "suppr"),
    "backspace": ("backspace", "retour arr."),
    "down": ("↓", "↓"),
    "up": ("↑", "↑"),
    "left": ("←", "←"),
    "right": ("→", "→"),
    "pagedown": ("page ↓", "page ↓"),
    "pageup": ("page ↑", "page ↑"),
    "home": ("home", "début"),
    "end": ("end", "fin"),
    "tab": ("tab", "tab"),
}

BUILT_IN = {
    "Focus Next": ("Next field", "Champ suivant"),
    "Focus Previous": ("Field before", "Champ précédent"),
    "Copy selected text": ("Copy what is selected", "Copier la sélection"),
}
"""What the library's own keys are called here; its other ones go without saying."""


def named(screen: Screen[object]) -> Iterator[tuple[ActiveBinding, str]]:
    """Yield every key that does something on a screen, and what, those of its focus first.

    A widget of ours inherits keys of the library's; they have English names and go without saying.
    """
    for active in screen.active_bindings.values():
        binding = active.binding
        known = BUILT_IN.get(binding.description)
        if known:
            yield active, tr(*known)
        elif binding.description and not _is_foreign(type(active.node), binding):
            yield active, binding.description


def keys_of(screen: Screen[object]) -> list[tuple[str, str]]:
    """Return the keys of a screen and what they do, keys of one meaning together."""
    meanings: dict[str, list[str]] = {}
    for active, meaning in named(screen):
        meanings.setdefault(meaning, []).append(key_name(active.binding.key))
    return [(" ".join(dict.fromkeys(keys)), meaning) for meaning, keys in meanings.items()]


def key_name(key: str) -> str:
    """Return a key as it is written on the keyboard, or near it."""
    plain = key.removeprefix("ctrl+")
    known = NAMES.get(plain)
    name = tr(*known) if known else plain
    return f"ctrl+{name}" if plain != key else name


def _is_foreign(owner: type, binding: Binding) -> bool:
    return (binding.action, binding.description) in _inherited(owner)


@cache
def _inherited(owner: type) -> frozenset[tuple[str, str]]:
    """Return actions and names of the keys that the library binds for a widget."""
    libraries = [base for base in owner.__mro__ if not base.__module__.startswith("companion.")]
    found = [one for base in libraries for one in Binding.make_bindings(_bound(base))]
    return frozenset((one.action, one.description) for one in found)


def _bound(base: type) -> list[Binding]:
    return list(base.__dict__.get("BINDINGS", ()))
