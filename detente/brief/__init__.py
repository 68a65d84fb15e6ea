"""The brief: what the record holds between two parties, as text, Markdown, HTML or JSON.

>>> brief = build_brief(record, ("USA", "CHN"), name_of)  # doctest: +SKIP
>>> print(render(brief, "md"))  # doctest: +SKIP
"""

from __future__ import annotations

from typing import Literal, get_args

from detente.brief.build import Period, build_brief
from detente.brief.html import render_html
from detente.brief.labels import load_labels
from detente.brief.markdown import render_markdown
from detente.brief.parts import Brief
from detente.brief.structure import json_text
from detente.brief.text import render_text

__all__ = ["FORMATS", "Brief", "Format", "Period", "build_brief", "render"]

Format = Literal["text", "md", "html", "json"]
FORMATS: tuple[Format, ...] = get_args(Format)


def render(brief: Brief, form: Format, width: int = 100, styled: bool = False) -> str:
    """The brief in one of its forms; `width` and `styled` matter to text only."""
    labels = load_labels()
    if form == "json":
        return json_text(brief)
    if form == "md":
        return render_markdown(brief, labels)
    if form == "html":
        return render_html(brief, labels)
    return render_text(brief, labels, width, styled)
