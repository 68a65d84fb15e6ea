from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

import detente
from detente.errors import InputRejected, UsageError

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.reader

TEXT = (
    "Kenya's president met the Somali foreign minister in Nairobi on Monday.\nKenya urged Somalia to reopen the border."
)


def test_reading_a_text() -> None:
    reading = detente.read(TEXT, published=date(2024, 3, 7))
    consult, request = (next(e for e in reading.events if e.type == kind) for kind in ("CONSULT", "REQUEST"))
    assert {*consult.actor, *consult.recipient} == {"KEN", "SOM"}
    assert consult.when.start == datetime(2024, 3, 4)
    assert (request.actor, request.recipient) == (("KEN",), ("SOM",))


def test_reading_a_file_and_keeping_it(tmp_path: Path) -> None:
    path = tmp_path / "talks.txt"
    path.write_text(TEXT)
    reading = detente.read(path)
    assert reading.article.path == str(path)
    with detente.open(tmp_path / "record.db") as record:
        assert [record.add(reading), record.add(detente.read(path))] == ["new", "same"]
        assert [stored.event for stored in record.events(article=reading.article.id)] == list(reading.events)


def test_lengths_and_sets_are_kept_and_date_no_event() -> None:
    text = "Kenya's president met the Somali foreign minister for three days. They now meet every year."
    reading = detente.read(text, published=date(2024, 3, 7))
    assert [(one.type, one.timex, one.value.start) for one in reading.times] == [
        ("DURATION", "P3D", None),
        ("DATE", "PRESENT_REF", None),
        ("SET", "P1Y", None),
    ]
    assert {event.when.expression for event in reading.events} == {None}


def test_no_article_and_too_many(tmp_path: Path) -> None:
    with pytest.raises(InputRejected, match=r"nowhere\.txt"):
        detente.read(tmp_path / "nowhere.txt")
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(TEXT + name)
    with pytest.raises(UsageError, match="several articles"):
        detente.read(tmp_path)


def test_other_languages_are_kept_and_not_read() -> None:
    text = "Le ministre des affaires étrangères a rencontré son homologue à Paris.\nIls ont parlé de la guerre."
    reading = detente.read(text)
    assert reading.article.language == "fr"
    assert reading.events == () and reading.sentences == ()
