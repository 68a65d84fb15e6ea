"""`detente compare`: one happening, or the main ones of a story, as each source tells it."""

from typing import Annotated

import typer

from detente.cli.age import remark_on_age
from detente.cli.joined import open_joined
from detente.cli.options import DEFAULT_RECORD, RecordPath
from detente.cli.output import stdout
from detente.comparison import FORMATS, compare_event, compare_story, render
from detente.errors import UsageError
from detente.record import StoredEvent

__all__ = ["compare"]


def compare(
    which: Annotated[
        str,
        typer.Argument(
            metavar="EVENT|STORY",
            show_default=False,
            help="An id of an event, a story or any article of one; its beginning will do.",
        ),
    ],
    record: RecordPath = DEFAULT_RECORD,
    form: Annotated[str, typer.Option("--format", metavar="|".join(FORMATS), help="The form.")] = "text",
) -> None:
    """Compare what the sources of one event say of when, where, how many and who: where they agree, where they differ.

    Copies and rewrites of one text stand under their source and count once. A source that says nothing of a matter
    has a "-". Of a story, its main events are compared one after the other.

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
        found = book.find_event_or_article(which)
        compared = compare_event(book, found.id) if isinstance(found, StoredEvent) else compare_story(book, found.id)
        out.write(render(compared, wanted, out.width, out.styled))
        remark_on_age(book)
