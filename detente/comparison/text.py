"""A comparison for the terminal: a table where its sources fit beside each other, else one block a slot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from detente.brief.console import printed
from detente.brief.lines import STYLES, badge, dim, hanging, headed, number
from detente.comparison.parts import Comparison, Overview
from detente.comparison.summary import link_words, paper_words, row_words, told_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from detente.comparison.labels import Labels
    from detente.comparison.parts import Cell, Other, Row, Source

__all__ = ["render_text"]

_LABEL = 16
_COLUMN = 26  # narrower ones cannot be read


def render_text(compared: Comparison | Overview, labels: Labels, width: int = 100, styled: bool = False) -> str:
    """The comparison in lines of at most `width` columns.

    Args:
        compared: What to show.
        labels: Words.
        width: Columns of the terminal.
        styled: Whether to add colours and weights as terminal codes.
    """
    if isinstance(compared, Overview):
        return printed(lambda columns: _overview(compared, labels, columns), width, styled)
    return printed(lambda columns: _comparison(compared, labels, columns), width, styled)


def _overview(story: Overview, labels: Labels, width: int) -> Iterator[RenderableType]:
    yield Text(story.title, "bold underline")
    yield dim(" · ".join(filter(None, (story.period, told_words(story), f"story {story.id[:8]}"))))
    yield from headed(labels.sections["copies"], _papers(story.sources, labels))
    for happening in story.happenings:
        yield Text()
        yield from _comparison(happening, labels, width, in_story=True)
    if story.more:
        yield Text()
        yield dim(f"{story.more:,} more in the background; `detente export stories` lists them")


def _comparison(one: Comparison, labels: Labels, width: int, in_story: bool = False) -> Iterator[RenderableType]:
    yield Text(one.title, "bold")
    head = Text.assemble(badge(one.status, one.tone), "  ")
    head.append(" · ".join((str(one.when), told_words(one), f"event {one.id[:8]}")), "dim")
    yield head
    yield from headed(labels.sections["stages"], map(_other, one.stages))
    if not in_story:
        yield from headed(labels.sections["sources"], _papers(one.sources, labels))
    yield from headed(labels.sections["slots"], [_slots(one, labels, width)])
    yield from headed(
        labels.sections["also"], (hanging(number(also.source), Text(f"“{also.words}”")) for also in one.also)
    )
    links = [dim(link_words(link, labels)) for link in one.links]
    more = [dim(f"… and {one.more:,} more")] if one.more else []
    yield from headed(labels.sections["links"], links + more)
    yield from headed(labels.sections["unsure"], map(_other, one.unsure))


def _other(stage: Other) -> RenderableType:
    words = Text.assemble(
        badge(stage.status, stage.tone), f"  {stage.when}: ", (stage.title, "bold" if stage.here else "")
    )
    return words.append(f"  {stage.id[:8]}", "dim")


def _papers(sources: Iterable[Source], labels: Labels) -> Iterator[RenderableType]:
    for source in sources:
        lines: list[RenderableType] = [Text(source.article.title, "bold"), dim(paper_words(source.article))]
        for copy in source.copies:
            about = Group(Text(copy.title), dim(paper_words(copy)))
            lines.append(hanging(Text(f"{labels.copy(copy.copy)}:", "dim"), about))
        yield hanging(number(source.number), Group(*lines))


def _slots(one: Comparison, labels: Labels, width: int) -> RenderableType:
    numbers = [source.number for source in one.sources]
    if width < _LABEL + _COLUMN * len(numbers):
        return Group(*(_block(row, numbers, labels) for row in one.rows))
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_lines=True, expand=True, header_style="")
    table.add_column("", width=_LABEL)
    for source in one.sources:
        table.add_column(
            Text.assemble(number(source.number), f" {source.article.outlet or source.article.title}"), ratio=1
        )
    for row in one.rows:
        table.add_row(_label(row, labels), *(_cell(cells, row, labels) for cells in row.cells))
    return table


def _block(row: Row, numbers: Sequence[int], labels: Labels) -> RenderableType:
    told = zip(numbers, row.cells, strict=True)
    lines = [hanging(number(place), _cell(cells, row, labels)) for place, cells in told]
    return Group(_label(row, labels), Padding(Group(*lines), (0, 0, 1, 2)))


def _label(row: Row, labels: Labels) -> Text:
    return Text(row_words(row, labels), f"bold {STYLES[labels.kinds[row.kind].tone]}" if row.kind else "bold")


def _cell(cells: Sequence[Cell], row: Row, labels: Labels) -> RenderableType:
    if not cells:
        return dim(labels.silent)
    style = STYLES[labels.kinds[row.kind].tone] if row.kind else ""
    return Group(*(_words(cell, style, labels) for cell in cells))


def _words(cell: Cell, style: str, labels: Labels) -> Text:
    guess = f" ({labels.guess})" if cell.guess else ""
    value = Text(f"{cell.value}{guess} ", style) if cell.value else Text()
    value.append(f"“{cell.words}”", "italic")
    return value.append(f"  {cell.id[:8]}", "dim") if cell.id else value
