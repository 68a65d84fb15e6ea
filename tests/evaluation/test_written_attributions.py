"""Passages with marked attributions: their form, what is wrong with a line, and which part tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.evaluation.gold import kind_of
from detente.evaluation.written_attributions import parse_passage, read_held_out, read_passages

WRITTEN = Path(__file__).parents[2] / "training/written/attributions"
NESTED = (
    "[S1 Accra] [C1/assert said] [T1 [S2 Lome] [C2/promise had promised] [T2 to pay]]. || "
    "[S3 It] [C3/deny denied] [T3 it]."
)


def test_marks_become_spans() -> None:
    passage = parse_passage(NESTED)
    assert passage.text == "Accra said Lome had promised to pay. It denied it."
    assert [[passage.text[a:b] for a, b in one.contents] for one in passage.told] == [
        ["Lome had promised to pay"], ["to pay"], ["it"],
    ]  # fmt: skip
    assert [one.act for one in passage.told] == ["assert", "promise", "deny"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("[S1 Accra] [C1/shout said] [T1 no].", "no such label"),
        ("[S1 Accra] [T1 no].", "source without a cue"),
        ("[S1 Accra] [C1/assert said] no.", "no content"),
        ("[T1 no", "does not close"),
        ("no] [T1 yes]", "never opened"),
    ],
)
def test_what_is_wrong_is_said(line: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=message):
        parse_passage(line)
    (tmp_path / "a.txt").write_text(f"[T1 “Good.”]\n{line}\n", encoding="utf-8")
    passages, wrong = read_passages(tmp_path / "a.txt")
    assert (len(passages), len(wrong)) == (1, 1)
    assert wrong[0].startswith("a.txt, line 2: ")


def test_only_the_last_lines_test_and_only_the_outermost_count(tmp_path: Path) -> None:
    lines = [f"[S1 A] [C1/assert said] [T1 no {n}]." for n in range(9)]
    (tmp_path / "a.txt").write_text("\n".join([*lines, NESTED]), encoding="utf-8")
    assert kind_of(tmp_path) == "said"
    (document,) = read_held_out(tmp_path)
    assert [document.text[slice(*row["content"][0])] for row in document.attributions] == [
        "Lome had promised to pay",
        "it",
    ]


def test_all_that_ships_has_the_form() -> None:
    for path in WRITTEN.glob("*.txt"):
        passages, wrong = read_passages(path)
        assert (wrong, len(passages) > 400) == ([], True)
