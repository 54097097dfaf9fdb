"""Lines of a report (SWOT, controversies, decisions, ideas) as blocks of a document."""

from __future__ import annotations

from reporting.records import Action, IdeaLine, Ideation, Line, Minutes, Swot, Theme
from reporting.render.ideamap import draw
from reporting.render.mermaid import as_mermaid
from reporting.render.page import (
    Cell,
    Grid,
    Item,
    Listing,
    Paragraph,
    Part,
    Picture,
    Run,
    RunKind,
    Table,
)
from reporting.render.places import Places, block_id
from reporting.render.typography import date

_QUADRANTS = ("strengths", "weaknesses", "opportunities", "threats")


def line_item(line: Line, places: Places, where: str) -> Item:
    """Return one line with its quotations and what speaks against it; `where` it stands."""
    return Item(
        key=block_id("l", where, line.key),
        runs=(Run(line.text, "strong"),),
        notes=_line_notes(line, places.words),
        quotes=places.quotes(line.evidence),
        against=places.marks(line.opposed_by, named=True),
        original=line.original_text,
    )


def _line_notes(line: Line, w: dict[str, str]) -> tuple[str, ...]:
    notes = [w["hedged"]] if line.is_hedged else []
    if line.supports:
        notes.append(w["says_too" if line.supports == 1 else "say_too"].format(n=line.supports))
    if line.contradicts:
        name = "contradicts" if line.contradicts == 1 else "contradict"
        notes.append(w[name].format(n=line.contradicts))
    if line.decision == "reworded":
        notes.append(w["reviewer_reworded"])
    elif line.decision == "approved-by-speaker":
        notes.append(w["approved"])
    return tuple(notes)


def listing(lines: tuple[Line, ...], places: Places, where: str) -> Listing:
    """Return lines under each other; an empty list says so."""
    items = tuple(line_item(line, places, where) for line in lines)
    return Listing(items, places.words["nothing"])


def swot_part(swot: Swot, themes: tuple[Theme, ...], places: Places) -> Part:
    """Return the four quadrants, the themes before them and the two boxes after."""
    w = places.words
    lines = {name: getattr(swot, name) for name in _QUADRANTS}
    cells = tuple(
        Cell(name, w[name], w[f"{name}_axis"], listing(lines[name], places, name))
        for name in _QUADRANTS
    )
    subject = Paragraph((Run(w["object"], "strong"), Run(f" — {swot.object}")), key="swot-object")
    boxes = (
        Part(
            "controversies",
            w["controversies"],
            (listing(swot.controversies, places, "controversies"),),
        ),
        Part(
            "open-questions", w["open_questions"], (listing(swot.open_questions, places, "swot"),)
        ),
    )
    blocks = (subject, Grid(w["swot"], cells))
    return Part("swot", w["swot"], blocks, (*themes_part(themes, places), *boxes))


def themes_part(themes: tuple[Theme, ...], places: Places) -> tuple[Part, ...]:
    """Return what the talk was about, numbered; nothing where there are no themes."""
    if not themes:
        return ()
    items = tuple(
        Item(block_id("t", one.key), (Run(one.text),), marks=places.marks(one.evidence[:1]))
        for one in themes
    )
    return (Part("themes", places.words["themes"], (Listing(items, is_numbered=True),)),)


def minutes_part(minutes: Minutes, places: Places, *, asks: bool = True) -> Part:
    """Return decisions, who does what by when, and what was asked unless that stands elsewhere."""
    w = places.words
    parts = [
        Part("decisions", w["decisions"], (listing(minutes.decisions, places, "minutes"),)),
        Part("actions", w["actions"], (actions_block(minutes.actions, places),)),
    ]
    if asks:
        questions = listing(minutes.questions, places, "minutes")
        parts.append(Part("questions", w["questions"], (questions,)))
    return Part("minutes", w["minutes"], (), tuple(parts))


def actions_block(actions: tuple[Action, ...], places: Places) -> Table | Listing:
    """Return actions as a table; owner and date are "not stated" unless they were."""
    w = places.words
    if not actions:
        return Listing((), w["nothing"])
    rows = tuple(
        (
            Paragraph(
                (Run(action.line.text),),
                places.marks(action.line.evidence),
                key=block_id("a", action.line.key),
            ),
            Paragraph((Run(action.owner or w["not_stated"], _kind(action.owner)),)),
            Paragraph((Run(action.due or w["not_stated"], _kind(action.due)),)),
        )
        for action in actions
    )
    return Table(w["actions"], (w["what"], w["who"], w["when"]), rows, is_captioned=False)


def _kind(stated: str) -> RunKind:
    return "plain" if stated else "soft"


def ideas_part(ideation: Ideation, places: Places) -> Part:
    """Return the ideas, those set aside apart, their map and links, questions and next steps."""
    w = places.words
    aside = tuple(one for one in ideation.ideas if one.status in ("parked", "withdrawn"))
    kept = tuple(one for one in ideation.ideas if one not in aside)
    parts = [Part("ideas-kept", w["kept"], (_ideas(kept, places),))]
    if aside:
        parts.append(Part("ideas-aside", w["set_aside"], (_ideas(aside, places),)))
    if len(ideation.ideas) > 1:
        alt = "; ".join(one.text for one in ideation.ideas)
        picture = Picture(
            draw(ideation, places.report.language),
            as_mermaid(ideation, places.report.language),
            alt,
        )
        parts.append(Part("idea-map", w["idea_map"], (picture,)))
    if ideation.ties:
        parts.append(Part("idea-links", w["ties"], (_ties(ideation, places),)))
    questions = listing(ideation.open_questions, places, "ideas")
    parts.append(Part("ideas-questions", w["open_questions"], (questions,)))
    steps = actions_block(ideation.next_steps, places)
    parts.append(Part("next-steps", w["next_steps"], (steps,)))
    return Part("ideas", w["ideas"], (), tuple(parts))


def _ideas(ideas: tuple[IdeaLine, ...], places: Places) -> Listing:
    w = places.words
    items = tuple(
        Item(
            key=block_id("i", one.id),
            runs=(Run(one.text, "strong"),),
            notes=(w[f"origin_{one.origin}"], w[f"status_{one.status}"], *one.tags),
            quotes=places.quotes(one.evidence),
        )
        for one in ideas
    )
    return Listing(items, w["nothing"])


def _ties(ideation: Ideation, places: Places) -> Listing:
    w = places.words
    texts = {one.id: one.text for one in ideation.ideas}
    items = []
    for tie in ideation.ties:
        target = texts.get(tie.target, tie.text)
        verb = w.get(f"tie_{tie.kind}", w["tie_echoes"])
        day = date(tie.date, places.report.language) if tie.date else ""
        earlier = f" ({', '.join(x for x in (w['earlier_walk'], day) if x)})" if tie.session else ""
        runs = (
            Run(texts.get(tie.source, tie.source)),
            Run(f" {verb} ", "soft"),
            Run(f"{target}{earlier}"),
        )
        items.append(Item(block_id("k", tie.source, tie.kind, tie.target), runs))
    return Listing(tuple(items))
