from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from detente.comparison import Comparison, Overview, compare_event, compare_story
from tests.stories.family import family, ids

if TYPE_CHECKING:
    from detente.record import Record


@pytest.fixture
def meeting(joined_book: Record) -> Comparison:
    return compare_event(joined_book, ids(joined_book)["ledger"][0])


@pytest.fixture
def story(joined_book: Record) -> Overview:
    return compare_story(joined_book, family()["copy"].article.id)
