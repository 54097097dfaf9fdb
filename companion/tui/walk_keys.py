"""The keys of a walk: one for every command that can be spoken, and those of the screen."""

from __future__ import annotations

from textual.binding import Binding, BindingType

from companion.interface import tr


def _press(keys: str, command: str, meaning: str, *, show: bool = False) -> Binding:
    return Binding(keys, f"press('{command}')", meaning, show=show)


WALK_KEYS: list[BindingType] = [
    _press("space,enter", "go-on", tr("Your turn", "À toi"), show=True),
    _press("n", "note", tr("Note that", "Noter"), show=True),
    _press("k", "keep", tr("Keep", "Garder"), show=True),
    _press("t", "let-me-think", tr("Let me think", "Je réfléchis"), show=True),
    Binding("p", "pause", tr("Pause", "Pause")),
    Binding("q", "end", tr("End", "Finir")),
    Binding("escape", "leave", tr("Leave it running", "Laisser tourner")),
    _press("u", "undo", tr("Undo", "Annuler"), show=True),
    _press("d", "drop", tr("Take back", "Retirer")),
    _press("h", "question-mark", tr("Doubtful", "Douteux")),
    _press("i", "as-question", tr("As a question", "En question")),
    _press("x", "park", tr("Park", "De côté")),
    _press("r", "repeat", tr("Repeat", "Répéter")),
    Binding(
        "slash,g",
        "ask_about('recall')",
        tr("What did I say about…", "Qu'ai-je dit de…"),
        show=False,
    ),
    _press("s,minus", "slower", tr("Slower", "Moins vite")),
    _press("S,plus", "faster", tr("Faster", "Plus vite")),
    _press("b", "be-quiet", tr("Only listen", "Écoute seulement")),
    _press("a", "answer-again", tr("Answer again", "Autre réponse")),
    _press("o", "another-angle", tr("Another angle", "Autre angle")),
    Binding("v", "ask_about('technique')", tr("Technique", "Technique"), show=False),
    _press("f", "off-record", tr("Off the record", "Entre nous")),
    _press("F", "on-record", tr("On the record again", "De nouveau gardé")),
    _press("m", "forget-minute", tr("Forget the last minute", "Oublier la dernière minute")),
    _press("c", "summary", tr("Summary", "Résumé")),
    Binding("l", "switch_language", tr("Other language", "Autre langue"), show=False),
    _press("y", "yes", tr("Yes", "Oui")),
    _press("N", "no", tr("No", "Non")),
    Binding("w", "widen", tr("Ideas beside or alone", "Idées à côté ou seules"), show=False),
    Binding("e", "engines", tr("Engines and devices", "Moteurs et appareils"), show=False),
]
