"""The program: its help, its version, and the way from a call to an exit status."""

from typing import Annotated

import typer

from detente import __version__
from detente.cli.group import Commands

__all__ = ["app", "main"]

HELP = """
Reads news of relations between states into a record that shows its sources.

\b
detente read articles/                 read texts, pages, feeds; keep what they yield
detente brief USA CHN                  meetings, deeds, who said what, each with its source
detente compare 1a2b3c4d               one event as each source tells it: agreed, disputed
detente why 1a2b3c4d                   the sentence behind a line, and the reasons
detente search "red line" taiwan       sentences that have these words
detente who premier China --on 2023    who held an office, or what a person held
detente export events > events.jsonl   the record as data
detente convert petrarch DICTIONARY    actors of other coders, for --extend
detente evaluate gold.conllu           how well it reads, on gold data

The record is one file: detente.db here, $DETENTE_RECORD, or the one given with --record.
Your own predicates, issues and actors come with --extend FILE or $DETENTE_EXTEND.
`detente COMMAND --help` tells more.
"""

app = typer.Typer(
    cls=Commands,
    help=HELP,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def show_version(wanted: bool) -> None:
    """Print the version and stop."""
    if wanted:
        typer.echo(f"detente {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=show_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Options that stand before the command."""


def main() -> int:
    """Run the command line; returns the exit status."""
    try:
        app(prog_name="detente")
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else int(stop.code is not None)
    return 0
