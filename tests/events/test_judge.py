"""The shipped judge beside the rules, on sentences of our own."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pytest

from detente.actors import load_linker
from detente.events import judge as judge_module
from detente.events import load_event_coder
from detente.events.judge import Proposal, load_judge
from detente.events.weighing import WeightTable, load_weights
from detente.language import load_reader
from detente.lexicon import data_path, load_lexicon
from detente.model import UNKNOWN_TIME, Article

if TYPE_CHECKING:
    from detente.events import EventCoder
    from detente.events.drafts import Draft
    from detente.language.tree import Tree

pytestmark = [pytest.mark.reader, pytest.mark.slow]


@cache
def parts() -> tuple[object, object, EventCoder]:
    return load_reader(), load_linker(), load_event_coder()


def read(text: str) -> tuple[Tree, list[Draft]]:
    reader, linker, coder = parts()
    tree = reader.parse(Article(text))  # type: ignore[attr-defined]
    return tree, coder.drafts(tree, linker.link(tree, UNKNOWN_TIME))  # type: ignore[attr-defined]


def words(tree: Tree, phrase: str) -> range:
    """The tokens of a phrase of the text."""
    at = tree.text.index(phrase)
    inside = [i for i in range(len(tree)) if at <= tree.starts[i] < at + len(phrase)]
    return range(inside[0], inside[-1] + 1)


@pytest.mark.parametrize(
    ("text", "one", "other", "type_"),
    [
        ("Peru on Friday recalled its ambassador from Chile, a neighbour of Bolivia.", "Peru", "Chile", "SANCTION"),
        ("Nigeria sent 300 tonnes of millet to Chad, the World Food Programme said.", "Nigeria", "Chad", "AID"),
        ("Kenya blamed Somalia for the blast, as Uganda had done.", "Kenya", "Somalia", "ACCUSE"),
        ("Laos has turned down an invitation from Nepal, the Indian envoy wrote.", "Laos", "Nepal", "REJECT"),
        ("Gunmen from Mali killed six herders in Niger.", "Gunmen from Mali", "herders in Niger", "ASSAULT"),
        ("Norway called on Serbia on Monday to free the crew.", "Norway", "Serbia", "REQUEST"),
    ],
)  # fmt: skip
def test_given_sides_have_their_type(text: str, one: str, other: str, type_: str) -> None:
    reader, linker, coder = parts()
    tree = reader.parse(Article(text))  # type: ignore[attr-defined]
    shares = coder.between(tree, linker.link(tree, UNKNOWN_TIME), [words(tree, one)], [words(tree, other)])  # type: ignore[attr-defined]
    assert shares is not None
    assert max(shares, key=lambda name: shares[name]) == type_
    assert 0 < sum(shares.values()) <= 1 + 1e-6


def test_the_sentence_that_names_both_sides_is_asked() -> None:
    reader, linker, coder = parts()
    tree = reader.parse(Article("Peru has many coasts. On Friday it rained. Peru expelled two envoys of Chile."))  # type: ignore[attr-defined]
    actors = linker.link(tree, UNKNOWN_TIME)  # type: ignore[attr-defined]
    peru = [range(i, i + 1) for i in range(len(tree)) if tree.words[i] == "Peru"]
    chile = [words(tree, "two envoys of Chile")]
    assert len(peru) == 2
    told = coder.between(tree, actors, peru, chile)
    assert told == coder.between(tree, actors, peru[1:], chile)
    assert told is not None
    assert told["SANCTION"] > 0.5


def test_nobody_given_is_nothing_asked() -> None:
    reader, linker, coder = parts()
    tree = reader.parse(Article("Peru expelled two envoys."))  # type: ignore[attr-defined]
    actors = linker.link(tree, UNKNOWN_TIME)  # type: ignore[attr-defined]
    assert coder.between(tree, actors, [], []) is None
    assert coder.between(tree, actors, [range(len(tree), len(tree))], []) is None
    assert coder.between(tree, actors, [range(1), range(2, 2)], []) == coder.between(tree, actors, [range(1)], [])


def test_sides_turned_round_are_no_such_event() -> None:
    judge = load_judge()
    tree, _ = read("Peru expelled two envoys of Chile on Monday.")
    readings = judge.read(tree, [0])
    trigger, peru, envoys = ((1, 2),), ((0, 1),), ((2, 6),)
    straight, turned = judge.judge(readings, [Proposal(0, trigger, peru, envoys), Proposal(0, trigger, envoys, peru)])
    assert straight.types[-1] < 0.2 < turned.types[-1]
    assert np.isclose(straight.types.sum(), 1, atol=1e-3)
    assert np.isclose(straight.status.sum(), 1, atol=1e-3)


def test_what_the_words_of_a_sentence_tell() -> None:
    judge = load_judge()
    tree, _ = read("Kenya shelled a Somali town. The old bridge spans the river at its narrowest point.")
    readings = judge.read(tree, [0, 1])
    assert judge.card.types[int(readings.triggers(0)[1, :-1].argmax())] == "ASSAULT"
    assert readings.triggers(0)[1, -1] < 0.5
    assert (readings.triggers(1)[:, -1] > 0.8).all()


def test_a_sentence_is_judged_alike_alone_and_beside_others() -> None:
    judge = load_judge()
    tree, _ = read("Kenya shelled a Somali town. Peru expelled two envoys. Mali and Niger met in Lagos.")
    alone, all_ = judge.read(tree, [1]).triggers(1), judge.read(tree, [0, 1, 2]).triggers(1)
    assert np.abs(alone - all_).max() < 0.1


def test_what_is_asked_at_once_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    judge = load_judge()
    tree, _ = read("Peru expelled two envoys of Chile, Mali sent rice to Niger, and Laos thanked Nepal.")
    readings = judge.read(tree, [0])
    last = len(tree) - 1
    links = [(0, (i, i + 1), (j, j + 1)) for i in range(last) for j in range(last) if i != j]
    asked = [Proposal(0, (trigger,), (party,)) for _, trigger, party in links[:40]]
    roles, judged, told = judge.roles(readings, links), judge.judge(readings, asked), judge.pairs(readings, asked)
    monkeypatch.setattr(judge_module, "MOST_LINKS", 7)
    monkeypatch.setattr(judge_module, "MOST_VECTORS", 3 * len(tree))
    assert np.abs(judge.roles(readings, links) - roles).max() < 0.1
    assert np.abs(judge.pairs(readings, asked) - told).max() < 0.1
    again = judge.judge(readings, asked)
    assert len(again) == len(asked)
    assert max(np.abs(a.types - b.types).max() for a, b in zip(again, judged, strict=True)) < 0.1


def test_every_event_has_a_probability_and_what_was_considered() -> None:
    _, drafts = read("Peru expelled two Chilean envoys on Monday, and Chile accused Peru of breaking a treaty.")
    assert {draft.meaning.type for draft in drafts} >= {"SANCTION", "ACCUSE"}
    floor = load_weights().rules.floor
    for draft in drafts:
        assert draft.confidence is not None
        assert floor <= draft.confidence <= 1
        assert draft.opinions.startswith("judge: ")


def test_rules_alone_have_no_probability() -> None:
    reader, linker, _ = parts()
    tree = reader.parse(Article("Peru expelled two Chilean envoys on Monday."))  # type: ignore[attr-defined]
    drafts = load_event_coder(learned=False).drafts(tree, linker.link(tree, UNKNOWN_TIME))  # type: ignore[attr-defined]
    assert [draft.confidence for draft in drafts] == [None]


def test_a_text_that_names_nobody_costs_the_judge_nothing() -> None:
    _, drafts = read("The rain fell all day. The herders sang until the moon rose over the wet road.")
    assert drafts == []


def test_weights_are_of_the_shipped_form() -> None:
    table = load_lexicon("events/weighing.yml", WeightTable)
    assert table.rules.raw > 0
    assert table.rules.said > 0
    assert table.pair.between > 0
    assert data_path("events/model/read.onnx").is_file()
