"""The names of what a walk tells: commands, parts, states. Pure."""

from __future__ import annotations

from companion.interface import tr
from companion.tui.text import plain


def command_word(command: str) -> str:
    """Return a command as it is shown where it was obeyed."""
    return {
        "note": tr("noted", "noté"),
        "keep": tr("kept", "gardé"),
        "drop": tr("taken back", "retiré"),
        "question-mark": tr("doubtful", "douteux"),
        "as-question": tr("as a question", "en question"),
        "off-record": tr("off the record", "entre nous"),
        "on-record": tr("on the record again", "de nouveau gardé"),
        "forget-minute": tr("the last minute is forgotten", "la dernière minute est oubliée"),
        "repeat": tr("repeated", "répété"),
        "slower": tr("slower", "moins vite"),
        "faster": tr("faster", "plus vite"),
        "let-me-think": tr("thinking", "réflexion"),
        "go-on": tr("your turn", "à toi"),
        "be-quiet": tr("only listening", "écoute seulement"),
        "answer-again": tr("answer again", "autre réponse"),
        "another-angle": tr("another angle", "autre angle"),
        "technique": tr("technique", "technique"),
        "park": tr("parked", "de côté"),
        "recall": tr("recalled", "rappelé"),
        "summary": tr("summary", "résumé"),
        "undo": tr("undone", "annulé"),
        "pause": tr("paused", "pause"),
        "resume": tr("taken up again", "reprise"),
        "end": tr("end of the walk", "fin de la promenade"),
        "language": tr("another language", "autre langue"),
        "yes": tr("yes", "oui"),
        "no": tr("no", "non"),
    }.get(command, plain(command))


def part_name(part: str) -> str:
    """Return the name of a part of the walk."""
    return {
        "microphone": tr("microphone", "micro"),
        "ear": tr("recogniser", "reconnaissance"),
        "judge": tr("end of turn", "fin de tour"),
        "chat": tr("chat model", "modèle"),
        "voice": tr("voice", "voix"),
        "speaker": tr("loudspeaker", "haut-parleur"),
        "disk": tr("disk", "disque"),
    }.get(part, part)


def state_word(state: str) -> str:
    """Return the state of a part in a word."""
    return {
        "ready": tr("ready", "prêt"),
        "loading": tr("loading", "chargement"),
        "away": tr("away", "absent"),
        "replaced": tr("replaced", "remplacé"),
        "low": tr("low", "presque plein"),
    }.get(state, state)
