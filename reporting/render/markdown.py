"""The document as Markdown: front matter for Obsidian, block ids, links into the sound.

Whatever people said or a model wrote is escaped: it can be no link, heading, tag, wikilink, comment
or HTML. Front matter is flat: text in quotes, lists with hyphens.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import quote as percent_encode

from markupsafe import Markup

from reporting.render.page import Mark, Page
from reporting.render.sound import Sound
from reporting.render.templating import environment, fill
from reporting.render.typography import marked

_CUT = r"\[…\](?![(\[:])"
"""Our own mark for words left out: no link can begin with it, so it stays readable in the source."""
_SYNTAX = re.compile(rf"({_CUT})|[\\`*_\[\]<>|~$^#]|%(?=%)|=(?==)|&(?=[#\w])")
_FIRST = re.compile(r"^(\s*)([-+:]|\d+(?=[.)]))")
_LINKS = re.compile(r"(?i)(?<=\bhttp)(s?):|(?<=\bftp):|(?<=\bwww)\.|(?<=\bmailto):|(?<=\bxmpp):|@")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]+")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def as_markdown(page: Page, sound: Sound | None = None, templates: Path | None = None) -> str:
    """Return the whole document; `templates` may hold a `report.md.j2` of the user's."""
    env = environment(templates)
    env.finalize = _finish
    filters: dict[str, Callable[..., Markup]] = {
        "md": lambda text: Markup(escape(text)),
        "marked": lambda text: Markup(marked(escape(text), page.language)),
        "soft": lambda text: Markup(_soft(text)),
        "link": _link,
        "place": _place,
    }
    env.filters |= filters
    text = fill(env, "report.md.j2", page, sound or Sound(), front=Markup(front(page.front)))
    lines = "\n".join(line.rstrip() for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", lines).strip() + "\n"


def escape(text: str) -> str:
    """Return `text` on one line, meaning itself wherever it stands in a Markdown document."""
    line = re.sub(r" {2,}", " ", _CONTROL.sub(" ", text))
    line = _SYNTAX.sub(lambda found: found[1] or "\\" + found[0], line)
    line = _LINKS.sub(_unlinked, line)
    return _FIRST.sub(_not_first, line)


def front(matter: Mapping[str, str | bool | list[str]]) -> str:
    """Return YAML that Obsidian reads: flat, everything but days and yes/no in quotes."""
    rows = ["---"]
    for name, value in matter.items():
        match value:
            case bool():
                rows.append(f"{name}: {str(value).lower()}")
            case str():
                rows += [f"{name}: {_scalar(value)}"] if value else []
            case list():
                rows += [f"{name}:", *(f"  - {_scalar(one)}" for one in value)] if value else []
    return "\n".join([*rows, "---"])


def _scalar(value: str) -> str:
    if _DAY.fullmatch(value):
        return value
    return json.dumps(_CONTROL.sub(" ", value), ensure_ascii=False)


def _finish(value: object) -> object:
    return value if isinstance(value, Markup) else Markup(escape(str(value)))


def _unlinked(found: re.Match[str]) -> str:
    text = found[0]
    return f"{text[:-1]}\\{text[-1]}"


def _not_first(found: re.Match[str]) -> str:
    token = found[2]
    return f"{found[1]}{token}\\" if token.isdigit() else f"{found[1]}\\{token}"


def _soft(text: str) -> str:
    """Emphasise, keeping outer spaces outside: Markdown wants the stars at the words."""
    core = text.strip()
    return text.replace(core, f"*{escape(core)}*") if core else text


def _link(mark: Mark) -> Markup:
    target = percent_encode(mark.href, safe="/#=:.,-_~%") if mark.href else f"#^{mark.anchor}"
    if not mark.href and not mark.anchor:
        return Markup(escape(mark.label))
    return Markup(f"[{escape(mark.label)}]({target})")


def _place(mark: Mark) -> Markup:
    """Return the time of a quotation in the list itself: a link only where there is sound."""
    return _link(mark) if mark.href else Markup(f"**{escape(mark.label)}**")
