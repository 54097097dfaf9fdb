"""Time and memory of a report without a chat model: one hour of talk, and ten.

The talk is made of round tables of the shared data (or of sentences of our own), said again with other
speakers until it is long enough. Wall time of `write_report` alone; memory is the process's peak.
"""

from __future__ import annotations

import argparse
import os
import resource
import time
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from typing import Any

from models.transcript import Segment, Speaker, Transcript
from reporting.pipeline import ReportRequest, Source, write_report
from reporting.sources.reading import read

_WORDS_PER_HOUR = 9000
_WORD_MS = 400
_OWN = (
    "Le guichet ferme à six heures et personne ne le remplace, c'est un problème pour les familles. "
    "La nouvelle salle permet d'accueillir deux fois plus de monde, et ça marche plutôt bien.",
    "Je me demande si les bénévoles suivront, parce que la charge augmente chaque année. "
    "Est-ce que quelqu'un a les chiffres de la saison dernière ?",
    "On a décidé en mars de garder le téléphone. Je vous envoie le tableau avant vendredi prochain.",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what this measurement may be told."""
    parser.add_argument("--hours", type=float, nargs="+", default=[1.0, 2.0, 5.0, 10.0])


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Return seconds and peak memory for each length."""
    write_report(ReportRequest(), [Source(transcript=talk(Path(args.data), 0.05))])
    rows = []
    for hours in args.hours:
        transcript = talk(Path(args.data), hours)
        start = time.perf_counter()
        report = write_report(ReportRequest(), [Source(transcript=transcript)])
        seconds = time.perf_counter() - start
        rows.append(
            {
                "hours": hours,
                "words": sum(len(segment.text.split()) for segment in transcript.segments),
                "seconds": round(seconds, 2),
                "seconds_per_hour": round(seconds / hours, 2),
                "quotations": len(report.evidence),
                "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
            }
        )
    return {"rows": rows, "load": round(os.getloadavg()[0], 2), "cpus": os.cpu_count()}


def talk(data: Path, hours: float) -> Transcript:
    """Return a talk of so many hours, its words as varied as the material allows."""
    segments: list[Segment] = []
    now, wanted = 0, hours * _WORDS_PER_HOUR
    said = 0
    for number, text in enumerate(cycle(list(_turns(data)))):
        words = len(text.split())
        end = now + _WORD_MS * words
        segments.append(Segment(f"s{number:05d}", f"v{number % 5 + 1}", now, end, text))
        now, said = end, said + words
        if said >= wanted:
            break
    return Transcript(
        id="long",
        kind="talk",
        language="fr",
        speakers=tuple(Speaker(f"v{n}", f"Voix {n}", "speaker") for n in range(1, 6)),
        segments=tuple(segments),
        duration_ms=now,
    )


def _turns(data: Path) -> Iterator[str]:
    debates = sorted((data / "meetings" / "fr" / "FREDSum" / "transcript").glob("*.txt"))[:40]
    tables = sorted((data / "roundtables").rglob("fr*/transcript.txt"))
    found = False
    for path in [*tables, *debates]:
        for segment in read(path, language="fr", kind="talk").segments:
            found = True
            yield segment.text
    if not found:
        yield from _OWN


def table(result: dict[str, Any]) -> str:
    """Return the figures as lines."""
    lines = [f"{'hours':>6}{'words':>8}{'seconds':>9}{'per hour':>10}{'quotes':>8}{'peak MB':>9}"]
    lines += [
        f"{row['hours']:>6}{row['words']:>8}{row['seconds']:>9}{row['seconds_per_hour']:>10}"
        f"{row['quotations']:>8}{row['peak_mb']:>9}"
        for row in result["rows"]
    ]
    lines.append(f"load {result['load']} on {result['cpus']} processors")
    return "\n".join(lines)
