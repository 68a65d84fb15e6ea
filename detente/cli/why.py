"""`detente why`: the sentence behind a line, and why it was coded so."""

from typing import Annotated

import typer

from detente import record as records
from detente.cli.around import facts_around
from detente.cli.names import load_names
from detente.cli.options import DEFAULT_RECORD, ExtendPaths, RecordPath
from detente.cli.output import stdout
from detente.cli.reasons import explain
from detente.extension import load_extension

__all__ = ["why"]


def why(
    claim: Annotated[
        str,
        typer.Argument(
            metavar="ID", show_default=False, help="An id of a brief, a search or an export; its beginning will do."
        ),
    ],
    record: RecordPath = DEFAULT_RECORD,
    extend: ExtendPaths = None,
) -> None:
    """Show what an event, statement, position or commitment rests on: the sentence, the words that decided, each step.

    The deciding words stand out (in [[brackets]] where there is no colour); the sentences around give the context.

    \b
    detente why 1a2b3c4d
    """  # noqa: D301 - click wants a backspace before lines that it must not fill
    names = load_names(load_extension(extend or ()))
    out = stdout()
    with records.open_to_read(record) as book:
        stored = book.find(claim)
        rows = [*facts_around(book, stored)]
        out.show(explain(stored, book.reading(stored.article_id), names.name, out.styled, rows))
