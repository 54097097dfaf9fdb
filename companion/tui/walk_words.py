"""The names of what a walk tells: commands, parts, states. Pure."""

from __future__ import annotations

from companion.interface import tr
from companion.tui.text import plain
from companion.walk.messages import Health


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
        "chat": tr("companion", "compagnon"),
        "voice": tr("voice", "voix"),
        "speaker": tr("loudspeaker", "haut-parleur"),
        "disk": tr("disk", "disque"),
    }.get(part, part)


def is_well(health: Health) -> bool:
    """Whether a part does what it should, or what stands in for it does."""
    is_back = health.part == "microphone" and health.state == "replaced"
    return health.state == "ready" or health.part == "chat" or is_back


def health_words(health: Health) -> str:
    """Return how a part is, and what stands in for it where it is away."""
    said = {
        ("chat", "away"): tr("the built-in one answers", "le compagnon intégré répond"),
        ("ear", "away"): tr("away, the sound is kept", "absente, le son est gardé"),
        ("judge", "away"): tr("away, silences decide", "absent, les silences décident"),
        ("voice", "away"): tr(
            "away, short sounds stand in", "absente, de petits sons la remplacent"
        ),
        ("microphone", "away"): tr("lost, looking for it", "perdu, on le cherche"),
        ("microphone", "replaced"): tr("found again", "retrouvé"),
        ("microphone", "low"): tr("silent", "muet"),
        ("disk", "low"): tr("almost full", "presque plein"),
    }.get((health.part, health.state))
    return said or {
        "ready": tr("ready", "prêt"),
        "loading": tr("loading", "chargement"),
        "away": tr("away", "absent"),
        "replaced": tr("replaced", "remplacé"),
        "low": tr("low", "faible"),
    }.get(health.state, health.state)


def engine_name(health: Health) -> str:
    """Return which engine does a part's work, where it has said so."""
    card = health.card
    if card is None or health.state == "away":
        return ""
    return plain(" ".join(filter(None, (card.engine, card.model))))


def lost_words(milliseconds: int) -> str:
    """Return how much sound is missing."""
    seconds = round(milliseconds / 1000)
    return tr(f"{seconds} s of sound are missing", f"{seconds} s de son manquent")
