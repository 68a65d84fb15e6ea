"""Opening: what is made, what is refused with which words, and what reading leaves behind."""

from __future__ import annotations

import multiprocessing
import os
import re
import shutil
import sqlite3
import tempfile
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from detente import record
from detente.errors import RecordError
from detente.record import migrations, schema
from detente.stories import joining
from detente.stories.joining import join, unjoined
from tests.record.samples import reading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

NOBODY = 65534


def test_a_new_record_is_a_stamped_wal_file_with_foreign_keys(tmp_path: Path) -> None:
    with record.open(tmp_path / "x.db") as book:
        assert book._db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert book._db.execute("PRAGMA foreign_keys").fetchone() == (1,)
        assert book._db.execute("PRAGMA application_id").fetchone() == (migrations.APPLICATION_ID,)
        applied = book._db.execute("SELECT name FROM migration").fetchall()
        assert applied == [(name,) for name, _ in migrations.MIGRATIONS]
    assert os.listdir(tmp_path) == ["x.db"]


def test_names_that_an_address_would_misread_are_kept(tmp_path: Path) -> None:
    record.open(tmp_path / "a b%20?mode=ro#x.db").close()
    assert os.listdir(tmp_path) == ["a b%20?mode=ro#x.db"]


def test_text_files_other_databases_folders_and_newer_records_are_refused_and_untouched(tmp_path: Path) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("These are notes, not a record. " * 100)
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as db:
        db.execute("CREATE TABLE mine (x)")
    newer = tmp_path / "newer.db"
    record.open(newer).close()
    with sqlite3.connect(newer) as db:
        db.execute("INSERT INTO migration VALUES (99, '099 from the future', '')")
    refused = {
        text: "notes.txt: it is no detente record; name another with --record",
        other: "other.db is an SQLite file but no detente record",
        newer: "newer.db was written by a newer detente .it has '099 from the future'.; upgrade with",
        tmp_path: "is a folder; name a file in it",
        tmp_path / "missing" / "x.db": "there is no folder .*missing; make it first",
    }
    before = {path: path.read_bytes() for path in (text, other)}
    for path, message in refused.items():
        with pytest.raises(RecordError, match=message):
            record.open(path)
    assert before == {path: path.read_bytes() for path in (text, other)}


def test_reading_needs_a_record_and_makes_none(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match=r"there is no record at .*; make one with `detente read"):
        record.open_to_read(tmp_path / "x.db")
    (tmp_path / "empty.db").touch()
    with pytest.raises(RecordError, match="is an empty file and no record yet"):
        record.open_to_read(tmp_path / "empty.db")
    assert os.listdir(tmp_path) == ["empty.db"]


def test_reading_changes_and_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    with record.open(path) as book:
        book.add(reading())
    before = path.read_bytes()
    with record.open_to_read(path) as book:
        assert len(list(book.events())) == len(list(book.search("candid"))) == 1
        with pytest.raises(RecordError, match="read-only"):
            book.add(reading(1))
    assert path.read_bytes() == before
    assert os.listdir(tmp_path) == ["x.db"]


def test_a_migration_that_fails_leaves_nothing_and_a_later_one_is_added(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    record.open(path).close()
    db = sqlite3.connect(path, isolation_level=None)

    def fail(db: sqlite3.Connection) -> None:
        db.execute("CREATE TABLE half (x)")
        raise ValueError("no further")

    def succeed(db: sqlite3.Connection) -> None:
        db.execute("CREATE TABLE whole (x)")

    with pytest.raises(ValueError, match="no further"):
        migrations.migrate(db, [*migrations.MIGRATIONS, ("099 half", fail)])
    migrations.migrate(db, [*migrations.MIGRATIONS, ("099 whole", succeed)])
    migrations.migrate(db, [*migrations.MIGRATIONS, ("099 whole", succeed)])
    assert db.execute("SELECT name FROM sqlite_schema WHERE name IN ('half', 'whole')").fetchall() == [("whole",)]
    assert db.execute("SELECT name FROM migration").fetchall()[-1:] == [("099 whole",)]
    assert db.execute("PRAGMA user_version").fetchone() == (len(migrations.MIGRATIONS) + 1,)
    db.close()


def test_a_record_of_before_the_timex_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    with record.open(path) as book:
        book.add(reading(0))
    db = sqlite3.connect(path, isolation_level=None)
    assert db.execute("SELECT type, timex FROM time_mention").fetchall() == [("DATE", "2023-06-19")]
    db.execute("ALTER TABLE time_mention DROP COLUMN type")
    db.execute("ALTER TABLE time_mention DROP COLUMN timex")
    _forget_sectors(db)
    _forget_positions(db)
    db.execute("DELETE FROM migration WHERE seq > 1")
    db.close()
    with record.open(path) as book:
        assert [(stored.time.type, stored.time.timex) for stored in book.times()] == [("DATE", None)]
        assert book._db.execute("SELECT max(seq) FROM migration").fetchone() == (len(migrations.MIGRATIONS),)


def _forget_sectors(db: sqlite3.Connection) -> None:
    """Take out what migration 003 adds."""
    db.execute("ALTER TABLE mention DROP COLUMN sector")
    for column in ("actor_sector", "recipient_sector"):
        db.execute(f"ALTER TABLE event DROP COLUMN {column}")


def _forget_positions(db: sqlite3.Connection) -> None:
    """Take out what migration 004 adds, and those after it."""
    _forget_joins(db)
    db.execute("DROP TABLE quantity")
    for table in ("stand", "pledge"):
        db.execute(f"DROP TABLE {table}")
    for column in ("condition", "confidence"):
        db.execute(f"ALTER TABLE statement DROP COLUMN {column}")


def _forget_joins(db: sqlite3.Connection) -> None:
    """Take out what migration 006 adds, and those after it."""
    _forget_unjoined(db)
    made = [re.findall(r"CREATE TABLE (\w+)", statement) for statement in schema.JOINS]
    for (table,) in filter(None, reversed(made)):
        db.execute(f"DROP TABLE {table}")


def _forget_unjoined(db: sqlite3.Connection) -> None:
    """Take out what migration 007 adds, and those after it."""
    _forget_guides(db)
    for kind, name in re.findall(r"CREATE (TABLE|TRIGGER|INDEX) (\w+)", " ".join(schema.UNJOINED))[::-1]:
        db.execute(f"DROP {kind} {name}")


def _forget_guides(db: sqlite3.Connection) -> None:
    """Take out what migration 008 adds, so that event_key could be as it was."""
    for name in ("lost_key", "event_key"):
        db.execute(f"DROP TABLE {name}")
    (before,) = (statement for statement in schema.JOINS if "CREATE TABLE event_key" in statement)
    db.execute(before)


def test_a_record_of_before_the_guides_is_joined_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.db"
    with record.open(path) as book, monkeypatch.context() as before:
        before.setattr(joining, "PROCEDURE", 4)
        joining.joins_version.cache_clear()
        book.add(reading())
        join(book)
    joining.joins_version.cache_clear()
    db = sqlite3.connect(path)
    _forget_guides(db)
    db.execute("DELETE FROM migration WHERE seq > 7")
    db.commit()
    db.close()
    with record.open(path) as book:
        assert unjoined(book) == 1
        assert join(book) == 1
        assert list(book.joins.event_keys())
        assert not list(book.joins.lost_keys())


def test_a_joined_record_of_before_the_unjoined_were_noted_knows_them(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    with record.open(path) as book:
        book.add(reading())
        join(book)
        book.add(reading(1))
    db = sqlite3.connect(path)
    _forget_unjoined(db)
    db.execute("DELETE FROM migration WHERE seq > 6")
    db.commit()
    db.close()
    with record.open(path) as book:
        assert unjoined(book) == 1
        assert join(book) == 1
        book.add(reading(), again=True)
        assert unjoined(book) == 1


def test_a_record_of_before_joining_is_joined_when_it_is_asked(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    with record.open(path) as book:
        book.add(reading(0))
    db = sqlite3.connect(path, isolation_level=None)
    _forget_joins(db)
    db.execute("DELETE FROM migration WHERE seq > 5")
    db.close()
    with record.open(path) as book:
        assert not book.joins.joined()
        assert (unjoined(book), join(book), unjoined(book)) == (1, 1, 0)
        assert book.joins.joined()


def test_a_record_of_before_positions_has_none_and_keeps_its_statements(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    with record.open(path) as book:
        book.add(reading(0))
    db = sqlite3.connect(path, isolation_level=None)
    _forget_positions(db)
    db.execute("DELETE FROM migration WHERE seq > 3")
    db.close()
    with record.open(path) as book:
        (kept,) = book.statements()
        assert (kept.statement.content, kept.statement.condition) == ("China will never yield on Taiwan,", None)
        assert list(book.stands()) == list(book.pledges()) == []
        assert book.add(reading(0), again=True) == "replaced"
        assert [stored.stand.holder for stored in book.stands()] == ["CHN"]
        assert [stored.pledge.promisor for stored in book.pledges()] == [("CHN", "USA")]


def test_a_record_of_before_quantities_has_none_until_read_again(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    with record.open(path) as book:
        book.add(reading(0))
        (number,) = book.quantities()
        assert (number.text, number.quantity) == ("June 19", reading(0).quantities[0])
    db = sqlite3.connect(path, isolation_level=None)
    _forget_joins(db)
    db.execute("DROP TABLE quantity")
    db.execute("DELETE FROM migration WHERE seq > 4")
    db.close()
    with record.open(path) as book:
        assert list(book.quantities()) == []
        assert book.add(reading(0), again=True) == "replaced"
        assert [stored.id for stored in book.quantities(article=reading(0).article.id)] == [number.id]
        assert book.counts()["quantity"] == 1


def test_a_record_of_before_the_sectors_has_none(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    with record.open(path) as book:
        book.add(reading(0))
        assert {stored.event.actor_sector for stored in book.events()} == {("GOV",)}
    db = sqlite3.connect(path, isolation_level=None)
    _forget_sectors(db)
    _forget_positions(db)
    db.execute("DELETE FROM migration WHERE seq > 2")
    db.close()
    with record.open(path) as book:
        sectors = {(stored.event.actor_sector, stored.event.recipient_sector) for stored in book.events()}
        assert sectors == {((), ())}
        assert {stored.mention.sector for stored in book.mentions()} == {None}
        assert book._db.execute("SELECT max(seq) FROM migration").fetchone() == (len(migrations.MIGRATIONS),)


@pytest.fixture
def locked_folder() -> Iterator[Path]:
    """A folder with a record in it, where nobody may write."""
    folder = Path(tempfile.mkdtemp())
    with record.open(folder / "x.db") as book:
        book.add(reading())
    (folder / "x.db").chmod(0o444)
    folder.chmod(0o555)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


def as_nobody(task: Callable[[Path], str], path: Path) -> str:
    """Do it without root's rights, which no read-only folder holds back."""
    if os.getuid():
        return task(path)
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(1, mp_context=context, initializer=os.setuid, initargs=(NOBODY,)) as pool:
        return pool.submit(task, path).result()


def _count_events(path: Path) -> str:
    with record.open_to_read(path) as book:
        return str(len(list(book.events())))


def _try_to_write(path: Path) -> str:
    try:
        with record.open(path) as book:
            return book.add(reading(1))
    except RecordError as error:
        return str(error)


def test_a_record_in_a_read_only_folder_can_be_read(locked_folder: Path) -> None:
    assert as_nobody(_count_events, locked_folder / "x.db") == "1"
    assert os.listdir(locked_folder) == ["x.db"]


@pytest.mark.parametrize("name", ["x.db", "new.db"])
def test_writing_in_a_read_only_folder_says_so(locked_folder: Path, name: str) -> None:
    message = as_nobody(_try_to_write, locked_folder / name)
    assert message.startswith(f"{locked_folder / name}: the file or its folder ")
    assert "--record" in message or "copy it to a folder you may write to" in message
