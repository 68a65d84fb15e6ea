"""Options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["DEFAULT_RECORD", "RecordPath"]

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
