"""The chat model of a report: opened as the user allowed, resumed where it was stopped, timed.

What was answered is kept beside the report until it is written, so that Ctrl-C and the same command
again go on; in a session's folder it stays as long as the transcript does.
"""

from __future__ import annotations

import hashlib
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

from companion.cli.places import places
from companion.cli.report_sources import Source
from companion.interface import tr
from companion.session.opening import transcript_digest
from companion.settings import load_settings
from models.load import load_chat
from reporting import pipeline
from reporting.chat.resuming import ResumableChat, answers_folder, forget_answers
from reporting.records import Report

_FIRST_TOKEN_SECONDS = 300.0
_STALL_SECONDS = 60.0
"""Nobody waits on a walk for a report: a slow machine may take its time to read a long window."""
_TELLING = 0.02
"""Share done before the time left is worth telling."""


async def write_with_model(
    model: str,
    request: pipeline.ReportRequest,
    sources: Sequence[Source],
    given: list[pipeline.Source],
    progress: pipeline.Progress,
) -> Report:
    """Return the report written with the model named; raises ModelError where it cannot be had."""
    settings = load_settings(places().settings_file).values.chat
    chat = load_chat(
        settings.address,
        model,
        allowed_addresses=settings.allowed_addresses,
        allowed_models=settings.allowed_models,
        max_context_tokens=settings.max_context_tokens,
        seconds=(settings.connect_seconds, _FIRST_TOKEN_SECONDS, _STALL_SECONDS),
    )
    folder = _answers(sources)
    resumable = ResumableChat(chat, folder)
    try:
        await resumable.prepare()
        report = await pipeline.write_report_with(resumable, request, given, progress=progress)
    finally:
        await resumable.close()
    if resumable.resumed:
        text = tr("answers kept from before: {n}", "réponses gardées d'avant : {n}")
        click.echo(text.format(n=resumable.resumed), err=True)
    if not _is_session(sources) and request.is_worded:
        forget_answers(folder)
    return report


def _answers(sources: Sequence[Source]) -> Path:
    digests = [transcript_digest(source.transcript, source.ideas) for source in sources]
    whole = hashlib.sha256("\n".join(digests).encode()).hexdigest()
    return answers_folder(sources[0].reports, whole, alone=_is_session(sources))


def _is_session(sources: Sequence[Source]) -> bool:
    return len(sources) == 1 and sources[0].folder is not None


@contextmanager
def shown_progress() -> Iterator[pipeline.Progress]:
    """Show how far the work is and how long it will take: a bar on a terminal, else a line each tenth."""
    label = tr("Writing", "Rédaction")
    if not sys.stderr.isatty():
        yield _tenths(label)
        return
    with click.progressbar(length=100, label=label, file=sys.stderr, show_eta=True) as bar:
        yield lambda _step, share: bar.update(round(share * 100) - bar.pos)


def _tenths(label: str) -> pipeline.Progress:
    told = 0
    # A person watches the wall, not the work: the time left is measured by the clock.
    began = time.monotonic()

    def tell_tenth(_step: str, share: float) -> None:
        nonlocal told
        if int(share * 10) > told:
            told = int(share * 10)
            left = time_left(time.monotonic() - began, share)
            click.echo(f"{label}  {told * 10:3d} %{left}", err=True)

    return tell_tenth


def time_left(seconds: float, share: float) -> str:
    """Return what is left of work of which `share` took `seconds`, in words; nothing under a minute."""
    if not _TELLING <= share < 1:
        return ""
    minutes = round(seconds * (1 - share) / share / 60)
    if minutes < 1:
        return ""
    return tr(", about {n} min left", ", encore {n} min environ").format(n=minutes)
