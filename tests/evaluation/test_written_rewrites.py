"""Versions that are made by program of texts written by hand, and how well they are told from independent reports."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from detente.errors import DataError
from detente.evaluation.written_rewrites import DEPTHS, read_items, read_versions, same_source, versions_of
from detente.stories.copies import judge_copy
from detente.stories.wording import wording_of

ROOT = Path(__file__).parents[2]
FILE = """=== x1
--- original
A ship sails

A ship sailed from Varholm on Monday. It carried salt.

Its captain said the sea was calm. Nobody was ill.

It is due in Sandnas on Friday, the company said. Another will follow.

The strait had been closed for a month. It is open again.
--- independent
Salt arrives

Bakers in Sandnas wait for salt.
=== x2
--- original
A horse wins

A horse from Oru won the spring race on Sunday. Its rider is 19.

The second was a mare. She fell last year.

The prize is 400 crowns, the club said. It was paid at once.

More races follow in June. They are sold out.
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    place = tmp_path / "items.txt"
    place.write_text(FILE, encoding="utf-8")
    return place


def test_every_original_has_a_version_of_each_depth_that_is_made(path: Path) -> None:
    versions = read_versions(path)
    depths = sorted(version.depth for version in versions if version.name == "x1")
    assert depths == sorted(("original", "independent", "republished", "edited", "cut", "merged"))
    assert versions == list(versions_of(read_items(path)))


def test_what_has_a_part_of_one_text_is_of_one_source_with_it(path: Path) -> None:
    named = {(version.name, version.depth): version for version in read_versions(path)}
    original, merged = named["x1", "original"], named["x1", "merged"]
    assert same_source(original, merged)
    assert same_source(named["x2", "original"], merged)
    assert not same_source(original, named["x2", "original"])
    assert not same_source(original, named["x1", "independent"])


def test_versions_are_what_their_names_say(path: Path) -> None:
    named = {version.depth: version.text for version in read_versions(path) if version.name == "x1"}
    words = named["original"].split()
    assert named["cut"].split() == words[: len(named["cut"].split())]
    assert 0.3 * len(words) < len(named["cut"].split()) < 0.75 * len(words)
    assert "horse" in named["merged"]
    assert "A ship sailed from Varholm on Monday." in named["republished"]
    assert named["edited"] != named["original"]


def test_an_unknown_kind_of_text_is_refused(tmp_path: Path) -> None:
    place = tmp_path / "items.txt"
    place.write_text("=== x1\n--- original\nA\n\nB.\n--- sung\nC\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"x1: expected .*; got original, sung"):
        read_items(place)


@pytest.mark.parametrize("file", ["one.txt", "test.txt"])
def test_versions_are_found_at_every_depth_and_independent_reports_are_not(file: str) -> None:
    items = dict(sorted(read_items(ROOT / "training/written/rewrites" / file).items())[::4])
    versions = list(versions_of(items))
    wordings = {version: wording_of(version.text) for version in versions}
    wrong = 0
    missed = dict.fromkeys(DEPTHS, 0)
    for one, other in combinations(versions, 2):
        linked = judge_copy(wordings[one], wordings[other]) is not None
        wrong += linked and not same_source(one, other)
        if "original" in (one.depth, other.depth) and same_source(one, other):
            depth = other.depth if one.depth == "original" else one.depth
            missed[depth] += not linked
    assert wrong <= 2
    assert all(missed[depth] <= 1 for depth in DEPTHS if depth != "shortened")
