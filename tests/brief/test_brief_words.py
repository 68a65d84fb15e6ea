"""Dates and quotations in words."""

from __future__ import annotations

import unicodedata
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.brief.dates import date_words
from detente.brief.labels import load_labels
from detente.brief.markdown import escape
from detente.brief.wording import clean, same_words, shorten
from detente.model import Precision, When
from tests.strategies import whens


@pytest.mark.parametrize(
    ("start", "end", "precision", "words"),
    [
        ("2023-06-18", "2023-06-19", "day", "18 June 2023"),
        ("2023-06-18T14:30", "2023-06-18T14:31", "minute", "18 June 2023, 14:30 UTC"),
        ("2023-02-05", "2023-02-07", "day", "5–6 February 2023"),
        ("2023-06-30", "2023-07-02", "day", "30 June – 1 July 2023"),
        ("2023-12-31", "2024-01-02", "day", "31 December 2023 – 1 January 2024"),
        ("2023-06-12", "2023-06-19", "week", "week of 12 June 2023"),
        ("2024-04-26", "2024-05-03", "week", "26 April – 2 May 2024"),
        ("2024-02-01", "2024-03-01", "month", "February 2024"),
        ("2024-02-01", "2024-03-02", "month", "1 February – 1 March 2024"),
        ("2022-06-01", "2022-09-01", "season", "June–August 2022"),
        ("2022-12-01", "2023-03-01", "season", "December 2022 – February 2023"),
        ("2022-01-01", "2023-01-01", "year", "2022"),
        ("1990-01-01", "2000-01-01", "decade", "1990s"),
        ("2023-06-18", "2023-06-22", "interval", "between 18 and 21 June 2023"),
        ("2023-06-18", "2023-08-02", "interval", "between 18 June and 1 August 2023"),
        (None, "2023-06-22", "interval", "by 21 June 2023"),
        ("2024-04-26", None, "interval", "on or after 26 April 2024"),
        (None, None, None, "date unknown"),
    ],
)
def test_dates(start: str | None, end: str | None, precision: Precision | None, words: str) -> None:
    moments = [datetime.fromisoformat(text) if text else None for text in (start, end)]
    assert date_words(When(moments[0], moments[1], precision, "said")) == words


@given(whens)
def test_every_time_has_words(when: When) -> None:
    assert date_words(when)


@given(st.text())
def test_clean_text_is_one_visible_line(text: str) -> None:
    shown = clean(text)
    assert len(shown.splitlines()) <= 1
    assert not any(unicodedata.category(character) == "Cc" for character in shown)
    assert "\u202e" not in shown


@given(st.text(), st.integers(5, 80))
def test_shortened_text_is_short(text: str, most: int) -> None:
    assert len(shorten(text, most)) <= most + 1


def test_same_words_ignore_punctuation() -> None:
    assert same_words("rights, and “our core”.") == same_words("Rights and our core")


@pytest.mark.parametrize("text", ["1. one", "- dash", "# head", "> quote", "a_b*c", "`x`", "![i](u)", "[^1]"])
def test_markdown_escapes(text: str) -> None:
    assert escape(text) != text


def test_labels_have_a_word_for_every_status_and_act() -> None:
    labels = load_labels()
    for verbs in labels.meetings_by_mode.values():
        assert set(verbs) == set(labels.statuses)
    assert set(labels.meetings_by_cameo.values()) <= set(labels.meetings_by_mode)
    assert set(labels.basis_order) >= set(labels.bases)
