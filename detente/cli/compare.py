"""`detente compare`: one happening or utterance, or those of a story, as each source tells it."""

from typing import Annotated

import typer

from detente.cli.age import remark_on_age
from detente.cli.joined import open_joined
from detente.cli.options import DEFAULT_RECORD, RecordPath
from detente.cli.output import stdout
from detente.comparison import FORMATS, Comparison, Overview, compare_event, compare_statement, compare_story, render
from detente.errors import UsageError
from detente.record import Record, StoredEvent, StoredStatement

__all__ = ["compare"]


def compare(
    which: Annotated[
        str,
        typer.Argument(
            metavar="EVENT|STATEMENT|STORY",
            show_default=False,
            help="An id of an event, a statement, a story or any article of one; its beginning will do.",
        ),
    ],
    record: RecordPath = DEFAULT_RECORD,
    form: Annotated[str, typer.Option("--format", metavar="|".join(FORMATS), help="The form.")] = "text",
) -> None:
    """Compare what the sources of one event say of when, where, how many and who: where they agree, where they differ.

    Copies and rewrites of one text stand under their source and count once. A source that says nothing of a matter
    has a "-". Of a statement, the words and the speaker are compared that articles report. Of a story, its main events
    are compared one after the other; what one source tells, what several report as said, and the other events follow
    in short. Why events were joined is told in words; `detente why` has the figures.

    \b
    detente compare 1a2b3c4d
    detente export stories | jq -r '[.id, .sources, .title] | @tsv' | sort -rnk2 | head
    detente compare 5e6f7a8b --format html > story.html
    """  # noqa: D301 - click wants a backspace before lines that it must not fill
    wanted = next((known for known in FORMATS if known == form), None)
    if wanted is None:
        raise UsageError(f"--format {form} is unknown; there are: {', '.join(FORMATS)}")
    out = stdout()
    with open_joined(record) as book:
        out.write(render(_compared(book, which), wanted, out.width, out.styled))
        remark_on_age(book)


def _compared(book: Record, which: str) -> Comparison | Overview:
    found = book.find_comparable(which)
    if isinstance(found, StoredEvent):
        return compare_event(book, found.id)
    return compare_statement(book, found) if isinstance(found, StoredStatement) else compare_story(book, found.id)
