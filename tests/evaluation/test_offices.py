"""The score of speakers on rows of our own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from detente.actors import load_directory
from detente.evaluation.offices import classes_of_post, score_speakers

if TYPE_CHECKING:
    from detente.actors import Directory


@pytest.fixture(scope="module")
def directory() -> Directory:
    return load_directory()


def row(year: str, state: str, name: str, post: str) -> dict[str, str]:
    return {"year": year, "iso3": state, "name": name, "post": post}


def test_right_wrong_and_silent(directory: Directory) -> None:
    rows = [
        row("2022", "RUS", "Mr. Sergey LAVROV", "Minister for Foreign Affairs"),
        row("2022", "FRA", "Sergey Lavrov", "Minister for Foreign Affairs"),
        row("2022", "RUS", "Sergey Lavrov", "President"),
        row("2022", "RUS", "Zorblat Quxington", "President"),
        row("2022", "RUS", "Sergey Lavrov", ""),
        row("1977", "RUS", "Sergey Lavrov", "President"),
    ]
    score = score_speakers(rows, directory)
    assert (score.right["all"], score.wrong["all"], score.state_only["all"], score.silent["all"]) == (1, 1, 1, 1)
    assert score.accuracy() == 0.25
    assert len(score.misses) == 3


def test_a_second_office_counts_as_a_later_answer(directory: Directory) -> None:
    score = score_speakers([row("2001", "DEU", "Joschka Fischer", "Deputy Prime Minister")], directory)
    assert (score.accuracy(), score.accuracy(first=False)) == (0.0, 1.0)


@pytest.mark.parametrize(
    ("post", "classes"),
    [
        ("Vice-President", {"other"}),
        ("Prime Minister and Minister for Finance", {"head of government", "other"}),
        ("Emir", {"head of state"}),
        ("Permanent Representative", {"other"}),
    ],
)
def test_posts(post: str, classes: set[str]) -> None:
    assert classes_of_post(post) == classes
