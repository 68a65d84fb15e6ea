"""Options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["DEFAULT_RECORD", "ExtendPaths", "RecordPath"]

DEFAULT_RECORD = Path("detente.db")

RecordPath = Annotated[
    Path,
    typer.Option(
        "--record",
        envvar="DETENTE_RECORD",
        metavar="FILE",
        help="The record.",
        show_default=True,
    ),
]

ExtendPaths = Annotated[
    list[Path] | None,
    typer.Option(
        "--extend",
        envvar="DETENTE_EXTEND",
        metavar="FILE",
        help="Your own predicates, issues and actors (YAML); may be repeated.",
        show_default=False,
    ),
]
