from __future__ import annotations

from collections.abc import Sequence

import pytest

from companion.conversation.contract import (
    Answer,
    Command,
    Cue,
    Effect,
    EndWalk,
    Record,
    RepeatLast,
    Say,
    SetLanguage,
    SetMode,
    SetPace,
)
from companion.conversation.ports import LastWalk, PastLine
from companion.conversation.recap import recap_text
from companion.conversation.talk import Talk, TalkSettings
from companion.session.events import (
    CommandObeyed,
    Entry,
    IdeaChanged,
    IdeaNoted,
    SegmentHeard,
    SessionEvent,
    SessionStarted,
    TakenOffRecord,
)
from companion.session.fold import fold
from models.ideas import Idea
from models.language import Language
from models.transcript import WALKER, Segment


class OldWalks:
    """Two earlier walks, as the archive would find them."""

    def find(self, query: str, *, limit: int = 3) -> Sequence[PastLine]:
        if "deposit" not in query and "caution" not in query:
            return ()
        return (
            PastLine(
                session="w1",
                started_at="2026-03-03T09:00:00+00:00",
                text="a deposit keeps out the wrong people on Marl Street",
                walks_ago=2,
                idea="i4",
            ),
        )

    def last_walk(self) -> LastWalk | None:
        question = Idea(
            id="i1", text="who vouches for newcomers", origin="walker", is_question=True
        )
        return LastWalk(session="w2", started_at="2026-03-10T09:00:00+00:00", ideas=(question,))


class Walk:
    """A talk, told things as a loop would."""

    def __init__(self, language: Language = "en") -> None:
        self.talk = Talk(TalkSettings(language), past=OldWalks())
        self.now = 0

    def says(self, text: str) -> list[Effect]:
        self.now += 5000
        segment = Segment(f"s{self.now}", WALKER, self.now, self.now + 3000, text)
        command = self.talk.command_in(segment, is_over=True)
        if command is None:
            return list(self.talk.heard(segment))
        return list(self.talk.obey(command, segment, segment.end_ms))


def said(effects: Sequence[Effect]) -> str:
    return " ".join(effect.text for effect in effects if isinstance(effect, Say))


def obeyed(effects: Sequence[Effect]) -> list[tuple[str, str]]:
    return [
        (effect.event.command, effect.event.outcome)
        for effect in effects
        if isinstance(effect, Record) and isinstance(effect.event, CommandObeyed)
    ]


@pytest.mark.parametrize(
    ("text", "effect"),
    [
        ("let me think", SetMode("held")),
        ("be quiet", SetMode("quiet")),
        ("pause", SetMode("paused")),
        ("resume", SetMode("normal")),
        ("repeat that", RepeatLast()),
        ("slower please", SetPace(0.85)),
        ("your turn", Answer()),
        ("what do you think", Answer("asked")),
        ("devil's advocate", Answer("devil")),
        ("end the walk", EndWalk()),
        ("speak french", SetLanguage("fr")),
    ],
)
def test_each_command_has_its_effect_and_is_journalled(text: str, effect: Effect) -> None:
    effects = Walk().says(text)
    assert effect in effects
    assert len(obeyed(effects)) == 1


def test_a_note_keeps_what_was_just_said_and_says_so_in_a_few_words() -> None:
    walk = Walk()
    walk.says("we could keep the tools in the old ticket hut")
    effects = walk.says("note that")
    assert walk.talk.ideas[0].status == "kept"
    assert said(effects) == "Noted: keep the tools in the old ticket hut."
    assert Cue("saved") in effects


def test_note_that_with_its_words_notes_those_words() -> None:
    walk = Walk()
    walk.says("note that the insurance costs a hundred and eighty pounds")
    (idea,) = walk.talk.ideas
    assert idea.text == "the insurance costs a hundred and eighty pounds"
    assert idea.status == "kept"


def test_with_nothing_said_there_is_nothing_to_note() -> None:
    assert obeyed(Walk().says("note that")) == [("note", "refused")]


@pytest.mark.parametrize(
    ("command", "status"),
    [
        ("keep the hut", "kept"),
        ("drop the hut", "withdrawn"),
        ("park the hut", "parked"),
        ("put a question mark on the hut", "uncertain"),
    ],
)
def test_an_idea_named_by_its_words_changes_and_no_other(command: str, status: str) -> None:
    walk = Walk()
    walk.says("we could keep the tools in the old ticket hut")
    walk.says("what if the children painted murals by the canal")
    walk.says(command)
    assert [idea.status for idea in walk.talk.ideas] == [status, "open"]


def test_forgetting_asks_first_and_only_a_yes_forgets() -> None:
    walk = Walk()
    walk.says("my brother owes the club some money maybe we could ask him")
    asked = walk.says("forget the last minute")
    assert obeyed(asked) == [("forget-minute", "asked")]
    assert not any(isinstance(e, Record) and isinstance(e.event, TakenOffRecord) for e in asked)
    done = walk.says("yes please")
    assert any(isinstance(e, Record) and isinstance(e.event, TakenOffRecord) for e in done)
    assert said(walk.says("what did i say about my brother")) == "I find nothing about my brother."


def test_a_no_leaves_everything_and_another_command_lets_the_question_fall() -> None:
    walk = Walk()
    walk.says("we could keep the tools in the old ticket hut")
    walk.says("forget the last minute")
    assert obeyed(walk.says("no thanks")) == [("forget-minute", "refused")]
    walk.says("forget the last minute")
    walk.says("summary so far")
    assert walk.says("yes please") == []
    assert walk.talk.ideas[0].status == "open"


def test_off_the_record_nothing_is_kept_until_told_otherwise() -> None:
    walk = Walk()
    started = walk.says("off the record")
    assert SetMode("quiet") in started
    during = walk.says("we could ask my brother who owes us money")
    assert [type(e.event) for e in during if isinstance(e, Record)] == [TakenOffRecord]
    walk.says("note that")
    walk.says("back on the record")
    assert walk.talk.ideas == ()
    assert walk.says("we could ask the baker for a key")
    assert len(walk.talk.ideas) == 1


def test_what_was_said_is_read_back_with_when_from_this_walk_and_an_earlier_one() -> None:
    walk = Walk()
    walk.says("i was thinking a deposit of twenty pounds")
    walk.now += 180_000
    answer = said(walk.says("what did i say about the deposit"))
    assert "3 minutes ago, you said: i was thinking a deposit of twenty pounds" in answer
    assert "2 walks ago, on Tuesday March 3, you said: a deposit keeps out" in answer


def test_what_was_never_said_is_not_made_up() -> None:
    assert said(Walk().says("what did i say about the moon")) == "I find nothing about the moon."


def test_undo_takes_the_last_note_back() -> None:
    walk = Walk()
    walk.says("we could keep the tools in the old ticket hut")
    walk.says("note that")
    walk.says("undo that note")
    assert walk.talk.ideas[0].status == "open"


def test_french_commands_are_answered_in_french() -> None:
    walk = Walk("fr")
    walk.says("on pourrait ranger les outils dans la vieille cabane")
    assert said(walk.says("note bien ça")) == "Noté : ranger les outils dans la vieille cabane."
    assert "promenades" in said(walk.says("qu'est-ce que j'ai dit sur la caution"))


def test_a_language_said_aloud_is_spoken_from_then_on() -> None:
    walk = Walk()
    walk.says("speak french")
    assert obeyed(walk.says("note bien ça"))


def test_a_key_does_what_the_words_do() -> None:
    walk = Walk()
    walk.says("we could keep the tools in the old ticket hut")
    effects = walk.talk.obey(Command("note"), None, walk.now + 4000)
    assert any(isinstance(e, Record) and isinstance(e.event, IdeaChanged) for e in effects)
    assert [
        e.event.by for e in effects if isinstance(e, Record) and isinstance(e.event, CommandObeyed)
    ] == ["key"]


def test_a_note_on_bare_words_notes_them_once() -> None:
    walk = Walk()
    effects = walk.says("the monthly knocker note that")
    noted = [e.event for e in effects if isinstance(e, Record) and isinstance(e.event, IdeaNoted)]
    assert [event.idea.text for event in noted] == ["the monthly knocker"]


def test_the_next_walk_opens_with_the_question_left_open() -> None:
    assert said(list(Walk().talk.opening())) == (
        "Last time you left a question open: who vouches for newcomers?"
    )


def test_the_recap_counts_honestly_and_owns_up() -> None:
    walk = Walk()
    walk.says("we could keep the tools in the old ticket hut")
    walk.says("note that")
    walk.says("what if the children painted murals by the canal")
    walk.says("park that")
    walk.talk.was_early()
    text = said(list(walk.talk.recap()))
    assert text.endswith("One idea kept, one parked; I cut you off once and now wait longer.")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_recap_of_many_ideas_stays_under_a_minute(language: Language) -> None:
    ideas = [
        Idea(
            id=f"i{n}",
            text=f"we could paint wall {n} of the station near the river",
            origin="walker",
            is_question=n % 3 == 0,
        )
        for n in range(40)
    ]
    assert len(recap_text(ideas, language, cut_ins=4).split()) <= 130


def test_the_first_idea_can_be_meant_by_its_place() -> None:
    walk = Walk()
    walk.says("we could keep the tools in the old ticket hut")
    walk.says("what if the children painted murals by the canal")
    walk.says("drop the first idea")
    assert [idea.status for idea in walk.talk.ideas] == ["withdrawn", "open"]


async def test_an_earlier_walk_is_brought_up_with_its_true_date_and_linked() -> None:
    walk = Walk()
    walk.says("the flats on Marl Street have no sheds")
    walk.says("people there need the tools most")
    walk.says("i was thinking a deposit of twenty pounds")
    walk.says("that deposit keeps people honest on Marl Street")
    reply = [sentence async for sentence in walk.talk.reply()]
    assert reply[0].text == (
        "2 walks ago, on Tuesday March 3, you said: a deposit keeps out the wrong people on Marl "
        "Street. Still true?"
    )
    effects = walk.says("yes that is the trouble")
    links = [
        e.event.add_links
        for e in effects
        if isinstance(e, Record) and isinstance(e.event, IdeaChanged)
    ]
    assert [(link.session, link.to) for pair in links for link in pair] == [("w1", "i4")]


def test_what_was_said_just_before_goes_off_the_record_too_and_what_was_said_earlier_does_not() -> (
    None
):
    walk = Walk()
    walk.says("we could keep the tools in the old ticket hut")
    walk.now += 60_000
    walk.says("maybe my brother could pay back the money he owes the club")
    effects = walk.says("that's off the record")
    taken = [
        e.event for e in effects if isinstance(e, Record) and isinstance(e.event, TakenOffRecord)
    ]
    assert [event.start_ms for event in taken] == [70_000]
    assert [idea.status for idea in walk.talk.ideas] == ["open", "withdrawn"]


def test_a_dictated_note_is_named_by_its_own_words() -> None:
    walk = Walk()
    walk.says("my idea is that every family takes one week they water the garden and keep the food")
    effects = walk.says("note that the family that takes care of the garden keeps the food")
    assert said(effects) == "Noted: the family keeps the food."


@pytest.mark.parametrize(
    ("language", "idea", "commands"),
    [
        (
            "en",
            "we could keep the tools in the old ticket hut",
            {
                "put it as a question": "As a question: ",
                "put a question mark on the tools": "With a question mark: ",
                "park the tools": "Parked: ",
                "keep the tools": "Kept: ",
                "undo that note": "Undone: ",
                "drop the tools": "Taken back: ",
                "summary so far": "",
                "what did i say about the tools": "Just now, you said: ",
            },
        ),
        (
            "fr",
            "on pourrait ranger les outils dans la vieille cabane",
            {
                "mets-le en question": "En question : ",
                "mets un point d'interrogation sur les outils": "Avec un point d'interrogation : ",
                "mets les outils de côté": "Mis de côté : ",
                "garde les outils": "Gardé : ",
                "annule cette note": "Annulé : ",
                "laisse tomber les outils": "Retiré : ",
                "résumé jusqu'ici": "",
                "qu'est-ce que j'ai dit sur les outils": "À l'instant, tu as dit : ",
            },
        ),
    ],
)
def test_every_command_about_an_idea_is_answered_with_its_name(
    language: Language, idea: str, commands: dict[str, str]
) -> None:
    walk = Walk(language)
    walk.says(idea)
    for text, begins in commands.items():
        effects = walk.says(text)
        assert said(effects).startswith(begins), text
        assert len(obeyed(effects)) == 1, text


@pytest.mark.parametrize(
    ("text", "back", "line"),
    [
        ("parle anglais", "speak french", "Noted: "),
        ("passe en anglais s'il te plaît", "switch to french", "Noted: "),
    ],
)
def test_the_language_changes_in_mid_walk_and_back(text: str, back: str, line: str) -> None:
    walk = Walk("fr")
    walk.says("on pourrait ranger les outils dans la vieille cabane")
    assert said(walk.says(text)) == "In English, then."
    walk.says("we could paint the door of the hut red")
    assert said(walk.says("note that")).startswith(line)
    assert said(walk.says(back)) == "En français, alors."
    assert said(walk.says("note ça")).startswith("Noté : ")


def test_an_idea_that_went_off_the_record_is_nowhere_afterwards() -> None:
    walk = Walk()
    events: list[SessionEvent] = [
        SessionStarted(id="x", kind="walk", language="en", started_at="2026-01-01T10:00:00+00:00")
    ]
    for text in ("we could sell the house of my father", "off the record"):
        effects = walk.says(text)
        heard = SegmentHeard(
            at_ms=walk.now, segment=Segment(f"s{walk.now}", WALKER, walk.now, walk.now + 3000, text)
        )
        events += [heard, *(effect.event for effect in effects if isinstance(effect, Record))]
    state = fold([Entry(number + 1, event) for number, event in enumerate(events)])
    assert state.ideas == ()
    assert all("house" not in segment.text for segment in state.transcript.segments)


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "park the question of the key for later", "the question of the key"),
        ("fr", "on met la question des bus de côté pour plus tard", "la question des bus"),
    ],
)
def test_what_goes_by_no_known_name_is_parked_by_the_name_it_was_given(
    language: Language, text: str, name: str
) -> None:
    walk = Walk(language)
    walk.talk.heard(Segment("s1", WALKER, 0, 900, "the key" if language == "en" else "les bus"))
    effects = walk.says(text)
    (idea,) = walk.talk.ideas
    assert (idea.text, idea.status) == (name, "parked")
    assert name in said(effects)


@pytest.mark.parametrize("language", ["en", "fr"])
async def test_whoever_gets_the_floor_says_something(language: Language) -> None:
    brief, turn = {"en": ("your turn", "and then"), "fr": ("à toi", "et après")}[language]
    walk = Walk(language)
    for number in range(12):
        walk.says(f"{turn} {number}")
        async for sentence in walk.talk.reply():
            walk.talk.spoke(Segment(f"c{number}", "companion", 0, 1, sentence.text), intended="")
    idea = {"en": "the bakery keeps the key", "fr": "la boulangerie garde la clé"}[language]
    for _ in range(4):
        walk.says(idea)
        walk.says(brief)
        (answer,) = [sentence async for sentence in walk.talk.reply()]
        assert answer.move != "brief"
