"""A brief as one self-contained page: no scripts, no outside resources, ready to print."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from detente.brief.summary import holding_words, more_words, reports_words, summary_lines, told_words
from detente.lexicon import data_path

if TYPE_CHECKING:
    from detente.brief.labels import Labels
    from detente.brief.parts import Brief

__all__ = ["render_html"]


def render_html(brief: Brief, labels: Labels) -> str:
    """The brief as HTML; Jinja2 escapes all that articles say."""
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters["linkable"] = linkable
    environment.filters["holding_words"] = holding_words
    environment.filters["told_words"] = told_words
    environment.filters["more_words"] = more_words
    environment.filters["reports_words"] = reports_words
    template = environment.from_string(data_path("brief/brief.html.j2").read_text(encoding="utf-8"))
    return template.render(brief=brief, sections=labels.sections, summary=summary_lines(brief)) + "\n"


def linkable(address: str | None) -> bool:
    """Whether an address may become a link: http or https, never a script or a file.

    >>> linkable("https://example.org/a"), linkable("javascript:alert(1)"), linkable(None)
    (True, False, False)
    """
    try:
        return address is not None and urlsplit(address).scheme in ("http", "https")
    except ValueError:  # such as an unclosed "[" of an IPv6 address
        return False
