"""A brief for the terminal: two columns where there is room, one where there is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from detente.brief.console import printed
from detente.brief.lines import (
    deed_line,
    dim,
    disputed_line,
    headed,
    holding_lines,
    meeting_line,
    promise_line,
    prospect_line,
    red_line_entry,
    saying_lines,
    slip_line,
    source_line,
)
from detente.brief.summary import more_words, summary_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from detente.brief.labels import Labels
    from detente.brief.parts import Brief, Party

__all__ = ["render_text"]

_COLUMNS_FROM = 100


def render_text(brief: Brief, labels: Labels, width: int = 100, styled: bool = False) -> str:
    """The brief in lines of at most `width` columns.

    Args:
        brief: What to show.
        labels: Headings.
        width: Columns of the terminal.
        styled: Whether to add colours and weights as terminal codes.
    """
    return printed(lambda columns: _page(brief, labels, columns), width, styled)


def _page(brief: Brief, labels: Labels, width: int) -> Iterator[RenderableType]:
    title = f"{brief.pair[0].name} – {brief.pair[1].name}"
    yield Text(title, "bold underline")
    yield from (dim(line) for line in summary_lines(brief))
    sections = {
        "meetings": _spaced(meeting_line(one, width) for one in brief.meetings),
        "deeds": _deeds(brief, width),
        "positions": _standings(brief, width),
        "red_lines": _spaced(red_line_entry(one, width) for one in brief.red_lines),
        "promises": _spaced(promise_line(one, width) for one in brief.promises),
        "disputes": _spaced(disputed_line(one, width) for one in brief.disputes),
        "sayings": _issues(brief, width),
        "ahead": _spaced(prospect_line(one, width) for one in brief.ahead),
        "slips": [slip_line(one) for one in brief.slips],
        "sources": [source_line(one) for one in brief.sources],
    }
    limited = ("meetings", "red_lines", "promises", "disputes", "ahead", "slips")
    more = {name: getattr(brief.more, name) for name in limited}
    for name, lines in sections.items():
        left = _more(more.get(name, 0)) if lines else ()
        yield from headed(labels.sections[name], (*lines, *left), spaced=True)


def _deeds(brief: Brief, width: int) -> list[RenderableType]:
    blocks = [
        Group(Text(kind.title, "bold magenta"), *(deed_line(one, width) for one in kind.deeds), *_more(kind.more))
        for kind in brief.deeds
    ]
    return _spaced(blocks)


def _standings(brief: Brief, width: int) -> list[RenderableType]:
    return _spaced(
        _titled(
            standing.title,
            [(party, [holding_lines(one) for one in held] + _more(more)) for party, held, more in standing.sides],
            width,
        )
        for standing in brief.positions
    )


def _issues(brief: Brief, width: int) -> list[RenderableType]:
    return _spaced(
        _titled(
            issue.title,
            [(side.party, [saying_lines(one) for one in side.sayings] + _more(side.more)) for side in issue.sides],
            width,
        )
        for issue in brief.issues
    )


def _titled(title: str, sides: Sequence[tuple[Party, list[RenderableType]]], width: int) -> RenderableType:
    """Both sides beside each other where both have lines and there is room, else one below the other."""
    told = [(party, lines) for party, lines in sides if lines]
    render = _beside if width >= _COLUMNS_FROM and len(told) == len(sides) else _stacked
    return Group(Text(title, "bold magenta"), render(told))


def _beside(sides: Sequence[tuple[Party, list[RenderableType]]]) -> RenderableType:
    grid = Table.grid(padding=(0, 3, 0, 0), expand=True)
    for _ in sides:
        grid.add_column(ratio=1)
    grid.add_row(*(Text(party.name, "bold underline") for party, _ in sides))
    grid.add_row(*(Group(*lines) for _, lines in sides))
    return grid


def _stacked(sides: Sequence[tuple[Party, list[RenderableType]]]) -> RenderableType:
    parts = [part for party, lines in sides for part in (Text(party.name, "bold underline"), *lines)]
    return Padding(Group(*parts), (0, 0, 0, 2))


def _spaced(lines: Iterable[RenderableType]) -> list[RenderableType]:
    listed = list(lines)
    return [Padding(line, (0, 0, 1, 0)) for line in listed[:-1]] + listed[-1:]


def _more(number: int) -> list[RenderableType]:
    return [dim(more_words(number))] if number else []
