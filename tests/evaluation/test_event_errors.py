"""Every kind of error, told apart on parses written by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from detente.evaluation.event_coding import CodedEvent, CodedSentence
from detente.evaluation.event_errors import KINDS, ErrorFinder
from detente.evaluation.event_gold import GoldEvent, GoldSentence
from detente.model import Span
from tests.events.build import tree_of

TREE = tree_of(
    "Peru Peru PROPN nsubj 2",
    "warned warn VERB/VBD root 0",
    "Chile Chile PROPN obj 2",
    "and and CCONJ cc 7",
    "may may AUX aux 7",
    "often often ADV advmod 7",
    "visit visit VERB/VB conj 2",
    "Kenya Kenya PROPN obj 7",
)
PERU, WARNED, CHILE, VISIT, KENYA = (TREE.span(i, i + 1) for i in (0, 1, 2, 6, 7))
GOLD = GoldEvent("THREATEN", frozenset(("THREATEN",)), (PERU,), (CHILE,))
CODED = CodedEvent(
    "THREATEN", "happened", "THREATEN", PERU, CHILE, "PER", "CHL", False, 0.8, (WARNED,), ("threaten.warn",)
)


def kinds(gold: GoldEvent, *coded: CodedEvent) -> list[str]:
    sentence = GoldSentence("1", TREE.text, (gold,), full=True)
    return [error.kind for error in ErrorFinder().errors(sentence, CodedSentence(TREE, coded))]


def other(**change: object) -> CodedEvent:
    return replace(CODED, **change)  # type: ignore[arg-type]


def test_a_right_event_is_no_error() -> None:
    assert kinds(GOLD, CODED) == []


@pytest.mark.parametrize(
    ("coded", "found"),
    [
        ([other(actor=CHILE, recipient=PERU)], ["swapped"]),
        ([other(actor=KENYA)], ["actor"]),
        ([other(recipient=None)], ["recipient"]),
        ([other(actor=KENYA, recipient=None)], ["both sides"]),
        ([other(type="ACCUSE", told="ACCUSE")], ["wrong type"]),
        ([other(told=None, status="possible")], ["status"]),
        ([CODED, other(type="CONSULT", told="CONSULT", trigger=(VISIT,))], ["extra"]),
        ([other(actor=KENYA), CODED], []),
        ([], ["no side"]),
    ],
)
def test_kinds(coded: list[CodedEvent], found: list[str]) -> None:
    assert kinds(GOLD, *coded) == found


def test_mutual_sides_may_change_places() -> None:
    assert kinds(replace(GOLD, mutual=True), other(actor=CHILE, recipient=PERU)) == []
    assert kinds(GOLD, other(actor=CHILE, recipient=PERU, symmetric=True)) == []


def test_lands_stand_in_for_places() -> None:
    gold = GoldEvent(
        "THREATEN", frozenset(("THREATEN",)), source_lands=frozenset(("PER",)), target_lands=frozenset(("BOL",))
    )
    assert kinds(gold, CODED) == ["recipient"]


def test_what_became_of_a_missed_trigger() -> None:
    sentence = GoldSentence("1", TREE.text, (replace(GOLD, type="CONSULT", accepted=frozenset(("CONSULT",))),))
    (error,) = ErrorFinder().errors(sentence, CodedSentence(TREE, ()))
    assert error.kind == "dropped"
    assert "consult.visit (visit Kenya)" in error.why or "consult.visit (visit)" in error.why
    assert "often" in error.why
    assert kinds(replace(GOLD, type="AID", accepted=frozenset(("AID",)))) == ["no trigger"]


def test_a_gold_trigger_and_status_are_asked_for() -> None:
    gold = replace(GOLD, trigger=WARNED, status="planned")
    assert kinds(gold, CODED) == ["status"]
    assert kinds(gold, other(status="planned")) == []
    assert kinds(replace(gold, trigger=Span(VISIT.start, VISIT.end)), CODED) == ["dropped"]


def test_every_kind_is_explained() -> None:
    assert {"no trigger", "dropped", "no side", "wrong type", "extra"} <= set(KINDS)
