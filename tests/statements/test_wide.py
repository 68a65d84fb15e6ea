"""The wide view: every hand-written case, and what keeps it apart from the record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from detente.statements.cues import load_cues
from detente.statements.settings import load_span_words
from tests.statements.support import CASES, tree_of

if TYPE_CHECKING:
    from detente.language.tree import Tree
    from detente.statements import Attributor


@pytest.mark.reader
@pytest.mark.parametrize("case", [pytest.param(case, id=case["id"]) for case in CASES["wide"]])
def test_case(case: dict[str, Any], wide_trees: dict[str, Tree], attributor: Attributor) -> None:
    passage, found = attributor.attributions(wide_trees[case["id"]])

    def text(start: int, end: int) -> str:
        return passage.tree.text[passage.tree.starts[start] : passage.tree.ends[end - 1]]

    got = [
        (
            None if a.source is None else text(min(a.source.tokens), max(a.source.tokens) + 1),
            text(*a.cue),
            [text(*p) for p in a.pieces],
        )
        for a in found
    ]
    assert got == [(e["who"], e["cue"], e["what"]) for e in case["finds"]]


def test_near_misses_are_enough() -> None:
    ids = [case["id"] for case in CASES["wide"]]
    assert len(set(ids)) == len(ids) >= 60
    assert 4 * sum(not case["finds"] for case in CASES["wide"]) >= 0.9 * len(ids)


def test_wide_cues_come_after_those_of_the_record() -> None:
    record, wide = load_cues(), load_cues(wide=True)
    assert set(record.verbs) < set(wide.verbs)
    for verb, frames in record.verbs.items():
        for frame, cues in frames.items():
            assert wide.verbs[verb][frame][: len(cues)] == cues


def test_wide_cues_are_deeds() -> None:
    record, wide = load_cues(), load_cues(wide=True)
    known = {c for frames in record.verbs.values() for cues in frames.values() for c in cues}
    added = {c for frames in wide.verbs.values() for cues in frames.values() for c in cues} - known
    assert added
    assert {cue.scope for cue in added} == {"act"}


def test_span_words_are_lower_case() -> None:
    words = load_span_words()
    for group in (words.adjuncts, words.carriers, words.carried, words.trying, words.possible, words.openers):
        assert group == {word.lower() for word in group}


def test_record_leaves_wide_cues_alone(attributor: Attributor) -> None:
    tree = tree_of(
        "Mori/Mori/PROPN/nsubj/2 ignored/ignore/VERB/root/0 the/the/DET/det/4 letters/letter/NOUN/obj/2 "
        "././PUNCT/punct/2"
    )
    assert not attributor.finder.find(tree)[1]
    (found,) = attributor.attributions(tree)[1]
    assert (found.entry.scope, found.pieces) == ("act", [(2, 4)])
