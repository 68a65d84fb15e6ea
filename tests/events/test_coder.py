"""The coder on hand-written parses: status, composition, merging, evidence."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import lru_cache

import pytest

from detente.events import EventCoder, load_event_coder
from detente.events.merging import merge_events, settle_status
from detente.language.tree import Tree
from detente.model import Article, Event, When
from detente.times import Times
from tests.events.build import Actors, NoIssues, tree_of

STATES = {"Peru": "PER", "Chile": "CHL", "Cuba": "CUB"}


class NoDates:
    """A dater that finds nothing."""

    def when_of(self, tree: Tree, times: Times, i: int, published: When) -> When | None:
        return None


@lru_cache(maxsize=1)
def coder() -> EventCoder:
    return load_event_coder(NoDates())


def code(tree: Tree, published: When | None = None) -> tuple[Event, ...]:
    article = Article(tree.text) if published is None else Article(tree.text, published=published)
    return coder().code(tree, Actors(tree, STATES), Times(), NoIssues(), article)  # type: ignore[arg-type]


def clause(*middle: str) -> Tree:
    """Peru <middle> meet Chile: the verb is token 1 + len(middle)."""
    verb = len(middle) + 2
    rows = [m.format(v=verb) for m in middle]
    return tree_of(
        f"Peru Peru PROPN nsubj {verb}",
        *rows,
        "meet meet VERB/VB root 0",
        f"Chile Chile PROPN obj {verb}",
    )


@pytest.mark.parametrize(
    ("middle", "status"),
    [
        (("will will AUX/MD aux {v}",), "planned"),
        (("may may AUX/MD aux {v}",), "possible"),
        (("did do AUX/VBD aux {v}", "not not PART/RB advmod {v}"), "denied"),
        (("would would AUX/MD aux {v}",), "hypothetical"),
    ],
)
def test_status_by_auxiliary(middle: tuple[str, ...], status: str) -> None:
    (event,) = code(clause(*middle))
    assert (event.type, event.status, event.symmetric) == ("CONSULT", status, True)
    assert {*event.actor, *event.recipient} == {"PER", "CHL"}


def test_evidence_is_an_exact_substring_and_why_names_the_rule() -> None:
    tree = clause("will will AUX/MD aux {v}")
    (event,) = code(tree)
    for evidence in event.evidence:
        assert tree.text[evidence.span.start : evidence.span.end] == evidence.quote
    assert event.why.origin == "rule:consult.meet"
    assert "future" in event.why.steps
    assert [tree.text[s.start : s.end] for s in event.why.words] == ["will", "meet"]


def test_what_is_refused_is_no_event_of_its_own() -> None:
    tree = tree_of(
        "Peru Peru PROPN nsubj 2",
        "refused refuse VERB/VBD root 0",
        "to to PART mark 4",
        "meet meet VERB/VB xcomp 2",
        "Chile Chile PROPN obj 4",
    )
    (event,) = code(tree)
    assert (event.type, event.mode, event.actor, event.recipient) == ("REJECT", "meet", ("PER",), ("CHL",))


def test_request_takes_in_what_is_asked() -> None:
    tree = tree_of(
        "Peru Peru PROPN nsubj 2",
        "urged urge VERB/VBD root 0",
        "Chile Chile PROPN obj 2",
        "to to PART mark 5",
        "attack attack VERB/VB xcomp 2",
        "Cuba Cuba PROPN obj 5",
    )
    (event,) = code(tree)
    assert (event.type, event.actor, event.recipient) == ("REQUEST", ("PER",), ("CHL",))


def test_no_actor_no_event() -> None:
    assert code(tree_of("It it PRON nsubj 2", "rained rain VERB/VBD root 0")) == ()
    assert (
        code(tree_of("Farmers farmer NOUN/NNS nsubj 2", "criticised criticise VERB/VBD root 0", "rain rain NOUN obj 2"))
        == ()
    )


def test_undated_news_lies_in_the_days_before_publication() -> None:
    published = When(datetime(2024, 5, 1), datetime(2024, 5, 2), "day", "given")
    tree = tree_of("Peru Peru PROPN nsubj 2", "criticised criticise VERB/VBD root 0", "Chile Chile PROPN obj 2")
    (event,) = code(tree, published)
    assert (event.when.start, event.when.end, event.when.basis, event.when.precision) == (
        datetime(2024, 4, 24),
        datetime(2024, 5, 2),
        "inferred",
        "interval",
    )
    (undated,) = code(tree)
    assert not undated.when.known


def test_undated_background_is_open_to_the_past() -> None:
    published = When(datetime(2024, 5, 1), datetime(2024, 5, 2), "day", "given")
    tree = tree_of(
        "Peru Peru PROPN nsubj 4",
        "has have AUX/VBZ aux 4",
        "long long ADV advmod 4",
        "criticised criticise VERB/VBN root 0",
        "Chile Chile PROPN obj 4",
    )
    (event,) = code(tree, published)
    assert (event.when.start, event.when.end) == (None, datetime(2024, 5, 2))


def test_reading_twice_gives_the_same() -> None:
    tree = clause("will will AUX/MD aux {v}")
    assert code(tree) == code(tree)


def visit(status: str = "happened", when: When | None = None) -> Event:
    (event,) = code(tree_of("Peru Peru PROPN nsubj 2", "visited visit VERB/VBD root 0", "Chile Chile PROPN obj 2"))
    event = replace(event, status=status, people=("Ana Ruiz",))  # type: ignore[arg-type]
    return event if when is None else replace(event, when=when)


def month(number: int) -> When:
    return When(datetime(2023, number, 1), datetime(2023, number + 1, 1), "month", "said")


def test_the_same_visit_in_two_sentences_is_one() -> None:
    assert len(merge_events([(0, visit()), (1, visit())])) == 1


def test_visits_apart_in_time_or_status_stay_apart() -> None:
    three = [(0, visit("cancelled", month(2))), (1, visit("happened", month(6))), (2, visit("planned", month(9)))]
    assert len(merge_events(three)) == 3
    assert len(merge_events([(0, visit("happened", month(2))), (1, visit("happened", month(6)))])) == 2


def test_an_assumed_status_follows_the_stated_one() -> None:
    events = settle_status([(0, visit("planned", month(2)), False), (3, visit(), True)])
    assert [event.status for _, event in events] == ["planned", "planned"]


def test_an_empty_text_has_no_events() -> None:
    assert code(Tree("", [], [], [], [], [], [], [], [], [], [])) == ()
