"""What can go wrong with Ollama, as our errors. No message holds what was said or answered."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from models.errors import (
    BadReply,
    EngineFailed,
    EngineUnavailable,
    ModelError,
    ModelMissing,
    PromptTooLong,
)
from models.language import Phrase

_CONTEXT = re.compile(r"context|truncat|too long|exceed", re.IGNORECASE)
_START = Phrase("Start it with: ollama serve", "Démarrez-le avec : ollama serve")
_LOGS = Phrase(
    "Look at its log; `promenade doctor` tries it out.",
    "Regardez son journal ; `promenade doctor` l'essaie.",
)


@contextmanager
def translated(address: str, model: str) -> Iterator[None]:
    """Turn what the package and its connection raise into ModelError."""
    import httpx
    from ollama import RequestError, ResponseError

    try:
        yield
    except (httpx.ConnectError, httpx.ConnectTimeout, ConnectionError) as error:
        raise away(address) from error
    except ResponseError as error:
        raise _refused(model, error.status_code, error.error) from error
    except (TimeoutError, httpx.TimeoutException) as error:
        raise slow(model) from error
    except (httpx.HTTPError, httpx.StreamError, RequestError) as error:
        raise broke_off(model) from error
    except (ValueError, TypeError, AttributeError) as error:
        # Not JSON, or JSON of another shape: the package reads each line without checking.
        raise garbled(model) from error


def _refused(model: str, status: int, said: str) -> ModelError:
    if status == 404:
        return ModelMissing(
            Phrase("Ollama does not hold {name}.", "Ollama n'a pas {name}.").format(name=model),
            Phrase("Run: ollama pull {name}", "Lancez : ollama pull {name}").format(name=model),
        )
    if status == 400 and _CONTEXT.search(said):
        return too_long()
    return EngineFailed(
        Phrase(
            "Ollama refused the request (status {status}).",
            "Ollama a refusé la demande (code {status}).",
        ).format(status=status),
        _LOGS,
    )


def away(address: str) -> EngineUnavailable:
    """Nobody answers at the address."""
    return EngineUnavailable(
        Phrase("Ollama does not answer at {a}.", "Ollama ne répond pas à {a}.").format(a=address),
        _START,
    )


def slow(model: str) -> EngineFailed:
    """It let us wait too long."""
    return EngineFailed(
        Phrase("{model} takes too long to answer.", "{model} met trop de temps à répondre.").format(
            model=model
        ),
        Phrase(
            "A smaller model answers faster; the times are first_token_seconds and stall_seconds "
            "under [chat].",
            "Un modèle plus petit répond plus vite ; les délais sont first_token_seconds et "
            "stall_seconds sous [chat].",
        ),
    )


def broke_off(model: str) -> EngineFailed:
    """The connection ended before the answer did."""
    return EngineFailed(
        Phrase(
            "The answer of {model} broke off.", "La réponse de {model} s'est interrompue."
        ).format(model=model),
        _LOGS,
    )


def garbled(model: str) -> EngineFailed:
    """What came is not what Ollama sends."""
    return EngineFailed(
        Phrase("The answer of {model} is garbled.", "La réponse de {model} est illisible.").format(
            model=model
        ),
        _LOGS,
    )


def empty(model: str) -> BadReply:
    """It answered nothing."""
    return BadReply(
        Phrase("{model} answered nothing.", "{model} n'a rien répondu.").format(model=model)
    )


def loading(model: str) -> BadReply:
    """It is still being read from the disk."""
    return BadReply(
        Phrase("{model} is still being loaded.", "{model} est encore en chargement.").format(
            model=model
        )
    )


def flooded(model: str) -> BadReply:
    """It does not stop."""
    return BadReply(
        Phrase("{model} does not stop answering.", "{model} n'arrête pas de répondre.").format(
            model=model
        )
    )


def cut_short(model: str) -> BadReply:
    """The answer was longer than it may be."""
    return BadReply(
        Phrase(
            "The answer of {model} was cut short.", "La réponse de {model} a été coupée."
        ).format(model=model)
    )


def not_as_asked(model: str, wrong: Sequence[str]) -> BadReply:
    """The answer is not of the asked form; the rules it breaks are named, its words are not."""
    return BadReply(
        Phrase(
            "{model} does not answer in the asked form ({wrong}).",
            "{model} ne répond pas dans la forme demandée ({wrong}).",
        ).format(model=model, wrong="; ".join(wrong[:3]))
    )


def too_long() -> PromptTooLong:
    """More was sent than the window holds, or the server read only a part of it."""
    return PromptTooLong(
        Phrase(
            "The conversation is longer than the model's window.",
            "La conversation dépasse la fenêtre du modèle.",
        ),
        Phrase(
            "Raise max_context_tokens under [chat] if the machine's memory allows.",
            "Augmentez max_context_tokens sous [chat] si la mémoire de la machine le permet.",
        ),
    )
