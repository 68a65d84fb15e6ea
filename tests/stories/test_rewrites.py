"""The features of rewrites."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.stories.rewrites import hint_of, judge_rewrite, load_rewrites, rewrite_features
from detente.stories.wording import wording_of
from tests.stories import texts

sentences = st.sampled_from(
    [line for text in (texts.DISPATCH, texts.HEAVY, texts.INDEPENDENT) for line in text.split("\n\n")[1:]]
)
told = st.lists(sentences, min_size=1, max_size=8).map("\n\n".join)


@settings(deadline=None, max_examples=100)
@given(told, told)
def test_features_are_shares(one: str, other: str) -> None:
    found = rewrite_features(wording_of(one), wording_of(other))
    assert all(0 <= value <= 1 for value in found.values())
    assert set(load_rewrites().weights) <= set(found)


def test_a_text_against_itself_has_all_its_facts_in_order() -> None:
    found = rewrite_features(wording_of(texts.DISPATCH), wording_of(texts.DISPATCH))
    assert found.pop("facts") > 0.9
    assert list(found.values()) == pytest.approx([1.0] * len(found))


def test_order_is_that_of_the_sentences() -> None:
    title, parts = texts.paragraphs(texts.DISPATCH)
    turned = wording_of(texts.text_of(title, parts[::-1]))
    found = rewrite_features(wording_of(texts.DISPATCH), turned)
    assert found["names of both"] == pytest.approx(1.0)
    assert found["order"] < 0.6


def test_texts_with_nothing_in_common_are_not_asked_about() -> None:
    one, other = wording_of(texts.DISPATCH), wording_of(texts.OTHER)
    assert hint_of(one, other) < load_rewrites().least_hint
    assert judge_rewrite(one, other) is None


def test_an_independent_report_is_asked_about_and_told_apart() -> None:
    report, heavy = wording_of(texts.INDEPENDENT), wording_of(texts.HEAVY)
    rewrite = judge_rewrite(wording_of(texts.DISPATCH), heavy)
    other = judge_rewrite(wording_of(texts.DISPATCH), report)
    assert rewrite is not None
    assert rewrite.score >= load_rewrites().least_score
    assert other is None or other.score < load_rewrites().least_score


def test_texts_without_a_name_or_number_can_be_compared() -> None:
    plain = wording_of("The trawlermen mended their nets, cursed the gale, drank bitter coffee and whittled a mast.")
    assert plain.passages == ()
    assert rewrite_features(plain, plain)["sentences of both"] == 0.0
    assert judge_rewrite(plain, wording_of(texts.DISPATCH)) is None
