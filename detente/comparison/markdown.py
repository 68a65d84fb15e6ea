"""A comparison as Markdown, its table with a column for each source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.brief.markdown import escape, headed
from detente.comparison.parts import Overview
from detente.comparison.summary import link_words, paper_words, row_words, told_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from detente.comparison.labels import Labels
    from detente.comparison.parts import Cell, Comparison, Other, Paper, Source

__all__ = ["render_markdown"]


def render_markdown(compared: Comparison | Overview, labels: Labels) -> str:
    """The comparison as Markdown; what articles say is escaped, so that none of it is read as markup."""
    lines = _overview(compared, labels) if isinstance(compared, Overview) else _comparison(compared, labels, "#")
    return "\n".join(lines) + "\n"


def _overview(story: Overview, labels: Labels) -> Iterator[str]:
    yield f"# {escape(story.title)}"
    yield ""
    yield " · ".join(filter(None, (escape(story.period), told_words(story), f"story `{story.id[:8]}`")))
    yield from headed("##", labels.sections["copies"], _papers(story.sources, labels))
    for happening in story.happenings:
        yield ""
        yield from _comparison(happening, labels, "##", in_story=True)
    if story.more:
        yield from ("", f"{story.more:,} more in the background; `detente export stories` lists them")


def _comparison(one: Comparison, labels: Labels, level: str, in_story: bool = False) -> Iterator[str]:
    yield f"{level} {escape(one.title)}"
    yield ""
    yield f"*{one.status}* · {escape(str(one.when))} · {told_words(one)} · event `{one.id[:8]}`"
    below = f"{level}#"
    yield from headed(below, labels.sections["stages"], map(_other, one.stages))
    if not in_story:
        yield from headed(below, labels.sections["sources"], _papers(one.sources, labels))
    yield from headed(below, labels.sections["slots"], _table(one, labels))
    also = (f"- \\[{each.source}\\] “{escape(each.words)}”" for each in one.also)
    yield from headed(below, labels.sections["also"], also)
    links = [f"- {escape(link_words(link, labels))}" for link in one.links]
    more = [f"- … and {one.more:,} more"] if one.more else []
    yield from headed(below, labels.sections["links"], links + more)
    yield from headed(below, labels.sections["unsure"], map(_other, one.unsure))


def _other(stage: Other) -> str:
    title = f"**{escape(stage.title)}**" if stage.here else escape(stage.title)
    return f"- *{stage.status}* · {escape(str(stage.when))}: {title} `{stage.id[:8]}`"


def _papers(sources: Iterable[Source], labels: Labels) -> Iterator[str]:
    for source in sources:
        yield f"- \\[{source.number}\\] {_paper(source.article)}"
        for copy in source.copies:
            yield f"  - {labels.copy(copy.copy)}: {_paper(copy)}"


def _paper(paper: Paper) -> str:
    return f"*{escape(paper.title)}*, {escape(paper_words(paper))}"


def _table(one: Comparison, labels: Labels) -> Iterator[str]:
    heads = (f"\\[{source.number}\\] {escape(source.article.outlet or source.article.title)}" for source in one.sources)
    yield f"| | {' | '.join(heads)} |"
    yield f"|---|{'---|' * len(one.sources)}"
    for row in one.rows:
        yield f"| **{row_words(row, labels)}** | {' | '.join(_cell(cells, labels) for cells in row.cells)} |"


def _cell(cells: Sequence[Cell], labels: Labels) -> str:
    return "<br>".join(_words(cell, labels) for cell in cells) or labels.silent


def _words(cell: Cell, labels: Labels) -> str:
    guess = f" ({labels.guess})" if cell.guess else ""
    value = f"{escape(cell.value)}{guess} " if cell.value else ""
    return f"{value}“{escape(cell.words)}”" + (f" `{cell.id[:8]}`" if cell.id else "")
