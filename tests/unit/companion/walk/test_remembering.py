from __future__ import annotations

from pathlib import Path

import pytest

from companion.archive.search import refresh, search
from companion.paths import Places, find_places
from companion.session.events import IdeaNoted, TakenOffRecord
from companion.session.writing import Journal
from companion.walk.indexing import kept_in_step
from companion.walk.remembering import PastWalks
from models.ideas import Idea
from tests.support.builders import heard, make_talk, make_walk, spoke


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return find_places(str(tmp_path / "home"))


def test_on_the_first_walk_there_is_no_past(places: Places) -> None:
    present = make_walk(places, heard("s1", "a garden today", 0), is_ended=False)
    past = PastWalks(places, present.id, "en")
    assert past.find("garden") == ()
    assert past.last_walk() is None


def test_a_line_of_an_earlier_walk_comes_back_word_for_word_with_its_date(places: Places) -> None:
    make_walk(
        places,
        heard("s1", "a shared garden behind the school", 0),
        spoke("c1", "a garden for whom", 3000),
        IdeaNoted(idea=Idea(id="i1", text="a shared garden", origin="walker", evidence=("s1",))),
        started_at="2026-10-01T09:00:00+02:00",
    )
    make_talk(places, ["nothing to do with it"], "2026-10-20T09:00:00+02:00")
    present = make_talk(places, ["the garden of today"])
    refresh(places)
    (line,) = PastWalks(places, present.id, "en").find("what about the gardens")
    assert line.text == "a shared garden behind the school"
    assert (line.started_at[:10], line.walks_ago, line.idea) == ("2026-10-01", 2, "i1")
    assert line.is_walker


def test_little_words_alone_find_nothing(places: Places) -> None:
    make_talk(places, ["it was what it was and that is all"], "2026-10-01T09:00:00+02:00")
    present = make_talk(places, ["now"])
    assert PastWalks(places, present.id, "en").find("what is it all about and that") == ()


def test_walks_in_another_language_and_passages_off_the_record_are_no_past(places: Places) -> None:
    make_walk(
        places,
        heard("s1", "the garden is a secret", 0),
        TakenOffRecord(start_ms=0, end_ms=5000),
        started_at="2026-10-01T09:00:00+02:00",
    )
    make_walk(
        places,
        heard("s1", "le garden à la française", 0),
        started_at="2026-10-02T09:00:00+02:00",
        language="fr",
    )
    present = make_talk(places, ["now"])
    refresh(places)
    assert PastWalks(places, present.id, "en").find("garden") == ()


def test_the_walk_before_this_one_is_known_by_its_ideas_and_last_words(places: Places) -> None:
    make_walk(
        places,
        heard("s1", "who would water the beds in august", 0),
        heard("s2", "goodbye", 9000),
        IdeaNoted(idea=Idea(id="i1", text="water the beds", origin="walker", evidence=("s1",))),
        started_at="2026-10-01T09:00:00+02:00",
    )
    make_walk(places, started_at="2026-10-02T09:00:00+02:00")
    present = make_walk(places, is_ended=False)
    last = PastWalks(places, present.id, "en").last_walk()
    assert last is not None
    assert last.started_at[:10] == "2026-10-01", "a walk without a word is passed over"
    assert [idea.id for idea in last.ideas] == ["i1"]
    assert last.last_words == "who would water the beds in august"


async def test_what_is_said_on_a_walk_is_found_when_it_ends(places: Places) -> None:
    folder = make_walk(places, is_ended=False)
    async with kept_in_step(places, folder):
        with Journal(folder.journal) as journal:
            journal.append(heard("s1", "a zebra crossing", 0))
    assert [hit.text for hit in search(places, "zebra")] == ["a zebra crossing"]
