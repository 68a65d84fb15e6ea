"""`detente convert`: what it writes, what it says and its exit status."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.commands import ROOT, Call

if TYPE_CHECKING:
    from pathlib import Path

FJORD = ROOT / "tests" / "petrarch" / "fjord.actors.txt"


def test_the_command_counts_and_names_what_it_leaves_out(call: Call, tmp_path: Path) -> None:
    made = tmp_path / "fjord.yml"
    result = call("convert", "petrarch", FJORD, "-o", made)
    assert (result.returncode, result.stdout) == (1, "")
    assert f"left out {FJORD}:41: LOST_TRIBE_ [KKL]: no state, region or kind of body is coded KKL\n" in result.stderr
    assert "bodies: 5" in result.stderr
    quiet = call("convert", "petrarch", FJORD, "--quiet")
    assert quiet.stdout == made.read_text(encoding="utf-8")
    assert "LOST_TRIBE" not in quiet.stderr
    assert "lines left out: " in quiet.stderr


def test_a_whole_dictionary_is_status_0(call: Call, tmp_path: Path) -> None:
    plain = tmp_path / "plain.txt"
    plain.write_text("SNOW_FRONT_ [NORREB]\n", encoding="utf-8")
    result = call("convert", "petrarch", plain)
    assert (result.returncode, result.stderr) == (0, "converted: bodies: 1\n")


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (["tabari", FJORD], "the format 'tabari' is unknown; there are: petrarch"),
        (["petrarch", "none.txt"], "cannot read none.txt: no such file or directory"),
    ],
)
def test_wrong_usage(call: Call, arguments: list[str | Path], error: str) -> None:
    result = call("convert", *arguments)
    assert (result.returncode, result.stderr) == (2, f"detente: {error}\n")


def test_what_is_no_text_is_named(call: Call, tmp_path: Path) -> None:
    binary = tmp_path / "actors.txt"
    binary.write_bytes(b"\x7fELF\x00\x01")
    result = call("convert", "petrarch", binary)
    assert (result.returncode, result.stdout) == (2, "")
    assert "not text: NUL bytes" in result.stderr
