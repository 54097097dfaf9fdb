"""What stands where the list of sessions will be, for somebody who has none yet."""

from __future__ import annotations

from textual.widgets import Static

from companion.interface import tr


class Welcome(Static, can_focus=True):
    """The ways in; it takes the keys as long as there is no list."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(_ways_in(), id=id, markup=False)


def _ways_in() -> str:
    return tr(
        "Nothing here yet.\n\n"
        "w  set out: talk, and it listens, asks, and keeps every word\n"
        "i  import a recording, subtitles or notes\n"
        "s  settings, and a check of microphone, voice and models\n\n"
        "A first time? The settings fetch the models that are missing (or `promenade setup`).",
        "Rien encore.\n\n"
        "w  partir : parlez, on vous écoute, on vous questionne, chaque mot est gardé\n"
        "i  importer un enregistrement, des sous-titres ou des notes\n"
        "s  les réglages, et l'état du micro, de la voix et des modèles\n\n"
        "La première fois ? Les réglages vont chercher les modèles qui manquent (ou `promenade setup`).",
    )
