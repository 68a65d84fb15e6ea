"""What a brief holds: meetings once, directions, sides, what is ahead, what to be careful with."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from detente.brief import Brief, Period, build_brief
from detente.brief.grouping import group_meetings
from detente.brief.slips import office_words
from detente.model import UNKNOWN_TIME, Event, Evidence, Mention, Span, When, Why
from detente.record import Record, StoredEvent
from tests.brief.readings import day

if TYPE_CHECKING:
    from collections.abc import Callable

    from detente.model import Flag


def test_meetings_in_time_order_with_status(brief: Brief) -> None:
    assert [(meeting.when.words, meeting.status) for meeting in brief.meetings] == [
        ("5–6 February 2023", "postponed"),
        ("18 June 2023", "held"),
        ("19 June 2023", "planned"),
        ("April 2024", "held"),
        ("May 2024", "denied"),
        ("September–November 2024", "planned"),
    ]


def test_two_reports_of_one_meeting_are_one_line(brief: Brief) -> None:
    june = brief.meetings[1]
    assert june.text == ("Antony Blinken met Qin Gang (Minister of Foreign Affairs) in Beijing")
    sources = {source.number: source.path for source in brief.sources}
    assert {sources[quote.source] for quote in june.quotes} == {"desk/02-guesthouse.txt", "desk/03-sunday.txt"}
    assert june.when.remark == ""  # one source says the day, though the other leaves it to be inferred


def test_offices_are_told_once(brief: Brief) -> None:
    assert brief.meetings[0].text.startswith("Antony Blinken (Secretary of State)")
    assert "Secretary" not in brief.meetings[1].text


@pytest.mark.parametrize(
    ("flag", "steps", "held", "words"),
    [
        ("out of date", ("held that day by B",), "C", "calls A “X”; on 1 May 2020 that was B, and A was C"),
        ("wrong", ("held that day by B",), None, "calls A “X”; on 1 May 2020 that was B"),
        ("wrong", ("no such office in D",), "C", "calls A “X”, a title that is not used there; on 1 May 2020 A was C"),
        ("out of date", (), None, "calls A “X”, an office held at another time"),
        ("wrong", (), "C", "calls A “X”, an office not held that day; on 1 May 2020 A was C"),
    ],
)
def test_wording_of_a_slip(flag: Flag, steps: tuple[str, ...], held: str | None, words: str) -> None:
    published = When(datetime(2020, 5, 1), datetime(2020, 5, 2), "day", "stated")
    mention = Mention(Span(0, 1), "a", "A", "USA", "actor", True, "X", held, flag, Why("person", (), steps))
    assert office_words(mention, published) == words


def test_a_slip_in_an_undated_text_says_then() -> None:
    published = When(datetime(2020, 5, 1), datetime(2020, 6, 1), "interval", "inferred")
    why = Why("person", (), ("held that day by B",))
    mention = Mention(Span(0, 1), "a", "A", "USA", "actor", True, "X", None, "wrong", why)
    assert office_words(mention, published) == "calls A “X”; then that was B"


def test_direction_and_grouping_of_deeds(brief: Brief) -> None:
    assert [(kind.title, [(d.actor, d.recipient) for d in kind.deeds]) for kind in brief.deeds] == [
        ("Agreements and pledges", [("United States", "China")]),
        ("Demands and appeals", [("China", "United States")]),
        ("Accusations and criticism", [("China", "United States")]),
        ("Threats and warnings", [("United States", "China")]),
        ("Sanctions and reduced ties", [("United States", "China")]),
    ]


def test_same_words_stand_once_with_both_sources(brief: Brief) -> None:
    taiwan = next(issue for issue in brief.issues if issue.id == "taiwan")
    (saying,) = taiwan.sides[1].sayings
    assert (saying.speaker, saying.verb, saying.quoted, len(saying.quotes)) == ("Qin Gang", "warns", True, 2)
    assert not taiwan.sides[0].sayings


def test_general_issues_come_last(brief: Brief) -> None:
    assert [issue.id for issue in brief.issues][-2:] == ["general-relations", "other"]


def test_ahead_has_plans_after_the_newest_article_and_dated_promises(brief: Brief) -> None:
    assert [(one.when.words, one.kind) for one in brief.ahead] == [
        ("by 30 June 2024", "promised"),
        ("September–November 2024", "planned"),
    ]


def test_positions_stand_beside_each_other_and_say_on_whose_word(brief: Brief) -> None:
    shown = {
        standing.title: [[(h.verb, h.words, h.firmness, h.told_by) for h in held] for _, held, _ in standing.sides]
        for standing in brief.positions
    }
    assert shown == {
        "Trade": [
            [("opposes", "Chinese electric cars", "", "as told by analysts")],
            [("demands", "lift them at once", "", "")],
        ],
        "Relations in general": [[("demands", "keep the lines open", "firmly", "")], []],
    }


def test_a_red_line_that_two_articles_tell_is_one_line(brief: Brief) -> None:
    (line,) = brief.red_lines
    assert (line.holder, line.to, line.called) == ("China", "United States", "meant as one")
    assert (line.first.words, line.last and line.last.words) == (
        "18 June 2023",
        "between 18 and 21 June 2023",
    )
    assert len({quote.source for quote in line.quotes}) == 2


def test_a_promise_says_by_when(brief: Brief) -> None:
    (promise,) = brief.promises
    assert (promise.text, promise.words) == ("China → United States", "to meet again before 1 July")
    assert promise.status == "made"
    assert promise.due is not None
    assert promise.due.words == "by 30 June 2024"


def test_slips(brief: Brief) -> None:
    texts = " / ".join(slip.text for slip in brief.slips)
    assert "calls Wang Yi “Foreign Minister”" in texts
    assert "states no date, and nothing in it tells when it appeared" in texts
    assert "desk/08-visite.txt: kept but not read" in texts
    assert "desk/photo.png: not read, not text: PNG image" in texts


def test_every_quotation_is_in_its_article(brief: Brief, book: Record) -> None:
    articles = {source.number: book.article(source.article_id).article.text for source in brief.sources}
    lines = (brief.meetings, brief.ahead, brief.red_lines, brief.promises)
    held = (holding.quotes for standing in brief.positions for _, side, _ in standing.sides for holding in side)
    quotes = [*(one.quotes for listed in lines for one in listed), *held]
    plain = [quote for each in quotes for quote in each if "…" not in quote.words]
    assert plain
    for quote in plain:
        assert quote.words in articles[quote.source]
        book.find(quote.id[:8])


def test_pair_the_other_way_round_has_the_same_lines(brief: Brief, book: Record, name_of: Callable[[str], str]) -> None:
    turned = build_brief(book, ("CHN", "USA"), name_of)
    assert turned.meetings == brief.meetings
    assert [issue.sides[::-1] for issue in turned.issues] == [issue.sides for issue in brief.issues]


def test_period_is_half_open_and_leaves_out_what_has_no_date(book: Record, name_of: Callable[[str], str]) -> None:
    brief = build_brief(book, ("USA", "CHN"), name_of, Period(date(2023, 6, 19), date(2024, 4, 1)))
    assert [meeting.when.words for meeting in brief.meetings] == ["19 June 2023"]
    assert [kind.type for kind in brief.deeds] == ["ACCUSE"]


def test_nothing_between_two(book: Record, name_of: Callable[[str], str]) -> None:
    brief = build_brief(book, ("USA", "FRA"), name_of)
    assert brief.empty
    assert not brief.slips


def meeting(article: str, people: tuple[str, ...], when: When = UNKNOWN_TIME, **more: Any) -> StoredEvent:
    event = Event(
        actor=("USA",), recipient=("CHN",), symmetric=True, type="CONSULT", mode=None, context=(), cameo="040",
        status="happened", when=when, place=None, issues=(), people=people, intensity=None, confidence=1.0,
        reported_by=(), evidence=(Evidence(Span(0, 1), "x"),), why=Why("test"),
    )  # fmt: skip
    return StoredEvent(f"{article}{people}{when.start}", article, article, replace(event, **more))


JUNE, LATER = day("2023-06-18"), day("2023-06-19")
LOOSE = When(None, datetime(2023, 6, 22), "interval", "inferred")


@pytest.mark.parametrize(
    ("one", "other", "groups"),
    [
        (meeting("a", ("X", "Y"), JUNE), meeting("b", ("Y", "X"), JUNE), 1),
        (meeting("a", ("X", "Y"), JUNE), meeting("b", ("X",), JUNE), 1),
        (meeting("a", ("X", "Y"), JUNE), meeting("b", ("X", "Y"), LATER), 2),
        (meeting("a", ("X", "Y"), JUNE), meeting("b", ("X", "Z"), JUNE), 2),
        (meeting("a", ("X", "Y"), JUNE), meeting("b", (), JUNE), 2),
        (meeting("a", ("X", "Y"), JUNE), meeting("b", ("X", "Y"), JUNE, status="denied"), 2),
        (meeting("a", ("X", "Y"), JUNE), meeting("b", ("X", "Y"), JUNE, mode="phone"), 2),
        (meeting("a", ("X", "Y"), JUNE), meeting("b", ("X", "Y"), JUNE, recipient=("JPN",)), 2),
        (meeting("a", ("X", "Y"), JUNE), meeting("b", ("X", "Y"), LOOSE), 2),
        (meeting("a", ("X", "Y"), JUNE), meeting("a", ("X", "Y"), LOOSE), 1),
        (meeting("a", ("X", "Y"), JUNE), meeting("a", ("Y", "X")), 1),
        (meeting("a", ("X",), JUNE), meeting("a", ("X",)), 2),
        (meeting("a", ("X", "Y"), JUNE), meeting("a", ("X", "Y"), LATER), 2),
    ],
)
def test_what_is_plainly_one_meeting(one: StoredEvent, other: StoredEvent, groups: int) -> None:
    assert len(group_meetings([one, other], 31)) == groups
    assert len(group_meetings([other, one], 31)) == groups


def test_a_report_that_fits_two_meetings_stays_alone() -> None:
    reports = [meeting("a", ("X", "Y"), JUNE), meeting("b", ("X", "Z"), JUNE), meeting("c", ("X",), JUNE)]
    assert len(group_meetings(reports, 31)) == 3
