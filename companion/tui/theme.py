"""Colours: dark, light, high contrast and none; words and signs carry everything without them."""

from __future__ import annotations

from textual.theme import Theme

from models.language import Phrase

DARK = Theme(
    name="promenade-dark",
    primary="#8fb996",
    secondary="#d9a05b",
    accent="#e8c872",
    success="#8fb996",
    warning="#e0a458",
    error="#e07a5f",
    foreground="#e8e4d9",
    background="#1b1f1d",
    surface="#232926",
    panel="#2c332f",
    dark=True,
)
LIGHT = Theme(
    name="promenade-light",
    primary="#2f6b4f",
    secondary="#8a5a19",
    accent="#7a5c00",
    success="#2f6b4f",
    warning="#8a5a19",
    error="#a8321a",
    foreground="#24221d",
    background="#faf7f0",
    surface="#f1ece0",
    panel="#e5dfd0",
    dark=False,
)
CONTRAST = Theme(
    name="promenade-contrast",
    primary="#00e0ff",
    secondary="#ffd400",
    accent="#ffd400",
    success="#00ff7f",
    warning="#ffd400",
    error="#ff6b6b",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#141414",
    dark=True,
)
GREY = Theme(
    name="promenade-grey",
    primary="#d0d0d0",
    secondary="#d0d0d0",
    accent="#ffffff",
    success="#d0d0d0",
    warning="#ffffff",
    error="#ffffff",
    foreground="#e4e4e4",
    background="#121212",
    surface="#1c1c1c",
    panel="#303030",
    dark=True,
)
THEMES = (DARK, LIGHT, CONTRAST, GREY)
THEME_NAMES = (
    (DARK.name, Phrase("dark", "sombre")),
    (LIGHT.name, Phrase("light", "clair")),
    (CONTRAST.name, Phrase("high contrast", "contraste fort")),
    (GREY.name, Phrase("no colour", "sans couleur")),
)
"""What each is called."""
