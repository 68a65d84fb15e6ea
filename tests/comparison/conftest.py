from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from detente import record
from detente.comparison import Comparison, Overview, compare_event, compare_story
from detente.stories.joining import join
from tests.brief.readings import Draft, day
from tests.stories.family import family, ids

if TYPE_CHECKING:
    from pathlib import Path

    from detente.record import Record

FERRY = "the night ferry to Turku will sail again before midsummer"
FERRY_TOO = "the ferry to Turku will sail again at night before midsummer"
BERTH = "the new berth at Turku harbour has cost nobody a single krone of tax"


@pytest.fixture
def meeting(joined_book: Record) -> Comparison:
    return compare_event(joined_book, ids(joined_book)["ledger"][0])


@pytest.fixture
def story(joined_book: Record) -> Overview:
    return compare_story(joined_book, family()["copy"].article.id)


@pytest.fixture(scope="session")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A joined record of two articles: both report one utterance, and ascribe another one to different speakers."""
    path = tmp_path_factory.mktemp("spoken") / "spoken.db"
    with record.open(path) as book:
        for number, (ferry, owner) in enumerate(((FERRY, ("Liv Dahl", "NOR")), (FERRY_TOO, ("Aino Korpi", "FIN")))):
            name, state = owner
            opening = ("Night ferry returns to Turku", "Turku gets its night ferry back")[number]
            text = (
                f"{opening}\nLiv Dahl said {ferry}. {name} added that {BERTH}. Trawlers leave the Turku berth {number}."
            )
            draft = Draft(text, f"desk/{number}.txt", day("2023-05-02", "stated"))
            draft.says(("Liv Dahl", "NOR", "Minister"), "said", ferry, kind="indirect")
            draft.says((name, state, "Minister"), "added", BERTH, kind="indirect")
            book.add(draft.spoken_by("Liv Dahl", name).reading())
        join(book)
        with book.joins.transaction():
            book._db.execute("DELETE FROM copy")  # they are short, and so alike that they look like copies
    return path
