"""`detente export`: the record as data."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated, TextIO

import typer

from detente import record as records
from detente.cli.options import DEFAULT_RECORD, RecordPath
from detente.cli.output import errors
from detente.errors import UsageError

__all__ = ["export"]


def export(
    what: Annotated[
        str, typer.Argument(metavar="WHAT", show_default=False, help="events, statements, articles, mentions or times.")
    ],
    record: RecordPath = DEFAULT_RECORD,
    form: Annotated[str, typer.Option("--format", metavar="jsonl|csv", help="The form.")] = "jsonl",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write here, not to standard output.")
    ] = None,
) -> None:
    """Write a table of the record: one JSON object a line, or CSV.

    \b
    detente export events > events.jsonl
    detente export statements --format csv -o statements.csv
    detente export mentions | jq 'select(.flag == "wrong")'
    """  # noqa: D301 - click wants a backspace before lines that it must not fill
    with records.open_to_read(record) as book:
        if output is None or str(output) == "-":
            records.export(book, what, form, _stdout())
            return
        with _finished(output) as out:
            rows = records.export(book, what, form, out)
    errors().write(f"{rows:,} rows in {output}\n")


def _stdout() -> TextIO:
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="")
    return sys.stdout


@contextmanager
def _finished(path: Path) -> Iterator[TextIO]:
    """A file that takes the place of `path` only when it is whole; what is no regular file is written to directly."""
    if path.is_dir():
        raise UsageError(f"{path} is a folder; name a file in it")
    try:
        path = path.resolve()
        if path.exists() and not path.is_file():  # a pipe or a device, which must not be replaced
            with path.open("w", encoding="utf-8", newline="") as out:
                yield out
            return
    except BrokenPipeError:
        raise
    except OSError as error:
        raise UsageError(f"cannot write {path}: {(error.strerror or str(error)).lower()}") from error
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        with part.open("w", encoding="utf-8", newline="") as out:
            yield out
        part.replace(path)
    except OSError as error:
        raise UsageError(f"cannot write {path}: {(error.strerror or str(error)).lower()}") from error
    finally:
        part.unlink(missing_ok=True)
