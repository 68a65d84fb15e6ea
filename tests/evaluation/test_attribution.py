"""The attribution scores on small gold of our own."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from detente.evaluation.attribution import Found, GoldDocument, read_polnear, score

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "Mori said that the ports are open. She left."
GOLD = {"content": [(10, 33)], "cue": [(5, 9)], "source": [(0, 4)], "source_head": (0, 4)}


def scores(*found: Found) -> dict[str, float]:
    document = GoldDocument("a", TEXT, [GOLD])  # type: ignore[list-item]
    tally = score([document], lambda _: found)
    return {measure: round(f1, 2) for measure, _, _, f1 in tally.rows()}


def test_the_same_is_perfect() -> None:
    assert set(scores(Found((10, 33), (5, 9), "Mori")).values()) == {1.0}


def test_half_the_words_match_partially() -> None:
    found = scores(Found((19, 33), (5, 9), "Kaya"))
    assert (found["exact"], found["partial"], found["source"], found["cue"]) == (0.0, 1.0, 0.0, 1.0)


def test_less_than_half_does_not() -> None:
    assert scores(Found((29, 33), (5, 9), "Mori"))["partial"] == 0.0


def test_nothing_found() -> None:
    assert scores()["tokens"] == 0.0


def test_one_gold_span_is_matched_once() -> None:
    found = scores(Found((10, 33), (5, 9), "Mori"), Found((10, 33), (5, 9), "Mori"))
    assert found["exact"] == 0.67


def test_reading_a_folder(tmp_path: Path) -> None:
    (tmp_path / "text").mkdir()
    (tmp_path / "text" / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "gold.jsonl").write_text(json.dumps({"id": "a", "attributions": [GOLD]}) + "\n", encoding="utf-8")
    (document,) = read_polnear(tmp_path)
    assert (document.id, document.text, len(document.attributions)) == ("a", TEXT, 1)
