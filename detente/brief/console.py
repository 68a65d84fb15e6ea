"""How a page becomes lines of text: the same for briefs and comparisons."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from rich.console import Console

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from rich.console import RenderableType

__all__ = ["printed"]

LEAST = 24


def printed(page: Callable[[int], Iterable[RenderableType]], width: int, styled: bool) -> str:
    """A page in lines of at most `width` columns, without blanks at their ends.

    Args:
        page: Gives its parts for a number of columns.
        width: Columns of the terminal; those that are too few are taken for `LEAST`.
        styled: Whether to add weights as terminal codes, and colours where $NO_COLOR does not forbid them.
    """
    out = io.StringIO()
    console = Console(
        file=out, width=max(width, LEAST), force_terminal=styled, color_system="standard" if styled else None,
        highlight=False, emoji=False, markup=False, legacy_windows=False,
    )  # fmt: skip
    for part in page(console.width):
        console.print(part)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"
