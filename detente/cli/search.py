"""`detente search`: sentences that have the words asked for."""

from collections.abc import Iterator
from itertools import islice
from typing import Annotated

import typer
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from detente import record as records
from detente.brief.dates import date_words
from detente.brief.wording import clean
from detente.cli.marking import marked
from detente.cli.options import DEFAULT_RECORD, RecordPath
from detente.cli.output import errors, stdout
from detente.record import Record, SearchHit

__all__ = ["search"]


def search(
    words: Annotated[list[str], typer.Argument(metavar="WORDS", show_default=False, help="What to look for.")],
    record: RecordPath = DEFAULT_RECORD,
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="Most sentences shown.")] = 20,
) -> None:
    """Find sentences that have all of the words, best first, with the events and statements coded from them.

    A "quoted phrase" is found whole, a word* by its beginning.

    \b
    detente search taiwan independence
    detente search '"red line" sanction*' --limit 5
    """  # noqa: D301 - click wants a backspace before lines that it must not fill
    out = stdout()
    with records.open_to_read(record) as book:
        hits = list(islice(book.search(" ".join(words), limit + 1), limit + 1))
        out.show(_shown(book, hit, out.styled) for hit in hits[:limit])
    if not hits:
        errors().write("no sentence has these words\n")
    elif len(hits) > limit:
        errors().write(f"there are more; --limit {limit * 5} shows them\n")


def _shown(book: Record, hit: SearchHit, styled: bool) -> RenderableType:
    article = book.article(hit.article_id).article
    place = article.path or article.url or hit.article_id
    head = Text.assemble(
        (date_words(article.published), "bold cyan" if article.published.known else "dim"),
        (f" ({article.published.basis})" if article.published.basis == "inferred" else "", "dim"),
        f"  {clean(article.outlet)}" if article.outlet else "",
        (f"  {clean(article.title)}" if article.title else "", "bold"),
        (f"  {clean(place)}", "dim"),
    )
    sentence = marked(hit.quote, hit.marks, styled)
    claims = list(_claims(book, hit))
    body: list[RenderableType] = [sentence, *([Text("  ".join(claims), "dim")] if claims else [])]
    return Group(head, Padding(Group(*body), (0, 0, 1, 2)))


def _claims(book: Record, hit: SearchHit) -> Iterator[str]:
    """What was coded from the sentence: id and kind of each."""
    if hit.span is None:
        return
    for event in book.events(article=hit.article_id):
        if any(hit.span.overlaps(evidence.span) for evidence in event.event.evidence):
            yield f"{event.id[:8]} {event.event.type}"
    for statement in book.statements(article=hit.article_id):
        if hit.span.overlaps(statement.statement.span):
            yield f"{statement.id[:8]} {clean(statement.statement.speaker.name)} ({statement.statement.act})"
