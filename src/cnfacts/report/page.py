"""Pages put together: one file with its style and script inside, and a policy that lets nothing else run."""

from __future__ import annotations

from base64 import b64encode
from functools import lru_cache
from hashlib import sha256
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from cnfacts import __version__
from cnfacts.report.escaping import script_json, shown
from cnfacts.report.words import Words

__all__ = ["render"]


@lru_cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("cnfacts.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["shown"] = shown
    return environment


@lru_cache
def _asset(name: str) -> Markup:
    """The style sheet or the script, which are the package's own."""
    environment = _environment()
    assert environment.loader is not None
    return Markup(environment.loader.get_source(environment, name)[0])


@lru_cache
def _policy() -> str:
    """Only this script and this style, and no address at all."""
    script, style = (_hash(_asset(name)) for name in ("report.js", "report.css"))
    allowed = f"script-src '{script}'; style-src '{style}'; img-src data:"
    return f"default-src 'none'; {allowed}; base-uri 'none'; form-action 'none'"


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode('utf-8')).digest()).decode('ascii')}"


def render(template: str, title: str, data: Any, words: Words, **context: Any) -> str:
    """A page as HTML.

    Args:
        template: its name.
        title: of the page.
        data: JSON values for the page's script.
        words: the page's language.
        context: what the template shows.
    """
    return _environment().get_template(template).render(
        w=words,
        title=title,
        version=__version__,
        policy=_policy(),
        css=_asset("report.css"),
        script=_asset("report.js"),
        data=script_json(data),
        **context,
    )
