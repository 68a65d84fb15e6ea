"""What goes where: data on standard output, remarks on standard error, colour only where it is wanted."""

from __future__ import annotations

import csv
import json
import os
import pty
import re
import shutil
import sqlite3
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

from tests.cli.commands import Call, environment, run

if TYPE_CHECKING:
    from pathlib import Path

COLOUR = re.compile(r"\x1b\[(?:\d+;)*3\d")


def test_brief_is_on_standard_output_alone(filled: Path) -> None:
    result = run("brief", "usa", "China", "--record", filled)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith("United States – China\n")


@pytest.mark.parametrize("form", ["md", "html", "json"])
def test_other_forms(filled: Path, call: Call, form: str) -> None:
    result = call("brief", "American", "prc", "--record", filled, "--format", form)
    assert result.returncode == 0
    assert result.stdout.startswith({"md": "# United", "html": "<!DOCTYPE", "json": "{"}[form])
    assert result.stdout.endswith("\n")


def test_empty_brief_points_to_pairs_that_have_something(filled: Path, call: Call) -> None:
    result = call("brief", "france", "chad", "--record", filled)
    assert result.returncode == 0
    assert "nothing between France and Chad" in result.stdout
    assert "USA CHN" in result.stderr


def test_every_id_of_the_brief_can_be_asked_for(filled: Path, call: Call) -> None:
    shown = call("brief", "usa", "chn", "--record", filled).stdout
    ids = set(re.findall(r"\b[0-9a-f]{8}\b", shown))
    assert len(ids) > 10
    for known_as in sorted(ids)[:4]:
        result = call("why", known_as, "--record", filled)
        assert result.returncode == 0
        assert known_as in result.stdout


def test_why_marks_the_deciding_words(filled: Path, call: Call) -> None:
    found = json.loads(call("export", "statements", "--record", filled).stdout.splitlines()[0])
    shown = call("why", found["id"][:8], "--record", filled).stdout
    assert f"[[{found['cue']}]]" in shown
    for word in ("Decided by", "rule:cue verb", "When", "Published", found["path"]):
        assert word in shown


def test_why_names_contexts_and_sectors(filled: Path, call: Call) -> None:
    events = [json.loads(line) for line in call("export", "events", "--record", filled).stdout.splitlines()]
    found = next(event for event in events if event["actor_sector"] and event["recipient_sector"] and event["context"])
    shown = call("why", found["id"], "--record", filled).stdout
    assert f"{found['actor_sector'][0]} → {found['recipient_sector'][0]}" in shown
    assert re.search(rf"Context +{found['context'][0]}", shown)


def test_search_shows_sentence_date_and_claims(filled: Path, call: Call) -> None:
    result = call("search", "Taiwan", "risk", "--record", filled)
    assert result.returncode == 0
    assert "[[Taiwan]] is the gravest [[risk]]" in result.stdout
    assert "18 June 2023" in result.stdout
    assert "Qin Gang (warn)" in result.stdout


def test_search_without_a_hit_says_so_aside(filled: Path, call: Call) -> None:
    result = call("search", "zeppelin", "--record", filled)
    assert (result.returncode, result.stdout) == (0, "")
    assert "no sentence" in result.stderr


@pytest.mark.parametrize(
    "what", ["events", "statements", "positions", "commitments", "stories", "articles", "mentions", "times"]
)
def test_exports(filled: Path, call: Call, what: str) -> None:
    lines = call("export", what, "--record", filled).stdout.splitlines()
    rows = list(csv.reader(call("export", what, "--record", filled, "--format", "csv").stdout.splitlines()))
    assert lines
    assert all(json.loads(line)["id"] for line in lines)
    assert "id" in rows[0]


@pytest.mark.parametrize("what", ["positions", "commitments"])
def test_why_of_what_is_assembled(filled: Path, call: Call, what: str) -> None:
    for line in call("export", what, "--record", filled).stdout.splitlines():
        row = json.loads(line)
        shown = call("why", row["id"], "--record", filled).stdout
        assert row["evidence"][0]["quote"].split()[0] in shown
        assert ("Stance" if what == "positions" else "Status") in shown


def test_a_record_of_before_positions_asks_to_be_read_again(filled: Path, tmp_path: Path) -> None:
    old = tmp_path / "old.db"
    shutil.copy(filled, old)
    db = sqlite3.connect(old)
    db.executescript("DELETE FROM stand; DELETE FROM pledge;")
    db.close()
    for arguments in (("export", "positions"), ("brief", "usa", "chn")):
        result = run(*arguments, "--record", "old.db", folder=tmp_path)
        assert (result.returncode, "`detente read ARTICLES --record old.db` adds them" in result.stderr) == (0, True)
    assert "knew no positions" not in run("export", "positions", "--record", filled, folder=tmp_path).stderr


def test_export_to_a_file(filled: Path, tmp_path: Path) -> None:
    result = run("export", "events", "--record", filled, "-o", "events.jsonl", folder=tmp_path)
    assert (result.returncode, result.stdout) == (0, "")
    assert result.stderr == "13 rows in events.jsonl\n"
    assert len((tmp_path / "events.jsonl").read_text().splitlines()) == 13
    assert [path.name for path in tmp_path.iterdir()] == ["events.jsonl"]


def test_a_failed_export_leaves_the_old_file(filled: Path, tmp_path: Path) -> None:
    (tmp_path / "old.csv").write_text("old")
    result = run("export", "nonsense", "--record", filled, "-o", "old.csv", folder=tmp_path)
    assert result.returncode == 2
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("old.csv", "old")]


@pytest.mark.parametrize("arguments", [("brief", "usa", "chn"), ("export", "articles"), ("search", "the")])
def test_a_reader_that_stops_early_is_no_error(filled: Path, arguments: tuple[str, ...]) -> None:
    command = [sys.executable, "-m", "detente.cli", *arguments, "--record", str(filled)]
    with subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=20) == 0


@pytest.mark.parametrize("width", [40, 80, 140])
@pytest.mark.parametrize("command", [("brief", "usa", "chn"), ("why", "{id}"), ("search", "taiwan")])
def test_nothing_is_wider_than_the_terminal(filled: Path, call: Call, command: tuple[str, ...], width: int) -> None:
    known_as = json.loads(call("export", "events", "--record", filled).stdout.splitlines()[0])["id"]
    arguments = [part.format(id=known_as) for part in command]
    lines = call(*arguments, "--record", filled, COLUMNS=str(width)).stdout.splitlines()
    assert lines
    assert max(map(cell_len, lines)) <= width


def on_a_terminal(*arguments: str, **more: str) -> str:
    """What a person would see."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "detente.cli", *arguments]
    env = environment(TERM="xterm-256color", **more)
    with subprocess.Popen(command, env=env, stdin=theirs, stdout=theirs, stderr=theirs) as process:
        os.close(theirs)
        seen = b""
        while piece := _next(ours):
            seen += piece
        process.wait(timeout=20)
    os.close(ours)
    return seen.decode()


def _next(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65_536)
    except OSError:  # how Linux says that the other end is closed
        return b""


def test_colour_on_a_terminal_and_none_when_asked_not_to(filled: Path) -> None:
    arguments = ("brief", "usa", "chn", "--record", str(filled))
    assert COLOUR.search(on_a_terminal(*arguments))
    plain = on_a_terminal(*arguments, NO_COLOR="1")
    assert "held" in plain
    assert "\x1b" not in plain


def test_no_colour_in_a_pipe(filled: Path) -> None:
    assert "\x1b" not in run("brief", "usa", "chn", "--record", filled).stdout


def test_a_locale_without_unicode_does_no_harm(filled: Path) -> None:
    result = run("brief", "usa", "chn", "--record", filled, PYTHONIOENCODING="ascii", LANG="C")
    assert result.returncode == 0
    assert "United States – China" in result.stdout


@pytest.mark.parametrize("arguments", [("export", "events"), ("brief", "usa", "china"), ("search", "visit")])
def test_a_full_disk_and_a_closed_output_are_no_traceback(filled: Path, arguments: tuple[str, ...]) -> None:
    command = f"{sys.executable} -m detente.cli {' '.join(arguments)} --record {filled}"
    full = subprocess.run(f"{command} >/dev/full", shell=True, capture_output=True, text=True, check=False)
    assert (full.returncode, full.stderr) == (2, "detente: cannot write the output: no space left on device\n")
    closed = subprocess.run(f"{command} >&-", shell=True, capture_output=True, text=True, check=False)
    assert (closed.returncode, closed.stderr) == (0, "")


def test_a_pipe_is_written_to_and_not_replaced(filled: Path, call: Call, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE, text=True) as reader:
        result = call("export", "events", "--record", filled, "-o", pipe)
        assert reader.communicate()[0].count("\n") > 0
    assert result.returncode == 0
    assert pipe.is_fifo()


def test_a_link_is_followed_and_not_replaced(filled: Path, call: Call, tmp_path: Path) -> None:
    link = tmp_path / "link.jsonl"
    link.symlink_to(tmp_path / "there.jsonl")
    assert call("export", "events", "--record", filled, "-o", link).returncode == 0
    assert link.is_symlink()
    assert (tmp_path / "there.jsonl").read_text(encoding="utf-8")
