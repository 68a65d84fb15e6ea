"""A comparison as Markdown, its table with a column for each source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.brief.markdown import escape, headed
from detente.comparison.parts import Overview
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
    from detente.comparison.parts import Cell, Comparison, Other, Paper

__all__ = ["render_markdown"]


def render_markdown(compared: Comparison | Overview, labels: Labels) -> str:
    """The comparison as Markdown; what articles say is escaped, so that none of it is read as markup."""
    lines = _overview(compared, labels) if isinstance(compared, Overview) else _comparison(compared, labels, "#")
    return "\n".join(lines) + "\n"


def _overview(story: Overview, labels: Labels) -> Iterator[str]:
    yield f"# {escape(story.title)}"
    yield ""
    yield " · ".join(filter(None, (escape(story.period), told_words(story), f"story `{story.id[:8]}`")))
    if story.empty:
        yield from ("", escape(empty_words(story, labels)))
    yield from headed("##", labels.sections["copies"], _papers(story, labels))
    for happening in story.happenings:
        yield ""
        yield from _comparison(happening, labels, "##", in_story=True)
    yield from headed("##", labels.sections["single"], map(_other, story.single))
    said = (line for one in story.said for line in _said(one, labels))
    yield from headed("##", labels.sections["said"], (*said, *_more(story.more_said)))
    rest = ["", background_words(story)] if story.more else []
    yield from headed("##", labels.sections["background"], (*map(_other, story.background), *rest))


def _comparison(one: Comparison, labels: Labels, level: str, in_story: bool = False) -> Iterator[str]:
    yield f"{level} {escape(one.title)}"
    yield ""
    yield f"*{one.status}* · {escape(str(one.when))} · {told_words(one)} · {one.kind} `{one.id[:8]}`"
    below = f"{level}#"
    yield from headed(below, labels.sections["stages"], map(_other, one.stages))
    if not in_story:
        yield from headed(below, labels.sections["sources"], _papers(one, labels))
    yield from headed(below, labels.sections["slots"], _table(one, labels))
    also = (f"- \\[{each.source}\\] “{escape(each.words)}”" for each in one.also)
    yield from headed(below, labels.sections["also"], also)
    links = (f"- {escape(link_words(link, labels))}" for link in one.links)
    yield from headed(below, labels.sections["links"], (*links, *_more(one.more)))
    yield from headed(below, labels.sections["unsure"], (*map(_other, one.unsure), *_more(one.more_unsure)))


def _more(number: int) -> list[str]:
    return [f"- … and {number:,} more"] if number else []


def _other(one: Other) -> str:
    title = f"**{escape(one.title)}**" if one.here else escape(one.title)
    return f"- *{one.status}* · {escape(str(one.when))}: {title}{other_words(one)} `{one.id[:8]}`"


def _said(one: Comparison, labels: Labels) -> Iterator[str]:
    """An utterance in short: its first words, how its sources go together, and what each says where they differ."""
    yield f"- **{escape(one.title)}** · {told_words(one)} `{one.id[:8]}`"
    for row in one.rows:
        if row.kind == "differs":
            told = zip(one.sources, row.cells, strict=True)
            cells = " · ".join(f"\\[{source.number}\\] {_cell(each, labels)}" for source, each in told)
            yield f"  - **{escape(row_words(row, labels))}**: {cells}"
        elif row.kind:
            yield f"  - {escape(row_words(row, labels))}"


def _papers(compared: Comparison | Overview, labels: Labels) -> Iterator[str]:
    for source in compared.sources:
        beside = beside_words(source, compared, labels)
        yield f"- \\[{source.number}\\] {_paper(source.article)}" + (f" ({beside})" if beside else "")
        for copy in source.copies:
            yield f"  - {labels.copy(copy.copy)}: {_paper(copy)}"


def _paper(paper: Paper) -> str:
    return f"*{escape(paper.title)}*, {escape(paper_words(paper))}"


def _table(one: Comparison, labels: Labels) -> Iterator[str]:
    titles = column_heads(one.sources, labels.limits.head)
    heads = (f"\\[{source.number}\\] {escape(title)}" for source, title in zip(one.sources, titles, strict=True))
    yield f"| | {' | '.join(heads)} |"
    yield f"|---|{'---|' * len(one.sources)}"
    for row in one.rows:
        yield f"| **{escape(row_words(row, labels))}** | {' | '.join(_cell(cells, labels) for cells in row.cells)} |"


def _cell(cells: Sequence[Cell], labels: Labels) -> str:
    return "<br>".join(_words(cell, labels) for cell in cells) or labels.silent


def _words(cell: Cell, labels: Labels) -> str:
    guess = f" ({labels.guess})" if cell.guess else ""
    value = f"{escape(cell.shown)}{guess} " if cell.shown else ""
    return f"{value}“{escape(cell.words)}”" + (f" `{cell.id[:8]}`" if cell.id else "")
