"""The case table of actors: sentences with who is meant, and near misses that mean nobody."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from detente.model import Article, Mention, Span, When

if TYPE_CHECKING:
    from detente.actors import Linker
    from detente.language import Reader

TABLE = Path(__file__).parents[1] / "cases" / "actors.yml"
CASES: list[dict[str, Any]] = yaml.safe_load(TABLE.read_text(encoding="utf-8"))


def _published(case: dict[str, Any]) -> When:
    if "day" not in case:
        return When(None, None, None, "unknown")
    start = datetime.combine(case["day"], time())
    return When(start, start + timedelta(days=1), "day", "given")


def _span(text: str, words: str) -> Span:
    """Characters of the words; "Xi#2" is their second occurrence as a whole word."""
    phrase, _, number = words.partition("#")
    found = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(phrase)}(?!\w)", text)]
    start = found[int(number or 1) - 1]
    return Span(start, start + len(phrase))


def _check(expected: str, here: list[Mention]) -> None:
    spec, _, flag = expected.partition(" flag=")
    actor, *rest = spec.split()
    if actor == "none":
        assert not here
        return
    assert {m.actor for m in here} >= set(actor.split("+")), [m.actor for m in here]
    chosen = [m for m in here if m.actor in actor.split("+")]
    if rest:
        assert chosen[0].state == (None if rest[0] == "-" else rest[0])
    if len(rest) > 1:
        assert chosen[0].role == rest[1]
    if flag:
        assert chosen[0].flag == flag


@pytest.mark.reader
@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_case(case: dict[str, Any], reader: Reader, linker: Linker) -> None:
    (tree,) = reader.trees([Article(case["text"])])
    found = linker.link(tree, _published(case))
    for words, expected in case.get("expect", {}).items():
        _check(expected, [m for m in found.mentions if m.span == _span(case["text"], words)])
    for words in case.get("never", ()):
        span = _span(case["text"], words)
        assert not [m for m in found.mentions if m.span == span and m.why.origin != "place"]
    for words, role in case.get("place", {}).items():
        (place,) = [m for m in found.mentions if m.span == _span(case["text"], words)]
        assert (place.why.origin, place.state, place.role) == ("place", None, role)


def test_case_ids_are_unique() -> None:
    ids = [case["id"] for case in CASES]
    assert len(ids) == len(set(ids)) >= 300
