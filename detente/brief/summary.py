"""The head of a brief in sentences, shared by all forms."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.brief.parts import Brief, Holding

__all__ = ["count", "holding_words", "more_words", "reports_words", "summary_lines", "told_words"]


def summary_lines(brief: Brief) -> list[str]:
    """What the brief rests on and which time it covers."""
    lines = [_asked(brief)] if brief.since or brief.until else []
    if brief.empty:
        one, other = brief.pair
        return [*lines, f"The record has nothing between {one.name} and {other.name}."]
    rests = f"{count(brief.articles, 'article')}"
    if brief.outlets:
        rests += f" of {count(brief.outlets, 'outlet')}"
    if brief.published:
        rests += f", published {brief.published}"
    held = f"{count(brief.events, 'event')}, {count(brief.statements, 'statement')}"
    if brief.covered:
        held += f"; events from {brief.covered}"
    return [*lines, rests, held]


def count(number: int, noun: str) -> str:
    """A number with its noun.

    >>> count(1, "article"), count(1200, "event")
    ('1 article', '1,200 events')
    """
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def more_words(number: int) -> str:
    """What is said of lines left out."""
    return f"… and {number:,} more; --full shows all"


def reports_words(number: int) -> str:
    """What is said of further sources of one line."""
    return f"… and {count(number, 'more report')}; --full shows all"


def told_words(told: int) -> str:
    """By how many independent sources a line is told; "" for one, which its quotation shows.

    >>> told_words(3), told_words(1)
    ('told by 3 sources', '')
    """
    return f"told by {count(told, 'source')}" if told > 1 else ""


def holding_words(holding: Holding) -> str:
    """When a position was held, how firmly, on what condition, on whose word, and how it turned."""
    shown = [str(holding.first), f"last {holding.last}" if holding.last else ""]
    told = [*shown, holding.condition, holding.firmness, holding.told_by, holding.changed]
    return " · ".join(filter(None, told))


def _asked(brief: Brief) -> str:
    since = f"from {brief.since.day} {brief.since:%B} {brief.since.year}" if brief.since else ""
    last = brief.until - timedelta(days=1) if brief.until else None
    until = f"to {last.day} {last:%B} {last.year}" if last else ""
    return " ".join(("Asked for:", *filter(None, (since, until))))
