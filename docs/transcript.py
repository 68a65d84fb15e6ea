"""Pasted runs and command help, made by running the program: `python -m cogapp -r README.md docs/commands.md`."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from detente.cli.group import COMMANDS

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["help_pages", "transcript"]

ROOT = Path(__file__).parents[1]
SAMPLE = "detente/data/sample"


def run(arguments: Sequence[str], record: Path) -> str:
    """What one command prints, 100 columns wide."""
    environment = os.environ | {"DETENTE_RECORD": str(record), "DETENTE_EXTEND": "", "COLUMNS": "100", "NO_COLOR": "1"}
    command = [sys.executable, "-m", "detente.cli", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True).stdout


def transcript(*commands: tuple[str, int]) -> str:
    """A Markdown block of commands on the sample articles, each with the first lines of what it prints."""
    shown = [f"$ detente read {SAMPLE}"]
    with tempfile.TemporaryDirectory() as folder:
        record = Path(folder) / "detente.db"
        run(["read", SAMPLE, "--quiet"], record)
        for command, most in commands:
            lines = run(command.split(), record).rstrip().splitlines()
            shown += ["", f"$ detente {command}", *lines[:most], *(["..."] if len(lines) > most else [])]
    return "```console\n" + "\n".join(shown) + "\n```\n"


def help_pages() -> str:
    """The help of every command, as Markdown."""
    with tempfile.TemporaryDirectory() as folder:
        record = Path(folder) / "detente.db"
        pages = [("detente", run(["--help"], record))]
        pages += [(f"detente {name}", run([name, "--help"], record)) for name in COMMANDS]
    return "\n".join(f"## {title}\n\n```text\n{text.rstrip()}\n```\n" for title, text in pages)
