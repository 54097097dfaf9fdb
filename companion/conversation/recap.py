"""What is said at the end of a walk and at the start of the next: short, spoken, and honest.

The law of this module: nothing is claimed that the journal does not hold. The recap counts what was
kept, parked and left open, and owns up to having cut in. Pure.
"""

from __future__ import annotations

from collections.abc import Sequence

from companion.conversation.labels import label
from companion.conversation.ports import LastWalk
from models.ideas import Idea, Status
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
_MOST_NAMED = 4
"""Of one status: five names are more than an ear holds."""


def short_name(idea: Idea, language: Language) -> str:
    """Return a few words by which the walker knows the idea: their own, cut."""
    return label(idea.text, language)


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
    """Say what stands so far: what is kept, what is doubted, what is parked, what is asked."""
    parts = [_group(ideas, statuses, phrase, language) for statuses, phrase in _GROUPS]
    parts.append(_question_line(ideas, language))
    nothing = Phrase("Nothing is noted yet.", "Rien n'est noté pour l'instant.")
    return " ".join(part for part in parts if part) or nothing.to(language)


_GROUPS: tuple[tuple[Status, Phrase], ...] = (
    ("kept", Phrase("You kept: {names}.", "Tu as gardé : {names}.")),
    ("open", Phrase("Still open: {names}.", "Encore ouvert : {names}.")),
    (
        "uncertain",
        Phrase("With a question mark: {names}.", "Avec un point d'interrogation : {names}."),
    ),
    ("parked", Phrase("Parked: {names}.", "Mis de côté : {names}.")),
)


def _group(ideas: Sequence[Idea], status: Status, phrase: Phrase, language: Language) -> str:
    """Name the ideas of one status; where they are many, those that were fed most."""
    group = [
        idea
        for idea in ideas
        if idea.status == status and not (idea.is_question and status == "open")
    ]
    fed = sorted(group, key=lambda idea: (len(idea.evidence), idea.start_ms), reverse=True)
    fed = fed[:_MOST_NAMED]
    names = names_of([idea for idea in group if idea in fed], language)
    if not names:
        return ""
    said = "; ".join(names) if language == "en" else " ; ".join(names)
    if more := len(group) - len(names):
        said += _more(more, language)
    return phrase.to(language).format(names=said)


def _more(count: int, language: Language) -> str:
    several = number(count, language)
    return Phrase(f"; and {several} more", f" ; et {several} de plus").to(language)


def recap_text(ideas: Sequence[Idea], language: Language, *, cut_ins: int = 0) -> str:
    """Return the recap at the end of a walk: under a minute, ending with an honest line."""
    said = [idea for idea in ideas if idea.status != "withdrawn"]
    if not said:
        nothing = Phrase(
            "I kept no idea as such this time; all that I heard is kept.",
            "Je n'ai gardé aucune idée en tant que telle ; tout ce que j'ai entendu est gardé.",
        ).to(language)
        return " ".join(part for part in (nothing, _cut_in_line(cut_ins, language)) if part)
    tally = _tally(ideas, language) + _owned(cut_ins, language)
    return " ".join((summary_text(said, language), tally))


def _question_line(ideas: Sequence[Idea], language: Language) -> str:
    """Ask again, in the walker's words, what they asked last."""
    asked = open_question(ideas)
    if asked is None:
        return ""
    phrase = Phrase("A question left open: {text}?", "Une question reste ouverte : {text} ?")
    return phrase.to(language).format(text=short_name(asked, language))


def open_question(ideas: Sequence[Idea]) -> Idea | None:
    """Return the question the walker asked last and did not take back."""
    return next(
        (
            idea
            for idea in reversed(ideas)
            if idea.is_question and idea.status not in ("withdrawn", "parked")
        ),
        None,
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
    names = names_of(
        [idea for idea in living(last.ideas) if idea.origin != "companion" and idea != asked],
        language,
    )
    if asked is not None:
        text = short_name(asked, language)
        return Phrase(
            f"Last time you left a question open: {text}?",
            f"La dernière fois, tu as laissé une question ouverte : {text} ?",
        ).to(language)
    if names:
        return Phrase(
            f"Last time you stopped at this: {names[-1]}. We can go on from there, or not.",
            f"La dernière fois, tu en étais là : {names[-1]}. On peut repartir de là, ou pas.",
        ).to(language)
    return ""
