"""Lines of a comparison that all forms share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.brief.summary import count
from detente.brief.wording import shorten
from detente.comparison.parts import Overview
from detente.comparison.reasons import reason_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente.comparison.labels import Labels
    from detente.comparison.parts import Comparison, Joined, Other, Paper, Row, Source

__all__ = [
    "background_words",
    "beside_words",
    "column_heads",
    "empty_words",
    "link_words",
    "other_words",
    "paper_words",
    "row_words",
    "told_words",
]


def told_words(compared: Comparison | Overview) -> str:
    """By how many sources it is told.

    An article that is a copy is no source of its own.
    """
    telling = [one for one in compared.sources if not one.beside]
    copies = sum(len(one.copies) for one in telling)
    return f"told by {count(len(telling), 'source')}" + (f", with {_copies(copies)}" if copies else "")


def row_words(row: Row, labels: Labels) -> str:
    """A slot, of which side it is, and how the sources of it go together."""
    slot = ", ".join(filter(None, (labels.slot(row.slot), row.side)))
    return f"{slot}: {labels.kinds[row.kind].words}" if row.kind else row.slot


def paper_words(paper: Paper) -> str:
    """Outlet and date of an article, and where it is from."""
    return " · ".join(filter(None, (paper.outlet, str(paper.published), paper.place)))


def beside_words(source: Source, compared: Comparison | Overview, labels: Labels) -> str:
    """What a source is that does not tell what is compared; "" for one that does."""
    if not source.beside:
        return ""
    return labels.elsewhere if isinstance(compared, Overview) else labels.partly


def column_heads(sources: Sequence[Source], most: int) -> list[str]:
    """What stands above the columns: outlets where all are known, else titles of at most `most` characters."""
    outlets = [source.article.outlet for source in sources]
    if all(outlets):
        return [outlet or "" for outlet in outlets]
    return [shorten(source.article.title, most) for source in sources]


def link_words(link: Joined, labels: Labels) -> str:
    """Two tellings, what they are to each other, and the strongest reasons."""
    verdict = labels.verdicts.get(link.verdict, link.verdict)
    why = reason_words(link, labels)
    return f"{link.one[:8]} – {link.other[:8]}: {verdict}" + (f" ({why})" if why else "")


def other_words(one: Other) -> str:
    """By how many sources a happening is told, where they are several."""
    return f" · told by {count(one.told, 'source')}" if one.told > 1 else ""


def empty_words(story: Overview, labels: Labels) -> str:
    """Why a story tells no event."""
    return labels.not_read.format(", ".join(story.languages)) if story.languages else labels.no_events


def background_words(story: Overview) -> str:
    """How many happenings of a story are not shown, and where they are; "" for none."""
    return f"{story.more:,} more in the background; `detente export stories` lists them" if story.more else ""


def _copies(number: int) -> str:
    return "1 copy" if number == 1 else f"{number:,} copies"
