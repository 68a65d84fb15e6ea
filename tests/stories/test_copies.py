"""The verdict on two texts."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.stories.copies import Verdict, judge_copy
from detente.stories.wording import wording_of
from tests.stories import texts


def judged(one: str, other: str) -> Verdict | None:
    return judge_copy(wording_of(one), wording_of(other))


@pytest.mark.parametrize(
    ("made", "kind", "whole"),
    [
        (texts.DISPATCH, "copy", None),
        (texts.republished(), "copy", None),
        (texts.cut(), "cut", 0),
        (texts.merged(), "merged", 1),
        (texts.HEAVY, "rewrite", None),
    ],
    ids=["same", "republished", "cut", "merged", "heavy"],
)
def test_what_is_made_of_a_dispatch_is_of_one_source_with_it(made: str, kind: str, whole: int | None) -> None:
    found = judged(texts.DISPATCH, made)
    assert found is not None
    assert (found.kind, found.whole) == (kind, whole)
    assert 0.5 <= found.score <= 1
    assert found.why


@pytest.mark.parametrize("made", [texts.DISPATCH, texts.republished(), texts.cut(), texts.merged(), texts.HEAVY])
def test_another_report_of_the_same_is_none(made: str) -> None:
    assert judged(texts.INDEPENDENT, made) is None


def test_reports_that_share_a_long_quotation_are_none() -> None:
    quotation = (
        '"We have sat in this room for eleven hours, we have shouted at each other, we have drunk a great deal of bad '
        'coffee, and in the end we found that the strait is wide enough for the ships of both our countries," she said.'
    )
    before, after = (
        "Brandvold came out smiling late at night.",
        "Then the lights went out in the house, and she drove off.",
    )
    one = "\n\n".join(["Fees", before, quotation, after])
    before, after = (
        "Of the price no word was heard in Varholm.",
        "Sailors will cross for less, nobody knows by how much.",
    )
    other = "\n\n".join(["A truce", before, quotation, after])
    assert judged(one, other) is None


def test_two_texts_that_were_merged_with_others_share_a_part_only() -> None:
    _, shared = texts.paragraphs(texts.DISPATCH)
    _, report = texts.paragraphs(texts.bulletin(3, (412, 1290, 3355, 876, 20410)))
    _, other = texts.paragraphs(texts.OTHER)
    found = judged(texts.text_of("Ferries and guns", shared + report), texts.text_of("Fees and heat", shared + other))
    assert found is not None
    assert (found.kind, found.whole) == ("merged", None)
    assert "in both" in found.why[0]


def test_a_form_that_is_filled_in_twice_is_none() -> None:
    first = texts.bulletin(3, (412, 1290, 3355, 876, 20410))
    assert judged(first, texts.bulletin(4, (430, 1301, 3390, 901, 20560))) is None
    again = judged(first, texts.bulletin(3, (412, 1290, 3355, 876, 20410)) + "\n\nShare this")
    assert again is not None
    assert again.kind == "copy"


def test_the_same_facts_in_another_order_are_less_surely_a_rewrite() -> None:
    title, parts = texts.paragraphs(texts.HEAVY)
    turned = judged(texts.DISPATCH, texts.text_of(title, parts[::-1]))
    straight = judged(texts.DISPATCH, texts.HEAVY)
    assert straight is not None
    assert turned is None or turned.score < straight.score


def test_reasons_can_be_read() -> None:
    found = judged(texts.DISPATCH, texts.HEAVY)
    assert found is not None
    assert found.why[0].endswith("sentences in the same order")
    assert any(why.endswith("names") for why in found.why)
    found = judged(texts.DISPATCH, texts.cut())
    assert found is not None
    assert found.why[0] == "100% of the shorter text's four-word runs"


parts = st.sampled_from([part for text in (texts.DISPATCH, texts.HEAVY, texts.OTHER) for part in text.split("\n\n")])
mixed = st.lists(parts | st.text(max_size=40), max_size=14).map("\n\n".join)


@settings(deadline=None, max_examples=150)
@given(mixed, mixed)
def test_the_verdict_does_not_depend_on_which_comes_first(one: str, other: str) -> None:
    found, turned = judged(one, other), judged(other, one)
    if found is None or turned is None:
        assert found is turned
        return
    assert found[:3] == turned[:3]
    assert turned.whole == (None if found.whole is None else 1 - found.whole)


@settings(deadline=None, max_examples=40)
@given(mixed)
def test_any_text_of_some_length_is_a_copy_of_itself(text: str) -> None:
    found = judged(text, text)
    long_enough = len(wording_of(text).runs) >= 12
    assert (found is not None and found.kind == "copy") or not long_enough
