"""Where output goes: its width, whether it may be coloured, and how it is written."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

from rich.console import Console, RenderableType

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Output", "errors", "stdout"]

_WIDEST = 140


class Output:
    """A stream of text as a terminal shows it.

    Args:
        console: Rich's view of the stream: is it a terminal, how wide, with which colours.
    """

    def __init__(self, console: Console) -> None:
        self._console = console
        self.styled = console.is_terminal and not console.is_dumb_terminal and not console.no_color
        self.width = min(console.width, _WIDEST)

    def show(self, parts: Iterable[RenderableType]) -> None:
        """Write renderables; a reader that stops early raises BrokenPipeError here, and nowhere else."""
        out = io.StringIO()
        console = Console(
            file=out, width=self.width, force_terminal=self.styled, color_system="standard" if self.styled else None,
            highlight=False, emoji=False, markup=False, legacy_windows=False,
        )  # fmt: skip
        for part in parts:
            console.print(part)
        self.write("".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines()))

    def write(self, text: str) -> None:
        """Write text as it stands."""
        self._console.file.write(text)
        self._console.file.flush()


def stdout() -> Output:
    """Standard output, for what was asked for; in UTF-8, whatever the locale."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")
    return Output(Console())


def errors() -> Output:
    """Standard error, for progress and remarks."""
    if isinstance(sys.stderr, io.TextIOWrapper):
        sys.stderr.reconfigure(errors="backslashreplace")
    return Output(Console(stderr=True))
