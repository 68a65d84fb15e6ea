"""Every hand-written case: the stands it shows, and none where it is a near miss."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.stances.conftest import CASES

if TYPE_CHECKING:
    from detente.model import Evidence, Reading, Stand

pytestmark = pytest.mark.reader


def _params() -> list[Any]:
    return [
        pytest.param(
            case, id=case["id"], marks=[pytest.mark.xfail(strict=True, reason=case["gap"])] if "gap" in case else []
        )
        for case in CASES["cases"]
    ]


def _plain(stand: Stand, name: str) -> Any:
    value = getattr(stand, name)
    if name in ("object", "condition"):
        return None if value is None else value.quote
    return list(value) if isinstance(value, tuple) else value


@pytest.mark.parametrize("case", _params())
def test_case(case: dict[str, Any], readings: dict[str, Reading]) -> None:
    found = readings[case["id"]].stands
    expected = case["stands"]
    assert [(s.holder, s.stance) for s in found] == [(e["holder"], e["stance"]) for e in expected]
    for stand, wanted in zip(found, expected, strict=True):
        assert {name: _plain(stand, name) for name in wanted} == wanted


def test_words_slice_to_their_spans(readings: dict[str, Reading]) -> None:
    for reading in readings.values():
        for stand in reading.stands:
            for words in filter(None, (stand.wording, stand.object, stand.condition)):
                assert _slice(reading, words) == words.quote.strip()


def _slice(reading: Reading, words: Evidence) -> str:
    return reading.article.text[words.span.start : words.span.end]


def test_every_stand_says_why(readings: dict[str, Reading]) -> None:
    for reading in readings.values():
        for stand in reading.stands:
            assert stand.why.origin.startswith("stand:")
            assert stand.why.words


def test_ids_are_unique_and_enough() -> None:
    ids = [case["id"] for case in CASES["cases"]]
    assert len(set(ids)) == len(ids) >= 240
    assert sum(not case["stands"] for case in CASES["cases"]) >= len(ids) // 3
    assert sum("line" in case["text"] or _has_line(case) for case in CASES["cases"]) >= 50


def _has_line(case: dict[str, Any]) -> bool:
    return any(stand.get("red_line") for stand in case["stands"])
