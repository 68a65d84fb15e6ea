"""Every hand-written case: the statements it holds, and none where it is a near miss."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.statements.support import CASES

if TYPE_CHECKING:
    from detente.language.tree import Tree
    from detente.model import Statement


pytestmark = pytest.mark.reader


def _params() -> list[Any]:
    return [
        pytest.param(
            case, id=case["id"], marks=[pytest.mark.xfail(strict=True, reason=case["gap"])] if "gap" in case else []
        )
        for case in CASES["cases"]
    ]


@pytest.mark.parametrize("case", _params())
def test_case(case: dict[str, Any], case_statements: dict[str, tuple[Statement, ...]]) -> None:
    found = case_statements[case["id"]]
    expected = case["says"]
    assert [(s.speaker.name, s.content) for s in found] == [(e["who"], e["what"]) for e in expected]
    for statement, wanted in zip(found, expected, strict=True):
        for name in ("act", "kind", "stance"):
            if name in wanted:
                assert getattr(statement, name) == wanted[name], name
        for name in ("attribution", "addressee", "about", "issues"):
            if name in wanted:
                assert list(getattr(statement, name)) == wanted[name], name


def test_spans_slice_to_their_words(
    case_statements: dict[str, tuple[Statement, ...]], case_trees: dict[str, Tree]
) -> None:
    for name, statements in case_statements.items():
        text = case_trees[name].text
        for s in statements:
            assert text[s.span.start : s.span.end] == s.content
            assert text[s.cue_span.start : s.cue_span.end] == s.cue
            assert s.content.strip() == s.content


def test_ids_are_unique_and_enough() -> None:
    ids = [case["id"] for case in CASES["cases"]]
    assert len(set(ids)) == len(ids) >= 250
    assert sum(not case["says"] for case in CASES["cases"]) >= 60
