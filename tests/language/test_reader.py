"""The shipped reader on sentences of kinds that smaller parsers get wrong."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.language import Reader, Tree, load_reader
from detente.language.component import blank_pipeline
from detente.language.decode import is_tree
from detente.model import Article

pytestmark = pytest.mark.reader


@pytest.fixture(scope="module")
def reader() -> Reader:
    return load_reader()


def entities(tree: Tree) -> set[tuple[str, str]]:
    spans = [(tree.span(e.start, e.end), e.label) for e in tree.entities]
    return {(tree.text[s.start : s.end], label) for s, label in spans}


def head_of(tree: Tree, word: str) -> tuple[str, str]:
    i = tree.words.index(word)
    return tree.words[tree.heads[i]], tree.deps[i]


def assert_sound(tree: Tree) -> None:
    assert [tree.text[a:b] for a, b in zip(tree.starts, tree.ends, strict=True)] == tree.words
    assert [i for start, end in tree.sentences for i in range(start, end)] == list(range(len(tree)))
    for start, end in tree.sentences:
        heads = [0 if tree.heads[i] == i else tree.heads[i] - start + 1 for i in range(start, end)]
        assert is_tree(heads)


def test_coordinated_subjects(reader: Reader) -> None:
    tree = reader.tree("Envoys from Norway, Chad and Peru opened talks in Lima on Friday.")
    assert head_of(tree, "Envoys") == ("opened", "nsubj")
    assert head_of(tree, "Peru")[1] == "conj"
    assert head_of(tree, "talks") == ("opened", "obj")


def test_a_name_after_a_fronted_phrase(reader: Reader) -> None:
    tree = reader.tree("According to Yonhap, Cho Tae-yul described the offer as serious.")
    assert ("Cho Tae-yul", "PER") in entities(tree)
    assert head_of(tree, "Cho") == ("described", "nsubj")


def test_a_form_after_with_modifies_its_object(reader: Reader) -> None:
    tree = reader.tree("President Ruto met with visiting Foreign Minister Ali Diallo at the State House on Monday.")
    assert_sound(tree)
    assert tree.deps[tree.words.index("visiting")] in ("amod", "compound")
    assert head_of(tree, "Monday")[0] == "met"


def test_abbreviations_do_not_end_sentences(reader: Reader) -> None:
    tree = reader.tree(
        "Mr. Diallo flew to the U.S. on Monday. The U.S. Secretary of State received Gen. Ouattara. He left."
    )
    assert len(tree.sentences) == 3


def test_the_text_is_covered_once_and_every_sentence_is_a_tree(reader: Reader) -> None:
    text = "Talks resume in Doha\n\n“We will not wait,” the minister said. “Not now.”\nShare\nQ: Why? A: No comment!!"
    assert_sound(reader.tree(text))


def test_a_paragraph_longer_than_a_window(reader: Reader) -> None:
    text = " ".join(
        f"Delegation number {i} of the ministry arrived in Geneva and met the mediators." for i in range(80)
    )
    tree = reader.tree(text)
    assert_sound(tree)
    assert len(tree.sentences) == 80


def test_a_sentence_longer_than_the_encoder(reader: Reader) -> None:
    assert_sound(reader.tree("they met " + "and met " * 900 + "again."))


def test_what_an_article_yields_does_not_depend_on_its_neighbours(reader: Reader) -> None:
    articles = [Article("Kenya hosted Sudan's envoy."), Article("The ministry denied it. " * 30)]
    together, alone = list(reader.trees(articles)), [reader.parse(a) for a in articles[::-1]][::-1]
    assert [(t.heads, t.deps, t.xpos) for t in together] == [(t.heads, t.deps, t.xpos) for t in alone]


@given(st.text(max_size=200))
@settings(max_examples=60, deadline=None)
def test_any_text_is_parsed(reader: Reader, text: str) -> None:
    assert_sound(reader.tree(text))


def test_empty_text(reader: Reader) -> None:
    assert len(reader.tree(" \n ")) == 0


def test_spacy_component_sets_everything() -> None:
    doc = blank_pipeline()("  Turkey hosted envoys.\n\nThey left Ankara.")
    words = [token for token in doc if not token.is_space]
    assert [token.text for token in words if token.dep_ == "ROOT"] == ["hosted", "left"]
    assert [sent.text.split() for sent in doc.sents] == [["Turkey", "hosted", "envoys."], ["They", "left", "Ankara."]]
    assert all(token.pos_ and token.tag_ and token.lemma_ for token in words)
    assert ("Ankara", "LOC") in {(ent.text, ent.label_) for ent in doc.ents}
    assert doc.has_annotation("MORPH") and doc.has_annotation("DEP") and doc.has_annotation("SENT_START")


@pytest.mark.parametrize("run", ["_" * 20_000, "[" * 20_000, "$" * 20_000])
def test_a_long_run_of_marks_takes_no_time(reader: Reader, run: str) -> None:
    begin = process_time()
    found = reader.tokenize(f"Xi {run} met", 5)
    assert process_time() - begin < 5
    assert (found[0], found[-1]) == (("Xi", 5), ("met", 5 + 4 + len(run)))
    assert "".join(word for word, _ in found) == f"Xi{run}met"
