"""Lines of a comparison that all forms share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.brief.summary import count

if TYPE_CHECKING:
    from detente.comparison.labels import Labels
    from detente.comparison.parts import Comparison, Joined, Overview, Paper, Row

__all__ = ["link_words", "paper_words", "row_words", "told_words"]


def told_words(compared: Comparison | Overview) -> str:
    """By how many sources it is told.

    An article that is a copy is no source of its own.
    """
    copies = sum(len(one.copies) for one in compared.sources)
    return f"told by {count(len(compared.sources), 'source')}" + (f", with {_copies(copies)}" if copies else "")


def row_words(row: Row, labels: Labels) -> str:
    """A slot, and how the sources of it go together."""
    return f"{labels.slot(row.slot)}: {labels.kinds[row.kind].words}" if row.kind else row.slot


def paper_words(paper: Paper) -> str:
    """Outlet and date of an article, and where it is from."""
    return " · ".join(filter(None, (paper.outlet, str(paper.published), paper.place)))


def link_words(link: Joined, labels: Labels) -> str:
    """Two tellings, what they are to each other, how surely, and why."""
    verdict = labels.verdicts.get(link.verdict, link.verdict)
    return f"{link.one[:8]} – {link.other[:8]}: {verdict}, {link.score:+.2f} ({'; '.join(link.why)})"


def _copies(number: int) -> str:
    return "1 copy" if number == 1 else f"{number:,} copies"
