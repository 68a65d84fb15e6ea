"""What a run of `detente read` came to, and what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from detente.brief.summary import count
from detente.brief.wording import clean
from detente.cli.largest import largest_story
from detente.cli.pairs import frequent_pairs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from detente.cli.tally import Tally
    from detente.record import Record

__all__ = ["summary"]

_ID = 8


def summary(tally: Tally, book: Record, at: str, extended: str) -> Iterator[RenderableType]:
    """The counts as a table, the record's size, the next commands.

    Args:
        tally: The counts.
        book: The record.
        at: How a command must name the record, with a blank before it, or "".
        extended: How one must name the extension.
    """
    read = sum(tally.outcomes.values())
    pace = f", {tally.words:,} words, {tally.pace:,.0f} a second" if tally.words else ""
    if tally.interrupted:
        yield Text("Interrupted; every finished article is kept. The same command goes on from here.", "bold yellow")
    yield Text(f"Read {count(read, 'article')} in {tally.seconds:.1f} s{pace}.", "bold")
    yield _table(tally)
    counts = book.counts()
    total = ", ".join(count(counts[noun], noun) for noun in ("article", "event", "statement"))
    yield Text(f"{book.path} holds {total}.")
    commands = [f"detente brief {' '.join(pair)}{at}{extended}" for pair in frequent_pairs(book)[:1]]
    story = largest_story(book, tally.came)
    commands += [f"detente compare {story[:_ID]}{at}"] if story else []
    for place, command in enumerate(commands):
        yield Text.assemble("      " if place else "Next: ", (command, "bold"))


def _table(tally: Tally) -> Table:
    same = tally.outcomes["same"] + tally.held
    rows = [
        ("new", tally.outcomes["new"], ""),
        ("same", same, "held already"),
        ("replaced", tally.outcomes["replaced"], "read before by another version, with another extension or date"),
        *(("rejected", number, clean(reason)) for reason, number in tally.rejected.most_common()),
        *(("not read", number, f"kept; its language is {lang}") for lang, number in tally.languages.most_common()),
        ("events", tally.events, ""),
        ("statements", tally.statements, ""),
    ]
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column()
    grid.add_column(justify="right")
    grid.add_column(style="dim")
    for label, number, remark in rows:
        if number or label in ("new", "events", "statements"):
            grid.add_row(Text(f"  {label}"), Text(f"{number:,}"), Text(remark))
    return grid
