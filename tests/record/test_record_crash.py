"""What other processes do to a record: killed in mid-write, interrupted, two writing at once, one holding the file."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from detente import record
from detente.errors import RecordError
from tests.record.samples import reading
from tests.record.writer import full

if TYPE_CHECKING:
    from pathlib import Path


def start(path: Path, *arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.record.writer", str(path), *map(str, arguments)]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)


def check(path: Path) -> set[str]:
    """Ids of the articles, after making sure that the file is sound and every article is there in full."""
    with sqlite3.connect(path) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        db.execute("INSERT INTO passage_text (passage_text, rank) VALUES ('integrity-check', 1)")
    db.close()
    expected = {made.article.id: made for made in map(full, range(400))}
    with record.open(path) as book:
        held = [stored.id for stored in book.articles()]
        for article_id in held:
            assert book.reading(article_id) == expected[article_id]
    return set(held)


@pytest.mark.parametrize(("finished", "kill"), [(1, 9), (3, 9), (12, 9), (40, 9), (5, signal.SIGINT)])
def test_a_writer_stopped_at_any_moment_leaves_every_finished_article(tmp_path: Path, finished: int, kill: int) -> None:
    path = tmp_path / "x.db"
    process = start(path, 0, 400)
    assert process.stdout
    for _ in range(finished):
        process.stdout.readline()
    process.send_signal(kill)
    rest, _ = process.communicate()
    assert process.returncode != 0
    promised = finished + len(rest.splitlines())
    assert {full(number).article.id for number in range(promised)} <= check(path)


@pytest.mark.parametrize("hundreds", [0, 3, 20, 60])
def test_a_writer_killed_inside_a_transaction_leaves_nothing_of_that_article(tmp_path: Path, hundreds: int) -> None:
    path = tmp_path / "x.db"
    process = start(path, 0, 3, hundreds)
    out, _ = process.communicate()
    assert process.returncode == -signal.SIGKILL
    assert out == "0 new\n1 new\n"
    assert check(path) == {full(number).article.id for number in range(2)}
    with record.open(path) as book:
        assert book.add(full(2)) == "new"


def test_two_processes_fill_one_new_record(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    both = [start(path, 0, 60), start(path, 30, 90)]
    outputs = [process.communicate() for process in both]
    assert [process.returncode for process in both] == [0, 0], outputs
    answers = [line for out, _ in outputs for line in out.splitlines()]
    assert sum(line.endswith("new") for line in answers) == 90
    assert sum(line.endswith("same") for line in answers) == 30
    assert len(check(path)) == 90


def test_a_record_that_another_process_holds_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    with record.open(path, wait=0.05) as book:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(RecordError, match=r"x\.db: another process is writing"):
            book.add(reading())
        assert list(book.articles()) == []
        other.execute("ROLLBACK")
        other.close()
        assert book.add(reading()) == "new"
