"""Attributions in brat's form: where the texts lie, split spans, what is left open, and what is no brat."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from detente.errors import UsageError
from detente.evaluation.brat import read_brat
from detente.evaluation.gold import kind_of

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "“No,” Mary Orr of Chile said, “never.” It rained."
ANN = (
    "T1\tSource 6 23\tMary Orr of Chile\nT2\tCue 24 28\tsaid\nT3\tContent 0 5;30 38\t“No,” “never.”\n"
    "T4\tAttribution 24 28\tsaid\nE1\tAttribution:T4 Content:T3 Cue:T2 Source:T1\n#1\tAnnotatorNotes T1\ta note\n"
)


@pytest.mark.parametrize(
    "places", [("a.ann", "a.txt"), ("attributions/a.ann", "text/a.txt"), ("deep/er/a.ann", "deep/er/a.txt")]
)
def test_a_folder_of_annotations_with_their_texts(tmp_path: Path, places: tuple[str, str]) -> None:
    for place, text in zip(places, (ANN, TEXT), strict=True):
        (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / place).write_text(text, encoding="utf-8")
    assert kind_of(tmp_path) == "brat"
    (document,) = read_brat(tmp_path)
    (found,) = document.attributions
    pieces = [document.text[start:end] for start, end in (*found["content"], *found["cue"], *found["source"])]
    assert pieces == ["“No,”", "“never.”", "said", "Mary Orr of Chile"]


def test_a_span_that_is_not_there_is_left_open(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "a.ann").write_text(ANN.replace("Source:T1", "Source:T9"), encoding="utf-8")
    (document,) = read_brat(tmp_path / "a.ann")
    assert document.attributions[0]["source"] == []


@pytest.mark.parametrize(
    ("line", "message"),
    [("T7\tSource six 15\tx", "a.ann, line 1 is no brat annotation: 'T7"), ("T7\tSource 6\tx", "no brat annotation")],
)
def test_what_is_no_brat_is_named(tmp_path: Path, line: str, message: str) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "a.ann").write_text(line, encoding="utf-8")
    with pytest.raises(UsageError, match=message):
        list(read_brat(tmp_path))


def test_a_missing_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.ann").write_text(ANN, encoding="utf-8")
    with pytest.raises(UsageError, match=r"has no text: neither a\.txt beside it"):
        list(read_brat(tmp_path))
