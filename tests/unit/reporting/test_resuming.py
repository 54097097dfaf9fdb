"""Work with a chat model goes on where it was stopped, and gives a dead model up."""

from __future__ import annotations

import asyncio
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from models.chat import Message
from models.errors import BadReply, EngineUnavailable, ModelError
from models.language import Phrase
from models.testing_chat import ScriptedChat
from reporting.chat.resuming import Patience, ResumableChat, answers_folder, forget_answers
from reporting.pipeline import ReportRequest, Source, write_report_with
from tests.support.chat_models import ActingChat, helpful, shapeless
from tests.support.talks import talk

TALK = talk(
    "\n".join(
        f"{'AB'[n % 2]}nn: Le guichet numéro {n} ferme à midi depuis que Josette est partie au village."
        for n in range(60)
    )
)
ASK = [Message("user", "Qui ?")]
SCHEMA: Mapping[str, Any] = {"type": "object", "properties": {"who": {"type": "string"}}}
GONE = EngineUnavailable(Phrase("gone", "parti"))


def kept(folder: Path) -> list[Path]:
    return list(folder.iterdir())


async def report_with(chat: ActingChat, folder: Path) -> Any:
    resumable = ResumableChat(chat, folder)
    request = ReportRequest()
    return resumable, await write_report_with(resumable, request, [Source(transcript=TALK)])


async def test_a_stopped_report_asks_only_what_was_not_answered(tmp_path: Path) -> None:
    answered = 0

    def interrupted(task: str, text: str, schema: Mapping[str, Any]) -> Any:
        nonlocal answered
        answered += 1
        if answered > 3:
            raise asyncio.CancelledError
        return helpful(task, text, schema)

    with pytest.raises(asyncio.CancelledError):
        await report_with(ActingChat(interrupted, context_tokens=4096), tmp_path)
    whole = ActingChat(helpful, context_tokens=4096)
    resumable, resumed = await report_with(whole, tmp_path)
    fresh = ActingChat(helpful, context_tokens=4096)
    _, plain = await report_with(fresh, tmp_path / "elsewhere")
    assert resumable.resumed == 3
    assert len(whole.asked) == len(fresh.asked) - 3
    assert resumed == plain


async def test_answers_are_for_their_owners_eyes_only(tmp_path: Path) -> None:
    await ResumableChat(ScriptedChat(structures=[{"who": "Ann"}]), tmp_path / "a").structured(
        ASK, SCHEMA
    )
    (file,) = (tmp_path / "a").iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o700
    assert "Ann" not in file.name


@pytest.mark.parametrize("damage", [b"", b"{", b'{"who": 3}', b"\xff\xfe", b"[" * 5000])
async def test_a_damaged_answer_is_asked_for_again(tmp_path: Path, damage: bytes) -> None:
    await ResumableChat(ScriptedChat(structures=[{"who": "Ann"}]), tmp_path).structured(ASK, SCHEMA)
    (file,) = kept(tmp_path)
    file.write_bytes(damage)
    again = ResumableChat(ScriptedChat(structures=[{"who": "Bob"}]), tmp_path)
    assert await again.structured(ASK, SCHEMA) == {"who": "Bob"}


async def test_an_answer_of_the_wrong_form_is_not_kept(tmp_path: Path) -> None:
    await ResumableChat(ScriptedChat(structures=["prose"]), tmp_path).structured(ASK, SCHEMA)
    assert kept(tmp_path) == []


async def test_another_question_is_another_answer(tmp_path: Path) -> None:
    chat = ResumableChat(ScriptedChat(structures=[{"who": "Ann"}, {"who": "Bob"}]), tmp_path)
    await chat.structured(ASK, SCHEMA)
    assert await chat.structured([Message("user", "Et là ?")], SCHEMA) == {"who": "Bob"}
    assert chat.resumed == 0


async def test_a_model_that_is_gone_is_not_asked_for_every_part(tmp_path: Path) -> None:
    dead = ActingChat(shapeless(GONE), context_tokens=4096)
    _, report = await report_with(dead, tmp_path)
    assert len(dead.asked) == Patience().failures
    assert report.audit.segments_read == report.audit.segments_total
    assert report.audit.warnings


async def test_a_model_that_answers_nonsense_now_and_then_is_asked_on(tmp_path: Path) -> None:
    chat = ActingChat(shapeless(BadReply(Phrase("no", "non"))), context_tokens=4096)
    await report_with(chat, tmp_path)
    assert len(chat.asked) > Patience().failures


async def test_a_question_waits_no_longer_than_it_may(tmp_path: Path) -> None:
    class Slow(ScriptedChat):
        """Never answers."""

        async def structured(self, *_: Any, **__: Any) -> Any:
            await asyncio.sleep(3600)

    chat = ResumableChat(Slow(), tmp_path, Patience(call_seconds=0.05))
    with pytest.raises(ModelError):
        await chat.structured(ASK, SCHEMA)


def test_answers_to_an_earlier_state_of_a_transcript_are_removed(tmp_path: Path) -> None:
    old = answers_folder(tmp_path, "a" * 64, alone=True)
    old.mkdir(parents=True)
    new = answers_folder(tmp_path, "b" * 64, alone=True)
    assert not old.exists()
    new.mkdir()
    other = answers_folder(tmp_path, "c" * 64, alone=False)
    assert new.exists()
    forget_answers(other)
    assert new.exists()
    forget_answers(new)
    assert list(tmp_path.iterdir()) == []
