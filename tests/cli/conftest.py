from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from detente.cli import main
from tests.brief.readings import fill

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.commands import Call


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record by hand."""
    return fill(tmp_path_factory.mktemp("cli") / "by-hand.db")


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """A folder of two articles, a picture and an empty file."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in (1, 2):
        text = (
            f"Talks, round {number}\n\nAntony Blinken met Wang Yi in Munich on 3 May 2024. Wang said little was agreed."
        )
        (folder / f"{number}.txt").write_text(text)
    (folder / "3.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
    (folder / "4.txt").write_text("")
    return folder


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Call:
    """Run `detente` in this process, which is quicker than `commands.run`."""
    monkeypatch.setenv("COLUMNS", "100")

    def run(*arguments: str | Path, **more: str) -> subprocess.CompletedProcess[str]:
        for name, value in more.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr(sys, "argv", ["detente", *map(str, arguments)])
        status = main()
        out, err = capsys.readouterr()
        return subprocess.CompletedProcess(arguments, status, out, err)

    return run
