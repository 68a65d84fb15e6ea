"""Whatever the words and however they hang together: the finder yields spans inside the text, and the same again."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from detente.language.tree import Tree
from detente.quantities import load_quantity_finder

FINDER = load_quantity_finder()
VOCABULARY = """
    12 1,200 2019 3bn 60 m 5km 70th one two twenty hundred million dozen dozens tens half third quarter several few a
    an of to and or between from by the in every % percent $ US$ euros pounds km hours hour day years old long - – / +
    at least more than up about some over under soldiers people others them killed died rose was with worth number
    March Article Group aged ago later . , so odd ½ strong
"""
RELATIONS = """
    root nsubj nsubj:pass obj obl obl:unmarked obl:agent nmod nummod compound conj case cop det amod advmod acl xcomp
    punct parataxis dep
"""
TAGGED = "NOUN/NNS NOUN/NN PROPN/NNP NUM/CD VERB/VBD VERB/VBN ADJ/JJ ADP/IN AUX/VBD PRON/PRP PUNCT/. SYM/$"
WORDS, DEPS, TAGS = VOCABULARY.split(), RELATIONS.split(), [tag.split("/") for tag in TAGGED.split()]


@st.composite
def trees(draw: st.DrawFn) -> Tree:
    """A sentence or two of words about numbers, hung together at random, without circles."""
    words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=14))
    n = len(words)
    gaps = draw(st.lists(st.booleans(), min_size=n, max_size=n))
    text, starts = "", []
    for word, gap in zip(words, gaps, strict=True):
        text += " " if gap and text else ""
        starts.append(len(text))
        text += word
    order = draw(st.permutations(range(n)))
    heads = [0] * n
    for place, i in enumerate(order):
        heads[i] = i if place == 0 else order[draw(st.integers(0, place - 1))]
    tags = draw(st.lists(st.sampled_from(TAGS), min_size=n, max_size=n))
    cut = draw(st.integers(0, n - 1))
    return Tree(
        text=text, words=words, lemmas=[word.lower().removesuffix("s") or word for word in words],
        upos=[tag for tag, _ in tags], xpos=[tag for _, tag in tags], morphs=[""] * n,
        deps=draw(st.lists(st.sampled_from(DEPS), min_size=n, max_size=n)), heads=heads, starts=starts,
        ends=[start + len(word) for start, word in zip(starts, words, strict=True)],
        sentences=[(0, cut), (cut, n)] if cut else [(0, n)],
    )  # fmt: skip


@settings(deadline=None, max_examples=150)
@given(trees())
def test_spans_lie_inside_and_bounds_are_in_order(tree: Tree) -> None:
    found = FINDER.find(tree)
    assert found == FINDER.find(tree)
    for one in found:
        assert 0 <= one.span.start < one.span.end <= len(tree.text)
        assert one.low is not None or one.high is not None
        assert one.low is None or one.high is None or one.low <= one.high
        assert one.unit
        assert (one.clause is None) == (one.role == "alone")
        assert tree.sentence_span(tree.tokens(one.span)[0]).contains(one.span)
