"""`detente evaluate`: what it refuses before anything is loaded or scored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.cli.commands import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.commands import Call

GOLD = ROOT / "training/written/test_world.txt"


def test_a_report_needs_a_folder(call: Call, tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("a file", encoding="utf-8")
    result = call("evaluate", GOLD, "--report", taken)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == f"detente: --report {taken}: cannot make that folder: file exists\n"


def test_an_empty_file_has_nothing_to_score(call: Call, tmp_path: Path) -> None:
    empty = tmp_path / "gold.txt"
    empty.touch()
    result = call("evaluate", empty)
    assert (result.returncode, result.stderr) == (2, f"detente: {empty} is empty: there is nothing to score\n")
