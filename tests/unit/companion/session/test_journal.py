from __future__ import annotations

import json
import multiprocessing
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from companion.errors import CompanionError, SessionDamaged, SessionNotFound, StorageTrouble
from companion.session.events import FORMAT_VERSION, Corrected, Marked, SegmentHeard
from companion.session.journal import parse_journal, read_journal
from companion.session.live import LiveJournal
from companion.session.writing import RESERVE_NAME, Journal
from tests.support.builders import began, heard


def journal_with(folder: Path, count: int = 3) -> Path:
    file = folder / "journal.jsonl"
    with Journal(file) as journal:
        journal.append(began())
        for n in range(count):
            journal.append(heard(f"s{n}", f"words number {n}", n * 1000))
    return file


def test_what_was_appended_is_read_back_in_order(tmp_path: Path) -> None:
    read = read_journal(journal_with(tmp_path))
    assert [entry.seq for entry in read.entries] == [1, 2, 3, 4]
    assert [e.event.segment.id for e in read.entries if isinstance(e.event, SegmentHeard)] == [
        "s0",
        "s1",
        "s2",
    ]


def test_a_journal_is_readable_by_its_owner_alone(tmp_path: Path) -> None:
    assert journal_with(tmp_path).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("cut", range(1, 40, 3))
def test_a_torn_last_line_is_passed_over_and_mended_by_the_next_append(
    tmp_path: Path, cut: int
) -> None:
    file = journal_with(tmp_path)
    content = file.read_bytes()
    file.write_bytes(content[:-cut])
    before = read_journal(file).entries
    # the line whose only loss is its line break still counts
    assert len(before) == (4 if cut == 1 else 3)
    with Journal(file) as journal:
        (entry,) = journal.append(heard("later", "after the crash", 9000))
    after = read_journal(file)
    assert entry.seq == len(before) + 1
    assert after.entries == (*before, entry)
    assert not after.damaged


def test_zeros_that_a_power_cut_leaves_behind_are_passed_over(tmp_path: Path) -> None:
    file = journal_with(tmp_path)
    file.write_bytes(file.read_bytes() + bytes(3000))
    assert len(read_journal(file).entries) == 4
    with Journal(file) as journal:
        journal.append(heard("later", "goes on", 9000))
    assert [entry.seq for entry in read_journal(file).entries] == [1, 2, 3, 4, 5]
    assert b"\0" not in file.read_bytes()


def test_events_and_fields_of_a_newer_version_stay_in_the_file_and_are_passed_over(
    tmp_path: Path,
) -> None:
    file = journal_with(tmp_path)
    foreign = b'{"seq":5,"event":{"type":"aura_seen","colour":"blue","at_ms":7}}\n'
    richer = b'{"seq":6,"event":{"type":"marked","segment":"s1","mark":"idea","why":"so"},"by":1}\n'
    with file.open("ab") as raw:
        raw.write(foreign + richer)
    read = read_journal(file)
    assert read.passed_over == 1
    assert isinstance(read.entries[-1].event, Marked)
    with Journal(file) as journal:
        (entry,) = journal.append(heard("later", "more", 9000))
    assert entry.seq == 7
    assert foreign + richer in file.read_bytes()


def test_damage_is_reported_by_line_number_and_never_by_content(tmp_path: Path) -> None:
    file = journal_with(tmp_path)
    lines = file.read_bytes().splitlines(keepends=True)
    lines[2] = lines[2].replace(b'"seq"', b'"\xff\xfeq"')
    file.write_bytes(b"".join(lines))
    with pytest.raises(SessionDamaged) as raised:
        read_journal(file)
    assert "line 3" in raised.value.message.en
    assert "ligne 3" in raised.value.message.fr
    assert "words" not in str(raised.value) + raised.value.remedy.en
    salvaged = read_journal(file, salvage=True)
    assert salvaged.damaged == (3,)
    assert len(salvaged.entries) == 3


def test_a_journal_of_a_newer_format_is_left_alone(tmp_path: Path) -> None:
    file = journal_with(tmp_path)
    lines = file.read_text().splitlines(keepends=True)
    first = json.loads(lines[0])
    assert first["event"]["version"] == FORMAT_VERSION
    first["event"]["version"] = FORMAT_VERSION + 1
    file.write_text(json.dumps(first) + "\n" + "".join(lines[1:]))
    with pytest.raises(SessionDamaged, match="newer Promenade"):
        read_journal(file, salvage=True)


@pytest.mark.parametrize("content", [b"", b"\n", b"not a journal\n", bytes(200)])
def test_a_file_that_is_no_journal_is_damaged_at_its_first_line(
    tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "journal.jsonl"
    file.write_bytes(content)
    with pytest.raises(SessionDamaged, match="line 1"):
        read_journal(file, salvage=True)


def test_no_journal_is_no_session(tmp_path: Path) -> None:
    with pytest.raises(SessionNotFound):
        read_journal(tmp_path / "journal.jsonl")


@given(st.binary(max_size=400))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_the_bytes_are_parsing_never_fails(content: bytes) -> None:
    read = parse_journal(content)
    assert read.end <= len(content)


def _append_many(file: str, name: str, count: int) -> None:
    with Journal(Path(file)) as journal:
        for n in range(count):
            journal.append(heard(f"{name}{n}", "said at the same time", n))


def test_several_processes_write_one_journal_without_losing_or_doubling_a_number(
    tmp_path: Path,
) -> None:
    file = journal_with(tmp_path, count=0)
    context = multiprocessing.get_context("spawn")
    writers = [
        context.Process(target=_append_many, args=(str(file), name, 40)) for name in ("a", "b", "c")
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    read = read_journal(file)
    assert [entry.seq for entry in read.entries] == list(range(1, 122))
    ids = [e.event.segment.id for e in read.entries if isinstance(e.event, SegmentHeard)]
    assert sorted(ids) == sorted(f"{name}{n}" for name in "abc" for n in range(40))
    assert [id for id in ids if id.startswith("a")] == [f"a{n}" for n in range(40)]


def test_events_of_one_action_share_its_number(tmp_path: Path) -> None:
    file = journal_with(tmp_path, count=2)
    with Journal(file) as journal:
        made = journal.append(
            Corrected(segment="s0", text="one"), Corrected(segment="s1", text="two")
        )
        alone = journal.append(Marked(segment="s0", mark="idea"))
    assert {entry.event.action for entry in made} == {made[0].seq}
    assert alone[0].event.action == 0


def test_nothing_is_written_to_a_session_that_was_deleted(tmp_path: Path) -> None:
    file = journal_with(tmp_path)
    journal = Journal(file)
    file.unlink()
    with pytest.raises(SessionNotFound):
        journal.append(heard("s9", "too late", 0))
    journal.close()
    assert not file.exists()


def test_a_read_only_folder_is_said_with_its_remedy(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir()
    (
        closed / "journal.jsonl"
    ).mkdir()  # root may write anywhere; a folder in the way stops everybody
    with pytest.raises(StorageTrouble) as raised:
        Journal(closed / "journal.jsonl")
    assert raised.value.exit_code == 5
    assert raised.value.remedy.fr


def _fill_the_disk(file: str, limit: int, results: str) -> None:
    """Write until nothing fits, under a limit of the system on the size of files."""
    journal = Journal(Path(file))
    journal.append(began())
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    written = 0
    try:
        while True:
            journal.append(heard(f"s{written}", "as many words as will fit in here", written))
            written += 1
    except StorageTrouble as trouble:
        Path(results).write_text(f"{written}\n{trouble.message.en}")


def test_a_full_disk_is_reported_and_every_word_before_it_is_there(tmp_path: Path) -> None:
    file, results = tmp_path / "journal.jsonl", tmp_path / "results"
    context = multiprocessing.get_context("spawn")
    writer = context.Process(target=_fill_the_disk, args=(str(file), 20_000, str(results)))
    writer.start()
    writer.join()
    written, _, message = results.read_text().partition("\n")
    assert "disk is full" in message
    read = read_journal(file)
    assert len(read.entries) == int(written) + 1
    assert file.read_bytes().endswith(b"\n")


async def test_the_loop_posts_and_every_event_is_on_disk_in_order(tmp_path: Path) -> None:
    file = journal_with(tmp_path, count=0)
    live = LiveJournal(Journal(file))
    written = [live.post(heard(f"s{n}", "said", n)) for n in range(50)]
    await live.flush()
    assert [future.result().seq for future in written] == list(range(2, 52))
    assert len(read_journal(file).entries) == 51
    await live.close()


async def test_without_a_thread_an_event_is_written_before_post_returns(tmp_path: Path) -> None:
    file = journal_with(tmp_path, count=0)
    live = LiveJournal(Journal(file), in_thread=False)
    assert live.post(heard("s1", "said", 0)).done()
    assert len(read_journal(file).entries) == 2
    await live.close()


@contextmanager
def no_file_longer_than(limit: int) -> Iterator[None]:
    """Let the system refuse to make files longer, as a full disk would."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("in_thread", [True, False])
async def test_words_wait_in_memory_while_the_disk_is_full_and_are_written_when_it_is_not(
    tmp_path: Path, in_thread: bool
) -> None:
    file = journal_with(tmp_path, count=0)
    told: list[CompanionError | None] = []
    live = LiveJournal(Journal(file), on_trouble=told.append, in_thread=in_thread)
    with no_file_longer_than(file.stat().st_size + 20):
        written = [live.post(heard(f"s{n}", "waits", n * 1000)) for n in range(3)]
        with pytest.raises(StorageTrouble):
            await live.flush()
        assert live.is_in_trouble
        assert not any(future.done() for future in written)
        assert [type(trouble) for trouble in told] == [StorageTrouble], "trouble is told once"
    await live.flush()
    assert told[1:] == [None]
    assert [future.result().seq for future in written] == [2, 3, 4]
    assert len(read_journal(file).entries) == 4
    await live.close()


def test_room_kept_for_words_is_given_up_when_the_disk_is_full(tmp_path: Path) -> None:
    file = journal_with(tmp_path)
    journal = Journal(file)
    journal.keep_room()
    with no_file_longer_than(file.stat().st_size + 20), pytest.raises(StorageTrouble):
        journal.append(heard("s9", "does not fit", 9000))
    assert not (tmp_path / RESERVE_NAME).exists()
    journal.append(heard("s9", "fits again", 9000))
    journal.close()


async def test_closing_a_journal_that_cannot_be_written_says_so_to_everybody(
    tmp_path: Path,
) -> None:
    file = journal_with(tmp_path, count=0)
    live = LiveJournal(Journal(file))
    with no_file_longer_than(file.stat().st_size + 20):
        written = live.post(heard("s1", "never fits", 0))
        with pytest.raises(StorageTrouble):
            await live.close()
    assert isinstance(written.exception(), StorageTrouble)


async def test_room_kept_for_words_is_given_back_at_the_end(tmp_path: Path) -> None:
    file = journal_with(tmp_path, count=0)
    journal = Journal(file)
    journal.keep_room()
    assert (tmp_path / RESERVE_NAME).stat().st_size > 100_000
    journal.close()
    assert not (tmp_path / RESERVE_NAME).exists()
