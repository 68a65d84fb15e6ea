"""`detente who` as a process: rows, remarks, statuses."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.cli.commands import Call


def test_a_row_has_the_columns_of_the_contract(call: Call) -> None:
    result = call("who", "foreign minister", "China", "--on", "2023-06-19", "--format", "jsonl")
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert (result.returncode, result.stderr, len(rows)) == (0, "", 1)
    assert rows[0] | {"basis": ""} == {
        "person": "Qin Gang", "id": "qin-gang", "office": "Minister of Foreign Affairs", "state": "CHN",
        "sector": "GOV", "from": "2022-12-30", "to": "2023-07-25", "basis": "",
    }  # fmt: skip


def test_words_need_no_quotes(call: Call) -> None:
    assert call("who", "prime", "minister", "south", "korea", "--on", "2024-01").stdout.count("Han Duck-soo") == 1


def test_a_person_without_a_date_shows_all_offices(call: Call) -> None:
    shown = call("who", "Sergei", "Lavrov").stdout
    assert "Minister of Foreign Affairs" in shown
    assert "2004-03-09" in shown


def test_nobody_is_said_on_stderr(call: Call) -> None:
    result = call("who", "Qin Gang", "--on", "1950")
    assert (result.returncode, result.stdout) == (0, "")
    assert "2022-12-30..2023-07-25 Qin Gang" in result.stderr


def test_the_nearest_holders_before_the_date_are_told_else_the_first(call: Call) -> None:
    late, early = (call("who", "Alain Juppé", "--on", year).stderr for year in ("2001", "1951"))
    assert late.count("1995-05-17..1997-06-03") == 1
    assert "2011" not in late and "the last before" in late
    assert "the first after" in early


def test_a_state_alone_is_no_question(call: Call) -> None:
    for words in (("South", "Korea"), ("nato",), ("FRA",)):
        result = call("who", *words)
        assert (result.returncode, result.stdout) == (0, "")
        assert "put one of its offices before it" in result.stderr


def test_commas_and_codes_of_two_letters_are_understood(call: Call) -> None:
    assert "Hollande" in call("who", "President,", "FR", "--on", "2015").stdout


def test_an_unknown_name_gets_advice(call: Call) -> None:
    result = call("who", "Zorblat Quxington")
    assert (result.returncode, result.stdout) == (0, "")
    assert "give a full name" in result.stderr


def test_a_wrong_date_is_wrong_usage(call: Call) -> None:
    result = call("who", "Qin Gang", "--on", "June")
    assert result.returncode == 2
    assert "2023-06-19" in result.stderr


def test_an_unknown_format_is_wrong_usage(call: Call) -> None:
    assert call("who", "Qin Gang", "--format", "xml").returncode == 2


def test_a_disputed_territory_is_explained(call: Call) -> None:
    result = call("who", "governor", "of", "Crimea")
    assert (result.returncode, result.stdout) == (0, "")
    assert "held by Russia, claimed by Ukraine and Russia" in result.stderr


def test_several_holders_of_a_territory_are_listed(call: Call) -> None:
    assert "held by India, Pakistan and China, claimed by" in call("who", "governor of Kashmir").stderr


def test_a_brief_on_a_disputed_territory_is_wrong_usage(call: Call) -> None:
    result = call("brief", "Kashmir", "India")
    assert result.returncode == 2
    assert "disputed territory" in result.stderr


def test_a_misspelt_state_gets_the_nearest(call: Call) -> None:
    result = call("who", "foreign minister", "Chna", "--on", "2023")
    assert result.returncode == 2
    assert "no state or body is called 'Chna'; did you mean China (CHN)" in result.stderr
