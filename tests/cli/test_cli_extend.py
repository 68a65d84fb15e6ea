"""`--extend` with the shipped reader, and docs/extending.md, whose files, commands and output are the program's."""

from __future__ import annotations

import json
import re
import shlex
import sqlite3
from typing import TYPE_CHECKING

import pytest

import detente
from detente.reading import reader_version
from tests.cli.commands import ROOT, Call, run

if TYPE_CHECKING:
    from pathlib import Path

PAGE = (ROOT / "docs" / "extending.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"```(\w+)\n(.*?)```", re.DOTALL)
WRONG = "predicates:\n  - id: cooperate.ice-escort\n    type: COOPERATES\n    verbs: [pilot]\n"

pytestmark = pytest.mark.reader


def blocks(kind: str) -> list[str]:
    return [text for found, text in BLOCK.findall(PAGE) if found == kind]


def calls(block: str) -> list[tuple[str, list[str]]]:
    """Each command of a console block with the lines it prints."""
    found: list[tuple[str, list[str]]] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            found.append((line[2:], []))
        else:
            found[-1][1].append(line)
    return found


def pattern(lines: list[str]) -> re.Pattern[str]:
    """The lines as an expression; "..." stands for anything, on a line of its own for any lines."""
    some = re.escape("...")
    parts = [r"(?:.*\n)*?" if line == "..." else re.escape(line).replace(some, ".*") + "\n" for line in lines]
    return re.compile("".join(parts))


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("DETENTE_RECORD", "DETENTE_EXTEND"):
        monkeypatch.delenv(name, raising=False)
    own, text, polar = blocks("yaml")[0], blocks("text")[0], blocks("text")[1]
    (tmp_path / "arctic.yml").write_text(own, encoding="utf-8")
    (tmp_path / "ice.txt").write_text(text, encoding="utf-8")
    (tmp_path / "polar.actors.txt").write_text(polar, encoding="utf-8")
    (tmp_path / "wrong.yml").write_text(WRONG, encoding="utf-8")
    return tmp_path


def types(call: Call) -> list[tuple[str, str | None]]:
    rows = [json.loads(line) for line in call("export", "events").stdout.splitlines()]
    return [(row["type"], row["mode"]) for row in rows]


ESCORT = ("COOPERATE", "ice-escort")


@pytest.mark.parametrize("block", blocks("console"))
def test_the_page_shows_what_is_printed(block: str, call: Call) -> None:
    for command, lines in calls(block):
        result = call(*shlex.split(command)[1:])
        printed = result.stdout + result.stderr
        assert pattern(lines).fullmatch(printed), f"{command}\n{printed}"


def test_a_trigger_taken_over_is_no_longer_the_shipped_ones(here: Path) -> None:
    (here / "hosting.yml").write_text(blocks("yaml")[1], encoding="utf-8")
    text = "The visit of Emmanuel Macron to Berlin ended on 3 May 2024."
    shipped = detente.read(text).events
    assert [(event.type, event.why.origin) for event in shipped] == [("CONSULT", "rule:consult.visit")]
    taken = detente.read(text, extend=here / "hosting.yml").events
    assert "rule:consult.visit" not in {event.why.origin for event in taken}


def test_a_changed_extension_reads_again_and_none_reads_as_before(here: Path, call: Call) -> None:
    assert re.search(r"new +1\n", call("read", "ice.txt").stdout)
    assert ESCORT not in types(call)
    result = call("read", "ice.txt", "--extend", "arctic.yml")
    assert re.search(r"replaced +1 ", result.stdout)
    assert result.stdout.endswith("Next: detente brief NOR RUS --extend arctic.yml\n")
    assert ESCORT in types(call)
    assert re.search(r"same +1 ", call("read", "ice.txt", "--extend", "arctic.yml").stdout)
    own = here / "arctic.yml"
    own.write_text(own.read_text(encoding="utf-8").replace("ice-escort", "ice-pilot"), encoding="utf-8")
    result = call("read", "ice.txt", DETENTE_EXTEND="arctic.yml")
    assert re.search(r"replaced +1 ", result.stdout)
    assert result.stdout.endswith("Next: detente brief NOR RUS\n")
    assert ("COOPERATE", "ice-pilot") in types(call)


def test_why_names_the_users_predicate_and_the_extension(call: Call) -> None:
    call("read", "ice.txt", "--extend", "arctic.yml")
    with sqlite3.connect("detente.db") as db:
        (claim,) = db.execute("SELECT id FROM event WHERE mode = 'ice-escort'").fetchone()
        ((reader,),) = db.execute("SELECT reader FROM article").fetchall()
    told = call("why", claim, "--extend", "arctic.yml").stdout
    assert "rule:cooperate.ice-escort" in told
    assert reader in told
    assert reader.startswith(f"{reader_version()}+")


def test_processes_read_with_the_extension_too(here: Path) -> None:
    result = run("read", "ice.txt", "--extend", "arctic.yml", "--jobs", "2", "-q", folder=here)
    assert (result.returncode, result.stderr) == (0, "")
    assert '"mode":"ice-escort"' in run("export", "events", folder=here).stdout


def test_a_bad_extension_is_named_before_anything_is_read_or_written(here: Path, call: Call) -> None:
    result = call("read", "ice.txt", "--extend", "arctic.yml", "--extend", "wrong.yml")
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith("detente: wrong.yml, line 3: predicates: cooperate.ice-escort: type: ")
    assert not (here / "detente.db").exists()


@pytest.mark.parametrize("command", [["who", "Wang Yi"], ["brief", "NOR", "RUS"], ["why", "abcd"], ["read", "ice.txt"]])
def test_a_missing_extension_is_wrong_usage(command: list[str], call: Call) -> None:
    result = call(*command, "--extend", "none.yml")
    assert result.returncode == 2
    assert result.stderr == "detente: cannot read the extension none.yml: no such file or directory\n"


def test_python_takes_one_file_or_several(here: Path) -> None:
    for extend in ("arctic.yml", here / "arctic.yml", [here / "arctic.yml"]):
        events = detente.read(here / "ice.txt", extend=extend).events
        assert ESCORT in [(event.type, event.mode) for event in events]
    events = detente.read(here / "ice.txt").events
    assert ESCORT not in [(event.type, event.mode) for event in events]


SALVAGE = """
types:
  SALVAGE: {quad: 2, score: 7, cameo: 073, definition: Saves ships., lasting: true, ended: SANCTION, refused: true}
predicates:
  - {id: salvage.tow, type: SALVAGE, verbs: [tow obj=@ships]}
"""


@pytest.mark.parametrize(
    ("text", "coded"),
    [
        ("Norway towed a Russian ship on 3 May 2024.", ("SALVAGE", "073", "happened")),
        ("Norway will tow a Russian ship next week, it said on 3 May 2024.", ("SALVAGE", "073", "planned")),
        ("Norway refused to tow Russian ships on 3 May 2024.", ("REJECT", "120", "happened")),
        ("Norway stopped towing Russian ships on 3 May 2024.", ("SANCTION", "160", "happened")),
    ],
)
def test_a_new_type_composes_with_the_shipped_ones(here: Path, text: str, coded: tuple[str, ...]) -> None:
    (here / "salvage.yml").write_text(SALVAGE, encoding="utf-8")
    events = detente.read(text, extend=here / "salvage.yml").events
    assert [(event.type, event.cameo, event.status) for event in events] == [coded]


def test_a_new_type_asks_for_its_nouns(here: Path) -> None:
    (here / "salvage.yml").write_text(SALVAGE, encoding="utf-8")
    text = "Norway towed a broken tractor to Russia on 3 May 2024."
    events = detente.read(text, extend=here / "salvage.yml").events
    assert "rule:salvage.tow" not in {event.why.origin for event in events}
    assert "SALVAGE" not in {event.type for event in events}
