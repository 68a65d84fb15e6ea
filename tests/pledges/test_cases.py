"""Every hand-written case: the commitments it reports, and none where it is a near miss."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.pledges.conftest import CASES

if TYPE_CHECKING:
    from detente.model import Pledge, Reading, When

pytestmark = pytest.mark.reader

FIELDS = {"id", "text", "says", "gap"}
SAID = {"from", "to", "what", "kind", "fate", "if", "due", "by", "again"}


def _params() -> list[Any]:
    return [
        pytest.param(
            case, id=case["id"], marks=[pytest.mark.xfail(strict=True, reason=case["gap"])] if "gap" in case else []
        )
        for case in CASES["cases"]
    ]


def _bounds(when: When) -> str | None:
    if not when.known:
        return None
    return "..".join(day.strftime("%Y-%m-%d") if day else "" for day in (when.start, when.end))


def _told(pledge: Pledge) -> dict[str, Any]:
    return {
        "from": " ".join(pledge.promisor),
        "to": " ".join(pledge.promisee),
        "what": pledge.content.quote if pledge.content else None,
        "kind": pledge.kind,
        "fate": pledge.fate,
        "if": pledge.condition.quote if pledge.condition else None,
        "due": _bounds(pledge.due),
        "by": list(pledge.reported_by),
        "again": "said again" in pledge.why.steps,
    }


@pytest.mark.parametrize("case", _params())
def test_case(case: dict[str, Any], case_readings: dict[str, Reading]) -> None:
    found = [_told(pledge) for pledge in case_readings[case["id"]].pledges]
    assert [one["what"] for one in found] == [wanted["what"] for wanted in case["says"]]
    for one, wanted in zip(found, case["says"], strict=True):
        full = {"to": "", "kind": "promise", "fate": "made", "again": False, **wanted}
        assert {name: one[name] for name in full} == full


def test_spans_slice_to_their_words(case_readings: dict[str, Reading]) -> None:
    for reading in case_readings.values():
        for pledge in reading.pledges:
            for evidence in filter(None, (pledge.content, pledge.condition, pledge.wording)):
                assert reading.article.text[evidence.span.start : evidence.span.end] == evidence.quote
                assert evidence.quote.strip() == evidence.quote


def test_both_sides_of_a_mutual_agreement_stand_on_both_sides(case_readings: dict[str, Reading]) -> None:
    pledges = [pledge for reading in case_readings.values() for pledge in reading.pledges]
    mutual = [p for p in pledges if p.kind == "agreement" and p.fate == "made" and len(p.promisor) > 1]
    assert mutual
    assert all(set(p.promisor) == set(p.promisee) for p in mutual)


def test_cases_are_enough_and_well_formed() -> None:
    cases = CASES["cases"]
    ids = [case["id"] for case in cases]
    said = [wanted for case in cases for wanted in case["says"]]
    assert len(set(ids)) == len(ids) >= 150
    assert sum(not case["says"] for case in cases) * 10 >= len(cases) * 3
    assert sum("due" in one or "if" in one for one in said) >= 40
    assert sum(one.get("fate", "made") != "made" for one in said) >= 40
    assert all(set(case) <= FIELDS for case in cases)
    assert all(set(one) <= SAID for one in said)
