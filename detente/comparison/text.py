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
    from collections.abc import Iterator, Sequence

    from detente.comparison.labels import Labels
    from detente.comparison.parts import Cell, Other, Row

__all__ = ["render_text"]

_LABEL = 16
_COLUMN = 26  # narrower ones cannot be read
_MARK = 10  # of a column, its number and the space beside it
_ID = 8


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
    yield dim(" · ".join(filter(None, (story.period, told_words(story), f"story {story.id[:_ID]}"))))
    if story.empty:
        yield Text(empty_words(story, labels))
    yield from headed(labels.sections["copies"], _papers(story, labels))
    for happening in story.happenings:
        yield Text()
        yield from _comparison(happening, labels, width, in_story=True)
    yield from headed(labels.sections["single"], map(_other, story.single))
    yield from headed(labels.sections["said"], (*(_said(one, labels) for one in story.said), *_more(story.more_said)))
    rest = [dim(background_words(story))] if story.more else []
    yield from headed(labels.sections["background"], (*map(_other, story.background), *rest))


def _comparison(one: Comparison, labels: Labels, width: int, in_story: bool = False) -> Iterator[RenderableType]:
    yield Text(one.title, "bold")
    head = Text.assemble(badge(one.status, one.tone), "  ")
    head.append(" · ".join((str(one.when), told_words(one), f"{one.kind} {one.id[:_ID]}")), "dim")
    yield head
    yield from headed(labels.sections["stages"], map(_other, one.stages))
    if not in_story:
        yield from headed(labels.sections["sources"], _papers(one, labels))
    yield from headed(labels.sections["slots"], [_slots(one, labels, width)])
    yield from headed(
        labels.sections["also"], (hanging(number(also.source), Text(f"“{also.words}”")) for also in one.also)
    )
    links = (dim(link_words(link, labels)) for link in one.links)
    yield from headed(labels.sections["links"], (*links, *_more(one.more)))
    yield from headed(labels.sections["unsure"], (*map(_other, one.unsure), *_more(one.more_unsure)))


def _more(number_left: int) -> list[RenderableType]:
    return [dim(f"… and {number_left:,} more")] if number_left else []


def _other(one: Other) -> RenderableType:
    words = Text.assemble(badge(one.status, one.tone), f"  {one.when}: ", (one.title, "bold" if one.here else ""))
    return words.append(f"{other_words(one)}  {one.id[:_ID]}", "dim")


def _said(one: Comparison, labels: Labels) -> RenderableType:
    """An utterance in short: its first words, how its sources go together, and what each says where they differ."""
    lines: list[RenderableType] = [Text.assemble((one.title, "bold"), (f"  {one.id[:_ID]}", "dim"))]
    agreed = Text("  ·  ").join(_label(row, labels) for row in one.rows if row.kind and row.kind != "differs")
    lines += [Text.assemble(agreed, (f"  {told_words(one)}", "dim"))] if agreed else []
    numbers = [source.number for source in one.sources]
    lines += [_block(row, numbers, labels) for row in one.rows if row.kind == "differs"]
    return Group(lines[0], Padding(Group(*lines[1:]), (0, 0, 0, 2)))


def _papers(compared: Comparison | Overview, labels: Labels) -> Iterator[RenderableType]:
    for source in compared.sources:
        lines: list[RenderableType] = [Text(source.article.title, "bold"), dim(paper_words(source.article))]
        if source.beside:
            lines.append(Text(beside_words(source, compared, labels), "dim italic"))
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
    heads = column_heads(one.sources, min(labels.limits.head, (width - _LABEL) // len(numbers) - _MARK))
    for source, head in zip(one.sources, heads, strict=True):
        table.add_column(Text.assemble(number(source.number), f" {head}"), ratio=1)
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
    value = Text(f"{cell.shown}{guess} ", style) if cell.shown else Text()
    value.append(f"“{cell.words}”", "italic")
    return value.append(f"  {cell.id[:_ID]}", "dim") if cell.id else value
