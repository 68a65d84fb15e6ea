"""What is refused in a user's file, and that the error names file, line, key, value and what would be right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml

from detente.errors import DataError, UsageError
from detente.extension import load_extension
from detente.reading import check_extension
from tests.cli.commands import ROOT

if TYPE_CHECKING:
    from pathlib import Path

CASES = yaml.safe_load((ROOT / "tests" / "cases" / "extensions.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_refused(case: dict[str, str], tmp_path: Path) -> None:
    file = tmp_path / "own.yml"
    file.write_text(case["text"], encoding="utf-8")
    with pytest.raises(DataError) as caught:
        check_extension(load_extension([file]))
    assert case["error"] in str(caught.value).replace(str(file), "FILE")


def test_not_text(tmp_path: Path) -> None:
    file = tmp_path / "own.yml"
    file.write_bytes(b"issues: \xff\xfe")
    with pytest.raises(DataError, match=r"own\.yml: not UTF-8 text \(at byte 8\)"):
        load_extension([file])


def test_missing(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"cannot read the extension .*none\.yml: no such file or directory"):
        load_extension([tmp_path / "none.yml"])
