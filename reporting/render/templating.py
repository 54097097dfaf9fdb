"""Templates of documents: ours beside this module, or a user's own in their place.

A user's template is not trusted with more than the page it is given: Jinja2's sandbox runs it, and
every value is escaped for the format unless a filter of ours made it.
"""

from __future__ import annotations

from pathlib import Path

import jinja2
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from models.language import Phrase
from reporting.errors import RenderUnavailable
from reporting.render.page import Page
from reporting.render.sound import Sound
from reporting.render.typography import colon
from reporting.render.words import words

OWN = Path(__file__).parent / "templates"


def environment(templates: Path | None) -> SandboxedEnvironment:
    """Return the place templates are found in: the user's folder first, then ours."""
    folders = [str(folder) for folder in (templates, OWN) if folder is not None]
    return SandboxedEnvironment(
        loader=jinja2.FileSystemLoader(folders),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def source(env: SandboxedEnvironment, name: str) -> str:
    """Return a file of the templates as it is: a style, a script."""
    assert env.loader is not None
    return env.loader.get_source(env, name)[0]


def fill(env: SandboxedEnvironment, name: str, page: Page, sound: Sound, **more: object) -> str:
    """Return the filled template; a template that cannot be filled says where."""
    env.filters["kind"] = lambda block: type(block).__name__
    try:
        return env.get_template(name).render(
            page=page,
            sound=sound,
            w=words(page.language),
            colon=Markup(colon(page.language)),
            **more,
        )
    except jinja2.TemplateError as error:
        line = f":{error.lineno}" if isinstance(error, jinja2.TemplateSyntaxError) else ""
        raise RenderUnavailable(
            Phrase(
                f"The template {name}{line} cannot be used: {type(error).__name__}.",
                f"Le gabarit {name}{line} est inutilisable : {type(error).__name__}.",
            ),
            Phrase(
                "Mend it, or report without --templates.",
                "Corrigez-le, ou faites le rapport sans --templates.",
            ),
        ) from error
