"""A recording becomes the same transcript whoever hears it, wherever the work was interrupted."""

from __future__ import annotations

import os
import shutil
import signal
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path

import pytest

from models.errors import EngineFailed
from models.language import Phrase
from models.transcript import Transcript, Word
from reporting.errors import NothingSaid, SourceBusy, WorkFailed
from reporting.ingest.crew import Crew, ProcessCrew, SoloCrew, ThreadCrew
from reporting.ingest.engines import SharedLoader, loader
from reporting.ingest.hearing import Heard
from reporting.ingest.intake import RecordingWishes, taking_in
from reporting.ingest.pcm import Pcm
from reporting.ingest.splitting import Piece
from reporting.ingest.workshop import Workshop, workshop_for, writing
from tests.support.recordings import tiny_engines, write_talk
from tests.support.word_errors import word_errors


@pytest.fixture(scope="module")
def talk(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """About three minutes: several pieces."""
    path = tmp_path_factory.mktemp("talk") / "talk.wav"
    said = write_talk(path, times=2)
    return path, said


def wishes(work: Path) -> RecordingWishes:
    return RecordingWishes(tiny_engines("en", work / "models"), work / "work")


def taken(path: Path, work: Path, crew: Crew) -> Transcript:
    with taking_in(path, wishes(work), crew) as outcome:
        outcome.workshop.clear()
        return outcome.transcript


@pytest.fixture(scope="module")
def whole(talk: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory) -> Transcript:
    work = tmp_path_factory.mktemp("whole")
    return taken(talk[0], work, SoloCrew(loader(tiny_engines("en", work / "models"))))


class StoppedCrew:
    """Hears some pieces, then is stopped as by Ctrl-C."""

    width = 1

    def __init__(self, crew: Crew, after: int) -> None:
        self._crew, self._left = crew, after
        self.heard = 0

    def submit(self, pcm: Pcm, piece: Piece) -> Future[Heard]:
        if self._left == 0:
            raise KeyboardInterrupt
        self._left -= 1
        self.heard += 1
        return self._crew.submit(pcm, piece)

    def close(self) -> None:
        self._crew.close()


def test_the_words_are_those_that_were_said(talk: tuple[Path, str], whole: Transcript) -> None:
    heard = " ".join(word.text for segment in whole.segments for word in segment.words)
    errors = word_errors(talk[1], heard)
    assert errors.wrong / errors.words < 0.1
    assert whole.is_timed
    assert whole.provenance.sha256
    times = [(segment.start_ms, segment.end_ms) for segment in whole.segments]
    assert times == sorted(times)


def test_two_processes_hear_what_one_hears(
    talk: tuple[Path, str], whole: Transcript, tmp_path: Path
) -> None:
    crew = ProcessCrew(loader(tiny_engines("en", tmp_path / "models")), 2)
    try:
        assert taken(talk[0], tmp_path, crew) == whole
    finally:
        crew.close()


def test_three_threads_with_one_model_hear_what_one_hears(
    talk: tuple[Path, str], whole: Transcript, tmp_path: Path
) -> None:
    crew = ThreadCrew(SharedLoader(tiny_engines("en", tmp_path / "models")), 3)
    try:
        assert taken(talk[0], tmp_path, crew) == whole
    finally:
        crew.close()


def test_threads_that_are_let_go_stop_in_the_middle_of_a_piece(
    talk: tuple[Path, str], tmp_path: Path
) -> None:
    crew = ThreadCrew(SharedLoader(tiny_engines("en", tmp_path / "models")), 1)
    sound = Pcm(talk[0])
    futures = [crew.submit(sound, Piece(0, sound.frames, 0, sound.frames)) for _ in range(3)]
    while not futures[0].running():
        time.sleep(0.01)  # noqa: TID251 - a real thread is waited for
    crew.close()
    assert isinstance(futures[0].exception(), EngineFailed)
    assert all(future.cancelled() for future in futures[1:])


def test_what_an_earlier_run_heard_is_told_apart(talk: tuple[Path, str], tmp_path: Path) -> None:
    engines = loader(tiny_engines("en", tmp_path / "models"))
    with pytest.raises(KeyboardInterrupt):
        taken(talk[0], tmp_path, StoppedCrew(SoloCrew(engines), after=2))
    told: list[tuple[int, int, int]] = []
    with taking_in(
        talk[0], wishes(tmp_path), SoloCrew(engines), lambda *place: told.append(place)
    ) as outcome:
        duration_ms = outcome.pcm.duration_ms
    kept = max(kept for _, _, kept in told)
    assert 60_000 < kept < duration_ms
    assert duration_ms - 10 <= told[-1][0] <= told[-1][1] == duration_ms
    assert [heard for heard, _, _ in told] == sorted(heard for heard, _, _ in told)


def test_stopped_work_goes_on_where_it_stopped(
    talk: tuple[Path, str], whole: Transcript, tmp_path: Path
) -> None:
    engines = loader(tiny_engines("en", tmp_path / "models"))
    with pytest.raises(KeyboardInterrupt):
        taken(talk[0], tmp_path, StoppedCrew(SoloCrew(engines), after=2))
    rest = StoppedCrew(SoloCrew(engines), after=-1)
    assert taken(talk[0], tmp_path, rest) == whole
    pieces = StoppedCrew(SoloCrew(engines), after=-1)
    taken(talk[0], tmp_path / "again", pieces)
    assert rest.heard == pieces.heard - 2


def test_a_process_that_dies_is_replaced_and_its_piece_heard_again(
    talk: tuple[Path, str], whole: Transcript, tmp_path: Path
) -> None:
    crew = ProcessCrew(loader(tiny_engines("en", tmp_path / "models")), 2)
    killed: list[int] = []

    def kill_one(heard_ms: int, total_ms: int, kept_ms: int) -> None:
        if not killed:
            worker = next(iter(crew._pool._processes.values()))
            assert worker.pid is not None
            os.kill(worker.pid, signal.SIGKILL)
            killed.append(worker.pid)

    try:
        with taking_in(talk[0], wishes(tmp_path), crew, kill_one) as outcome:
            assert outcome.transcript == whole
    finally:
        crew.close()
    assert killed


def test_nobody_is_hired_anew_once_everybody_was_let_go(
    talk: tuple[Path, str], tmp_path: Path
) -> None:
    crew = ProcessCrew(loader(tiny_engines("en", tmp_path / "models")), 1)
    sound = Pcm(talk[0])
    futures = [crew.submit(sound, Piece(0, sound.frames, 0, sound.frames)) for _ in range(3)]
    pool, ended = crew._pool, threading.Semaphore(0)
    for future in futures:
        future.add_done_callback(lambda _: ended.release())
    crew.close()
    assert all(ended.acquire(timeout=30) for _ in futures)
    assert all(future.cancelled() for future in futures)
    assert crew._pool is pool


def test_after_a_kill_nobody_is_left_and_the_next_run_ends_alike(
    talk: tuple[Path, str], whole: Transcript, tmp_path: Path
) -> None:
    program = (
        "import sys; from pathlib import Path; from tests.support.recordings import tiny_engines\n"
        "from reporting.ingest.intake import RecordingWishes, hire, taking_in\n"
        "if __name__ == '__main__':\n"
        f"    engines = tiny_engines('en', Path({str(tmp_path / 'models')!r}))\n"
        f"    wishes = RecordingWishes(engines, Path({str(tmp_path / 'work')!r}))\n"
        "    shown = lambda a, b: print(a, flush=True)\n"
        f"    with taking_in(Path({str(talk[0])!r}), wishes, hire(engines, 2), shown): pass\n"
    )
    script = tmp_path / "run.py"
    script.write_text(program)
    root = str(Path(__file__).resolve().parents[4])
    run = subprocess.Popen(
        [sys.executable, str(script)],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": root},
        start_new_session=True,
    )
    assert run.stdout is not None
    run.stdout.readline()
    run.kill()
    run.wait()
    run.stdout.close()
    engines = loader(tiny_engines("en", tmp_path / "models"))
    rest = StoppedCrew(SoloCrew(engines), after=-1)
    assert taken(talk[0], tmp_path, rest) == whole
    every = StoppedCrew(SoloCrew(engines), after=-1)
    taken(talk[0], tmp_path / "fresh", every)
    assert rest.heard < every.heard
    for _ in range(50):
        if not _group_lives(run.pid):
            return
        time.sleep(0.1)  # noqa: TID251 - another process is waited for
    pytest.fail("the killed import left processes behind")


def _group_lives(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def test_two_imports_of_one_recording_do_not_meet(talk: tuple[Path, str], tmp_path: Path) -> None:
    crew = SoloCrew(loader(tiny_engines("en", tmp_path / "models")))
    with taking_in(talk[0], wishes(tmp_path), crew), pytest.raises(SourceBusy):
        taken(talk[0], tmp_path, crew)


def test_silence_is_called_silence(tmp_path: Path) -> None:
    import wave

    path = tmp_path / "silence.wav"
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, 16_000, 0, "NONE", ""))
        file.writeframes(bytes(2 * 16_000 * 90))
    with pytest.raises(NothingSaid, match="Nobody speaks"):
        taken(path, tmp_path, SoloCrew(loader(tiny_engines("en", tmp_path / "models"))))
    assert not list((tmp_path / "work").iterdir())


def test_a_full_disk_is_said_and_what_was_heard_stays(tmp_path: Path) -> None:
    with pytest.raises(WorkFailed) as failed, writing(tmp_path / "x"):
        raise OSError(28, "No space left on device")
    assert "goes on where it stopped" in failed.value.remedy.en


class LateCrew:
    """Gives its answers before anybody who asked to be told of them is told."""

    width = 1

    def submit(self, pcm: Pcm, piece: Piece) -> Future[Heard]:
        answer = LateFuture()
        answer.set_result(Heard(((Word("yes", 0, 400, 1.0),),)))
        return answer

    def close(self) -> None: ...


class LateFuture(Future[Heard]):
    def add_done_callback(self, fn: Callable[[Future[Heard]], object]) -> None:
        threading.Timer(0.2, fn, [self]).start()


def test_a_transcript_is_given_when_all_that_was_heard_is_kept(
    talk: tuple[Path, str], tmp_path: Path
) -> None:
    assert taken(talk[0], tmp_path, LateCrew()).segments
    assert not list((tmp_path / "work").iterdir())


def test_what_cannot_be_kept_ends_the_work_in_words(
    talk: tuple[Path, str], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    class Deleter(LateCrew):
        def submit(self, pcm: Pcm, piece: Piece) -> Future[Heard]:
            for pieces in (tmp_path / "work").glob("*/pieces"):
                shutil.rmtree(pieces)
            return super().submit(pcm, piece)

    with pytest.raises(WorkFailed):
        taken(talk[0], tmp_path, Deleter())
    assert "Traceback" not in capfd.readouterr().err


def test_a_torn_piece_is_heard_again(tmp_path: Path) -> None:
    shop = Workshop(tmp_path / "imports" / "work")
    piece = Piece(0, 100, 0, 100)
    with shop.alone("talk.wav"):
        assert stat.S_IMODE((tmp_path / "imports").stat().st_mode) == 0o700
        shop.keep(piece, Heard(()))
        assert shop.find(piece) == Heard(())
        (shop.folder / "pieces" / f"{piece.name}.heard").write_bytes(b"\x81")
        assert shop.find(piece) is None


def test_other_engines_work_in_another_place(tmp_path: Path) -> None:
    assert (
        workshop_for(tmp_path, "a" * 64, "x").folder != workshop_for(tmp_path, "a" * 64, "y").folder
    )


def test_errors_cross_from_one_process_to_another_whole() -> None:
    import pickle

    error = EngineFailed(Phrase("It broke.", "Il a cassé."), Phrase("Mend it.", "Réparez-le."))
    again = pickle.loads(pickle.dumps(error))
    assert (again.message, again.remedy) == (error.message, error.remedy)
