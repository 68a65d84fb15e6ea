"""`detente convert`: dictionaries of other coders made into files for `--extend`."""

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from detente.actors.directory import load_directory
from detente.cli.output import errors
from detente.cli.writing import finished_file, text_stdout
from detente.errors import InputRejected, UsageError
from detente.petrarch import Conversion, Dictionary, read_dictionary
from detente.petrarch import convert as convert_dictionaries

__all__ = ["convert"]

FORMATS = ("petrarch",)
REJECTED = 1


def convert(
    form: Annotated[str, typer.Argument(metavar="FORMAT", show_default=False, help="petrarch: PETRARCH or TABARI.")],
    files: Annotated[list[Path], typer.Argument(metavar="FILE", show_default=False, help="Dictionaries of actors.")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write here, not to standard output.")
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Count the lines left out; do not name them.")] = False,
) -> None:
    """Make dictionaries of other coders into a file for --extend.

    What is known already is not given again. Lines that cannot be converted are named on standard error with the
    reason, and counted; the exit status is then 1.

    \b
    detente convert petrarch Phoenix.MilNonState.actors.txt -o groups.yml
    detente read articles/ --extend groups.yml
    """  # noqa: D301 - click wants a backspace before lines that it must not fill
    if form not in FORMATS:
        raise UsageError(f"the format {form!r} is unknown; there are: {', '.join(FORMATS)}")
    done = convert_dictionaries([_read(path) for path in files], load_directory())
    text = done.text(f"Made by `detente convert {form}` from {', '.join(path.name for path in files)}.")
    if output is None or str(output) == "-":
        text_stdout().write(text)
    else:
        with finished_file(output) as out:
            out.write(text)
    errors().write(_report(done, quiet))
    if done.left:
        raise typer.Exit(REJECTED)


def _read(path: Path) -> Dictionary:
    try:
        return read_dictionary(path)
    except InputRejected as error:
        raise UsageError(f"cannot read {path}: {error.reason}") from error


def _report(done: Conversion, quiet: bool) -> str:
    lines = [] if quiet else [f"left out {left}\n" for left in done.left]
    lines.append(f"converted: {_counted(done.counts) or 'nothing'}\n")
    if done.left:
        lines.append(f"lines left out: {len(done.left):,} ({_counted(Counter(left.kind for left in done.left))})\n")
    return "".join(lines)


def _counted(counts: Counter[str]) -> str:
    return "; ".join(f"{kind}: {count:,}" for kind, count in counts.most_common())
