"""`detente read`: inputs become articles, articles become a record."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from detente import reading
from detente import record as records
from detente.cli.days import day_given
from detente.cli.group import INTERRUPTED
from detente.cli.joined import join_new
from detente.cli.options import DEFAULT_RECORD, ExtendPaths, RecordPath
from detente.cli.output import stdout
from detente.cli.progress import count_files, metering
from detente.cli.session import Session
from detente.cli.summary import summary
from detente.cli.tally import Tally
from detente.extension import Extension, load_extension
from detente.ingest import IngestOptions, gather
from detente.model import Article, Rejected

__all__ = ["read"]

REJECTED = 1
_MOST_THREADS = 4


def read(  # noqa: PLR0913, PLR0917 - each is an option
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH|URL|-", show_default=False, help="Files, folders, globs, addresses, or - for standard input."
        ),
    ],
    record: RecordPath = DEFAULT_RECORD,
    published: Annotated[str | None, typer.Option(metavar="DATE", help="The day of articles that state none.")] = None,
    jobs: Annotated[int, typer.Option(min=1, metavar="N", help="Processes that read.")] = 1,
    allow_private: Annotated[bool, typer.Option("--allow-private", help="Also fetch from private addresses.")] = False,
    again: Annotated[bool, typer.Option("--again", help="Read again what the record holds, and replace it.")] = False,
    extend: ExtendPaths = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress.")] = False,
) -> None:
    """Read articles into the record: texts, HTML pages, feeds, JSON Lines.

    Each article is kept as soon as it is read, so that an interrupted run loses nothing and can be repeated; what
    the record holds already is skipped. At the end the new articles are joined with the others: copies, stories, one
    event in several articles. The exit status is 0, or 1 when some inputs were rejected.

    \b
    detente read articles/ 'wire/*.jsonl' https://example.org/story
    detente read note.txt --published 2023-06-19
    curl -s https://example.org/feed.xml | detente read -
    detente read articles/ --extend arctic.yml
    """  # noqa: D301 - click wants a backspace before lines that it must not fill
    options = IngestOptions(
        published=day_given(published, "--published") if published is not None else None, allow_private=allow_private
    )
    extension = load_extension(extend or ())
    reading.check_extension(extension)
    tally = Tally()
    out = stdout()
    with records.open(record) as book:
        with metering(tally, None if quiet else count_files(sources), quiet) as meter:
            try:
                _read(Session(book, tally, meter, again), gather(sources, options), jobs, extension)
            except KeyboardInterrupt:
                tally.interrupted = True
        _join(book, tally, quiet, jobs)
        out.show(summary(tally, book, record_option(record), extend_option(extend)))
    if tally.interrupted:
        raise typer.Exit(INTERRUPTED)
    if tally.rejected:
        raise typer.Exit(REJECTED)


def _join(book: records.Record, tally: Tally, quiet: bool, jobs: int) -> None:
    """Join what has come, unless the run was broken off."""
    if not tally.interrupted:
        try:
            join_new(book, quiet, jobs if jobs > 1 else 0)
        except KeyboardInterrupt:
            tally.interrupted = True


def record_option(record: Path) -> str:
    """How the next command must name the record; "" where it finds it by itself."""
    usual = os.environ.get("DETENTE_RECORD") or str(DEFAULT_RECORD)
    return "" if str(record) == usual else f" --record {record}"


def extend_option(extend: list[Path] | None) -> str:
    """How the next command must name the extension; "" where it finds it by itself."""
    given = [str(path) for path in extend or ()]
    usual = os.environ.get("DETENTE_EXTEND", "")
    return "" if os.pathsep.join(given) == usual else "".join(f" --extend {path}" for path in given)


def _read(session: Session, inputs: Iterable[Article | Rejected], jobs: int, extension: Extension) -> None:
    unread = session.unread(inputs, reading.reader_version(extension))
    threads = 1 if jobs > 1 else min(_MOST_THREADS, os.cpu_count() or 1)
    session.keep(reading.read_all(unread, jobs, threads, extension))
