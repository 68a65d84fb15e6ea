"""Which article stands for which."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from detente.record.joins import CopyRow
from detente.stories.sources import source_of

ORDER = {number: (f"2020-01-{number:02}", f"id{number}") for number in range(1, 9)}


def link(article: int, other: int, kind: str = "copy") -> CopyRow:
    return CopyRow(article, other, kind, 1.0, ())


def test_the_earliest_of_a_chain_stands_for_all() -> None:
    assert source_of([link(4, 3), link(3, 2, "rewrite"), link(5, 4, "cut")], ORDER) == {2: 2, 3: 2, 4: 2, 5: 2}


def test_of_one_day_the_lower_id_stands_for_the_other() -> None:
    order = {1: ("2020-01-01", "b"), 2: ("2020-01-01", "a")}
    assert source_of([link(1, 2)], order) == {1: 2, 2: 2}


def test_a_merged_text_does_not_make_its_parts_one_source() -> None:
    assert source_of([link(3, 1, "merged"), link(3, 2, "merged")], ORDER) == {1: 1, 2: 2, 3: 3}


def test_one_link_of_a_merged_text_that_was_misjudged_does_not_either() -> None:
    links = [
        link(5, 1, "merged"),
        link(5, 2, "merged"),
        link(5, 3, "merged"),
        link(4, 5, "cut"),
        link(1, 2),
        link(3, 4),
    ]
    assert source_of(links, ORDER) == {1: 1, 2: 1, 3: 3, 4: 3, 5: 5}


def test_copies_of_a_merged_text_are_one_source() -> None:
    links = [link(a, b, "merged") for a in (6, 7) for b in (1, 2)] + [link(6, 7)]
    assert source_of(links, ORDER) == {1: 1, 2: 2, 6: 6, 7: 6}


pairs = st.tuples(st.integers(1, 8), st.integers(1, 8)).filter(lambda pair: pair[0] != pair[1])
rows = st.builds(lambda pair, kind: link(*pair, kind), pairs, st.sampled_from(("copy", "cut", "merged", "rewrite")))


@given(st.lists(rows, max_size=12), st.randoms(use_true_random=False))
def test_the_order_of_links_changes_nothing(links: list[CopyRow], random) -> None:  # type: ignore[no-untyped-def]
    found = source_of(links, ORDER)
    random.shuffle(links)
    assert source_of(links, ORDER) == found
    assert all(found[source] == source and ORDER[source] <= ORDER[article] for article, source in found.items())
