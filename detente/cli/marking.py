"""Words picked out of a sentence: by weight and colour on a terminal, by [[brackets]] anywhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from detente.brief.wording import clean
from detente.model import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["marked", "spans_within"]


def marked(text: str, spans: Sequence[Span], styled: bool, style: str = "bold reverse") -> Text:
    """The text on one line with the spans (of `text`) picked out.

    >>> marked("Wang  met Blinken", [Span(6, 9)], styled=False).plain
    'Wang [[met]] Blinken'
    """
    line, at = Text(), 0
    for span in _merged(spans):
        line.append(_piece(text[at : span.start]))
        words = clean(text[span.start : span.end])
        line.append(words if styled else f"[[{words}]]", style)
        at = span.end
    line.append(_piece(text[at:]))
    return line


def spans_within(spans: Sequence[Span], part: Span) -> list[Span]:
    """The spans that lie in `part`, cut to it, counted from its start."""
    return [
        Span(max(span.start, part.start) - part.start, min(span.end, part.end) - part.start)
        for span in spans
        if span.overlaps(part)
    ]


def _merged(spans: Sequence[Span]) -> list[Span]:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def _piece(text: str) -> str:
    """A piece made clean, the blank at either end kept."""
    words = clean(text)
    if not words:
        return " " if text else ""
    return " " * text[0].isspace() + words + " " * text[-1].isspace()
