"""The learned finder of attributions beside the rules: what is made of its scores, and the shipped weights."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pytest
from msgspec.structs import replace

from detente.language import load_reader
from detente.model import Article
from detente.statements import load_attributor
from detente.statements.attribution import Attribution, Source
from detente.statements.cues import Cue
from detente.statements.passage import Passage
from detente.statements.settings import load_settings, load_source_words
from detente.statements.tagger import ROLES, Links, Tags, distances, places
from detente.statements.tagging import TagWeights, weigh_tags
from tests.statements.support import tree_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente.language.tree import Tree
    from detente.statements import Attributor

LABELS = ("assert", "hold", "do")
WEIGHTS = TagWeights(
    graded=True,
    gate=-9,
    drop=0.2,
    fill={"speech": 0.6, "stance": 0.6, "act": 0.6},
    fill_content=0.5,
    source=0.5,
    agreed=((0.0, 0.4), (0.5, 0.9)),
    added=((0.0, 0.7),),
    unread=0.8,
)


@pytest.mark.parametrize(
    ("rule", "support", "confidence"),
    [("verb:clause", 0.6, 0.9), ("verb:clause", 0.1, 0.4), ("verb:clause", None, 0.8), ("tagger:cue", 0.6, 0.7)],
)
def test_agreement_grades_the_confidence(rule: str, support: float | None, confidence: float) -> None:
    entry = Cue(act="assert", frames=("clause",))
    assert WEIGHTS.confidence_of(Attribution(rule, entry, 0, (0, 1), None, [(1, 2)], support=support)) == confidence


def links_of(content: Sequence[float], begins: Sequence[float], ends: Sequence[float], base: int = 0) -> Links:
    """Links of words that are content with these probabilities, else nothing."""
    roles = np.zeros((len(content), len(ROLES)), np.float32)
    roles[:, ROLES.index("content")] = content
    roles[:, ROLES.index("none")] = 1 - roles.sum(-1)
    return Links(base, roles, np.stack([begins, ends], 1).astype(np.float32))


@pytest.mark.parametrize(
    ("content", "begins", "ends", "pieces"),
    [
        ([0.1, 0.9, 0.9, 0.1], [-3, 3, -3, -3], [-3, -3, 3, -3], [(1, 3)]),
        ([0.9, 0.9, 0.4, 0.9], [3, -3, -3, -3], [-3, -3, -3, 3], [(0, 4)]),
        ([0.9, 0.9, 0.01, 0.9], [3, -3, -3, 3], [-3, 3, -3, 3], [(0, 2), (3, 4)]),
        ([0.9, 0.1, 0.1, 0.1], [-9, -9, -9, -9], [-9, -9, -9, -9], []),
        ([0.0, 0.0, 0.0, 0.0], [9, 9, 9, 9], [9, 9, 9, 9], []),
    ],
)  # fmt: skip
def test_pieces_are_those_worth_most(
    content: list[float], begins: list[float], ends: list[float], pieces: list[tuple[int, int]]
) -> None:
    assert links_of(content, begins, ends).pieces() == pieces
    shifted = [(start + 7, end + 7) for start, end in pieces]
    assert links_of(content, begins, ends, 7).pieces() == shifted


def test_words_stand_to_a_cue_by_distance_side_sentence_and_paragraph() -> None:
    far = distances(2, 0, 5)
    assert len(set(far.tolist())) == 5
    assert distances(None, 0, 5).tolist() == [0] * 5
    sentence, paragraph = np.array([0, 0, 1, 1, 1, 1]), np.array([0, 0, 0, 0, 1, 1])
    where = places(1, sentence, paragraph, 0).tolist()
    assert where[0] == where[1] != where[2] == where[3] != where[4] == where[5]


SENTENCE = (
    "Mori/Mori/PROPN/nsubj/2 said/say/VERB/root/0 ports/port/NOUN/nsubj/4 reopened/reopen/VERB/ccomp/2 "
    "and/and/CCONJ/cc/6 hummed/hum/VERB/conj/2 that/that/SCONJ/mark/8 rain/rain/NOUN/ccomp/6 fell/fall/VERB/acl/8"
)


class Stub:
    """A tagger that knows how likely each word is a cue, and what each cue joins."""

    def __init__(self, sure: dict[int, float], links: dict[int, Links]) -> None:
        self.sure, self.known = sure, links

    def read(self, passage: Passage, found: Sequence[Attribution], gate: float, *, graded: bool) -> Tags:
        cues = np.zeros((len(passage.tree), len(LABELS) + 1), np.float32)
        for i, sure in self.sure.items():
            cues[i, 1] = sure
        cues[:, -1] = 1 - cues.sum(-1)
        nothing = links_of(np.zeros(9), np.zeros(9), np.zeros(9))  # type: ignore[arg-type]
        return Tags(
            cues, np.ones(len(cues), np.bool_), LABELS, lambda words: [self.known.get(i, nothing) for i in words]
        )


def weighed(stub: Stub, pieces: list[tuple[int, int]]) -> list[Attribution]:
    """What becomes of "Mori said" with these pieces, found by a rule."""
    passage = Passage(tree_of(SENTENCE), load_settings(), load_source_words())
    entry = Cue(act="assert", frames=("clause",))
    rule = Attribution("verb:clause", entry, 1, (1, 2), Source(0, (0,), "subject"), pieces)
    return weigh_tags(passage, [rule], stub, WEIGHTS)  # type: ignore[arg-type]


def test_a_cue_that_rules_lack_is_added_with_label_source_and_content() -> None:
    roles = np.zeros((9, len(ROLES)), np.float32)
    roles[:, 0] = 1.0
    for i, role in ((0, "source"), (5, "cue"), (6, "content"), (7, "content"), (8, "content")):
        roles[i] = [float(name == role) for name in ROLES]
    own = Links(0, roles, np.where(roles[:, 1:2] > 0, 0.0, -9.0).repeat(2, 1).astype(np.float32))
    found = weighed(Stub({1: 0.9, 5: 0.8}, {5: own}), [(2, 4)])
    assert [a.rule for a in found] == ["verb:clause", "tagger:cue"]
    added = found[1]
    assert (added.cue, added.pieces, added.entry.scope) == ((5, 6), [(6, 9)], "stance")
    assert added.source is not None and added.source.tokens == (0,)
    unsure = weighed(Stub({1: 0.9, 5: 0.5}, {5: own}), [(2, 4)])
    assert [a.rule for a in unsure] == ["verb:clause"]


def test_what_the_tagger_holds_no_cue_goes() -> None:
    assert weighed(Stub({1: 0.1}, {}), [(2, 4)]) == []
    kept = weighed(Stub({1: 0.9}, {}), [(2, 4)])
    assert kept[0].support == pytest.approx(0.9)


@cache
def parts() -> tuple[object, Attributor, Attributor]:
    return load_reader(), load_attributor(), load_attributor(learned=False)


def told(text: str, *, learned: bool = True) -> list[tuple[str, list[str]]]:
    """Cue and contents of each attribution of a text."""
    reader, both, rules = parts()
    tree: Tree = reader.parse(Article(text))  # type: ignore[attr-defined]
    _, found = (both if learned else rules).attributions(tree)
    return [(cut(tree, a.cue), [cut(tree, piece) for piece in a.pieces]) for a in found]


def cut(tree: Tree, words: tuple[int, int]) -> str:
    span = tree.span(*words)
    return tree.text[span.start : span.end]


@pytest.mark.reader
@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The mayor bristled that the harbour belonged to the town.", "that the harbour belonged to the town"),
        ("The minister sang the praises of the new ferry line.", "the new ferry line"),
        ("The union has little patience with talk of a merger.", "talk of a merger"),
    ],
)
def test_the_tagger_finds_rare_cues_without_the_rules(text: str, content: str) -> None:
    reader, both, _ = parts()
    passage, _ = both.finder.find(reader.parse(Article(text)))  # type: ignore[attr-defined]
    assert both.finder.tagger is not None
    found = weigh_tags(passage, [], both.finder.tagger, both.finder.tag_weights)
    assert [cut(passage.tree, piece) for a in found for piece in a.pieces if a.source is not None] == [content]


@pytest.mark.reader
@pytest.mark.slow
def test_what_the_rules_find_is_graded_unless_that_is_not_asked_for() -> None:
    reader, both, _ = parts()
    tree: Tree = reader.parse(Article("Mori said that the ferry to Osaka would sail on Friday."))  # type: ignore[attr-defined]
    passage, found = both.finder.find(tree)
    (a,) = found
    assert a.support is not None and a.support > 0.9 and both.finder.tagger is not None
    assert a.confidence == both.finder.tag_weights.confidence_of(a)
    (plain,) = weigh_tags(passage, found, both.finder.tagger, replace(both.finder.tag_weights, graded=False))
    assert (plain.rule, plain.support) == (a.rule, None)


@pytest.mark.reader
@pytest.mark.slow
def test_texts_without_attribution_stay_without() -> None:
    assert told("Snow closed the pass above Innsbruck for a day, and the buses went by the valley road.") == []
