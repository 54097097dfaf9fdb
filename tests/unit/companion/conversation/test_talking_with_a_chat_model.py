from __future__ import annotations

from collections.abc import Sequence

import pytest

from companion.conversation.contract import Cue, Effect, Record, Sentence
from companion.conversation.talk import BUILT_IN, Talk, TalkSettings
from companion.session.events import Condensed, EngineChanged
from models.errors import BadReply, EngineFailed, EngineUnavailable, ModelError, PromptTooLong
from models.language import Language, Phrase
from models.testing_chat import ScriptedChat, ScriptedReply
from models.transcript import COMPANION, WALKER, Segment

GONE = EngineUnavailable(Phrase("Away.", "Absent."))
BROKE = EngineFailed(Phrase("Broke.", "Panne."))
GOOD = "The hut is dry. Who would hold the key?"


class Company:
    """A talk, and what it did."""

    def __init__(self, chat: ScriptedChat, language: Language = "en") -> None:
        self.talk = Talk(TalkSettings(language), chat=chat)
        self.now = 0
        self.effects: list[Effect] = []

    async def turn(self, text: str, *, hears: int | None = None) -> list[Sentence]:
        """Say something; return the reply, of which `hears` words are heard."""
        self.effects += self.talk.heard(self._segment(WALKER, text))
        reply = [sentence async for sentence in self.talk.reply()]
        intended = " ".join(sentence.text for sentence in reply)
        heard = " ".join(intended.split()[:hears])
        self.talk.spoke(self._segment(COMPANION, heard), intended=intended)
        return reply

    def _segment(self, speaker: str, text: str) -> Segment:
        self.now += 4000
        return Segment(f"s{self.now}", speaker, self.now, self.now + 2000, text)


async def test_the_chat_model_answers_sentence_by_sentence() -> None:
    company = Company(ScriptedChat([GOOD]))
    reply = await company.turn("we could use the ticket hut")
    assert [sentence.text for sentence in reply] == ["The hut is dry.", "Who would hold the key?"]
    assert {sentence.engine for sentence in reply} == {"scripted"}


@pytest.mark.parametrize(
    "reply",
    [
        ScriptedReply((), GONE),
        ScriptedReply((), BROKE),
        ScriptedReply((), BadReply(Phrase("Empty.", "Vide."))),
        ScriptedReply(("",)),
        ScriptedReply(("```json\n{}\n```",)),
        ScriptedReply(("Quelle est la première chose que tu ferais avec cette cabane ?",)),
        ScriptedReply(("That's a great idea!",)),
    ],
)
async def test_where_the_model_gives_nothing_the_built_in_companion_answers(
    reply: ScriptedReply,
) -> None:
    company = Company(ScriptedChat([reply]))
    (sentence,) = await company.turn("we could use the ticket hut")
    assert sentence.engine == BUILT_IN
    assert sentence.text


async def test_what_was_spoken_before_it_broke_stays_and_a_question_follows() -> None:
    company = Company(ScriptedChat([ScriptedReply(("The hut is dry. Who wo",), BROKE)]))
    reply = await company.turn("we could use the ticket hut")
    assert reply[0].text == "The hut is dry."
    assert [sentence.engine for sentence in reply] == ["scripted", BUILT_IN]


async def test_away_and_back_are_journalled_once_and_sounded() -> None:
    chat = ScriptedChat([ScriptedReply((), GONE), GOOD, "And who sweeps it?"])
    company = Company(chat)
    for text in ("we could use the hut", "the gate sticks", "the roof is fine", "the door is old"):
        await company.turn(text)
    changes = [
        effect.event.state
        for effect in [*company.effects, *company.talk.recap()]
        if isinstance(effect, Record) and isinstance(effect.event, EngineChanged)
    ]
    assert changes == ["away", "ready"]
    assert sum(effect == Cue("away") for effect in company.effects) == 1


async def test_a_model_that_is_away_is_left_alone_for_longer_and_longer() -> None:
    chat = ScriptedChat([ScriptedReply((), GONE)], repeats=True)
    company = Company(chat)
    for number in range(20):
        await company.turn(f"thought number {number} about the garden")
    assert len(chat.asked) <= 5


async def test_only_what_was_heard_stands_as_the_companions_words() -> None:
    chat = ScriptedChat([GOOD, "What about the roof?"])
    company = Company(chat)
    await company.turn("we could use the ticket hut", hears=3)
    await company.turn("sorry go back to the hut")
    said = [message.content for message in chat.asked[1] if message.role == "assistant"]
    assert said == ["The hut is"]


async def test_requests_only_ever_grow_at_the_end() -> None:
    chat = ScriptedChat([f"What about part {name}?" for name in "abcdef"])
    company = Company(chat)
    for number in range(6):
        await company.turn(f"thought number {number}")
    for earlier, later in zip(chat.asked, chat.asked[1:], strict=False):
        assert later[: len(earlier)] == earlier


async def test_a_full_window_is_condensed_and_said_never_silently_cut() -> None:
    chat = ScriptedChat(
        ["What about the roof?", *(f"And part {n}?" for n in range(40))], context_tokens=1500
    )
    company = Company(chat)
    for number in range(30):
        await company.turn(f"we could paint fence number {number} " + "slowly " * 20)
    condensed = [
        effect.event
        for effect in company.effects
        if isinstance(effect, Record) and isinstance(effect.event, Condensed)
    ]
    assert condensed
    assert all(
        event.dropped_messages and event.estimated_tokens > event.budget_tokens
        for event in condensed
    )
    assert all("fence number 29" in messages[-1].content for messages in chat.asked[-1:])
    assert "we could paint fence" in chat.asked[-1][0].content


async def test_a_prompt_the_server_cut_is_condensed_and_asked_again() -> None:
    cut = PromptTooLong(Phrase("Too long.", "Trop long."))
    chat = ScriptedChat(["What first?", ScriptedReply((), cut), "What now?"])
    company = Company(chat)
    await company.turn("we could use the hut")
    reply = await company.turn("or the old van " * 30)
    assert [sentence.text for sentence in reply] == ["What now?"]


async def test_an_asked_technique_reaches_the_model() -> None:
    chat = ScriptedChat(["Nobody is waiting for it. What do you answer?"])
    talk = Talk(TalkSettings("en"), chat=chat)
    talk.heard(Segment("s1", WALKER, 0, 1000, "we could use the hut"))
    assert [s async for s in talk.reply(technique="devil")]
    assert "devil's advocate" in chat.asked[0][-1].content


async def test_what_is_off_the_record_reaches_no_model() -> None:
    chat = ScriptedChat(["What about the roof?"])
    company = Company(chat)
    secret = Segment("x1", WALKER, 100, 900, "off the record")
    command = company.talk.command_in(secret, is_over=True)
    assert command is not None
    company.talk.obey(command, secret, 1000)
    company.talk.heard(Segment("x2", WALKER, 1000, 2000, "my brother owes me money"))
    back = Segment("x3", WALKER, 2000, 3000, "back on the record")
    resumed = company.talk.command_in(back, is_over=True)
    assert resumed is not None
    company.talk.obey(resumed, back, 3000)
    await company.turn("the roof is fine")
    assert "brother" not in str(chat.asked)


@pytest.mark.parametrize("error", [GONE, BROKE])
async def test_a_walk_with_a_model_that_always_fails_is_a_walk_with_the_built_in_companion(
    error: ModelError,
) -> None:
    company = Company(ScriptedChat([ScriptedReply((), error)], repeats=True), "fr")
    texts: Sequence[str] = ("on pourrait garder la clé à la boulangerie", "le jardin est grand")
    replies = [await company.turn(text) for text in texts]
    assert all(reply and reply[-1].engine == "built-in" for reply in replies)


@pytest.mark.parametrize(
    ("language", "answer", "heard"),
    [
        (
            "en",
            "That's a wonderful idea! You clearly care deeply. Who would start?",
            ["Who would start?"],
        ),
        ("en", "I totally understand. The bakery opens at six.", ["The bakery opens at six."]),
        ("en", "*nods* The bakery opens at six.", ["The bakery opens at six."]),
        (
            "fr",
            "Je comprends tout à fait. Les bénévoles se fatiguent. Qui resterait ?",
            ["Les bénévoles se fatiguent.", "Qui resterait ?"],
        ),
    ],
)
async def test_flattery_is_left_out_and_what_is_of_use_stays(
    language: Language, answer: str, heard: list[str]
) -> None:
    reply = await Company(ScriptedChat([answer]), language).turn("")
    assert [sentence.text for sentence in reply] == heard


@pytest.mark.parametrize(
    ("language", "answer"),
    [
        ("en", "Here are three options:\n1. A rota\n2. A machine\nWhich one?"),
        ("en", "Bien sûr ! La boulangerie garde la clé. Qui la rendra ?"),
        ("fr", "That sounds great. Who would open the café?"),
        ("fr", "Voici trois pistes :\n- un planning\n- un salarié\nLaquelle préfères-tu ?"),
    ],
)
async def test_lists_and_another_language_are_never_heard(language: Language, answer: str) -> None:
    (sentence,) = await Company(ScriptedChat([answer]), language).turn("la clé, the key")
    assert sentence.engine == BUILT_IN


async def test_what_nobody_heard_may_be_said_again() -> None:
    company = Company(ScriptedChat([GOOD, GOOD, GOOD]))
    company.talk.heard(company._segment(WALKER, "we could use the ticket hut"))
    assert [sentence.text async for sentence in company.talk.reply()]
    company.talk.went_unheard()
    again = await company.turn("because it is dry")
    assert [sentence.text for sentence in again] == ["The hut is dry.", "Who would hold the key?"]
    assert {sentence.engine for sentence in again} == {"scripted"}
    assert {sentence.engine for sentence in await company.turn("and cheap")} == {BUILT_IN}


async def test_an_idea_of_the_models_own_waits_until_the_walker_has_begun_or_asks() -> None:
    offer = "You could use lockers. Who would hold the key?"
    company = Company(ScriptedChat([offer, "You could use a van. What would it cost?"]))
    opening = await company.turn("we could use the ticket hut")
    assert [sentence.text for sentence in opening] == ["Who would hold the key?"]
    asked = await company.turn("give me an idea of yours")
    assert asked[0].text == "You could use a van."
