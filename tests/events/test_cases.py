"""The case table: whole sentences through the real reader, linker and coder."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from detente.actors import load_linker
from detente.events import load_event_coder
from detente.issues import IssueHits, load_issue_finder
from detente.language import load_reader
from detente.model import UNKNOWN_TIME, Article
from detente.times import load_time_finder

if TYPE_CHECKING:
    from detente.model import Event

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "events.yml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def coded() -> dict[str, tuple[Event, ...]]:
    """Events of every sentence of the table, each read as an article of its own."""
    reader, linker, coder, times, issues = (
        load_reader(),
        load_linker(),
        load_event_coder(),
        load_time_finder(),
        load_issue_finder(),
    )
    articles = [Article(case["text"]) for case in CASES]
    found: dict[str, tuple[Event, ...]] = {}
    for article, tree in zip(articles, reader.trees(articles), strict=True):
        hits: IssueHits = issues.find(tree)
        found[article.text] = coder.code(
            tree, linker.link(tree, UNKNOWN_TIME), times.find(tree, UNKNOWN_TIME), hits, article
        )
    return found


def written(event: Event, *, mode: bool) -> set[str]:
    """The event in the notation of the table; a symmetric one both ways round."""
    actor, recipient = ",".join(event.actor) or "-", ",".join(event.recipient) or "-"
    type_ = f"{event.type}:{event.mode}" if mode and event.mode else event.type
    if event.symmetric:
        return {f"{a} = {b} {type_} {event.status}" for a, b in ((actor, recipient), (recipient, actor))}
    return {f"{actor} > {recipient} {type_} {event.status}"}


def params() -> list[object]:
    """One parameter a case; those marked `known` must fail until they are mended."""
    known = pytest.mark.xfail(strict=True, reason="known miss")
    return [
        pytest.param(case, id=f"{n}-{case['text'][:40]}", marks=[known] if case.get("known") else [])
        for n, case in enumerate(CASES)
    ]


@pytest.mark.slow
@pytest.mark.parametrize("case", params())
def test_case(case: dict[str, object]) -> None:
    events = coded()[str(case["text"])]
    notation = {form for event in events for mode in (True, False) for form in written(event, mode=mode)}
    wanted = list(case["events"])  # type: ignore[call-overload]
    missing = [one for one in wanted if one not in notation]
    assert not missing, f"missing {missing}, got {sorted(notation)}"
    forbidden = case.get("not")
    if forbidden is None and not wanted:
        assert not events, sorted(notation)
    assert not {event.type for event in events} & set(forbidden or ())  # type: ignore[call-overload]


def test_every_type_has_hits_and_near_misses() -> None:
    hits = {one.split()[3].split(":")[0] for case in CASES for one in case["events"]}
    misses = {type_ for case in CASES for type_ in case.get("not", ())}
    assert len(CASES) >= 200
    assert len(hits) == 16
    assert len(misses) >= 14


@pytest.mark.slow
def test_every_quote_is_what_its_span_holds() -> None:
    for text, events in coded().items():
        for event in events:
            assert all(text[one.span.start : one.span.end] == one.quote for one in event.evidence)
            assert all(text[word.start : word.end].strip() for word in event.why.words)
            assert 0 < event.confidence < 1
            assert event.actor or event.recipient
