"""Headline, byline, date, outlet and language of a text, which itself stays as it was."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from detente.errors import InputRejected
from detente.ingest import Origin, article_from_text
from detente.model import UNKNOWN_TIME, Span

TITLE = "Envoys Return to Muscat for a Third Round"


def test_text_is_kept_to_the_character(body: str) -> None:
    text = f"\ufeff  {TITLE}\r\n\r\n\t{body}\u00a0\r{body}\n\n\n"
    article = article_from_text(text)
    assert article.text == text
    assert article.title_span is not None
    assert text[article.title_span.start : article.title_span.end] in (TITLE, "\ufeff  " + TITLE)


def test_headline(body: str) -> None:
    article = article_from_text(f"{TITLE}\n\n{body}")
    assert (article.title, article.title_span) == (TITLE, Span(0, len(TITLE)))


@pytest.mark.parametrize(
    "first",
    [
        "The ministers met on Sunday.",
        "the second half of a sentence that was cut",
        "Guards at the border post (Jon Berg/Reuters)",
        "Advertisement",
        "A first line that is simply far too long to be anybody's headline and reads on and on, as the lead of a text "
        "does that has no headline at all",
        "2023",
    ],
)
def test_no_headline(first: str, body: str) -> None:
    assert article_from_text(f"{first}\n\n{body}\n\n{body}").title != first


def test_headline_below_furniture(body: str) -> None:
    assert article_from_text(f"Advertisement\n\n3 min read\n\n{TITLE}\n\n{body}").title == TITLE


def test_headline_alone_is_text() -> None:
    assert article_from_text(TITLE).title is None


def test_headline_of_metadata_is_found_in_the_text(body: str) -> None:
    article = article_from_text(f"{TITLE.upper()}\n{body}", Origin(title=TITLE))
    assert (article.title, article.title_span) == (TITLE, Span(0, len(TITLE)))
    assert article_from_text(body, Origin(title=TITLE)).title_span is None


def test_hard_wrapped_text_has_no_headline() -> None:
    text = "The foreign ministers of two states that have not spoken\nmet in Muscat on Sunday and agreed to talk.\n"
    assert article_from_text(text * 3).title is None


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By Ana Petrova", ("Ana Petrova",)),
        ("By Ana Petrova and Jon van Berg, Staff Writers | 4 May 2024", ("Ana Petrova", "Jon van Berg")),
        ("BY ANA PETROVA", ("Ana Petrova",)),
        ("By Agence France-Presse", ("Agence France-Presse",)),
        ("Ana Petrova\n5 min read", ("Ana Petrova",)),
        ("Ana Petrova\nReuters", ("Ana Petrova",)),
        ("Ana Petrova", ()),
        ("By Monday, Talks Had Stalled", ()),
    ],
)
def test_authors(line: str, authors: tuple[str, ...], body: str) -> None:
    assert article_from_text(f"{TITLE}\n\n{line}\n\n{body}\n\n{body}").authors == authors


@pytest.mark.parametrize(
    ("line", "start", "end", "precision"),
    [
        ("4 min readMar 3, 2022", datetime(2022, 3, 3), datetime(2022, 3, 4), "day"),
        ("Published 31 December 2023", datetime(2023, 12, 31), datetime(2024, 1, 1), "day"),
        ("By Ana Petrova | Wednesday, 1st of June 2022", datetime(2022, 6, 1), datetime(2022, 6, 2), "day"),
        ("Updated 4 June 2022\nPublished 1 June 2022", datetime(2022, 6, 1), datetime(2022, 6, 2), "day"),
        ("Published: 2022-06-01 14:30 GMT", datetime(2022, 6, 1), datetime(2022, 6, 2), "day"),
        ("25/12/2021", datetime(2021, 12, 25), datetime(2021, 12, 26), "day"),
        ("December 2021", datetime(2021, 12, 1), datetime(2022, 1, 1), "month"),
    ],
)
def test_stated_date(line: str, start: datetime, end: datetime, precision: str, body: str) -> None:
    article = article_from_text(f"{TITLE}\n\n{line}\n\n{body}\n\n{body}")
    when = article.published
    assert (when.start, when.end, when.precision, when.basis) == (start, end, precision, "stated")
    assert when.expression is not None
    assert when.expression in article.text


@pytest.mark.parametrize(
    "line",
    [
        "3/4/2022",
        "Published 31 February 2022",
        "4 May",
        "It was signed on 4 May 2024.",
        "Published 3 May 99999",
        "May 2024 be kind",
    ],
)
def test_no_stated_date(line: str, body: str) -> None:
    assert article_from_text(f"{TITLE}\n\n{line}\n\n{body}\n\n{body}").published == UNKNOWN_TIME


def test_dateline_with_a_full_date(body: str) -> None:
    article = article_from_text(f"MUSCAT, March 3, 2022 (OPA) -- {body}")
    assert article.published.start == datetime(2022, 3, 3)
    assert article.published.basis == "stated"
    assert article.dropped == ()


def test_dateline_without_year_states_no_date(body: str) -> None:
    assert article_from_text(f"MUSCAT, March 3 (OPA) -- {body}").published == UNKNOWN_TIME


def test_given_date_only_where_none_is_stated(body: str) -> None:
    given = Origin(given=date(2020, 1, 2))
    assert article_from_text(body, given).published.to_dict() == {
        "start": "2020-01-02",
        "end": "2020-01-03",
        "precision": "day",
        "basis": "given",
        "expression": "2020-01-02",
    }
    assert article_from_text(f"{TITLE}\n\nMar 3, 2022\n\n{body}", given).published.basis == "stated"


def test_published_line_at_the_end(body: str) -> None:
    text = f"{TITLE}\n\n" + f"{body}\n\n" * 12
    assert article_from_text(f"{text}Published: 3 May 2024").published.start == datetime(2024, 5, 3)
    assert article_from_text(f"{text}3 May 2024").published == UNKNOWN_TIME


@pytest.mark.parametrize(
    ("url", "outlet"),
    [
        ("https://www.bbc.co.uk/news/1", "BBC News"),
        ("https://edition.cnn.com/x", "CNN"),
        ("https://gazette.example.org/x", "gazette.example.org"),
        ("https://someone.medium.com/x", None),
        ("http://127.0.0.1/x", None),
        ("http://[bad", None),
    ],
)
def test_outlet_of_url(url: str, outlet: str | None, body: str) -> None:
    assert article_from_text(body, Origin(url=url)).outlet == outlet


def test_outlet_of_a_line(body: str) -> None:
    article = article_from_text(f"{TITLE}\n\nAl Jazeera\n\n{body}")
    assert article.outlet == "Al Jazeera"
    assert [d.reason for d in article.dropped] == ["outlet name"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Der Außenminister reiste am Sonntag nach Maskat und sprach dort mit seinem Kollegen.", "de"),
        ("Le ministre des Affaires étrangères s'est rendu dimanche à Mascate pour y rencontrer son homologue.", "fr"),
        ("外交部长星期日在马斯喀特会见了他的同行,双方同意交换战俘名单。", "zh"),
        ("Министр иностранных дел в воскресенье встретился в Маскате со своим коллегой.", "ru"),
        ("Envoys return to Muscat", "en"),
        ("12:30", "und"),
    ],
)
def test_language(text: str, language: str) -> None:
    assert article_from_text(text).language == language


def test_language_is_that_of_the_text_not_of_its_furniture() -> None:
    text = (
        "Der Minister reiste nach Maskat und sprach dort mit seinem Kollegen.\n\n"
        + "Sign up for our newsletter\n\n" * 9
    )
    assert article_from_text(text).language == "de"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty text"),
        (" \n\t\u00a0", "only white space"),
        ("\x01\x02\x03\x04\x05 ab", "not text: control characters"),
    ],
)
def test_rejection(text: str, reason: str) -> None:
    with pytest.raises(InputRejected) as caught:
        article_from_text(text)
    assert caught.value.reason == reason


def test_lone_surrogates_are_repaired_in_place() -> None:
    article = article_from_text("Ministers \ud800met\x00.")
    assert article.text == "Ministers \ufffdmet\ufffd."
    assert article.id


def test_same_text_same_id(body: str) -> None:
    assert article_from_text(body, Origin(path="a")).id == article_from_text(body, Origin(path="b")).id


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("LIMA, May 3 (Andes Wire) -- The envoys of both states met on Friday.", "Andes Wire"),
        ("NAIROBI, Kenya (AP) — The talks ended without a deal.", "AP"),
        ("LIMA (on the coast) - a city", None),
        ("The ministers (Andes Wire) -- said so.", None),
    ],
)
def test_a_dateline_names_the_agency(line: str, outlet: str | None) -> None:
    assert article_from_text(f"Talks end in Lima\n\n{line}").outlet == outlet
