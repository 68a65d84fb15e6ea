"""What lies between a pair: put to the other, or to nobody where the sentence means the other or no third party."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from detente import record
from detente.brief.between import Between
from detente.model import Mention
from tests.brief.readings import Draft

if TYPE_CHECKING:
    from pathlib import Path

TEXT = (
    "Talks on the straits\nAnkara wants open straits. Ankara wants cheaper grain from Kyiv. "
    "Ankara told Athens that it wants quiet skies."
)


@pytest.mark.parametrize(
    ("words", "addressee", "pair", "expected"),
    [
        ("open straits", (), ("TUR", "GRC"), True),
        ("cheaper grain", (), ("TUR", "GRC"), False),
        ("cheaper grain", (), ("TUR", "UKR"), True),
        ("quiet skies", (), ("TUR", "GRC"), True),
        ("quiet skies", (), ("GRC", "UKR"), False),
        ("open straits", ("UKR",), ("TUR", "GRC"), False),
        ("cheaper grain", ("GRC",), ("TUR", "GRC"), True),
    ],
)
def test_stands(tmp_path: Path, words: str, addressee: tuple[str, ...], pair: tuple[str, str], expected: bool) -> None:
    draft = Draft(TEXT, "straits.txt").holds("TUR", "demand", words, "trade", addressee=addressee)
    draft.mentions += [
        Mention(draft.span(name), code, name, code, "actor")
        for name, code in (("Ankara", "TUR"), ("Kyiv", "UKR"), ("Athens", "GRC"))
    ]
    reading = draft.reading()
    with record.open(tmp_path / "x.db") as book:
        book.add(reading)
        between = Between(book, pair, [reading.article.id])
        assert bool(list(between.stands(book.stands()))) is expected
        assert not list(Between(book, ("TUR", "GRC"), []).stands(book.stands())) or "GRC" in addressee


@pytest.mark.parametrize(
    ("sides", "pair", "expected"),
    [
        (("TUR", "GRC"), ("TUR", "GRC"), True),
        (("TUR", "UKR"), ("TUR", "GRC"), False),
        (("TUR", ""), ("TUR", "GRC"), True),
    ],
)
def test_pledges(tmp_path: Path, sides: tuple[str, str], pair: tuple[str, str], expected: bool) -> None:
    reading = Draft(TEXT, "straits.txt").pledges_to(sides, "open straits").reading()
    with record.open(tmp_path / "x.db") as book:
        book.add(reading)
        assert bool(list(Between(book, pair, [reading.article.id]).pledges(book.pledges()))) is expected
