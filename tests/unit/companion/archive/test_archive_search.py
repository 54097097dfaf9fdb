from __future__ import annotations

import multiprocessing
import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from companion.archive.glance import LONG, PAGE, glance
from companion.archive.index import Index, number_of, open_index
from companion.archive.listing import list_cards, scan_cards
from companion.archive.query import match_expression, parse_query
from companion.archive.schema import VERSION
from companion.archive.search import MOST_RANKED, Filters, Hit, refresh, scan, search
from companion.archive.terms import composed, placed_tokens, plain_letters, tokens
from companion.paths import Places, find_places
from companion.session.events import (
    Corrected,
    Redacted,
    SegmentSplit,
    SessionDescribed,
    SessionEvent,
    TakenOffRecord,
    Undone,
)
from companion.session.folder import SessionFolder
from companion.session.opening import load_session
from companion.session.writing import Journal
from tests.support.builders import heard, make_talk, make_walk, spoke

HERE = Path(__file__).parent


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return find_places(str(tmp_path / "home"))


def append(folder: SessionFolder, *events: SessionEvent) -> None:
    with Journal(folder.journal) as journal:
        journal.append_all(events)


def found(places: Places, text: str, filters: Filters | None = None, **more: object) -> list[str]:
    refresh(places)
    hits = search(places, text, filters or Filters(), **more)  # type: ignore[arg-type]
    return [hit.text for hit in hits]


def contents(places: Places) -> dict[str, list[tuple[object, ...]]]:
    """Return everything the index holds, table by table."""
    with open_index(places) as index:
        query = index.connection.execute
        query("CREATE VIRTUAL TABLE temp.places USING fts5vocab('main', 'word', 'instance')")
        tables = ("session", "line", "stem", "temp.places")
        return {table: sorted(query(f"SELECT * FROM {table}").fetchall()) for table in tables}


FRENCH = ["Les idées du préau", "Préparer un jardin œcuménique", "des élèves préparés"]
ENGLISH = ["The wandering gardens of the town", "A garden, wandered through", "gardening is fun"]


@pytest.mark.parametrize(
    ("asked", "answers"),
    [
        ("idee", {FRENCH[0]}),
        ("IDÉES", {FRENCH[0]}),
        ("prepare", {FRENCH[1], FRENCH[2]}),
        ("jardins", {FRENCH[1]}),
        ("oecumenique", {FRENCH[1]}),
        ("jardin préparé", {FRENCH[1]}),
        ("garden", {ENGLISH[0], ENGLISH[1], ENGLISH[2]}),
        ("wander garden", {ENGLISH[0], ENGLISH[1]}),
        ('"garden wandered"', {ENGLISH[1]}),
        ('"wandered garden"', set()),
        ("gardeni*", {ENGLISH[2]}),
        ("«du préau»", {FRENCH[0]}),
        ("nothing like it", set()),
        ("", set()),
        ('" *', set()),
    ],
)
def test_words_are_found_by_accent_stem_phrase_and_beginning(
    places: Places, asked: str, answers: set[str]
) -> None:
    make_talk(places, FRENCH)
    make_talk(places, ENGLISH, "2026-11-23T09:30:00+01:00")
    assert set(found(places, asked)) == answers


def test_what_is_being_typed_is_found_from_its_first_letters(places: Places) -> None:
    make_talk(places, FRENCH)
    for length in range(1, 9):
        assert FRENCH[1] in found(places, "jardin œcu"[:length], is_typing=True)


def test_the_words_that_answer_are_shown_where_they_stand(places: Places) -> None:
    make_talk(places, ["L’idée : préparer, dès l’été, l'œuvre d'idées"])
    refresh(places)
    (hit,) = search(places, "idee prepares oeuvre")
    assert [hit.text[start:end] for start, end in hit.highlights] == [
        "idée",
        "préparer",
        "œuvre",
        "idées",
    ]


def test_accents_in_two_characters_are_the_same_as_in_one(places: Places) -> None:
    make_talk(places, ["un e\u0301te\u0301 sans pluie"])
    refresh(places)
    (hit,) = search(places, "été")
    assert [hit.text[start:end] for start, end in hit.highlights] == ["été"]


def test_filters_choose_the_sessions(places: Places) -> None:
    walk = make_walk(
        places,
        heard("s1", "a tram to the sea", 0),
        spoke("c1", "why a tram", 3000),
        SessionDescribed(tags=("trams", "public transport")),
        started_at="2026-05-01T09:00:00+02:00",
    )
    make_walk(
        places,
        heard("s1", "le tram de nuit", 0),
        started_at="2026-06-01T09:00:00+02:00",
        language="fr",
    )
    cases = {
        Filters(language="fr"): {"le tram de nuit"},
        Filters(tag="public transport"): {"a tram to the sea", "why a tram"},
        Filters(tag="public"): set(),
        Filters(since="2026-05-15"): {"le tram de nuit"},
        Filters(until="2026-05-01", by="walker"): {"a tram to the sea"},
        Filters(but_not=walk.id): {"le tram de nuit"},
        Filters(kind="talk"): set(),
    }
    for filters, answers in cases.items():
        assert set(found(places, "tram", filters)) == answers
        assert {hit.text for hit in scan(places, parse_query("tram"), filters, 99)} == answers


def test_the_latest_of_equal_lines_comes_first(places: Places) -> None:
    for day in (3, 1, 2):
        make_talk(places, ["the same words"], f"2026-03-0{day}T09:00:00+01:00")
    refresh(places)
    assert [hit.started_at[8:10] for hit in search(places, "same")] == ["03", "02", "01"]
    assert [hit.started_at[8:10] for hit in search(places, "s", is_typing=True)] == [
        "03",
        "02",
        "01",
    ]


def test_what_is_off_the_record_is_found_nowhere_in_the_index(places: Places) -> None:
    folder = make_talk(places, ["the harmless part", "the xylophone affair"])
    assert found(places, "xylophone")
    append(folder, TakenOffRecord(start_ms=5000, end_ms=9000))
    assert found(places, "xylophone") == []
    for file in places.data.glob("index.sqlite3*"):
        assert b"xylophone" not in file.read_bytes()
        assert b"ylophon" not in file.read_bytes()


def test_people_who_are_left_out_are_not_found(places: Places) -> None:
    folder = make_walk(places, heard("s1", "from somebody", 0, "p1"), heard("s2", "from me", 5000))
    append(folder, Redacted(speaker="p1"))
    assert found(places, "from") == ["from me"]


CHANGES: list[SessionEvent] = [
    heard("s9", "some more words that came later", 90_000),
    heard("s0", "words recovered in between", 2500),
    Corrected(segment="s1", text="Corrected by hand"),
    SegmentSplit(segment="s1", new_id="s1.2", at_char=9, split_ms=5600),
    TakenOffRecord(start_ms=0, end_ms=4000),
    Redacted(speaker="walker"),
    Redacted(speaker="walker", is_on=False),
    SessionDescribed(title="Other", tags=("a", "b")),
    SessionDescribed(language="fr"),
    Undone(seq=5),
    Undone(seq=7),
]


@given(st.lists(st.lists(st.sampled_from(CHANGES), max_size=3), max_size=5))
@settings(max_examples=25, deadline=None)
def test_step_by_step_or_all_at_once_the_index_is_the_same(
    tmp_path_factory: pytest.TempPathFactory, steps: list[list[SessionEvent]]
) -> None:
    places = find_places(str(tmp_path_factory.mktemp("home")))
    folder = make_talk(places, ["the first line", "the second line of words"])
    make_talk(places, ["another session"], "2026-12-01T09:30:00+01:00")
    with open_index(places) as index:
        index.refresh()
        for step in steps:
            append(folder, *step)
            index.refresh_session(folder)
    by_steps = contents(places)
    with open_index(places) as index:
        index.rebuild()
        index.purge()
    at_once = contents(places)
    by_steps["stem"] = at_once["stem"] = []  # words nobody says any more may linger until a purge
    assert by_steps == at_once


WORDS = st.sampled_from(
    ["jardin", "jardins", "Été", "ete", "l'eau", "eau", "garden", "gardens", "d", "œuf", "oeufs"]
)


@given(
    st.lists(st.lists(WORDS, max_size=6).map(" ".join), max_size=5),
    st.lists(st.one_of(WORDS, WORDS.map(lambda w: w[:2] + "*")), min_size=1, max_size=3),
    st.booleans(),
    st.sampled_from(["all", "any"]),
)
@settings(max_examples=40, deadline=None)
def test_the_index_and_a_plain_reading_of_the_folders_give_the_same_lines(
    tmp_path_factory: pytest.TempPathFactory,
    said: list[str],
    asked: list[str],
    is_typing: bool,
    match: str,
) -> None:
    places = find_places(str(tmp_path_factory.mktemp("home")))
    make_talk(places, [text for text in said if text])
    refresh(places)
    text = " ".join(asked)
    by_index = search(places, text, is_typing=is_typing, match=match, limit=99)  # type: ignore[arg-type]
    query = parse_query(text, is_typing=is_typing, match=match)  # type: ignore[arg-type]
    by_reading = scan(places, query, Filters(), 99)

    def names(hits: list[Hit]) -> set[tuple[str, tuple[tuple[int, int], ...]]]:
        return {(hit.segment, hit.highlights) for hit in hits}

    assert names(by_index) == names(by_reading)


@given(st.text(max_size=40))
@settings(max_examples=200)
def test_whatever_a_person_types_is_a_question_and_never_an_error(text: str) -> None:
    query = parse_query(text, is_typing=True)
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE VIRTUAL TABLE word USING fts5(text, tokenize='ascii')")
        if query.wanted:
            expression = match_expression(query, lambda _: ["other"])
            connection.execute("SELECT rowid FROM word WHERE word MATCH ?", (expression,))


@given(st.text(max_size=60))
def test_plain_letters_are_plain_for_good(text: str) -> None:
    once = plain_letters(text)
    assert plain_letters(once) == once
    assert all(token == token.lower() for token in tokens(text))


def test_where_there_can_be_no_index_the_folders_are_read(places: Places) -> None:
    make_talk(places, FRENCH)
    places.index.mkdir(parents=True)
    assert found(places, "idee") == [FRENCH[0]]
    assert [card.utterances for card in list_cards(places)] == [3]


def test_a_file_that_is_no_index_is_begun_again(places: Places) -> None:
    make_talk(places, FRENCH)
    places.index.write_bytes(b"this is not a database, whatever its name says" * 100)
    assert found(places, "idee") == [FRENCH[0]]


def test_a_page_of_the_index_that_rotted_costs_nothing_but_time(places: Places) -> None:
    make_talk(places, FRENCH * 200)
    refresh(places)
    content = bytearray(places.index.read_bytes())
    content[4096 * 2 : 4096 * 6] = b"\xa5" * (4096 * 4)
    places.index.write_bytes(content)
    assert FRENCH[0] in found(places, "idee")
    with open_index(places) as index:
        assert index.connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert index.refresh().sessions == 0


def test_an_index_of_the_first_version_is_brought_up_to_date(places: Places) -> None:
    make_talk(places, FRENCH)
    places.index.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(HERE / "index-v1.sqlite3", places.index)
    with closing(sqlite3.connect(places.index)) as old:
        assert old.execute("PRAGMA user_version").fetchone() == (1,)
        assert old.execute("SELECT count(*) FROM line").fetchone() == (2,)
    assert found(places, "idee") == [FRENCH[0]]
    assert [card.opening for card in list_cards(places)] == [FRENCH[0]]
    brought = contents(places)
    places.index.unlink()
    refresh(places)
    assert contents(places) == brought
    with closing(sqlite3.connect(places.index)) as new:
        assert new.execute("PRAGMA user_version").fetchone() == (VERSION,)


def test_an_index_of_a_newer_program_is_begun_again(places: Places) -> None:
    make_talk(places, FRENCH)
    refresh(places)
    with closing(sqlite3.connect(places.index)) as newer:
        newer.execute(f"PRAGMA user_version = {VERSION + 7}")
    assert found(places, "idee") == [FRENCH[0]]


def _walk_on(home: str, folder: str, name: str, count: int) -> None:
    places = find_places(home)
    session = SessionFolder(Path(folder))
    for n in range(count):
        append(session, heard(f"{name}{n}", f"{name} says number{n}", n * 1000))
        with open_index(places) as index:
            index.refresh_session(session)


def test_a_walk_an_import_and_two_interfaces_use_one_index_at_once(places: Places) -> None:
    folders = [make_talk(places, ["begin"], f"2026-04-0{n}T10:00:00+02:00") for n in (1, 2, 3)]
    context = multiprocessing.get_context("spawn")
    writers = [
        context.Process(target=_walk_on, args=(str(places.data), str(f.path), f"w{n}x", 15))
        for n, f in enumerate(folders)
    ]
    for writer in writers:
        writer.start()
    while any(writer.is_alive() for writer in writers):
        search(places, "says", limit=99)
        list_cards(places, is_fresh=False)
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0, 0, 0]
    refresh(places)
    assert len(search(places, "says", limit=99)) == 45


def test_the_list_tells_what_a_person_looks_for_without_opening_journals(places: Places) -> None:
    make_walk(
        places,
        heard("s1", "I would like a garden", 0),
        SessionDescribed(title="Garden", tags=("plans",)),
    )
    cut = make_walk(
        places, heard("s1", "cut", 0), started_at="2026-12-01T08:00:00Z", is_ended=False
    )
    bad = make_talk(places, ["lost"], "2026-12-02T08:00:00Z")
    bad.journal.write_bytes(b"\xff\xff\n" * 3)
    cards = list_cards(places)
    assert cards == scan_cards(places)
    assert [card.state for card in cards] == ["damaged", "interrupted", "ended"]
    assert (cards[2].title, cards[2].tags, cards[2].words) == ("Garden", ("plans",), 5)
    assert cards[0].id == bad.id
    assert cards[1].id == cut.id
    assert list_cards(places, is_fresh=False) == cards


def test_a_session_whose_folder_is_gone_is_gone_from_the_index(places: Places) -> None:
    folder = make_talk(places, ["the zeugma remains"])
    refresh(places)
    shutil.rmtree(folder.path)
    refresh(places)
    assert search(places, "zeugma") == []
    for file in places.data.glob("index.sqlite3*"):
        assert b"zeugma" not in file.read_bytes()


def test_sessions_are_numbered_by_date_for_a_century() -> None:
    ids = ["renamed", "2026-11-22-0930-0000", "2026-11-22-0930-ffff", "2099-12-31-2359-ffff"]
    numbers = [number_of(id) for id in ids]
    assert numbers == sorted(numbers)
    assert len(set(numbers)) == 4
    assert numbers[-1] << 21 < 2**63


def test_only_lines_that_changed_are_written_again(places: Places) -> None:
    folder = make_talk(places, [f"line number {n}" for n in range(50)])
    index = Index(places)
    index.refresh()
    append(folder, heard("s99", "one more", 900_000))
    before = index.connection.total_changes
    index.refresh_session(folder)
    assert index.connection.total_changes - before < 30
    index.close()


@given(st.text(st.one_of(st.characters(), st.sampled_from("aeéÉœŒæßıİ ’'\u0301xyz")), max_size=60))
def test_words_stand_where_they_are_said_to_stand(text: str) -> None:
    written = composed(text)
    assert placed_tokens(written) == [
        (found.start(), found.end(), word)
        for found in re.finditer(r"[^\W_]+", written)
        for word in tokens(found[0])
    ]


def test_a_word_that_is_in_very_many_lines_is_found_from_the_latest_on(places: Places) -> None:
    make_talk(places, [f"the tram comes at {number}" for number in range(MOST_RANKED + 50)])
    refresh(places)
    assert [hit.text for hit in search(places, "tram", limit=2)] == [
        f"the tram comes at {MOST_RANKED + 49}",
        f"the tram comes at {MOST_RANKED + 48}",
    ]
    assert [hit.text for hit in search(places, "tram 7", limit=2)] == ["the tram comes at 7"]


LONG_TALK = [f"line {number} of many" for number in range(LONG)]


def test_the_first_page_of_a_long_session_is_what_the_session_itself_shows(places: Places) -> None:
    folder = make_talk(places, LONG_TALK)
    append(folder, Corrected(segment="s2", text="put right by hand"))
    refresh(places)
    page = glance(places, folder)
    assert page is not None
    whole = load_session(folder).transcript
    assert [(s.id, s.speaker, s.start_ms, s.text) for s in page.segments] == [
        (s.id, s.speaker, s.start_ms, s.text) for s in whole.segments[:PAGE]
    ]
    assert page.duration_ms == whole.duration_ms
    assert {voice.id for voice in page.speakers} <= {voice.id for voice in whole.speakers}


def test_the_first_page_has_the_line_that_is_sought_in_its_middle(places: Places) -> None:
    folder = make_talk(places, LONG_TALK)
    refresh(places)
    sought = load_session(folder).transcript.segments[700].id
    page = glance(places, folder, sought)
    assert page is not None
    assert page.segments[PAGE // 2].id == sought


def test_a_page_from_before_something_was_taken_off_the_record_is_never_shown(
    places: Places,
) -> None:
    folder = make_talk(places, LONG_TALK)
    refresh(places)
    append(folder, TakenOffRecord(start_ms=0, end_ms=60_000))
    assert glance(places, folder) is None


def test_a_short_session_has_no_page_of_its_own(places: Places) -> None:
    folder = make_talk(places, ["one line"])
    refresh(places)
    assert glance(places, folder) is None
