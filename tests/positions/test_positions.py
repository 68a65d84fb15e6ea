"""Positions over time: joined by holder, issue, stance and object; told by others kept apart; changes noticed."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from typing import Any

from detente.model import Evidence, Span
from detente.positions import Position, assemble_positions
from detente.record import StoredStand
from tests.record.samples import day, stand


def shown(number: int, words: str, **changes: Any) -> StoredStand:
    piece = Evidence(Span(0, len(words)), words)
    base = replace(stand(), object=piece, wording=piece, red_line=None, strength=2, **changes)
    return StoredStand(f"id{number}", f"article{number}", f"{number}.txt", base)


def test_one_position_shown_twice() -> None:
    (position,) = assemble_positions([
        shown(2, "arms sales to the island", when=day(2024, 4, 26), addressee=("JPN",)),
        shown(1, "all sales of arms", when=day(2023, 6, 19)),
    ])  # fmt: skip
    assert [one.id for one in position.stands] == ["id1", "id2"]
    assert (position.first_said, position.last_said) == (day(2023, 6, 19), day(2024, 4, 26))
    assert position.addressee == ("USA", "JPN")


def test_another_object_issue_stance_or_holder_is_another_position() -> None:
    first = shown(1, "arms sales to the island")
    for other in (
        shown(2, "visits of lawmakers"),
        shown(2, "arms sales to the island", issue="trade"),
        shown(2, "arms sales to the island", stance="support"),
        shown(2, "arms sales to the island", holder="RUS"),
    ):
        assert len(assemble_positions([first, other])) == 2


def test_what_others_say_that_it_holds_is_kept_apart() -> None:
    told = shown(2, "arms sales to the island", own=False, reported_by=("analysts",))
    own, other = assemble_positions([shown(1, "arms sales to the island"), told])
    assert {own.own, other.own} == {True, False}


def test_the_firmest_words_are_shown_and_a_named_red_line_is_named() -> None:
    meant = shown(1, "arms sales to the island")
    meant = replace(meant, stand=replace(meant.stand, red_line="meant"))
    named = shown(2, "arms sales")
    named = replace(named, stand=replace(named.stand, red_line="named", strength=3))
    (position,) = assemble_positions([meant, named])
    assert (position.red_line, position.strength, position.lead.wording.quote) == ("named", 3, "arms sales")


def test_a_plain_stand_dates_no_red_line_and_names_join_nothing() -> None:
    line = shown(2, "arms sales to the island")
    line = replace(line, stand=replace(line.stand, red_line="named"))
    assert len(assemble_positions([shown(1, "arms sales to the island"), line])) == 2
    assert len(assemble_positions([shown(1, "respect for China"), shown(2, "the red lines that China has")])) == 2
    bare = shown(3, "the arms sales that it spoke of")
    bare = replace(bare, stand=replace(bare.stand, object=None))
    assert len(assemble_positions([shown(1, "arms sales"), bare])) == 2


def test_a_turn_is_told_only_where_it_comes_later() -> None:
    support = shown(1, "a channel between the armies", stance="support", when=day(2023, 6, 19))
    oppose = shown(2, "a channel between the armies", stance="oppose", when=day(2024, 4, 26))
    first, second = assemble_positions([oppose, support])
    assert (first.changed, second.changed) == (None, "support before (id1)")
    same_day = shown(2, "a channel between the armies", stance="oppose", when=day(2023, 6, 19))
    assert [position.changed for position in assemble_positions([support, same_day])] == [None, None]


def test_order_of_arrival_changes_nothing() -> None:
    stands = [
        shown(1, "arms sales to the island", when=day(2023, 6, 19)),
        shown(2, "arms sales", when=day(2024, 4, 26)),
        shown(3, "sales of rice", when=day(2024, 4, 26)),
        shown(4, "the sale of arms and of rice", when=day(2024, 5, 26)),
    ]
    expected: list[Position] = assemble_positions(stands)
    assert all(assemble_positions(order) == expected for order in permutations(stands))
