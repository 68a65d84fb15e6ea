"""Offices of one person in two articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.model import Mention, Reading
from detente.stories.pages import Page
from detente.stories.titled import compare_titles, titles_of
from tests.brief.readings import Draft

if TYPE_CHECKING:
    from detente.model import Flag


def page(*titles: str, flag: Flag | None = None, person: str = "ilse-brandt") -> Page:
    draft = Draft(" ".join(f"{title} Ilse Brandt spoke." for title in titles), "told.txt")
    mentions = [
        Mention(draft.span(f"{title} Ilse Brandt"), person, "Ilse Brandt", "AUT", "actor", True, title, flag=flag)
        for title in titles
    ]
    return Page(Reading(draft.article, "reader 1", mentions=tuple(mentions)))


def verdicts(one: Page, other: Page) -> list[str]:
    return [match.verdict for match in compare_titles(titles_of(one), titles_of(other))]


def test_the_closest_titles_of_a_person_are_told_and_no_others() -> None:
    assert verdicts(page("Foreign Minister", "Chancellor"), page("Minister of Foreign Affairs")) == ["agrees"]
    assert verdicts(page("Foreign Minister"), page("Minister")) == ["finer"]


def test_two_offices_of_which_nobody_holds_both_differ() -> None:
    assert verdicts(page("Foreign Minister"), page("Interior Minister")) == ["differs"]


def test_who_is_a_deputy_may_hold_another_office_beside_it() -> None:
    assert verdicts(page("Deputy Foreign Minister"), page("Ambassador")) == []
    assert verdicts(page("Deputy Foreign Minister"), page("Foreign Minister")) == ["differs"]


def test_an_office_that_is_amiss_disputes_one_that_could_stand_beside_it() -> None:
    assert verdicts(page("Foreign Minister"), page("State Councilor")) == []
    assert verdicts(page("Foreign Minister"), page("State Councilor", flag="wrong")) == ["differs"]


def test_persons_whom_only_one_article_names_are_not_compared() -> None:
    assert verdicts(page("Foreign Minister"), page("Foreign Minister", person="karl-wimmer")) == []
