"""What is said at the end of a walk and at the start of the next: short, spoken, and honest.

The law of this module: nothing is claimed that the journal does not hold. The recap counts what was
kept, parked and left open, and owns up to having cut in. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from companion.conversation.cues import CUES
from companion.conversation.facilitator import spoken_list
from companion.conversation.ports import LastWalk
from companion.conversation.reflection import key_phrases, turn
from companion.conversation.words import STOP_WORDS, content_stems, fold
from models.ideas import Idea
from models.language import Language, Phrase

_NUMBERS: dict[Language, tuple[str, ...]] = {
    "en": ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    "fr": (
        "aucune",
        "une",
        "deux",
        "trois",
        "quatre",
        "cinq",
        "six",
        "sept",
        "huit",
        "neuf",
        "dix",
    ),
}
_MOST_NAMED = 5
_MOST_NAME_WORDS = 7


def short_name(idea: Idea, language: Language) -> str:
    """Return a few words by which the walker knows the idea: their own, cut."""
    return noun_name(idea, language) or _first_words(idea.text, language)


def noun_name(idea: Idea, language: Language) -> str:
    """Return what the idea is about as a noun phrase, empty where none is safe to say."""
    proposal = CUES[language].proposes.search(idea.text.lower().replace("’", "'"))
    core = idea.text[proposal.start() :] if proposal else idea.text
    for text in (core, idea.text):
        phrases = key_phrases(text, language)
        if phrases:
            return min(phrases, key=lambda name: (-_weight(name, language), _place(name, text)))
    return ""


def _weight(phrase: str, language: Language) -> int:
    return min(2, len(content_stems(phrase, language)))


def _place(phrase: str, text: str) -> int:
    """Return where the phrase's last word stands in the text."""
    return text.lower().find(phrase.split()[-1].lower())


def _first_words(text: str, language: Language) -> str:
    """Return the first stretch between pauses that is short enough, or the first words of it."""
    stretch = re.split(r"[,;:.?!]|\b(?:because|and|but|parce que|mais|et)\b", text)[0].split()
    words = stretch[:_MOST_NAME_WORDS]
    while len(words) > 1 and fold(words[-1]) in STOP_WORDS[language]:
        words.pop()
    name = turn(" ".join(words), language)
    is_name = name.startswith(("I ", "I'")) or name[1:2].isupper()
    return name if is_name else name[:1].lower() + name[1:]


def number(count: int, language: Language) -> str:
    """Say a small number."""
    words = _NUMBERS[language]
    return words[count] if count < len(words) else str(count)


def counted(count: int, one: Phrase, many: Phrase, language: Language) -> str:
    """Say how many of something; nouns are feminine in French."""
    form = many if count > 1 else one
    return f"{number(count, language)} {form.to(language)}"


def names_of(ideas: Sequence[Idea], language: Language) -> tuple[str, ...]:
    """Return the short names of ideas, no name twice."""
    names = (short_name(idea, language) for idea in ideas)
    return tuple(dict.fromkeys(name for name in names if name))


def living(ideas: Sequence[Idea]) -> tuple[Idea, ...]:
    """Return what was kept, or else what is neither parked nor withdrawn."""
    kept = tuple(idea for idea in ideas if idea.status == "kept")
    return kept or tuple(idea for idea in ideas if idea.status in ("open", "uncertain"))


def summary_text(ideas: Sequence[Idea], language: Language) -> str:
    """Say what stands so far: what is kept, what is doubted, what is parked."""
    parts = []
    for statuses, phrase in (
        (("kept",), Phrase("Kept: {names}.", "Gardé : {names}.")),
        (("open",), Phrase("Open: {names}.", "Ouvert : {names}.")),
        (
            ("uncertain",),
            Phrase("With a question mark: {names}.", "Avec un point d'interrogation : {names}."),
        ),
        (("parked",), Phrase("Parked: {names}.", "De côté : {names}.")),
    ):
        group = [
            idea
            for idea in ideas
            if idea.status in statuses and not (idea.is_question and idea.status == "open")
        ]
        names = names_of(group, language)[-_MOST_NAMED:]
        if names:
            parts.append(phrase.to(language).format(names=spoken_list(names, language)))
    nothing = Phrase("Nothing is noted yet.", "Rien n'est noté pour l'instant.")
    return " ".join(parts) or nothing.to(language)


def recap_text(ideas: Sequence[Idea], language: Language, *, cut_ins: int = 0) -> str:
    """Return the recap at the end of a walk: under a minute, ending with an honest line."""
    said = [idea for idea in ideas if idea.status != "withdrawn"]
    if not said:
        nothing = Phrase(
            "I kept no idea as such this time; every word is in the transcript.",
            "Je n'ai gardé aucune idée en tant que telle ; chaque mot est dans la transcription.",
        ).to(language)
        return " ".join(part for part in (nothing, _cut_in_line(cut_ins, language)) if part)
    parts = [summary_text(said, language), _question_line(said, language)]
    parts.append(_tally(ideas, language) + _owned(cut_ins, language))
    return " ".join(part for part in parts if part)


def _question_line(ideas: Sequence[Idea], language: Language) -> str:
    asked = open_question(ideas)
    if asked is None:
        return ""
    phrase = Phrase("Still open, in your words: {text}", "Reste ouvert, avec tes mots : {text}")
    text = asked.text.rstrip(" ?.!")
    return phrase.to(language).format(text=text) + ("?" if language == "en" else " ?")


def open_question(ideas: Sequence[Idea]) -> Idea | None:
    """Return the question the walker asked last and did not take back."""
    return next(
        (idea for idea in reversed(ideas) if idea.is_question and idea.status != "withdrawn"), None
    )


def _tally(ideas: Sequence[Idea], language: Language) -> str:
    counts = {
        status: sum(idea.status == status for idea in ideas)
        for status in ("kept", "open", "uncertain", "parked", "withdrawn")
    }
    words = {
        "kept": (Phrase("idea kept", "idée gardée"), Phrase("ideas kept", "idées gardées")),
        "open": (Phrase("left open", "laissée ouverte"), Phrase("left open", "laissées ouvertes")),
        "uncertain": (Phrase("uncertain", "incertaine"), Phrase("uncertain", "incertaines")),
        "parked": (Phrase("parked", "mise de côté"), Phrase("parked", "mises de côté")),
        "withdrawn": (Phrase("taken back", "retirée"), Phrase("taken back", "retirées")),
    }
    said = [counted(count, *words[status], language) for status, count in counts.items() if count]
    text = ", ".join(said)
    return text[:1].upper() + text[1:]


def _owned(cut_ins: int, language: Language) -> str:
    line = _cut_in_line(cut_ins, language)
    return f"; {line[:1].lower() if language == 'fr' else line[:1]}{line[1:]}" if line else "."


def _cut_in_line(cut_ins: int, language: Language) -> str:
    if not cut_ins:
        return ""
    times_en = {1: "once", 2: "twice"}.get(cut_ins, f"{number(cut_ins, 'en')} times")
    times_fr = f"{number(cut_ins, 'fr')} fois"
    return Phrase(
        f"I cut you off {times_en} and now wait longer.",
        f"Je t'ai coupé la parole {times_fr} et j'attends maintenant plus longtemps.",
    ).to(language)


def opening_line(last: LastWalk, language: Language) -> str:
    """Return one sentence: where the last walk stopped and the question left open."""
    asked = open_question(last.ideas)
    names = names_of(living(last.ideas), language)
    if asked is not None:
        text = asked.text.rstrip(" ?.!")
        mark = "?" if language == "en" else " ?"
        return Phrase(
            f"Last time you left a question open: {text}{mark}",
            f"La dernière fois, tu as laissé une question ouverte : {text}{mark}",
        ).to(language)
    if names:
        return Phrase(
            f"Last time you stopped at {names[-1]}. We can go on from there, or not.",
            f"La dernière fois, tu t'es arrêté sur {names[-1]}. On peut repartir de là, ou pas.",
        ).to(language)
    return ""
