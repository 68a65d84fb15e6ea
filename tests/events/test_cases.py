"""The case table: whole sentences through the real reader, linker and coder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.events.read import cases, coded, params

if TYPE_CHECKING:
    from detente.model import Event
    from tests.events.read import Case

TABLE = "events.yml"


def written(event: Event, *, mode: bool) -> set[str]:
    """The event in the notation of the table; a symmetric one both ways round."""
    actor, recipient = ",".join(event.actor) or "-", ",".join(event.recipient) or "-"
    type_ = f"{event.type}:{event.mode}" if mode and event.mode else event.type
    if event.symmetric:
        return {f"{a} = {b} {type_} {event.status}" for a, b in ((actor, recipient), (recipient, actor))}
    return {f"{actor} > {recipient} {type_} {event.status}"}


@pytest.mark.slow
@pytest.mark.parametrize("case", params(TABLE))
def test_case(case: Case) -> None:
    events = coded(TABLE)[case["text"]]
    notation = {form for event in events for mode in (True, False) for form in written(event, mode=mode)}
    wanted = case["events"]
    missing = [one for one in wanted if one not in notation]
    assert not missing, f"missing {missing}, got {sorted(notation)}"
    forbidden = case.get("not")
    if forbidden is None and not wanted:
        assert not events, sorted(notation)
    assert not {event.type for event in events} & set(forbidden or ())


def test_every_type_has_hits_and_near_misses() -> None:
    hits = {one.split()[3].split(":")[0] for case in cases(TABLE) for one in case["events"]}
    misses = {type_ for case in cases(TABLE) for type_ in case.get("not", ())}
    assert len(cases(TABLE)) >= 200
    assert len(hits) == 16
    assert len(misses) >= 14


@pytest.mark.slow
def test_every_quote_is_what_its_span_holds() -> None:
    for text, events in coded(TABLE).items():
        for event in events:
            assert all(text[one.span.start : one.span.end] == one.quote for one in event.evidence)
            assert all(text[word.start : word.end].strip() for word in event.why.words)
            assert 0 < event.confidence < 1
            assert event.actor or event.recipient
