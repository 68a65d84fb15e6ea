"""How much the terms of an article weigh."""

from __future__ import annotations

import math

import msgspec
import pytest

from detente.model import Article, Span
from detente.stories.profile import likeness, profile_of
from detente.stories.settings import load_settings
from detente.stories.terms import StemCount, TermWeigher

COMMON = StemCount(stem="the", passages=999)
RARE = [StemCount(stem="harbor", passages=9), StemCount(stem="wharf", passages=4)]


@pytest.fixture
def weigher() -> TermWeigher:
    """Of a thousand passages; rarity counts up to what stands in ten of them, two stems besides weekdays stay."""
    settings = msgspec.structs.replace(
        load_settings().terms, passages=999, rarest=math.log(100), numbers=1.5, weekdays=3.0, title=2.0, kept=3
    )
    return TermWeigher([COMMON, *RARE], settings, ["monday"])


def test_the_squares_of_all_weights_sum_to_one(weigher: TermWeigher) -> None:
    weights = weigher.weigh(["harbor", "wharf", "the"])
    assert sum(weight**2 for weight in weights.values()) == pytest.approx(1)


def test_what_is_rarer_than_the_rarest_weighs_no_more(weigher: TermWeigher) -> None:
    weights = weigher.weigh(["harbor", "wharf", "the"])
    assert weights["harbor"] == weights["wharf"] > 0
    assert weights["the"] == pytest.approx(0, abs=1e-6)
    assert list(weights) == ["wharf", "harbor", "the"]  # still found first by the rarest


def test_more_times_weigh_more_but_ever_less_of_it(weigher: TermWeigher) -> None:
    ratios = [(w := weigher.weigh(["harbor"] * times + ["wharf"]))["harbor"] / w["wharf"] for times in (1, 2, 4, 100)]
    assert ratios == sorted(ratios)
    assert ratios[1] < 2
    assert ratios[3] < 1 + load_settings().terms.saturation


def test_in_the_title_once_is_as_good_as_twice(weigher: TermWeigher) -> None:
    assert weigher.weigh(["harbor", "wharf"], 1) == weigher.weigh(["harbor", "harbor", "wharf"])


def test_numbers_and_weekdays_weigh_more(weigher: TermWeigher) -> None:
    weights = weigher.weigh(["harbor", "17", "monday"])
    assert weights["17"] / weights["harbor"] == pytest.approx(1.5)
    assert weights["monday"] / weights["harbor"] == pytest.approx(3)


def test_a_weekday_is_kept_in_place_of_the_least_of_the_others() -> None:
    counts = [StemCount(stem="monday", passages=90), *RARE, StemCount(stem="ferri", passages=12)]
    settings = msgspec.structs.replace(load_settings().terms, passages=999, weekdays=3.0, kept=3)
    weigher = TermWeigher(counts, settings, ["monday"])
    assert list(weigher.weigh(["monday", "harbor", "ferri", "wharf"])) == ["wharf", "harbor", "monday"]


@pytest.mark.parametrize("same", ["Tuesday", "17"])
def test_one_day_or_number_tells_more_than_another_word(same: str) -> None:
    def told(day: str, number: str) -> Article:
        title = "Ferry crews stop work"
        text = f"{title}\n\nCrews of the Lumo ferries stopped work on {day}, said {number} captains at the quay."
        return Article(text, title=title, title_span=Span(0, len(title)))

    one = profile_of(told("Tuesday", "17"), b"")
    near = profile_of(told("Tuesday" if same == "Tuesday" else "Friday", "17" if same == "17" else "40"), b"")
    far = profile_of(told("Friday", "40"), b"")
    assert likeness(one, near) > likeness(one, far) + 0.05


def test_a_title_that_stands_apart_from_the_text_weighs_like_one_that_begins_it() -> None:
    title, body = "Ferry crews stop work", "They left the quay of Lumo at noon."
    inside = Article(f"{title}\n{body}", title=title, title_span=Span(0, len(title)))
    assert profile_of(Article(body, title=title), b"").weights.tolist() == profile_of(inside, b"").weights.tolist()
