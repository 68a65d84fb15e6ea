"""When a stand that no statement tells was shown."""

from __future__ import annotations

from datetime import datetime

import pytest

from detente.model import Article, When
from detente.reading import load_article_reader

pytestmark = pytest.mark.reader

PUBLISHED = When(datetime(2024, 5, 7), datetime(2024, 5, 8), "day", "explicit")


def test_a_stand_of_the_author_was_before_publication() -> None:
    (stand,) = load_article_reader().read(Article("Denmark dislikes the fee.", published=PUBLISHED)).stands
    assert stand.when == When(None, PUBLISHED.end, "interval", "inferred")


def test_without_publication_its_time_is_unknown() -> None:
    (stand,) = load_article_reader().read(Article("Denmark dislikes the fee.")).stands
    assert not stand.when.known


def test_a_deed_has_the_time_of_its_event() -> None:
    text = "On 3 May 2024, Georgia sat out the summit in protest. On 2 May 2024, Norway imposed sanctions on Belarus."
    found = {s.holder: s.when for s in load_article_reader().read(Article(text, published=PUBLISHED)).stands}
    assert found["NOR"].start == datetime(2024, 5, 2)
