from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

from companion.paths import find_places
from companion.session.journal import read_journal
from companion.session.recovering import interrupted_sessions, recover
from companion.session.soundfile import sound_ms
from tests.support.builders import make_walk

WALK = """
import asyncio, sys
from pathlib import Path
from companion.session.folder import SessionFolder, held
from companion.session.live import LiveJournal
from companion.session.recording import Recording, RecordingNews
from companion.session.writing import Journal
from tests.support.builders import heard, tone

async def walk(folder):
    journal = LiveJournal(Journal(folder.journal))
    sound = Recording(folder.recording, RecordingNews())
    for n, frame in enumerate(tone(0, 600_000)):
        sound.walker(frame)
        if n % 3 == 0:
            entry = await journal.post(heard(f"s{n}", "said and told", frame.start_ms))
            print(entry.seq, frame.end_ms, flush=True)
        await asyncio.sleep(0.001)

folder = SessionFolder(Path(sys.argv[1]))
with held(folder):
    asyncio.run(walk(folder))
"""


def test_whatever_was_told_is_there_after_a_kill_and_less_than_a_second_of_sound_is_not(
    tmp_path: Path,
) -> None:
    places = find_places(str(tmp_path))
    chance = random.Random(4)
    for _ in range(4):
        folder = make_walk(places, is_ended=False)
        with subprocess.Popen(
            [sys.executable, "-c", WALK, str(folder.path)], stdout=subprocess.PIPE, text=True
        ) as process:
            assert process.stdout is not None
            for _ in range(chance.randint(20, 90)):
                last = process.stdout.readline()
            process.kill()
        seq, clock_ms = map(int, last.split())
        assert interrupted_sessions(places) == [folder]
        assert read_journal(folder.journal).entries[-1].seq >= seq
        assert clock_ms - sound_ms(folder.recording) <= 1000
        assert recover(folder).state.ended is not None
        assert not list(folder.path.glob("room-*"))
