"""Help that teaches, usage errors that say what would be right, and nothing undocumented."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from detente import __version__
from detente.cli.app import HELP
from detente.cli.group import COMMANDS, Commands
from detente.cli.names import load_names
from tests.cli.commands import Call, environment, run

HEAVY = {"spacy", "numpy", "onnxruntime", "tokenizers", "trafilatura", "feedparser", "jinja2", "rich.table", "sqlite3"}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_documented(name: str) -> None:
    assert f"detente {name} " in HELP
    command = Commands(name="detente", commands={}).get_command(None, name)
    assert command.help
    assert f"\b\n    detente {name} " in (import_module(f"detente.cli.{name}").__dict__[name].__doc__ or "")
    for parameter in command.params:
        assert getattr(parameter, "help", None), f"{name} {parameter.name}"


@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_each_command(name: str, call: Call) -> None:
    result = call(name, "--help")
    assert (result.returncode, result.stderr) == (0, "")
    assert f"detente {name} " in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 100


def test_only_commands_that_work_are_listed(call: Call) -> None:
    shown = call("--help").stdout
    for name, words in COMMANDS.items():
        assert f"{name} " in shown
        assert words in shown
    for later in ("serve", "chart"):
        assert f"\n  {later} " not in shown


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys\nfrom detente.cli.app import main\nsys.argv = ['detente', '--help']\nmain()\n"
        "print(sorted(sys.modules), file=sys.stderr)"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], env=environment(), capture_output=True, check=True, encoding="utf-8", timeout=20
    )
    loaded = set(result.stderr.replace("'", "").strip("[]\n").split(", "))
    assert "detente.cli.group" in loaded
    assert not loaded & HEAVY


def test_version() -> None:
    result = run("--version")
    assert (result.returncode, result.stdout) == (0, f"detente {__version__}\n")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "Commands:"),
        (("nonsense",), "there is no command 'nonsense'; there are: read, brief"),
        (("read",), "PATH|URL|-"),
        (("brief", "USA"), "ACTOR"),
        (("brief", "USA", "Chin"), "did you mean China (CHN)"),
        (("brief", "USA", "xyzzy"), "give a name (China), a code (CHN) or a body (NATO)"),
        (("brief", "USA", "the United States"), "name two actors"),
        (("brief", "USA", "CHN", "--since", "2023-02-30"), "write it like 2023-06-19, 2023-06 or 2023"),
        (("brief", "USA", "CHN", "--since", "2024", "--until", "2023"), "lies after"),
        (("brief", "USA", "CHN", "--since", ""), "--since : no such date"),
        (("brief", "USA", "CHN", "--record", "."), "is a folder"),
        (("brief", "USA", "CHN", "--format", "pdf"), "there are: text, md, html, json"),
        (("brief", "USA", "CHN", "--formt", "md"), "--format"),
        (("brief", "USA", "CHN", "--record", "nowhere.db"), "detente read"),
        (("why", "zz"), "no event, statement, position or commitment has an id"),
        (("search", "..."), "give a word"),
        (("search", "x", "--limit", "0"), "--limit"),
        (("export", "story"), "there are: events"),
        (("compare",), "EVENT|STATEMENT|STORY"),
        (("compare", "zz"), "no event, statement or story has an id"),
        (("export", "events", "--format", "parquet"), "there are: jsonl, csv"),
        (("export", "events", "-o", "/nowhere/at/all.csv"), "cannot write"),
        (("export", "events", "-o", ""), "is a folder"),
        (("export", "events", "-o", "/"), "is a folder"),
        (("read", "x.txt", "--published", ""), "no such date"),
        (("read", "x.txt", "--published", "June"), "--published June: no such date"),
        (("read", "x.txt", "--published", "2023"), "give the day too"),
        (("read", "x.txt", "--jobs", "0"), "--jobs"),
    ],
)
def test_wrong_usage_is_status_2_and_says_what_would_be_right(
    arguments: tuple[str, ...], words: str, filled: Path, call: Call
) -> None:
    result = call(*arguments, DETENTE_RECORD=str(filled))
    assert result.returncode == 2, result.stdout
    assert words in result.stderr
    assert "Traceback" not in result.stderr
    assert not Path("nowhere.db").exists()


def test_wrong_usage_of_the_real_program(tmp_path: Path) -> None:
    result = run("brief", "USA", "CHN", folder=tmp_path)
    assert (result.returncode, result.stdout) == (2, "")
    assert (
        result.stderr
        == "detente: there is no record at detente.db; make one with `detente read ARTICLES --record detente.db`\n"
    )
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("CN", "CHN"),
        ("ru", "RUS"),
        ("GB", "GBR"),
        ("AU", "AU"),
        ("the West", "WEST"),
        ("p5+1", "P5PLUS1"),
        ("USA", "USA"), ("us", "USA"), ("united states", "USA"), ("The United States", "USA"), ("American", "USA"),
        ("china", "CHN"), ("chn", "CHN"), ("Chinese", "CHN"), ("Beijing", "CHN"), ("Kremlin", "RUS"),
        ("nato", "NATO"), ("European Union", "EU"), ("U.K.", "GBR"), ("south korea", "KOR"), ("DPRK", "PRK"),
    ],
)  # fmt: skip
def test_names_of_actors(given: str, code: str) -> None:
    assert load_names().code(given) == code
