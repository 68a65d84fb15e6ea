"""Comparisons: one happening or utterance, or those of a story, as each independent source tells it, slot by slot.

>>> compared = compare_event(record, event_id)  # doctest: +SKIP
>>> print(render(compared, "md"))  # doctest: +SKIP
"""

from __future__ import annotations

from typing import Literal, get_args

from detente.brief.structure import json_text
from detente.comparison.build import compare_event, compare_statement, compare_story
from detente.comparison.html import render_html
from detente.comparison.labels import load_labels
from detente.comparison.markdown import render_markdown
from detente.comparison.parts import Comparison, Overview
from detente.comparison.text import render_text

__all__ = [
    "FORMATS",
    "Comparison",
    "Format",
    "Overview",
    "compare_event",
    "compare_statement",
    "compare_story",
    "render",
]

Format = Literal["text", "md", "html", "json"]
FORMATS: tuple[Format, ...] = get_args(Format)


def render(compared: Comparison | Overview, form: Format, width: int = 100, styled: bool = False) -> str:
    """A comparison in one of its forms; `width` and `styled` matter to text only."""
    labels = load_labels()
    if form == "json":
        return json_text(compared)
    if form == "md":
        return render_markdown(compared, labels)
    if form == "html":
        return render_html(compared, labels)
    return render_text(compared, labels, width, styled)
