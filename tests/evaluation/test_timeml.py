"""Documents in TimeML: offsets of what is marked, and TempEval-3's figures on them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from detente.evaluation.gold import kind_of
from detente.evaluation.timeml import read_timeml, score_timeml
from tests.times.build import plain

if TYPE_CHECKING:
    from pathlib import Path

DOCUMENT = """<?xml version="1.0" ?>
<TimeML><DOCID>{name}</DOCID>
<DCT><TIMEX3 tid="t0" type="DATE" value="2013-03-20">March 20</TIMEX3></DCT>
<TITLE>Talks</TITLE>
<TEXT>
They <EVENT eid="e1">met</EVENT> &amp; parted on <TIMEX3 tid="t1" type="DATE" value="{value}">{words}</TIMEX3> in Rome.
Talks lasted <TIMEX3 tid="t2" type="DURATION" value="P3D">three days</TIMEX3>.
</TEXT>
<TLINK lid="l1" relType="BEFORE"/></TimeML>
"""


def write(folder: Path, name: str, words: str = "Monday", value: str = "2013-03-18") -> Path:
    path = folder / f"{name}.tml"
    path.write_text(DOCUMENT.format(name=name, words=words, value=value), encoding="utf-8")
    return path


def test_marks_are_offsets_into_the_text(tmp_path: Path) -> None:
    document = read_timeml(write(tmp_path, "a"))
    assert document.text.startswith("\nThey met & parted on Monday in Rome.")
    assert [document.text[one.start : one.end] for one in document.timexes] == ["Monday", "three days"]
    assert [(one.type, one.value) for one in document.timexes] == [("DATE", "2013-03-18"), ("DURATION", "P3D")]
    assert (document.created.start, document.created.basis) == (datetime(2013, 3, 20), "given")


def test_all_is_right(tmp_path: Path) -> None:
    write(tmp_path, "a")
    figures = score_timeml(tmp_path, plain)
    measures = ("relaxed_f1", "strict_f1", "value_f1", "type_accuracy")
    assert [figures[name] for name in ("gold", "found", *measures)] == [2, 2, 1, 1, 1, 1]


@pytest.mark.parametrize(
    ("words", "value", "expected"),
    [
        ("Monday", "2013-03-11", (1, 1, 0.5, 1)),  # another week
        ("on Monday", "2013-03-18", (1, 0.5, 1, 1)),  # a wider span
        ("some day", "XXXX", (2 / 3, 2 / 3, 2 / 3, 1)),  # not found
    ],
)
def test_what_is_wrong_counts(
    tmp_path: Path, words: str, value: str, expected: tuple[float, float, float, float]
) -> None:
    lines: list[str] = []
    figures = score_timeml(write(tmp_path, "a", words, value), plain, lines.append)
    found = [figures[name] for name in ("relaxed_f1", "strict_f1", "value_f1", "type_accuracy")]
    assert found == pytest.approx(expected)
    assert len(lines) == 1


def test_a_document_without_a_date_leaves_weekdays_open(tmp_path: Path) -> None:
    path = write(tmp_path, "a")
    path.write_text(path.read_text().replace('value="2013-03-20"', 'value=""'))
    lines: list[str] = []
    assert score_timeml(path, plain, lines.append)["value_f1"] == 0.5
    assert "XXXX-WXX-1" in lines[0]


def test_kind_is_told_from_the_path(tmp_path: Path) -> None:
    assert kind_of(write(tmp_path, "a")) == kind_of(tmp_path) == "timeml"
