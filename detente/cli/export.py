"""`detente export`: the record as data."""

from pathlib import Path
from typing import Annotated

import typer

from detente import exports
from detente import record as records
from detente.cli.age import remark_on_age
from detente.cli.joined import open_joined
from detente.cli.options import DEFAULT_RECORD, RecordPath
from detente.cli.output import errors
from detente.cli.writing import finished_file, text_stdout
from detente.record import Record
from detente.stories.joining import unjoined

__all__ = ["export"]

JOINED = ("stories", "disputes")
INCOMPLETE = 1


def export(
    what: Annotated[
        str,
        typer.Argument(
            metavar="WHAT",
            show_default=False,
            help="events, statements, positions, commitments, stories, disputes, articles, mentions or times.",
        ),
    ],
    record: RecordPath = DEFAULT_RECORD,
    form: Annotated[str, typer.Option("--format", metavar="jsonl|csv", help="The form.")] = "jsonl",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write here, not to standard output.")
    ] = None,
) -> None:
    """Write a table of the record: one JSON object a line, or CSV.

    The exit status is 1 where stories or disputes are incomplete, since articles of the record could not be joined.

    \b
    detente export events > events.jsonl
    detente export statements --format csv -o statements.csv
    detente export positions | jq 'select(.red_line)'
    detente export disputes | jq 'select(.kind == "differs")'
    detente export mentions | jq 'select(.flag == "wrong")'
    """  # noqa: D301 - click wants a backspace before lines that it must not fill
    opened = open_joined(record) if what in JOINED else records.open_to_read(record)
    with opened as book:
        if what in ("positions", "commitments", *JOINED):
            remark_on_age(book)
        _write(book, what, form, output)
        if what in JOINED and unjoined(book):
            raise typer.Exit(INCOMPLETE)


def _write(book: Record, what: str, form: str, output: Path | None) -> None:
    if output is None or str(output) == "-":
        exports.export(book, what, form, text_stdout())
        return
    with finished_file(output) as out:
        rows = exports.export(book, what, form, out)
    errors().write(f"{rows:,} rows in {output}\n")
