"""`detente read`: what is kept, skipped, named and told, and what an interruption leaves."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from detente import record
from tests.cli.commands import environment, run, scripted


def paths(book: Path) -> list[str]:
    with record.open_to_read(book) as opened:
        return [Path(stored.path or "").name for stored in opened.articles()]


def test_all_read_is_status_0_and_the_record_is_where_one_stands(articles: Path, tmp_path: Path) -> None:
    result = scripted("read", articles / "1.txt", articles / "2.txt", folder=tmp_path)
    assert result.returncode == 0, result.stderr
    assert result.stderr == ""
    assert "Read 2 articles" in result.stdout
    assert "detente.db holds 2 articles, 2 events, 2 statements." in result.stdout
    assert "Next: detente brief USA CHN\n" in result.stdout
    assert paths(tmp_path / "detente.db") == ["1.txt", "2.txt"]


def test_rejected_inputs_are_named_and_the_rest_is_kept(articles: Path, tmp_path: Path) -> None:
    result = scripted("read", articles, tmp_path / "missing.txt", folder=tmp_path)
    assert result.returncode == 1
    named = result.stderr.splitlines()
    assert [line.startswith("rejected ") for line in named] == [True] * 3
    for name in ("3.png: ", "4.txt: ", "missing.txt: no such file or folder"):
        assert any(name in line for line in named), name
    assert "rejected" in result.stdout
    assert paths(tmp_path / "detente.db") == ["1.txt", "2.txt"]
    with record.open_to_read(tmp_path / "detente.db") as book:
        assert len(list(book.rejected())) == 3


def test_read_again_skips_what_is_held(articles: Path, tmp_path: Path) -> None:
    scripted("read", articles / "1.txt", folder=tmp_path)
    result = scripted("read", articles / "1.txt", articles / "2.txt", folder=tmp_path)
    assert "Read 1 article " in result.stdout
    assert "same" in result.stdout
    assert "held already" in result.stdout


def test_a_newer_reader_replaces(articles: Path, tmp_path: Path) -> None:
    scripted("read", articles / "1.txt", folder=tmp_path)
    result = scripted("read", articles / "1.txt", folder=tmp_path, SCRIPTED_READER="2")
    assert "replaced" in result.stdout
    assert paths(tmp_path / "detente.db") == ["1.txt"]


def test_again_replaces_what_is_held(articles: Path, tmp_path: Path) -> None:
    scripted("read", articles / "1.txt", folder=tmp_path)
    result = scripted("read", articles / "1.txt", articles / "2.txt", "--again", folder=tmp_path)
    assert re.search(r"new +1\n", result.stdout)
    assert re.search(r"replaced +1 ", result.stdout)
    assert "holds 2 articles, 2 events, 2 statements" in result.stdout


def test_standard_input(tmp_path: Path) -> None:
    result = scripted(
        "read", "-", "--record", "in.db", folder=tmp_path, text="A headline\n\nBody of it, in English, long enough."
    )
    assert result.returncode == 0, result.stderr
    assert "Next: detente brief USA CHN --record in.db" in result.stdout
    assert len(paths(tmp_path / "in.db")) == 1


def test_the_environment_names_the_record(articles: Path, tmp_path: Path) -> None:
    book = tmp_path / "named.db"
    result = scripted("read", articles / "1.txt", folder=tmp_path, DETENTE_RECORD=str(book))
    assert book.exists()
    assert "--record" not in result.stdout
    assert not (tmp_path / "detente.db").exists()


def test_given_date_is_kept_with_its_basis(articles: Path, tmp_path: Path) -> None:
    scripted("read", articles / "1.txt", "--published", "2024-05-04", folder=tmp_path)
    with record.open_to_read(tmp_path / "detente.db") as book:
        (stored,) = book.articles()
    assert (stored.article.published.basis, str(stored.article.published.start)) == ("given", "2024-05-04 00:00:00")


def test_an_article_in_another_language_is_kept_and_counted(tmp_path: Path) -> None:
    text = "Une rencontre à Paris\n\nLe ministre des Affaires étrangères a rencontré son homologue allemand hier."
    result = scripted("read", "-", folder=tmp_path, text=text)
    assert result.returncode == 0
    assert "kept; its language is fr" in result.stdout


def interrupted(folder: Path, articles: Path, how: signal.Signals) -> subprocess.CompletedProcess[str]:
    """Read two articles and one that takes long, and be stopped in the last."""
    slow = articles / "9.txt"
    slow.write_text("A slow article\n\nThis one is slow to read, and written in English all the same.")
    script = str(Path(__file__).with_name("scripted_reader.py"))
    command = [sys.executable, script, "read", str(articles / "1.txt"), str(articles / "2.txt"), str(slow)]
    with subprocess.Popen(
        command, cwd=folder, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    ) as process:
        assert process.stderr
        assert process.stderr.readline() == "reading slowly\n"
        os.kill(process.pid, how)
        out, err = process.communicate(timeout=20)
    return subprocess.CompletedProcess(command, process.returncode, out, err)


def test_ctrl_c_keeps_what_is_finished_and_says_so(articles: Path, tmp_path: Path) -> None:
    result = interrupted(tmp_path, articles, signal.SIGINT)
    assert result.returncode == 130
    assert "Traceback" not in result.stderr
    assert "Interrupted; every finished article is kept" in result.stdout
    assert "detente.db holds 2 articles" in result.stdout
    assert paths(tmp_path / "detente.db") == ["1.txt", "2.txt"]


def test_kill_loses_only_what_was_in_flight(articles: Path, tmp_path: Path) -> None:
    started = time.monotonic()
    result = interrupted(tmp_path, articles, signal.SIGKILL)
    assert result.returncode == -signal.SIGKILL
    assert time.monotonic() - started < 15
    assert paths(tmp_path / "detente.db") == ["1.txt", "2.txt"]
    again = scripted("read", articles / "1.txt", folder=tmp_path)
    assert again.returncode == 0
    assert "held already" in again.stdout


@pytest.mark.reader
def test_the_neural_reader_reads(articles: Path, tmp_path: Path) -> None:
    result = run("read", articles / "1.txt", "--jobs", "2", folder=tmp_path)
    assert result.returncode == 0, result.stderr
    assert paths(tmp_path / "detente.db") == ["1.txt"]
