"""Recorded speakers held against the shipped rules of turns: where would the companion have spoken?

A clip's voice regions are found once, on clean sound; the words of its reference are laid on them in
proportion. Every rule then hears the same voice, pauses, verdicts and words, and each decision to
speak is a cut-in unless the speaker has really ended.
"""

from __future__ import annotations

import random
import re
import statistics
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from companion.turns import actions as do
from companion.turns import events as on
from companion.turns.machine import TurnTaker
from companion.turns.patience import Bounds
from companion.walk.ear import Ear, EarEngines
from models.audio import FRAME_MS, FRAME_SAMPLES, Frame, Samples
from models.language import Language
from models.speech import TurnJudge, VoiceActivity

WORDS_LATE_MS = 300
VERDICT_LATE_MS = 150
TAIL_MS = 9000
"""Silence after a clip, so that every rule comes to speak."""


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of voice."""

    start_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True)
class Spoken:
    """A word, and when it ends."""

    text: str
    end_ms: int


@dataclass(frozen=True, slots=True)
class Listened:
    """What the ear makes of a clip: voice and pauses, and how complete each pause sounds."""

    events: tuple[on.Voiced | on.Paused, ...]
    verdicts: tuple[float | None, ...]
    """One for each Paused."""
    end_ms: int


@dataclass(frozen=True, slots=True)
class Clip:
    """One speaker's stretch of talk."""

    name: str
    language: Language
    regions: tuple[Region, ...]
    """Where there really is a voice."""
    words: tuple[Spoken, ...]
    listened: Listened
    ends_complete: bool
    """Whether the last word ends what the speaker had to say."""

    @property
    def end_ms(self) -> int:
        return self.regions[-1].end_ms

    @property
    def pauses(self) -> tuple[int, ...]:
        """Lengths of the pauses that the speaker went on after, 0.2 s and more."""
        gaps = zip(self.regions, self.regions[1:], strict=False)
        return tuple(b.start_ms - a.end_ms for a, b in gaps if b.start_ms - a.end_ms >= 200)


@dataclass(frozen=True, slots=True)
class Decisions:
    """What one rule did on one clip."""

    cut_ins: int
    delay_ms: int | None
    """After a complete end; None where the end does not count or nothing was ever said."""


@dataclass(frozen=True, slots=True)
class Score:
    """What one rule did on many clips."""

    pauses: int
    cut_ins: int
    delays: tuple[int, ...]
    per_clip: tuple[tuple[int, int], ...] = field(default=())
    """Cut-ins and pauses of each clip."""

    @property
    def share(self) -> float:
        return self.cut_ins / self.pauses if self.pauses else 0.0

    @property
    def median_ms(self) -> float:
        return statistics.median(self.delays) if self.delays else float("nan")

    def interval(self, *, draws: int = 2000, seed: int = 7) -> tuple[float, float]:
        """Return the 95 % interval of the share, by drawing clips again."""
        chance = random.Random(seed)
        shares = []
        for _ in range(draws):
            drawn = chance.choices(self.per_clip, k=len(self.per_clip))
            total = sum(pauses for _, pauses in drawn)
            shares.append(sum(cuts for cuts, _ in drawn) / total if total else 0.0)
        shares.sort()
        return shares[round(0.025 * draws)], shares[round(0.975 * draws) - 1]


Rule = Callable[[Clip], Decisions]


def listen(samples: Samples, voice: VoiceActivity, judge: TurnJudge) -> Listened:
    """Let the real ear hear a clip, silence after it included."""
    voice.reset()
    ear = Ear(EarEngines(voice, None, judge))
    events: list[on.Voiced | on.Paused] = []
    verdicts: list[float | None] = []
    for start in range(0, len(samples) - FRAME_SAMPLES + 1, FRAME_SAMPLES):
        frame = Frame(start * 1000 // 16_000, samples[start : start + FRAME_SAMPLES])
        for news in ear.accept(frame):
            if isinstance(news, on.Voiced | on.Paused):
                events.append(news)
            if isinstance(news, on.Paused):
                verdict = ear.completeness()
                verdicts.append(verdict if isinstance(verdict, float) else None)
    return Listened(tuple(events), tuple(verdicts), len(samples) // 16)


def regions_of(listened: Listened) -> tuple[Region, ...]:
    """Return the voice regions that the ear found."""
    regions = []
    begun: int | None = None
    for event in listened.events:
        if isinstance(event, on.Voiced):
            begun = event.since_ms
        elif begun is not None:
            regions.append(Region(begun, event.since_ms))
            begun = None
    return tuple(regions)


def lay(words: Sequence[str], regions: Sequence[Region]) -> tuple[Spoken, ...]:
    """Lay words on voice regions, each as long as its share of the letters."""
    voiced = sum(region.end_ms - region.start_ms for region in regions)
    letters = sum(len(word) + 1 for word in words)
    laid = []
    place = iter(regions)
    region = next(place)
    gone = 0.0
    for word in words:
        gone += (len(word) + 1) * voiced / letters
        while gone > region.end_ms - region.start_ms + 1 and (after := next(place, None)):
            gone -= region.end_ms - region.start_ms
            region = after
        laid.append(Spoken(word, min(round(region.start_ms + gone), region.end_ms)))
    return tuple(laid)


def with_errors(clip: Clip, share: float, vocabulary: Sequence[str]) -> Clip:
    """Return the clip as a recogniser with so many word errors would hear it."""
    chance = random.Random(clip.name)
    heard = []
    for word in clip.words:
        if chance.random() >= share:
            heard.append(word)
        elif chance.random() < 0.6:
            heard.append(Spoken(chance.choice(vocabulary), word.end_ms))
    return replace(clip, words=tuple(heard))


def reference_words(reference: str) -> list[str]:
    """Return a reference as a recogniser would write it."""
    return re.findall(r"[^\W_]+(?:['’][^\W_]+)*['’]?", reference.lower())


def ours(bounds: Bounds, *, has_judge: bool = True) -> Rule:
    """Return the shipped rules."""

    def decide(clip: Clip) -> Decisions:
        return _decisions(clip, _thinks(clip, TurnTaker(clip.language, bounds), has_judge))

    return decide


def silence_only(wait_ms: int) -> Rule:
    """Return the rule that answers after so much silence."""

    def decide(clip: Clip) -> Decisions:
        return _decisions(clip, _by_pauses(clip, lambda _: wait_ms))

    return decide


def model_alone(threshold: float, wait_ms: int, timeout_ms: int) -> Rule:
    """Return the rule that answers where the model says complete, and otherwise after a time."""

    def wait(verdict: float | None) -> int:
        return wait_ms if verdict is not None and verdict > threshold else timeout_ms

    def decide(clip: Clip) -> Decisions:
        return _decisions(clip, _by_pauses(clip, wait))

    return decide


def score(rule: Rule, clips: Sequence[Clip]) -> Score:
    """Hold a rule against clips."""
    made = [rule(clip) for clip in clips]
    return Score(
        sum(len(clip.pauses) for clip in clips),
        sum(one.cut_ins for one in made),
        tuple(one.delay_ms for one in made if one.delay_ms is not None),
        tuple((one.cut_ins, len(clip.pauses)) for one, clip in zip(made, clips, strict=True)),
    )


def _by_pauses(clip: Clip, wait: Callable[[float | None], int]) -> list[int]:
    verdicts = iter(clip.listened.verdicts)
    answers = []
    for number, event in enumerate(clip.listened.events):
        if not isinstance(event, on.Paused):
            continue
        at_ms = max(event.since_ms + wait(next(verdicts)), event.at_ms)
        later = clip.listened.events[number + 1 : number + 2]
        if not later or later[0].at_ms > at_ms:
            answers.append(at_ms)
    return answers


def _thinks(clip: Clip, turns: TurnTaker, has_judge: bool) -> list[int]:
    """Return when the turn machine lets an answer sound; each is thought in no time."""
    answers: list[int] = []
    finished = 0

    def give(event: on.Event) -> None:
        nonlocal finished
        for action in turns.receive(event):
            if isinstance(action, do.FinishHearing):
                text, finished = _words_until(clip, finished, event.at_ms)
                give(on.Heard(event.at_ms, text))
            elif isinstance(action, do.Think):
                give(on.SentenceReady(event.at_ms, action.reply, "Yes."))
            elif isinstance(action, do.Speak):
                answers.append(event.at_ms)
                give(on.PlaybackBegan(event.at_ms, action.reply))

    shown = ""
    for event in _events(clip, has_judge):
        give(event)
        text, _ = _words_until(clip, finished, event.at_ms)
        if text != shown and text:
            give(on.Partial(event.at_ms, text))
        shown = text
    return answers


def _words_until(clip: Clip, first: int, at_ms: int) -> tuple[str, int]:
    last = first
    while last < len(clip.words) and clip.words[last].end_ms + WORDS_LATE_MS <= at_ms:
        last += 1
    return " ".join(word.text for word in clip.words[first:last]), last


def _events(clip: Clip, has_judge: bool) -> Iterator[on.Event]:
    verdicts = iter(clip.listened.verdicts)
    known: list[on.Event] = []
    for event in clip.listened.events:
        known.append(event)
        if isinstance(event, on.Paused):
            verdict = next(verdicts)
            if verdict is not None and has_judge:
                known.append(on.Verdict(event.at_ms + VERDICT_LATE_MS, verdict))
    known += [on.Tick(at_ms) for at_ms in range(FRAME_MS, clip.listened.end_ms, FRAME_MS)]
    yield from sorted(known, key=lambda event: event.at_ms)


def _decisions(clip: Clip, answers: Sequence[int]) -> Decisions:
    """Count at most one cut-in for each time the speaker went on."""
    last_start = clip.regions[-1].start_ms
    resumed = [region.start_ms for region in clip.regions[1:]]
    cut = {min(start for start in resumed if start > at) for at in answers if at < last_start}
    final = [at for at in answers if at >= clip.end_ms]
    early = any(last_start <= at < clip.end_ms for at in answers)
    delay = final[0] - clip.end_ms if final and clip.ends_complete and not early else None
    return Decisions(len(cut) + int(early), delay)
