"""Hold a recorded walk and write its account, as `scripts/try` promises, by the program's commands.

The walker is a script of clips; recogniser, voice activity, end of turn, companion, synthesiser,
session and report are the program's own. Only the recogniser's model is special: it is one of the
small ones beside, which understand the recorded voice and nobody else's.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parent.parent
HOME = REPOSITORY / "try-out"
MODELS = ("silero-vad", "smart-turn-v3.2")


def tell(language: str, en: str, fr: str) -> None:
    """Say something on the terminal."""
    print(fr if language == "fr" else en, flush=True)


def promenade(language: str, *arguments: str, capture: bool = False) -> str:
    """Run one command of the program; end as it ended where it failed."""
    command = [sys.executable, "-m", "companion", "--ui-lang", language, *arguments]
    environment = {**os.environ, "PROMENADE_HOME": str(HOME)}
    environment.pop("OLLAMA_HOST", None)
    done = subprocess.run(
        command,
        cwd=REPOSITORY,
        env=environment,
        text=True,
        check=False,
        stdout=subprocess.PIPE if capture else None,
    )
    if done.returncode:
        raise SystemExit(done.returncode)
    return done.stdout or ""


def settle(language: str) -> None:
    """Give the walk a home of its own, with the small recogniser and without a chat model."""
    HOME.mkdir(mode=0o700, exist_ok=True)
    folder = HERE / "models" / f"vosk-tiny-{language}"
    settings = f'[ear]\nmodel_{language} = {json.dumps(str(folder))}\n\n[chat]\nmodel = "none"\n'
    (HOME / "settings.toml").write_text(settings, encoding="utf-8")
    present = {
        card["name"]
        for card in json.loads(promenade(language, "models", "--json", capture=True))
        if card["state"] == "present"
    }
    for name in MODELS:
        if name not in present:
            promenade(language, "models", "fetch", name)


def newest_session() -> Path:
    """Return the session that was kept last."""
    return max((HOME / "sessions").iterdir(), key=lambda folder: folder.stat().st_mtime)


def show_account(session: Path) -> list[Path]:
    """Print the account without its front matter; return the documents."""
    documents = sorted((session / "reports").glob("report.*"))
    account = next(file for file in documents if file.suffix == ".md")
    text = account.read_text(encoding="utf-8")
    print(text.split("\n---\n", 1)[-1].strip(), flush=True)
    return documents


def main() -> int:
    """Hold the walk of the language on the command line."""
    language = sys.argv[1]
    settle(language)
    tell(
        language,
        "\nA recorded walker sets out; the companion listens and answers.\n",
        "\nUn marcheur enregistré se met en route ; le compagnon écoute et répond.\n",
    )
    promenade(language, "replay", str(HERE / language / "walk.toml"))
    session = newest_session()
    tell(language, "\n— The walk, as kept —\n", "\n— La promenade, telle que gardée —\n")
    promenade(language, "show", session.name)
    promenade(language, "report", session.name, "--format", "md,html", "--lang", language)
    tell(language, "\n— The account —\n", "\n— Le compte rendu —\n")
    documents = show_account(session)
    tell_engines(language, session)
    tell(language, "\n— Where everything is —\n", "\n— Où se trouve tout —\n")
    for file in [*documents, session / "sound.wav", session / "journal.jsonl"]:
        print(f"  {file.relative_to(REPOSITORY)}")
    tell(
        language,
        "\nThe commands above find this walk with PROMENADE_HOME=try-out before them:\n"
        f"  PROMENADE_HOME=try-out .venv/bin/promenade show {session.name}",
        "\nLes commandes ci-dessus trouvent cette promenade précédées de PROMENADE_HOME=try-out :\n"
        f"  PROMENADE_HOME=try-out .venv/bin/promenade show {session.name}",
    )
    return 0


def tell_engines(language: str, session: Path) -> None:
    """Say what heard, judged, answered and spoke, and what a full set-up would use instead."""
    events = [
        json.loads(line)["event"]
        for line in (session / "journal.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    cards = [e["card"] for e in events if e["type"] == "engine_changed" and e.get("card")]
    tell(language, "\n— Which engines ran —\n", "\n— Quels moteurs ont tourné —\n")
    for card in cards:
        print(
            "  " + " ".join(filter(None, (card["engine"], card.get("model"), card.get("version"))))
        )
    for name in MODELS:
        print(f"  {name}")
    tell(
        language,
        "  the built-in companion\n\n"
        "The recogniser of this walk understands its recorded voice and nobody else's. For walks of "
        "your own,\n`promenade setup` fetches a model that hears you (40 MB) and, where Ollama runs, "
        "a chat model that\nanswers instead of the built-in companion; `promenade doctor` checks your "
        "microphone.",
        "  le compagnon intégré\n\n"
        "La reconnaissance de cette promenade ne comprend que sa voix enregistrée. Pour les vôtres,\n"
        "`promenade setup` va chercher un modèle qui vous entend (40 Mo) et, si Ollama tourne, un "
        "modèle\nqui répond à la place du compagnon intégré ; `promenade doctor` vérifie votre micro.",
    )


if __name__ == "__main__":
    raise SystemExit(main())
