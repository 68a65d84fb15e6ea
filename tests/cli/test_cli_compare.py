"""`detente compare`, exports of what is joined, and joining before them: on standard error, taken up again, or left."""

from __future__ import annotations

import contextlib
import io
import json
import shutil
import sqlite3
import tempfile
from pathlib import Path

import pytest

from detente import record
from detente.cli.joined import open_joined
from detente.stories.joining import unjoined
from detente.stories.stories import load_stories
from tests.cli.commands import Call, run
from tests.record.test_record_open import as_nobody
from tests.stories.family import family, fill, ids


@pytest.fixture
def joined(tmp_path: Path) -> Path:
    return fill(tmp_path / "joined.db")


@pytest.fixture
def unread(tmp_path: Path) -> Path:
    """A record of which nothing is joined."""
    path = tmp_path / "new.db"
    with record.open(path) as book:
        for reading in family().values():
            book.add(reading)
    return path


def test_compare_an_event_or_the_story_of_any_article(joined: Path, call: Call) -> None:
    with record.open_to_read(joined) as book:
        met = ids(book)["copy"][0]
    shown = call("compare", met[:10], "--record", joined)
    assert (shown.returncode, shown.stderr) == (0, "")
    assert shown.stdout.startswith("Norway and Finland meet in Oslo, April 2023\n")
    assert "where: differ" in shown.stdout
    story = call("compare", family()["copy"].article.id, "--record", joined).stdout
    assert "told by 2 sources, with 1 copy · story" in story
    assert "Norway to visit Finland, May 2023" in story


@pytest.mark.parametrize(("form", "begins"), [("md", "# Norway"), ("html", "<!DOCTYPE"), ("json", "{")])
def test_forms(joined: Path, call: Call, form: str, begins: str) -> None:
    result = call("compare", family()["wire"].article.id, "--record", joined, "--format", form)
    assert result.returncode == 0
    assert result.stdout.startswith(begins)
    assert result.stdout.endswith("\n")


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (("zz",), "no event, statement or story has an id that begins with 'zz'; some that there are:\n  "),
        (("",), "an empty id finds no event, statement or story; some that there are:\n  "),
        (("00", "--format", "pdf"), "there are: text, md, html, json"),
    ],
)
def test_wrong_ids_are_answered_with_those_there_are(
    joined: Path, call: Call, given: tuple[str, ...], words: str
) -> None:
    result = call("compare", *given, "--record", joined)
    assert result.returncode == 2
    assert words in result.stderr


@pytest.mark.parametrize(
    ("command", "kind", "words"),
    [
        (
            "why",
            "articles",
            "{0} is an article, not an event, statement, position or commitment; `detente compare {0}`",
        ),
        ("compare", "positions", "{0} is a position, not an event, statement or story; `detente why {0}` shows it"),
        ("compare", "commitments", "{0} is a commitment, not an event, statement or story; `detente why {0}` shows it"),
        ("compare", "mentions", "{0} is a mention of an actor, not an event, statement or story; `detente export men"),
        ("why", "times", "{0} is a time expression, not an event, statement, position or commitment; `detente export"),
    ],
)
def test_ids_of_other_kinds_are_told_with_the_command_that_shows_them(
    filled: Path, call: Call, command: str, kind: str, words: str
) -> None:
    known_as = json.loads(call("export", kind, "--record", filled).stdout.splitlines()[0])["id"]
    result = call(command, known_as, "--record", filled)
    assert (result.returncode, result.stdout) == (2, "")
    assert words.format(known_as) in result.stderr


def test_compare_a_statement(filled: Path, call: Call) -> None:
    stated = json.loads(call("export", "statements", "--record", filled).stdout.splitlines()[0])
    shown = call("compare", stated["id"][:12], "--record", filled)
    assert shown.returncode == 0
    assert shown.stdout.startswith(f"{stated['speaker']['name']}: “")
    assert f"· statement {stated['utterance'][:8]}\n" in shown.stdout


def test_an_incomplete_export_is_written_and_ends_with_1(unread: Path, call: Call, tmp_path: Path) -> None:
    other = sqlite3.connect(unread, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    out = tmp_path / "out.jsonl"
    stories = call("export", "stories", "--record", unread, "-o", out)
    others = [
        call("export", "events", "--record", unread),
        call("brief", "norway", "finland", "--record", unread),
        call("compare", family()["wire"].article.id, "--record", unread),
    ]
    other.execute("ROLLBACK")
    other.close()
    assert stories.returncode == 1
    assert "their stories and disputes are missing" in stories.stderr
    assert f"5 rows in {out}" in stories.stderr
    assert len(out.read_text().splitlines()) == 5
    assert [one.returncode for one in others] == [0, 0, 0]
    assert call("export", "stories", "--record", unread).returncode == 0


def test_why_shows_other_tellings_stages_and_links(joined: Path, call: Call) -> None:
    with record.open_to_read(joined) as book:
        known = ids(book)
    met = call("why", known["wire"][0], "--record", joined).stdout
    assert f"({known['ledger'][0][:8]}, desk/c-ledger.txt)" in met
    assert f"{known['ledger'][0][:8]}: same, +3.00 (sides +2.00)" in met
    plan = call("why", known["wire"][1], "--record", joined).stdout
    assert "Stages" in plan
    assert f"({known['visit'][0][:8]})" in plan
    assert "Also told" not in call("why", known["other"][0], "--record", joined).stdout


@pytest.mark.parametrize("arguments", [("export", "stories"), ("export", "disputes"), ("brief", "norway", "finland")])
def test_what_needs_joins_joins_first(unread: Path, call: Call, arguments: tuple[str, ...]) -> None:
    result = call(*arguments, "--record", unread)
    assert (result.returncode, result.stderr) == (0, "")
    with record.open_to_read(unread) as book:
        assert unjoined(book) == 0


def test_what_was_read_without_vectors_wants_reading_again(joined: Path, call: Call) -> None:
    assert "read by a version" not in call("export", "stories", "--record", joined).stderr
    db = sqlite3.connect(joined)
    db.execute("DELETE FROM meaning WHERE article = (SELECT min(article) FROM meaning)")
    db.commit()
    db.close()
    for arguments in (("export", "stories"), ("export", "disputes")):
        told = call(*arguments, "--record", joined).stderr
        assert "1 article was read by a version that made no quantities and no vectors" in told
    assert "read by a version" not in call("export", "events", "--record", joined).stderr


def test_other_exports_join_nothing(unread: Path, call: Call) -> None:
    assert call("export", "events", "--record", unread).returncode == 0
    with record.open_to_read(unread) as book:
        assert unjoined(book) == len(family())


def test_a_record_that_is_being_written_to_is_shown_as_it_is(unread: Path, call: Call) -> None:
    other = sqlite3.connect(unread, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    result = call("export", "stories", "--record", unread)
    other.execute("ROLLBACK")
    other.close()
    assert result.returncode == 1
    assert f"5 articles of {unread} are not joined" in result.stderr
    assert "another process is writing to it" in result.stderr
    assert len(result.stdout.splitlines()) == len(family())


def told_of(path: Path) -> str:
    """What is said where a record is opened to be compared."""
    told = io.StringIO()
    with contextlib.redirect_stderr(told), open_joined(path) as book:
        assert len(load_stories(book)) == len(family())
    return told.getvalue()


def test_a_record_that_is_read_only_is_shown_as_it_is() -> None:
    folder = Path(tempfile.mkdtemp())
    path = folder / "x.db"
    with record.open(path) as book:
        for reading in family().values():
            book.add(reading)
    path.chmod(0o444)
    folder.chmod(0o555)
    try:
        told = as_nobody(told_of, path)
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)
    assert "5 articles of" in told
    assert "read-only" in told


def test_joining_is_silent_where_nobody_watches(unread: Path) -> None:
    result = run("export", "stories", "--record", unread)
    assert (result.returncode, result.stderr) == (0, "")
    assert all(json.loads(line)["id"] for line in result.stdout.splitlines())
