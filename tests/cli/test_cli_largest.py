"""The story that `detente read` proposes: of what has come, the one that most sources tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from detente.cli import largest
from detente.cli.largest import largest_story
from detente.cli.summary import summary
from detente.cli.tally import Tally
from tests.stories.family import family

if TYPE_CHECKING:
    from detente.record import Record


def names(*wanted: str) -> list[str]:
    return [family()[name].article.id for name in wanted]


@pytest.mark.parametrize("one_by_one", [0, 200])
def test_a_story_of_several_sources_in_which_an_article_came(
    joined_book: Record, monkeypatch: pytest.MonkeyPatch, one_by_one: int
) -> None:
    monkeypatch.setattr(largest, "_ONE_BY_ONE", one_by_one)
    (first,) = names("wire")
    assert largest_story(joined_book, names("other", "copy")) == first
    assert largest_story(joined_book, names("ledger")) == first
    assert largest_story(joined_book, names("other")) is None
    assert largest_story(joined_book, []) is None


def test_the_next_commands_name_the_record(joined_book: Record) -> None:
    (first,) = names("wire")
    told = [
        str(line) for line in summary(Tally(came=names("ledger")), joined_book, " --record x.db", " --extend y.yml")
    ]
    assert told[-2].startswith("Next: detente brief ")
    assert told[-2].endswith(" --record x.db --extend y.yml")
    assert told[-1] == f"      detente compare {first[:8]} --record x.db"
    alone = [str(line) for line in summary(Tally(came=names("other")), joined_book, "", "")]
    assert not any("detente compare" in line for line in alone)
