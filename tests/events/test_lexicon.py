"""The lexicon as data: well formed, no dangling names, precise complaints."""

from __future__ import annotations

from collections import Counter

import pytest

from detente.errors import DataError
from detente.events.lexicon import Predicate, index_triggers, load_predicates, parse_trigger
from detente.events.ontology import load_ontology
from detente.events.words import load_operators, load_words


def test_lexicon_is_large_and_covers_every_type() -> None:
    lexicon = load_predicates()
    triggers = Counter(p.type for p in lexicon.predicates for _ in (*p.verbs, *p.nouns, *p.adjectives))
    assert sum(triggers.values()) >= 2000
    assert set(triggers) == set(load_ontology().types)
    assert min(triggers.values()) >= 30


def test_ids_are_unique_and_types_and_modes_exist() -> None:
    predicates, types = load_predicates().predicates, load_ontology().types
    assert not [id_ for id_, n in Counter(p.id for p in predicates).items() if n > 1]
    for predicate in predicates:
        assert predicate.type in types, predicate.id
        assert predicate.mode is None or predicate.mode in types[predicate.type].modes, predicate.id


def test_most_predicates_have_near_misses_or_needs() -> None:
    predicates = load_predicates().predicates
    guarded = [p for p in predicates if p.unless or p.only or p.needs or any("obj=" in v for v in p.verbs)]
    assert len(guarded) > len(predicates) / 2


def test_nested_modes_of_taken_types_exist() -> None:
    ontology = load_ontology()
    for outer, by_inner in ontology.taken.items():
        for inner, taken in by_inner.items():
            assert inner in ontology.types
            assert taken.mode is None or taken.mode in ontology.types[outer].modes


def test_intensity_prefers_the_mode() -> None:
    ontology = load_ontology()
    assert ontology.intensity("CONSULT", "visit") == 4
    assert ontology.intensity("CONSULT", None) == 2.5
    assert ontology.intensity("ACCUSE", None) == -3


@pytest.mark.parametrize(
    ("text", "word_class", "head", "slots"),
    [
        ("call on", "verb", "call", ["on"]),
        ("pull obj=troop|unit out", "verb", "pull", ["obj", "out"]),
        ("phone call", "noun", "call", ["mod"]),
    ],
)
def test_triggers_are_read(text: str, word_class: str, head: str, slots: list[str]) -> None:
    found, needs = parse_trigger(text, {}, word_class)  # type: ignore[arg-type]
    assert found == head
    assert [need.slot for need in needs] == slots


def test_an_unknown_set_is_named() -> None:
    with pytest.raises(DataError, match="no set 'nothing'"):
        parse_trigger("hold obj=@nothing", {})


def test_a_trigger_in_two_predicates_is_refused() -> None:
    twice = [Predicate(id="a", type="AID", verbs=("help",)), Predicate(id="b", type="SUPPORT", verbs=("help",))]
    with pytest.raises(DataError, match=r"'help' \(verb\) is in a and b"):
        index_triggers(twice, {})


def test_word_lists_and_operators_load() -> None:
    operators = load_operators()
    assert operators.clause["refuse"].effect == "denied"
    assert operators.object["postpone"].effect == "cancelled"
    assert load_words().hostile <= set(load_ontology().types)


def test_a_row_holds_several_triggers_and_the_narrower_is_tried_first() -> None:
    sets = {"goods": frozenset(("rice", "tea", "milk"))}
    rows = [
        Predicate(id="a", type="AID", verbs=("send; send obj=@goods; send obj=*",)),
        Predicate(id="b", type="COOPERATE", verbs=("send obj=rice",)),
    ]
    triggers = index_triggers(rows, sets)["send", "verb"]
    assert [one.predicate.id for one in triggers] == ["b", "a", "a", "a"]
    assert [len(one.needs) for one in triggers] == [1, 1, 1, 0]


def test_an_unknown_set_stops_the_load_before_its_head_is_met() -> None:
    with pytest.raises(DataError, match="no set 'nothing'"):
        index_triggers([Predicate(id="a", type="AID", verbs=("send obj=@nothing",))], {})
    with pytest.raises(DataError, match="no set 'nobody'"):
        index_triggers([Predicate(id="a", type="AID", verbs=("send",), only={"subj": ("@nobody",)})], {})
