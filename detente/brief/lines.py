"""The pieces of a brief on a terminal: dates, quotations and the lines that carry them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from detente.brief.summary import holding_words, reports_words, told_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from detente.brief.labels import Tone
    from detente.brief.parts import (
        Dated,
        Deed,
        Difference,
        Disputed,
        Holding,
        Meeting,
        Promise,
        Prospect,
        Quote,
        Saying,
        Slip,
        Source,
    )

__all__ = [
    "STYLES",
    "badge",
    "deed_line",
    "difference_lines",
    "dim",
    "disputed_line",
    "entry",
    "hanging",
    "headed",
    "holding_lines",
    "meeting_line",
    "number",
    "promise_line",
    "prospect_line",
    "red_line_entry",
    "saying_lines",
    "slip_line",
    "source_line",
]

STYLES: dict[Tone, str] = {"good": "green", "plan": "cyan", "late": "yellow", "bad": "red"}
_SYMBOLS: dict[Tone, str] = {"good": "●", "plan": "○", "late": "◌", "bad": "✕"}
_ID = 8
_DATE_WIDTH = 20
_NARROW = 64
_DIFFER = "≠"


def meeting_line(meeting: Meeting, width: int) -> RenderableType:
    """A meeting: badge, who met whom, and a quotation of each source."""
    line = Text.assemble(badge(meeting.status, meeting.tone), "  ", (meeting.text, "bold"))
    line.append(_details(meeting.issues, meeting.reported_by, meeting.told), "dim")
    body = [line, *_quotes(meeting.quotes, meeting.more), *difference_lines(meeting.differences)]
    return entry(meeting.when, body, width)


def deed_line(deed: Deed, width: int) -> RenderableType:
    """Another event: its direction, status if it did not simply happen, and its quotations."""
    arrow = " – " if deed.symmetric else " → "
    line = Text(arrow.join(filter(None, (deed.actor, deed.recipient))), "bold")
    if deed.status:
        line = Text.assemble(badge(deed.status, deed.tone), "  ", line)
    line.append(_details(deed.issues, deed.reported_by, deed.told), "dim")
    body = [line, *_quotes(deed.quotes, deed.more), *difference_lines(deed.differences)]
    return entry(deed.when, body, width)


def disputed_line(disputed: Disputed, width: int) -> RenderableType:
    """An event on which the sources differ, and on what."""
    line = Text.assemble((disputed.text, "bold"), (f"  {disputed.id[:_ID]}", "dim"))
    return entry(disputed.when, [line, *difference_lines(disputed.differences)], width)


def difference_lines(differences: Iterable[Difference]) -> Iterator[RenderableType]:
    """Each slot on which the sources of a line differ, with the words of each."""
    for one in differences:
        said = (Text.assemble(f"“{quote.words}” ", number(quote.source)) for quote in one.values)
        yield Text.assemble((f"{_DIFFER} {one.words}: ", "yellow"), Text(", ").join(said))


def prospect_line(prospect: Prospect, width: int) -> RenderableType:
    """Something to come, with its source."""
    line = Text.assemble(badge(prospect.kind, "plan"), "  ", prospect.text, "  ", _references(prospect.quotes))
    return entry(prospect.when, [line], width)


def holding_lines(holding: Holding) -> RenderableType:
    """What one side holds: the stance with its words, when and how firmly, and where it is from."""
    head = Text.assemble((holding.verb, "bold"), f": {holding.words}")
    return Group(head, Padding(_grounds(holding), (0, 0, 0, 2)))


def red_line_entry(holding: Holding, width: int) -> RenderableType:
    """Whose red line it is, what would cross it, whether it is so called, and where it is from."""
    head = Text.assemble((holding.holder, "bold"), f" → {holding.to}" if holding.to else "", f": {holding.words}")
    return entry(holding.first, [Text.assemble((f"{holding.called}  ", "red"), head), _grounds(holding)], width)


def _grounds(holding: Holding) -> RenderableType:
    tail = Text(holding_words(holding), "dim")
    references = _references(holding.quotes)
    if holding.more:
        references.append(f"  {reports_words(holding.more)}", "dim")
    return Group(tail, references)


def promise_line(promise: Promise, width: int) -> RenderableType:
    """A commitment: what became of it, who promised whom what, by when, and its sources."""
    line = Text.assemble(badge(promise.status, promise.tone), "  ", (promise.text, "bold"), f": {promise.words}")
    due = f"  · due {promise.due}" if promise.due else ""
    line.append(due + (f"  · {promise.condition}" if promise.condition else ""), "dim")
    line.append(_details((), promise.reported_by), "dim")
    return entry(promise.when, [line, *_quotes(promise.quotes, promise.more)], width)


def saying_lines(saying: Saying) -> RenderableType:
    """Who said it and when, then the words, then where they are from."""
    head = Text.assemble((saying.speaker, "bold"), (f" ({saying.office})" if saying.office else "", "dim"))
    head.append_text(Text.assemble(f" {saying.verb}", (f" · {saying.when}", "dim")))
    words = Text(f"“{saying.words}”" if saying.quoted else saying.words)
    tail = _references(saying.quotes)
    if saying.more:
        tail.append(f"  {reports_words(saying.more)}", "dim")
    if saying.via:
        tail.append(f"  via {', '.join(saying.via)}", "dim")
    return Group(head, Padding(Group(words, tail), (0, 0, 0, 2)))


def slip_line(slip: Slip) -> RenderableType:
    """One slip, with the number of its source."""
    return hanging(number(slip.source) if slip.source else Text("–", "dim"), Text(slip.text))


def source_line(source: Source) -> RenderableType:
    """One footnote: outlet, title, date and place."""
    title = Text(source.title, "bold")
    if source.outlet:
        title = Text.assemble(f"{source.outlet}: ", title)
    place = source.url or source.path or f"standard input, {source.article_id}"
    return hanging(number(source.number), Group(title, dim(f"{source.published} · {place}")))


def headed(title: str, lines: Iterable[RenderableType], spaced: bool = False) -> Iterator[RenderableType]:
    """A section under its heading, with an empty line below that where it is `spaced`; nothing where it is empty."""
    listed = list(lines)
    if listed:
        yield Text()
        yield Rule(Text(f"{title} ", "bold"), align="left", style="dim")
        yield from [Text()] if spaced else []
        yield Group(*listed)


def badge(words: str, tone: Tone) -> Text:
    """A status with its sign."""
    return Text(f"{_SYMBOLS[tone]} {words}", STYLES[tone])


def dim(words: str) -> Text:
    """Words of the second rank."""
    return Text(words, "dim")


def entry(when: Dated, body: Sequence[RenderableType], width: int) -> RenderableType:
    """A date with what belongs to it, beside it or, in a narrow place, below it."""
    date = Text(when.words, "bold cyan" if when.when.known else "dim")
    if when.remark:
        date.append(f" ({when.remark})", "dim")
    if width < _NARROW:
        return Group(date, Padding(Group(*body), (0, 0, 0, 2)))
    grid = Table.grid(padding=(0, 2, 0, 0), expand=True)
    grid.add_column(width=_DATE_WIDTH)
    grid.add_column(ratio=1)
    grid.add_row(date, Group(*body))
    return grid


def _details(issues: Sequence[str], reporters: Sequence[str], sources: int = 0) -> str:
    told = [*issues, *([f"as told by {' via '.join(reporters)}"] if reporters else [])]
    told += filter(None, [told_words(sources)])
    return "".join(f"  · {words}" for words in told)


def _quotes(quotes: Iterable[Quote], more: int) -> Iterable[RenderableType]:
    for quote in quotes:
        words = Text.assemble((f"“{quote.words}”", "italic"), "  ", (quote.id[:_ID], "dim"))
        yield hanging(number(quote.source), words)
    if more:
        yield dim(reports_words(more))


def _references(quotes: Iterable[Quote]) -> Text:
    """Numbers of sources and ids, on one line."""
    parts = [Text.assemble(number(quote.source), " ", (quote.id[:_ID], "dim")) for quote in quotes]
    return Text("  ").join(parts)


def number(source: int) -> Text:
    """The number of a source."""
    return Text(f"[{source}]", "cyan")


def hanging(mark: Text, body: RenderableType) -> RenderableType:
    """A mark with what belongs to it beside it."""
    grid = Table.grid(padding=(0, 1, 0, 0), expand=True)
    grid.add_column(no_wrap=True)
    grid.add_column(ratio=1)
    grid.add_row(mark, body)
    return grid
