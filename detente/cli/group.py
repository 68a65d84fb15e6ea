"""The group of commands: loads the one that is called, and turns what can go wrong into a message and a status."""

from __future__ import annotations

import os
import sys
from errno import EDQUOT, EFBIG, EIO, ENOSPC
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperGroup

from detente.errors import DetenteError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["COMMANDS", "INTERRUPTED", "WRONG_USAGE", "Commands"]

WRONG_USAGE = 2
INTERRUPTED = 130

COMMANDS: Mapping[str, str] = MappingProxyType(
    {
        "read": "Read articles into the record.",
        "brief": "Show what lies between two actors.",
        "compare": "Compare what the sources of one event, or of a story, say.",
        "why": "Show the sentence behind a line, and why it was coded so.",
        "search": "Find sentences by their words.",
        "who": "Tell who held an office, or what a person held, on a date.",
        "export": "Write a table of the record as data.",
        "convert": "Make dictionaries of other coders into a file for --extend.",
        "evaluate": "Score the reading against gold data in public formats.",
    }
)


class Commands(TyperGroup):
    """Commands whose errors are messages, whose output may be cut off, and which Ctrl-C stops at once.

    Command NAME is the function NAME of the module `detente.cli.NAME`, imported when it is called and not before:
    so `detente --help` need not wait for what only `detente read` uses.
    """

    def list_commands(self, ctx: Any) -> list[str]:
        """In the order in which one uses them."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Load a command; None where there is none of this name."""
        if cmd_name not in COMMANDS:
            return None
        single = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False)
        function = getattr(import_module(f"detente.cli.{cmd_name}"), cmd_name)
        single.command(cmd_name, no_args_is_help=True)(function)
        return typer.main.get_command(single)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command that the first word names; where there is none, say which there are."""
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            ctx.fail(f"there is no command {args[0]!r}; there are: {', '.join(COMMANDS)}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """List the commands without loading them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was asked for."""
        if sys.stdout is None:  # closed, as by `>&-`: what is written goes nowhere
            sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - open until the end
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except DetenteError as error:
            typer.echo(f"detente: {error}", err=True)
            raise typer.Exit(WRONG_USAGE) from error
        except BrokenPipeError as error:  # the reader has enough, as in `detente brief USA CHN | head`
            silence_stdout()
            raise typer.Exit(0) from error
        except OSError as error:
            if error.errno not in (ENOSPC, EIO, EFBIG, EDQUOT):
                raise
            typer.echo(f"detente: cannot write the output: {(error.strerror or str(error)).lower()}", err=True)
            silence_stdout()
            raise typer.Exit(WRONG_USAGE) from error
        except KeyboardInterrupt as error:
            raise typer.Exit(INTERRUPTED) from error
        return result


def silence_stdout() -> None:
    """Send what is still to be written nowhere, so that the interpreter does not stumble over it at its end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
