"""Runs of the real program as processes of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

__all__ = ["ROOT", "Call", "Result", "environment", "run"]

Result = subprocess.CompletedProcess[str]
Call = Callable[..., Result]
ROOT = Path(__file__).parents[2]


def environment(**more: str) -> dict[str, str]:
    """The environment of a run: nothing of the caller's taste, a terminal of 100 columns."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
    return kept | {"PYTHONPATH": os.pathsep.join((str(ROOT), *sys.path)), "COLUMNS": "100"} | more


def run(*arguments: str | Path, folder: Path | None = None, text: str | None = None, **more: str) -> Result:
    """Run `detente` with `arguments` in `folder`, `text` on its standard input, `more` in its environment."""
    return _run([sys.executable, "-m", "detente.cli", *map(str, arguments)], folder, text, more)


def _run(command: list[str], folder: Path | None, text: str | None, more: dict[str, str]) -> Result:
    return subprocess.run(
        command, cwd=folder, input=text or "", env=environment(**more), capture_output=True, timeout=60, check=False,
        encoding="utf-8",
    )  # fmt: skip
