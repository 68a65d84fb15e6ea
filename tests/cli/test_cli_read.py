"""`detente read` with the shipped reader: what is kept, skipped, named and told, and what an interruption leaves."""

from __future__ import annotations

import io
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from detente import record
from detente.stories.joining import unjoined
from detente.stories.stories import load_stories
from tests.cli.commands import Call, environment, run

pytestmark = pytest.mark.reader
MANY = 1200


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DETENTE_RECORD", raising=False)


def paths(book: Path | str = "detente.db") -> list[str]:
    with record.open_to_read(book) as opened:
        return [Path(stored.path or "").name for stored in opened.articles()]


def events() -> list[str]:
    with sqlite3.connect("detente.db") as db:
        return [type_ for (type_,) in db.execute("SELECT type FROM event")]


def test_all_read_is_status_0_and_the_record_is_where_one_stands(articles: Path, call: Call) -> None:
    result = call("read", articles / "1.txt", articles / "2.txt")
    assert (result.returncode, result.stderr) == (0, "")
    assert "Read 2 articles" in result.stdout
    assert f"detente.db holds 2 articles, {len(events())} events, 2 statements." in result.stdout
    assert events().count("CONSULT") == 2
    assert "Next: detente brief CHN USA\n" in result.stdout or "Next: detente brief USA CHN\n" in result.stdout
    assert paths() == ["1.txt", "2.txt"]


def test_rejected_inputs_are_named_and_the_rest_is_kept(articles: Path, call: Call, tmp_path: Path) -> None:
    result = call("read", articles, tmp_path / "missing.txt")
    assert result.returncode == 1
    named = result.stderr.splitlines()
    assert [line.startswith("rejected ") for line in named] == [True] * 3
    for name in ("3.png: ", "4.txt: ", "missing.txt: no such file or folder"):
        assert any(name in line for line in named), name
    assert "rejected" in result.stdout
    assert paths() == ["1.txt", "2.txt"]
    with record.open_to_read("detente.db") as book:
        assert len(list(book.rejected())) == 3


def test_read_again_skips_what_is_held(articles: Path, call: Call) -> None:
    call("read", articles / "1.txt")
    result = call("read", articles / "1.txt", articles / "2.txt")
    assert "Read 1 article " in result.stdout
    assert "same" in result.stdout
    assert "held already" in result.stdout


def test_reading_twice_changes_nothing(articles: Path, call: Call) -> None:
    call("read", articles)
    with sqlite3.connect("detente.db") as db:
        before = list(db.iterdump())
    call("read", articles)
    with sqlite3.connect("detente.db") as db:
        assert list(db.iterdump()) == before


def test_what_is_read_is_joined_as_its_last_step(articles: Path, call: Call) -> None:
    assert call("read", articles / "1.txt", articles / "2.txt", "--quiet").stderr == ""
    with record.open_to_read("detente.db") as book:
        assert unjoined(book) == 0
        (story,) = load_stories(book)
        assert len(story.articles) == 2


def test_ctrl_c_while_joining_keeps_what_is_read(articles: Path, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> int:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("detente.cli.joined.join", stop)
        result = call("read", articles / "1.txt", articles / "2.txt")
    assert result.returncode == 130
    assert "Interrupted; every finished article is kept" in result.stdout
    assert call("read", articles / "1.txt").returncode == 0
    with record.open_to_read("detente.db") as book:
        assert unjoined(book) == 0


def test_what_an_older_reader_read_is_replaced(articles: Path, call: Call) -> None:
    call("read", articles / "1.txt", articles / "2.txt")
    with sqlite3.connect("detente.db") as db:
        db.execute("UPDATE article SET reader = 'older' WHERE path LIKE '%1.txt'")
    result = call("read", articles)
    assert re.search(r"replaced +1 ", result.stdout)
    assert paths() == ["1.txt", "2.txt"]


def test_again_replaces_what_is_held(articles: Path, call: Call) -> None:
    call("read", articles / "1.txt")
    result = call("read", articles / "1.txt", articles / "2.txt", "--again")
    assert re.search(r"new +1\n", result.stdout)
    assert re.search(r"replaced +1 ", result.stdout)
    assert f"holds 2 articles, {len(events())} events, 2 statements" in result.stdout
    assert events().count("CONSULT") == 2


def test_standard_input(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Talks again\n\nWang Yi met Antony Blinken in Lima, and they agreed on little."
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    result = call("read", "-", "--record", "in.db")
    assert result.returncode == 0, result.stderr
    assert " --record in.db" in result.stdout
    assert len(paths("in.db")) == 1


def test_the_environment_names_the_record(articles: Path, call: Call, tmp_path: Path) -> None:
    book = tmp_path / "named.db"
    result = call("read", articles / "1.txt", DETENTE_RECORD=str(book))
    assert book.exists()
    assert "--record" not in result.stdout
    assert not Path("detente.db").exists()


def test_given_date_is_kept_with_its_basis(articles: Path, call: Call) -> None:
    call("read", articles / "1.txt", "--published", "2024-05-04")
    with record.open_to_read("detente.db") as book:
        (stored,) = book.articles()
    assert (stored.article.published.basis, str(stored.article.published.start)) == ("given", "2024-05-04 00:00:00")


def test_an_article_in_another_language_is_kept_and_counted(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Une rencontre à Paris\n\nLe ministre des Affaires étrangères a rencontré son homologue allemand hier."
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    result = call("read", "-")
    assert result.returncode == 0
    assert "kept; its language is fr" in result.stdout


def test_a_text_too_short_to_tell_its_language_is_read(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"China warns Taiwan")))
    assert "not read" not in call("read", "-").stdout


def test_several_processes(articles: Path, tmp_path: Path) -> None:
    result = run("read", articles / "1.txt", articles / "2.txt", "--jobs", "2", folder=tmp_path)
    assert result.returncode == 0, result.stderr
    assert paths() == ["1.txt", "2.txt"]


def stopped(folder: Path, how: signal.Signals, *more: str) -> subprocess.CompletedProcess[str]:
    """Read many articles, and be stopped once some are kept."""
    source = folder / "many"
    source.mkdir()
    for number in range(MANY):
        body = f"Envoy number {number} met officials of Kenya in Nairobi. Kenya urged Sudan to stop the shelling. " * 5
        (source / f"{number:03}.txt").write_text(f"Talks, round {number}\n\n{body}")
    command = [sys.executable, "-m", "detente.cli", "read", str(source), *more]
    with subprocess.Popen(
        command, cwd=folder, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
        start_new_session=True,
    ) as process:  # fmt: skip
        deadline = time.monotonic() + 150
        while time.monotonic() < deadline and held(folder / "detente.db") < 3:
            time.sleep(0.05)
        (os.killpg if how == signal.SIGINT else os.kill)(process.pid, how)
        out, err = process.communicate(timeout=60)
    return subprocess.CompletedProcess(command, process.returncode, out, err)


def held(book: Path) -> int:
    if not book.exists():
        return 0
    try:
        with sqlite3.connect(book) as db:
            return int(db.execute("SELECT count(*) FROM article").fetchone()[0])
    except sqlite3.OperationalError:
        return 0


def assert_whole(book: Path) -> int:
    """Every article in the record is finished and nothing dangles; how many there are."""
    with sqlite3.connect(book) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    with record.open_to_read(book) as opened:
        readings = [opened.reading(stored.id) for stored in opened.articles()]
    assert all(reading.sentences and reading.events for reading in readings)
    return len(readings)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_keeps_what_is_finished_and_says_so(jobs: str, tmp_path: Path) -> None:
    result = stopped(tmp_path, signal.SIGINT, "--jobs", jobs)
    assert result.returncode == 130, result.stderr
    assert "Traceback" not in result.stderr
    assert "Interrupted; every finished article is kept" in result.stdout
    count = assert_whole(tmp_path / "detente.db")
    assert 3 <= count < MANY
    assert f"detente.db holds {count} articles" in result.stdout


def test_kill_loses_only_what_was_in_flight(tmp_path: Path, call: Call) -> None:
    result = stopped(tmp_path, signal.SIGKILL)
    assert result.returncode == -signal.SIGKILL
    count = assert_whole(tmp_path / "detente.db")
    assert 3 <= count < MANY
    again = call("read", tmp_path / "many" / "000.txt")
    assert again.returncode == 0
    assert "held already" in again.stdout
