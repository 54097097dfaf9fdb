"""Quotations of a document and the person each is put into the mouth of.

What stands between quotation marks is taken out first, so that names and verbs are only looked for
in the writer's own words. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from models.transcript import COMPANION, WALKER, Speaker
from reporting.verifying.document import Passage
from reporting.words.wording import forms

_PAIRS = (("«", "»"), ("“", "”"), ("„", "“"), ("‹", "›"))
_SINGLE = re.compile(r"(?<![\w’])‘([^‘]+?)’(?!\w)")
_STRAIGHT = re.compile(r'(?<!\w)"([^"]+)"')
_HOLE = re.compile("\ue010(\\d+)\ue011")
_END = re.compile(r"(?<=[.!?…])\s+(?=[A-ZÀ-Þ«“\"\ue010—–])")
_INNER_END = re.compile("\ue012(?:\\s+\\[?[\\d:·]+\\]?)*\\s+(?=[A-ZÀ-Þ])")
"""A full stop inside the quotation, times that lead to it, then a sentence that begins."""
_TRAILING_NAME = re.compile(r"\s*[—–]\s*[^—–]*$")
_PRONOUN = re.compile(
    r"^\s*,?\s*(?:[a-zà-ÿ]+-(?:t-)?(?:elle|il)\b|(?:he|she) (?:said|says|adds|added)\b|"
    r"(?:says|said) (?:he|she)\b)"
)
_SPOKEN_OF = re.compile(
    r"(?:\b(?:de|du|à|au|avec|pour|chez|sur|contre|of|to|with|for|about|against)(?: (?:la|le|the|l))?"
    r"|\bd[’'])\s*$",
    re.IGNORECASE,
)
_OTHER_SUBJECT = re.compile(
    r"[,;–—]\s*(?:mais|puis|tandis que|alors que|but|then|while|whereas)\s+"
    r"(?:l[’']|le |la |les |un |une |the |a |an |his |her |son |sa )[^,;A-ZÀ-Þ]*$"
)
"""A clause with a subject of its own that has no name: "…, mais le modérateur relance"."""
_NAMED_AFTER = r"^[\s,.…]*(?:\[[^\]]*\]\s*)?(?:[—–-]\s*|\(\s*|(?:[a-zà-ÿ'’-]+,?\s+){1,4}?)$"
_SHORT = 3
"""Words; a shorter quotation is only held against a person named right beside it."""
_LONGEST_TITLE = 8
_NAMES_A_WORK = re.compile(
    r"\b(?:guides?|livres?|rapport|articles?|films?|spectacles?|projets?|programme|association|intitulée?s?|titr\w+|appelée?s?|"
    r"nommée?s?|baptisée?s?|label|dispositif|collectif|opération|chanson|émission|exposition|festival|table ronde|ateliers?|"
    r"leaflet|books?|reports?|called|titled|entitled|named|play|project|campaign|song|show|programme|charity|poster|exhibition|"
    r"workshop|series|album|novel|game)\s*$",
    re.IGNORECASE,
)
_OF_WALKS: dict[str, tuple[str, ...]] = {
    WALKER: ("walker", "promeneur", "promeneuse", "marcheur", "marcheuse"),
    COMPANION: ("companion", "compagnon", "compagne"),
}


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words a document puts between quotation marks."""

    text: str
    line: int
    before: str
    """The writer's words of the same sentence, before it."""
    after: str
    named: frozenset[str] = frozenset()
    """Ids of those it may be meant to be by; empty where the document names nobody."""


def names_of(speakers: Iterable[Speaker]) -> dict[str, frozenset[str]]:
    """Return who is meant by each name: whole names, and parts that only one person bears."""
    people = list(speakers)
    meant: dict[str, set[str]] = {}
    for speaker in people:
        name = speaker.name or speaker.id
        bare = re.sub(r"\s*\?$", "", name)
        for form in {bare, bare.title() if bare.isupper() else bare, *_parts(bare)}:
            meant.setdefault(form, set()).add(speaker.id)
        key = speaker.id.lower() if speaker.kind not in (WALKER, COMPANION) else speaker.kind
        for word in _OF_WALKS.get(key, ()) or _OF_WALKS.get(bare.lower(), ()):
            for form in (word, word.title()):
                meant.setdefault(form, set()).add(speaker.id)
    whole = {speaker.name or speaker.id for speaker in people}
    return {name: frozenset(ids) for name, ids in meant.items() if len(ids) == 1 or name in whole}


def _parts(name: str) -> list[str]:
    parts = name.split()
    return [part for part in (parts[0], parts[-1]) if len(parts) > 1 and len(part) > 2]


def quotations(passages: Sequence[Passage], names: Mapping[str, frozenset[str]]) -> list[Quotation]:
    """Return every quotation of a document in order, with whom it is given to."""
    found: list[Quotation] = []
    for place, passage in enumerate(passages):
        masked, texts = _masked(passage.text)
        if passage.is_block_quote and not texts:
            found.append(_block_quote(passages, place, names))
            continue
        found += _within(passage, masked, texts, names)
    return [one for one in found if forms(one.text) and not _is_title(one)]


def _is_title(quotation: Quotation) -> bool:
    """Return whether the marks are those of a work or a thing that bears a name, nobody's words."""
    is_short = len(quotation.text.split()) <= _LONGEST_TITLE and quotation.text[-1:] not in ".!…"
    return (
        is_short
        and quotation.text[:1].isupper()
        and not quotation.named
        and _NAMES_A_WORK.search(quotation.before) is not None
    )


def own_words(passages: Sequence[Passage]) -> list[tuple[str, int]]:
    """Return what the writer says without quoting, with lines."""
    return [
        (_HOLE.sub(" ", _masked(passage.text)[0]), passage.line)
        for passage in passages
        if not passage.is_block_quote
    ]


def _masked(text: str) -> tuple[str, list[str]]:
    """Return the text with a hole for each outermost quotation, and what was in the holes."""
    texts: list[str] = []

    def hole(found: re.Match[str]) -> str:
        texts.append(found[1].strip(" \u00a0\u202f"))
        return f"\ue010{len(texts) - 1}\ue011"

    for opening, closing in _PAIRS:
        outermost = re.compile(
            f"{opening}([^{opening}{closing}]*(?:{opening}[^{closing}]*{closing}[^{opening}{closing}]*)*){closing}"
        )
        text = outermost.sub(hole, text)
    text = _SINGLE.sub(hole, _STRAIGHT.sub(hole, text))
    texts = [_HOLE.sub(lambda inner: texts[int(inner[1])], one) for one in texts]
    return text, texts


def _within(
    passage: Passage, masked: str, texts: Sequence[str], names: Mapping[str, frozenset[str]]
) -> list[Quotation]:
    found = []
    previous = ""
    for sentence in _sentences(masked, texts):
        for hole in _HOLE.finditer(sentence):
            text = texts[int(hole[1])]
            before, after = sentence[: hole.start()], sentence[hole.end() :]
            named = _named(text, before, after, previous, names)
            found.append(
                Quotation(
                    text, _line(passage, text), _shown(before, texts), _shown(after, texts), named
                )
            )
        previous = sentence
    return found


def _line(passage: Passage, text: str) -> int:
    """Return the line that a quotation begins in."""
    return passage.line_at(max(0, passage.text.find(text)))


def _sentences(masked: str, texts: Sequence[str]) -> list[str]:
    """Cut at full stops, also where the full stop stands inside the quotation."""
    whole = _HOLE.sub(
        lambda hole: hole[0] + ("\ue012" if texts[int(hole[1])][-1:] in ".!?…" else ""), masked
    )
    pieces = _INNER_END.split(whole)
    return [part for piece in pieces for part in _END.split(piece.replace("\ue012", ""))]


def _named(
    text: str, before: str, after: str, previous: str, names: Mapping[str, frozenset[str]]
) -> frozenset[str]:
    ahead = _mentions(before, names)
    behind = _mentions(_HOLE.split(after)[0], names)
    if _OTHER_SUBJECT.search(before):
        ahead = []
    if ahead and re.search(r":\s*$", before):
        last = before[ahead[-1][0] :].rstrip(" :\u00a0\u202f")
        is_beside = any(last == name for name in names)
        return _ids(ahead) if is_beside or _subjects(before, ahead) else frozenset()
    beside = [m for m in behind if re.match(_NAMED_AFTER, after[: m[0]])]
    if beside and not re.search(r":\s*$", _HOLE.split(after)[0]):
        listed = [m for m in behind if m[0] >= beside[0][0]]
        return _ids(listed if re.match(r"\s*[—–(]", after) else beside[:1])
    if len(forms(text)) < _SHORT:
        return frozenset()
    subjects = _subjects(before, ahead) + _subjects(after, behind)
    if subjects:
        return _ids(subjects)
    if _PRONOUN.match(after):
        earlier = _ids(_mentions(previous, names))
        return earlier if len(earlier) == 1 else frozenset()
    return frozenset()


def _subjects(
    text: str, mentions: Iterable[tuple[int, frozenset[str]]]
) -> list[tuple[int, frozenset[str]]]:
    """Leave out those who are only spoken of: "of X", "X's"."""
    return [
        mention
        for mention in mentions
        if not _SPOKEN_OF.search(text[: mention[0]])
        and not re.match(r"[\w-]+(?: [A-ZÀ-Þ][\w-]+)?[’']s\b", text[mention[0] :])
    ]


def _mentions(text: str, names: Mapping[str, frozenset[str]]) -> list[tuple[int, frozenset[str]]]:
    """Return where people are named, whole names before parts of them."""
    found: list[tuple[int, frozenset[str]]] = []
    taken: list[tuple[int, int]] = []
    for name in sorted(names, key=lambda one: -len(one)):
        for match in re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text):
            if not any(start < match.end() and match.start() < end for start, end in taken):
                taken.append(match.span())
                found.append((match.start(), names[name]))
    return sorted(found, key=lambda one: one[0])


def _ids(mentions: Iterable[tuple[int, frozenset[str]]]) -> frozenset[str]:
    return frozenset(name for _, ids in mentions for name in ids)


def _block_quote(
    passages: Sequence[Passage], place: int, names: Mapping[str, frozenset[str]]
) -> Quotation:
    """Return a block quotation; who said it stands after a dash, below it, or above it."""
    passage = passages[place]
    tail = _TRAILING_NAME.search(passage.text)
    by_tail = _ids(_mentions(tail.group(), names)) if tail else frozenset()
    text = passage.text[: tail.start()] if tail and by_tail else passage.text
    following = passages[place + 1].text if place + 1 < len(passages) else ""
    leading = passages[place - 1].text if place else ""
    below = [m for m in _mentions(following, names) if m[0] <= 3]
    above = _mentions(leading, names) if leading.endswith(":") else []
    named = by_tail or _ids(below[:1]) or _ids(above)
    return Quotation(text, passage.line, "", "", named)


def _shown(text: str, texts: Sequence[str]) -> str:
    return _HOLE.sub(lambda hole: f"“{texts[int(hole[1])]}”", text).strip()
