"""A comparison as one self-contained page: no scripts, no outside resources, ready to print."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from detente.brief.html import render_page
from detente.comparison.parts import Overview
from detente.comparison.summary import (
    background_words,
    beside_words,
    column_heads,
    empty_words,
    link_words,
    other_words,
    paper_words,
    row_words,
    told_words,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from detente.comparison.labels import Labels
    from detente.comparison.parts import Comparison, Row

__all__ = ["render_html"]


def render_html(compared: Comparison | Overview, labels: Labels) -> str:
    """The comparison as HTML; Jinja2 escapes all that articles say."""
    words: dict[str, Callable[..., Any]] = {
        "paper_words": paper_words,
        "told_words": told_words,
        "link_words": lambda link: link_words(link, labels),
        "other_words": other_words,
        "background_words": background_words,
        "empty_words": lambda story: empty_words(story, labels),
        "beside_words": lambda source, compared: beside_words(source, compared, labels),
        "heads": lambda one: column_heads(one.sources, labels.limits.head),
        "row_words": lambda row: row_words(row, labels),
        "row_tone": lambda row: _tone(row, labels),
    }
    story = compared if isinstance(compared, Overview) else None
    happenings = compared.happenings if isinstance(compared, Overview) else (compared,)
    return render_page(
        "comparison/comparison.html.j2", words, page=compared, story=story, happenings=happenings, labels=labels
    )


def _tone(row: Row, labels: Labels) -> str:
    return labels.kinds[row.kind].tone if row.kind else ""
