"""A brief as one self-contained page: no scripts, no outside resources, ready to print."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from detente.brief.summary import holding_words, more_words, reports_words, summary_lines, told_words
from detente.lexicon import data_path

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from detente.brief.labels import Labels
    from detente.brief.parts import Brief

__all__ = ["linkable", "render_html", "render_page"]


def render_html(brief: Brief, labels: Labels) -> str:
    """The brief as HTML; Jinja2 escapes all that articles say."""
    words: dict[str, Callable[..., Any]] = {
        "holding_words": holding_words,
        "told_words": told_words,
        "more_words": more_words,
        "reports_words": reports_words,
    }
    return render_page(
        "brief/brief.html.j2", words, brief=brief, sections=labels.sections, summary=summary_lines(brief)
    )


def render_page(template: str, filters: Mapping[str, Callable[..., Any]], **given: object) -> str:
    """A page of the program as HTML.

    Args:
        template: The name of its template among the shipped files.
        filters: What the template makes words with, besides `linkable`.
        given: What it shows.
    """
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    loader = FunctionLoader(lambda name: data_path(name).read_text(encoding="utf-8"))
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= {"linkable": linkable, **filters}
    return environment.get_template(template).render(given) + "\n"


def linkable(address: str | None) -> bool:
    """Whether an address may become a link: http or https, never a script or a file.

    >>> linkable("https://example.org/a"), linkable("javascript:alert(1)"), linkable(None)
    (True, False, False)
    """
    try:
        return address is not None and urlsplit(address).scheme in ("http", "https")
    except ValueError:  # such as an unclosed "[" of an IPv6 address
        return False
