"""Stories: which articles and events belong together, what they are called; nothing hangs on the order of arrival."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente import record
from detente.model import Article, Reading
from detente.stories.grouping import group_articles
from detente.stories.happenings import find_happenings
from detente.stories.independence import Independence
from detente.stories.joining import join, unjoined
from detente.stories.stories import load_stories, story_of
from detente.stories.titles import load_titles
from tests.brief.readings import fill as fill_brief
from tests.stories.family import ORDER, drafts, family, ids, link

if TYPE_CHECKING:
    from pathlib import Path

    from detente.record import Record


def names(found: list[str]) -> list[str]:
    """Articles by the names that the family gives them."""
    known = {reading.article.id: name for name, reading in family().items()}
    return [known[one] for one in found]


def test_a_story_has_its_articles_and_the_events_told_in_most_of_them(joined_book: Record) -> None:
    stories = load_stories(joined_book)
    assert [names(story.article_ids) for story in stories] == [["other"], ["wire", "ledger", "copy"], ["visit"]]
    other, talks, visit = stories
    known = ids(joined_book)
    assert [one.id for one in talks.happenings] == known["wire"]
    assert [one.id for one in visit.happenings] == known["visit"]
    assert [one.id for one in other.happenings] == known["other"]


def test_a_story_without_events_or_headline_goes_by_its_first_words(tmp_path: Path) -> None:
    with record.open(tmp_path / "x.db") as opened:
        opened.add(Reading(article=Article("Fog lay on the harbour all day.", path="desk/fog.txt"), reader="test"))
        join(opened)
        assert [story.title for story in load_stories(opened)] == ["Fog lay on the harbour all day."]


def test_copies_count_as_one_source(joined_book: Record) -> None:
    talks = load_stories(joined_book)[1]
    assert (talks.sources, len(talks.articles)) == (2, 3)
    independence = Independence(joined_book)
    wire, copy, ledger = (family()[name].article.id for name in ("wire", "copy", "ledger"))
    assert independence.source(copy) == wire
    assert independence.copies(wire) == {copy}
    assert independence.copies(ledger) == set()
    assert independence.kind(copy, wire) == "copy"


def test_a_story_goes_by_its_earliest_article_and_is_called_by_its_main_event(joined_book: Record) -> None:
    _, talks, visit = load_stories(joined_book)
    assert talks.id == family()["wire"].article.id
    assert talks.title == "Norway and Finland meet in Oslo, April 2023"
    assert visit.title == "Norway visits Finland, May 2023"
    assert (visit.when.to_dict()["start"], visit.when.to_dict()["end"]) == ("2023-05-12", "2023-05-13")


def test_stages_of_an_undertaking_stand_in_every_story_that_has_one_of_them(joined_book: Record) -> None:
    other, talks, visit = load_stories(joined_book)
    assert [(one.status, one.when.to_dict()["start"]) for one in talks.stages] == [
        ("planned", "2023-05-01"),
        ("happened", "2023-05-12"),
    ]
    assert visit.stages == talks.stages
    assert other.stages == ()


def test_a_story_by_one_of_its_articles_is_the_same_as_among_all(joined_book: Record) -> None:
    for story in load_stories(joined_book):
        for article in story.article_ids:
            assert story_of(joined_book, article) == story


def test_where_nothing_was_coded_the_headline_is_the_title(tmp_path: Path) -> None:
    with record.open(fill_brief(tmp_path / "x.db")) as book:
        join(book)
        titles = {story.articles[0].path: story.title for story in load_stories(book)}
    assert titles["desk/10-rain.txt"] == "Nothing of note"
    assert titles["desk/01-balloon.txt"].startswith("Antony Blinken no longer to visit China in Beijing, February 2023")


def test_what_was_coded_unsurely_gives_no_title(joined_book: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    assert any("meet" in story.title for story in load_stories(joined_book))
    unsure = msgspec.structs.replace(load_titles(), sure=1.1)
    monkeypatch.setattr("detente.stories.stories.load_titles", lambda: unsure)
    assert all(story.title == story.articles[0].title for story in load_stories(joined_book))


def everything(joined_book: Record) -> list[object]:
    return [load_stories(joined_book), find_happenings(joined_book)]


@pytest.mark.parametrize("seed", range(4))
def test_the_order_in_which_articles_come_changes_nothing(tmp_path: Path, seed: int, joined_book: Record) -> None:
    order = list(ORDER)
    random.Random(seed).shuffle(order)
    readings = family()
    with record.open(tmp_path / "x.db") as other:
        for name in order:
            other.add(readings[name])
            join(other)
        link(other)
        assert everything(other) == everything(joined_book)


def test_joining_goes_on_where_it_was_killed(tmp_path: Path) -> None:
    path, whole = tmp_path / "x.db", tmp_path / "y.db"
    for place in (path, whole):
        with record.open(place) as book:
            for reading in family().values():
                book.add(reading)
    code = (
        "import os, sys\nfrom detente import record\nfrom detente.stories import joining\n"
        "joining.AT_ONCE = 2\n"
        "with record.open(sys.argv[1]) as book:\n"
        "    joining.join(book, lambda done, of: os.kill(os.getpid(), 9) if done == 4 else None)\n"
    )
    killed = subprocess.run(
        [sys.executable, "-c", code, str(path)], env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}, check=False
    )
    assert killed.returncode == -signal.SIGKILL
    with record.open(path) as book, record.open(whole) as other:
        assert unjoined(book) == 1
        assert join(book) == 1
        join(other)
        assert load_stories(book) == load_stories(other)
        assert list(book.joins.all_neighbours()) == list(other.joins.all_neighbours())


def test_two_that_join_at_the_same_time_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    with record.open(path) as one, record.open(path) as other, record.open(tmp_path / "y.db") as alone:
        for reading in family().values():
            one.add(reading)
            alone.add(reading)
        meanwhile = []
        join(one, lambda done, of: meanwhile.append(join(other)))
        assert meanwhile == [0]
        one.add(drafts()["wire"].event("AID", ("NOR", "FIN"), "Trawlers").reading(), again=True)
        assert (join(other), join(one)) == (1, 0)
        join(alone)
        assert [names(story.article_ids) for story in load_stories(one)] == [
            names(story.article_ids) for story in load_stories(alone)
        ]


pairs = st.dictionaries(
    st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda pair: pair[0] < pair[1]), st.floats(0.05, 1.0)
)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(pairs, st.randoms())
def test_groups_do_not_hang_on_the_order_of_pairs(
    likeness: dict[tuple[int, int], float], shuffled: random.Random
) -> None:
    near: dict[int, dict[int, float]] = {number: {} for number in range(10)}
    turned: dict[int, dict[int, float]] = {number: {} for number in range(10)}
    listed = list(likeness.items())
    for (one, other), value in listed:
        near[one][other] = near[other][one] = value
    shuffled.shuffle(listed)
    for (one, other), value in listed:
        turned[other][one] = turned[one][other] = value
    assert group_articles(range(10), near) == group_articles(range(10), turned)


@pytest.mark.parametrize(("nearest", "joined"), [(0.25, False), (0.6, True)])
def test_what_is_like_nothing_else_is_not_joined_for_being_nearest(nearest: float, joined: bool) -> None:
    alike = {(one, other): 0.1 + 0.001 * (one + other) for one in range(40) for other in range(one)}
    alike[1, 0] = nearest
    near = {
        one: {other: alike[max(one, other), min(one, other)] for other in range(40) if other != one}
        for one in range(40)
    }
    groups = group_articles(range(40), near)
    assert ([0, 1] in groups) == joined
    assert len(groups) == 40 - joined
