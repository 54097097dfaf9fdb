"""What was checked and how the document was made, as its closing parts."""

from __future__ import annotations

from models.speech import EngineCard
from reporting.records import Omission, Origin
from reporting.render.page import (
    Block,
    Facts,
    Item,
    Listing,
    Paragraph,
    Part,
    QuoteList,
    Run,
    Table,
)
from reporting.render.places import Places, block_id
from reporting.render.typography import colon, date, duration, listed, percent


def closing_parts(places: Places) -> tuple[Part, ...]:
    """Return what is left out, the quotations, the audit and the making, in that order."""
    w = places.words
    return (
        Part("left-out", w["omissions"], (_left_out(places),)),
        Part("quotations", w["quotations"], _quotations(places)),
        Part("audit", w["audit"], _audit(places)),
        Part("making", w["making"], (_making(places),)),
    )


def _left_out(places: Places) -> Listing:
    omissions = places.report.audit.omissions
    return Listing(_passages(omissions, places), places.words["no_omissions"])


def _passages(omissions: tuple[Omission, ...], places: Places) -> tuple[Item, ...]:
    return tuple(
        Item(
            key=block_id("o", one.session, str(one.start_ms), one.text),
            runs=(Run(one.text),),
            marks=(places.place(one.session, one.start_ms),),
        )
        for one in omissions
    )


def _quotations(places: Places) -> tuple[Block, ...]:
    report = places.report
    order = [origin.session for origin in report.origins]
    ranked = sorted(
        report.evidence.values(),
        key=lambda one: (
            order.index(one.session) if one.session in order else len(order),
            one.start_ms,
            one.id,
        ),
    )
    intro = Paragraph((Run(places.words["quotations_intro"]),), style="note")
    return (intro, QuoteList(places.quotes(one.id for one in ranked)))


def _audit(places: Places) -> tuple[Block, ...]:
    w, audit = places.words, places.report.audit
    is_written = places.report.making.chat is not None
    figures = (
        (w["verified"], f"{audit.quotations_verified}/{audit.quotations}", True),
        (w["claims"], f"{audit.claims_with_evidence}/{audit.claims}", audit.claims > 0),
        (w["read"], f"{audit.segments_read}/{audit.segments_total}", True),
        (w["read_by_model"], f"{audit.segments_asked}/{audit.segments_total}", is_written),
        (w["by_model"], f"{audit.sentences_by_model}, {audit.sentences_cut}", is_written),
        (w["dropped"], str(audit.dropped_ungrounded), is_written or audit.dropped_ungrounded > 0),
        (w["withheld"], str(audit.withheld), True),
        (w["redacted"], str(audit.redacted), audit.redacted > 0),
    )
    blocks: list[Block] = [
        Paragraph((Run(warning),), style="warning", key=block_id("w", warning))
        for warning in audit.warnings
    ]
    shown = [(name, value) for name, value, is_shown in figures if is_shown]
    blocks.append(Facts(tuple((name, Paragraph((Run(value),))) for name, value in shown)))
    if audit.critical_talk or audit.favourable_talk:
        blocks.append(_balance(places))
    if audit.shares:
        blocks.append(_shares(places))
    if audit.uncertain:
        blocks.append(Paragraph((Run(w["uncertain"], "strong"),)))
        blocks.append(Listing(_passages(audit.uncertain, places)))
    return tuple(blocks)


def _balance(places: Places) -> Table:
    w, audit = places.words, places.report.audit
    talk = audit.critical_talk + audit.favourable_talk
    here = audit.critical_report + audit.favourable_report
    rows = (
        (w["critical"], audit.critical_talk, audit.critical_report),
        (w["favourable"], audit.favourable_talk, audit.favourable_report),
    )
    return Table(
        w["balance"],
        ("", w["in_talk"], w["in_report"]),
        tuple(
            (
                Paragraph((Run(name),)),
                _counted(first, talk, places),
                _counted(second, here, places),
            )
            for name, first, second in rows
        ),
    )


def _counted(count: int, whole: int, places: Places) -> Paragraph:
    if not whole:
        return Paragraph((Run(str(count)),))
    share = count / whole
    return Paragraph((Run(f"{count} ({percent(share, places.report.language)})"),), share=share)


def _shares(places: Places) -> Table:
    w, language = places.words, places.report.language
    rows = tuple(
        (
            Paragraph((Run(one.speaker),)),
            Paragraph((Run(percent(one.talk, language)),), share=one.talk),
            Paragraph((Run(percent(one.report, language)),), share=one.report),
            Paragraph((Run(f"{one.critical_talk} → {one.critical_report}"),)),
            Paragraph((Run(f"{one.favourable_talk} → {one.favourable_report}"),)),
        )
        for one in places.report.audit.shares
    )
    head = (w["speaker"], w["share_talk"], w["share_report"], w["critical"], w["favourable"])
    return Table(w["shares"], head, rows)


def _making(places: Places) -> Facts:
    w, making = places.words, places.report.making
    rows = [(w["review"], review_sentence(places))]
    consents = [_consent(origin, places) for origin in places.report.origins]
    rows.append((w["consent"], " ".join(dict.fromkeys(consents)) or w["consent_unattested"]))
    origins = places.report.origins
    for number, origin in enumerate(origins, 1):
        name = f"{w['recording']} {number}" if len(origins) > 1 else w["recording"]
        rows.append((name, _origin(origin, places)))
    engines = "; ".join(_card(card) for card in making.engines)
    rows.append((w["engine_ear"], engines or w["no_chat_model"]))
    rows.append((w["chat_model"], _card(making.chat) if making.chat else w["no_chat_model"]))
    rows += [(w["prompts"], making.prompts)] if making.prompts else []
    rows += [(w["tool"], making.tool)] if making.tool else []
    rows += [(w["digest"], making.transcript_digest)] if making.transcript_digest else []
    return Facts(tuple((name, Paragraph((Run(value),))) for name, value in rows))


def review_sentence(places: Places) -> str:
    """Say who reviewed how many lines and when, or that nobody did."""
    w, making, language = places.words, places.report.making, places.report.language
    if not making.reviewed_by:
        return w["not_reviewed"]
    name = "reviewed" if making.lines_reviewed == 1 else "reviewed_many"
    who = listed(making.reviewed_by, language)
    on = w["reviewed_on"].format(day=date(making.reviewed_on, language))
    end = on if making.reviewed_on else ""
    return f"{w[name].format(n=making.lines_reviewed, who=who)}{end}."


def transparency(places: Places) -> str:
    """Say what part artificial intelligence had in the document."""
    w, making = places.words, places.report.making
    if making.chat is not None:
        return _model_note(places, making.chat)
    return w["ai_none" if making.engines else "ai_typed"]


def _model_note(places: Places, chat: EngineCard) -> str:
    w, report = places.words, places.report
    written = report.audit.sentences_by_model
    note = w["ai_wrote" if written else "ai_model"].format(
        model=chat.model or chat.engine, n=written
    )
    translated = sum(bool(one.translation) for one in report.evidence.values())
    return note + (w["ai_translated"].format(n=translated) if translated else "")


def _consent(origin: Origin, places: Places) -> str:
    w = places.words
    if origin.consent is None:
        return f"{w['consent_unattested']}."
    how = w[f"consent_{origin.consent.how}"]
    if not origin.consent.notice:
        return f"{how}."
    told = f"{w['consent_told']}{colon(places.report.language)} {origin.consent.notice}"
    return f"{how}. {told}"


def _origin(origin: Origin, places: Places) -> str:
    day = date(origin.date, places.report.language) if origin.date else ""
    length = duration(origin.duration_ms) if origin.is_timed and origin.duration_ms else ""
    known = [part for part in (origin.title or origin.session, day, length) if part]
    untimed = "" if origin.is_timed else f" {places.words['no_times']}"
    return ", ".join(known) + untimed


def _card(card: EngineCard) -> str:
    name = " ".join(part for part in (card.engine, card.model, card.version) if part)
    where = "" if card.where == "here" else f" ({card.where})"
    return name + where
