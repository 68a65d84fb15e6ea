"""Exporting: the contract's columns, what becomes of lists and gaps, and what may not be run or cut."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from detente import record
from detente.errors import UsageError
from detente.exports import export
from detente.exports.tables import explanation
from detente.model import Span, Speaker, Why
from tests.record.samples import event, reading, statement
from tests.stories import family

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from detente.record import Record

CONTRACT = {
    "articles": "id path url title outlet authors published language sha256 dropped",
    "events": "id article_id path actor recipient symmetric type mode context cameo status when issues people "
    "intensity confidence reported_by evidence origin why actor_sector recipient_sector",
    "statements": "id article_id path speaker addressee cue content start end kind act issues stance attribution about "
    "origin why when condition confidence utterance",
    "positions": "holder issue stance strength red_line addressee object wording first_said last_said evidence id own "
    "condition changed",
    "commitments": "promisor promisee content condition due status evidence id kind issues",
    "stories": "id title start end sources articles events stages article_ids outlets copies",
    "disputes": "event_id slot kind values silent within",
    "times": "id article_id path text start end value type",
    "mentions": "id article_id path text start end actor state role office_written office_held flag",
}
ASSEMBLED = ("positions", "commitments")  # three articles that show the same
JOINED = ("stories", "disputes")


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Record]:
    with record.open(tmp_path / "x.db") as opened:
        for number in (2, 0, 1):
            opened.add(reading(number))
        yield opened


def lines(book: Record, what: str) -> list[dict[str, Any]]:
    out = io.StringIO()
    count = export(book, what, "jsonl", out)
    found = [json.loads(line) for line in out.getvalue().splitlines()]
    assert len(found) == count
    return found


def table(book: Record, what: str) -> list[dict[str, str]]:
    out = io.StringIO(newline="")
    export(book, what, "csv", out)
    return list(csv.DictReader(io.StringIO(out.getvalue(), newline="")))


@pytest.mark.parametrize("what", sorted(CONTRACT.keys() - set(JOINED)))
def test_columns_are_those_of_the_contract_in_both_formats(book: Record, what: str) -> None:
    rows = lines(book, what)
    flat = table(book, what)
    assert len(rows) == len(flat) >= (1 if what in ASSEMBLED else 3)
    for row, cells in zip(rows, flat, strict=True):
        assert list(row) == CONTRACT[what].split()
        spread = [
            f"{name}.{part}" if isinstance(value, dict) else name
            for name, value in row.items()
            for part in (value if isinstance(value, dict) else [""])
        ]
        assert list(cells) == spread
        assert cells["id"] == row["id"]
    paths = [row["path"] for row in rows if "path" in row]
    assert paths == sorted(paths)


def test_values(book: Record) -> None:
    found = lines(book, "events")[0]
    text = reading(0).article.text
    assert found["actor"] == ["USA"]
    assert found["when"] == {
        "start": "2023-06-19",
        "end": "2023-06-20",
        "precision": "day",
        "basis": "said",
        "expression": "that day",
    }
    for quoted in found["evidence"]:
        assert text[quoted["start"] : quoted["end"]] == quoted["quote"]
    assert found["why"] == 'rule:meet on "met": both sides are states'
    said = lines(book, "statements")[0]
    assert said["speaker"] == {"name": "Wang Yi", "id": "wang-yi", "state": "CHN", "office": "director"}
    assert text[said["start"] : said["end"]] == said["content"]
    assert said["why"] == said["origin"] == "rule:quote"
    assert lines(book, "times")[0]["value"].keys() == {"start", "end", "precision", "basis", "timex"}
    assert lines(book, "times")[0]["type"] == "DATE"
    assert lines(book, "mentions")[0]["office_written"] is None
    article = lines(book, "articles")[0]
    assert article["dropped"][0]["text"] == "Share this article."
    assert article["sha256"].startswith(article["id"])
    assert article["published"]["start"] is article["url"] is None
    cells = table(book, "events")[0]
    assert (cells["actor"], cells["symmetric"], cells["intensity"]) == ('["USA"]', "false", "3.5")
    assert table(book, "articles")[0]["url"] == ""


@pytest.mark.parametrize("what", JOINED)
def test_what_is_joined_has_the_columns_of_the_contract(joined_book: Record, what: str) -> None:
    rows, flat = lines(joined_book, what), table(joined_book, what)
    assert len(rows) == len(flat) > 1
    for row, cells in zip(rows, flat, strict=True):
        assert list(row) == list(cells) == CONTRACT[what].split()


def test_stories_say_what_belongs_together(joined_book: Record) -> None:
    talks = next(row for row in lines(joined_book, "stories") if len(row["articles"]) > 1)
    articles = {name: reading.article.id for name, reading in family.family().items()}
    assert talks["articles"] == ["desk/a-wire.txt", "desk/c-ledger.txt", "desk/b-copy.txt"]
    assert talks["id"] == talks["article_ids"][0] == articles["wire"]
    assert talks["sources"] == 2
    assert talks["copies"] == [{"article_id": articles["copy"], "of": articles["wire"]}]
    assert talks["outlets"] == ["Harbour Wire", "Nightly Ledger", "Fjord Post"]
    assert [list(stage) for stage in talks["stages"]] == [["event", "status", "start", "end"]] * 2
    assert {row["id"] for row in lines(joined_book, "events")} >= set(talks["events"])


def test_disputes_quote_their_articles(joined_book: Record) -> None:
    texts = {stored.path: stored.article.text for stored in joined_book.articles()}
    rows = lines(joined_book, "disputes")
    assert {row["event_id"] for row in rows} <= {
        event for row in lines(joined_book, "stories") for event in row["events"]
    }
    for row in rows:
        assert row["kind"] in ("agrees", "differs", "finer")
        for value in row["values"]:
            assert list(value)[:6] == ["value", "path", "start", "end", "quote", "independent"]
            assert texts[value["path"]][value["start"] : value["end"]] == value["quote"]
    (place,) = (row for row in rows if row["slot"] == "place")
    assert place["kind"] == "differs"
    assert [(one["quote"], one["independent"]) for one in place["values"]] == [
        ("Oslo", True), ("Helsinki", True), ("Oslo", False),
    ]  # fmt: skip


@pytest.mark.parametrize("what", JOINED)
def test_the_order_in_which_articles_came_changes_no_row(joined_book: Record, tmp_path: Path, what: str) -> None:
    with record.open_to_read(family.fill(tmp_path / "turned.db", family.ORDER[::-1])) as turned:
        assert lines(turned, what) == lines(joined_book, what)


def test_a_line_is_a_line_and_a_cell_is_no_formula(book: Record) -> None:
    odd = replace(
        statement(),
        speaker=Speaker("=HYPERLINK(1)", "@x", None, "-office"),
        content='two\u2028lines\x85 and\r\n "more", too',
        issues=("a|b", "=c"),
    )
    book.add(reading(9, statements=(odd,), events=(replace(event(), intensity=-4.0),)))
    said = lines(book, "statements")[-1]
    assert said["content"] == odd.content
    cells = table(book, "statements")[-1]
    assert cells["content"] == odd.content
    assert (cells["speaker.name"], cells["speaker.id"], cells["speaker.office"]) == (
        "'=HYPERLINK(1)",
        "'@x",
        "'-office",
    )
    assert json.loads(cells["issues"]) == ["a|b", "=c"]
    assert table(book, "events")[-1]["intensity"] == "-4.0"


@pytest.mark.parametrize(
    ("what", "format", "message"),
    [
        ("story", "jsonl", "table 'story' is unknown; there are: events, statements"),
        ("events", "parquet", "format 'parquet' is not in this version of detente yet; there are: jsonl, csv"),
        ("events", "xml", "format 'xml' is unknown; there are: jsonl, csv"),
        ("evnts", "csv", "table 'evnts' is unknown"),
    ],
)
def test_what_is_not_there_is_said(book: Record, what: str, format: str, message: str) -> None:
    out = io.StringIO()
    with pytest.raises(UsageError, match=message):
        export(book, what, format, out)
    assert out.getvalue() == ""


def test_a_broken_pipe_is_passed_on_and_harms_nothing(book: Record) -> None:
    class Narrow:
        """A pipe whose reader leaves after the first row."""

        def write(self, text: str, /) -> object:
            raise BrokenPipeError

    with pytest.raises(BrokenPipeError):
        export(book, "events", "jsonl", Narrow())
    assert len(lines(book, "events")) == 3


def test_an_explanation_names_origin_words_and_steps() -> None:
    why = Why("model:status 1", (Span(0, 4), Span(5, 9)), ("one", "two"))
    assert explanation(why, "will not\nmeet") == 'model:status 1 on "will", "not": one; two'
    assert explanation(Why("rule"), "") == "rule"


def test_the_record_needs_no_language_stack() -> None:
    code = "import sys, detente.record; print(sorted({'spacy', 'onnxruntime', 'numpy', 'yaml'} & sys.modules.keys()))"
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env={"PYTHONPATH": ":".join(sys.path)}, check=True
    )
    assert run.stdout == "[]\n"
