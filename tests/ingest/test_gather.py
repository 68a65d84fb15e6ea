"""Sources of every kind become articles, or are rejected with a reason; nothing crashes and nothing is lost."""

from __future__ import annotations

import io
import itertools
import json
import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from detente.ingest import IngestOptions, gather
from detente.model import Article, Rejected

Read = Callable[..., list[Article | Rejected]]


def only_article(found: list[Article | Rejected]) -> Article:
    assert len(found) == 1
    assert isinstance(found[0], Article), found[0]
    return found[0]


def only_reason(found: list[Article | Rejected]) -> str:
    assert len(found) == 1
    assert isinstance(found[0], Rejected), found[0]
    return found[0].reason


def test_text_file_keeps_its_text(read_file: Read, body: str) -> None:
    article = only_article(read_file(f"Envoys Return\r\n\r\n{body}\r\n"))
    assert article.text == f"Envoys Return\r\n\r\n{body}\r\n"
    assert article.path is not None
    assert article.path.endswith("a.txt")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_encodings(encoding: str, read_file: Read) -> None:
    text = "The café talks between Ana Müller and the envoys “went well”, her office said on Sunday in Genève.\n"
    assert only_article(read_file(text.encode(encoding))).text == text


def test_cyrillic_in_its_old_encoding(read_file: Read) -> None:
    text = "Министр иностранных дел в воскресенье встретился в Маскате со своим коллегой из соседней страны. " * 4
    article = only_article(read_file(text.encode("cp1251")))
    assert article.text == text
    assert article.language == "ru"


def test_a_bad_byte_in_good_utf8_is_marked_in_place(read_file: Read, body: str) -> None:
    raw = f"“{body}” “{body}” “{body}”".encode()
    article = only_article(read_file(raw[:20] + b"\xff" + raw[20:]))
    assert article.text.count("\ufffd") == 1


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty file"),
        (b" \r\n\t ", "only white space"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "not text: PNG image"),
        (b"\xff\xd8\xff\xe0" + bytes(50), "not text: JPEG image"),
        (b"%PDF-1.7\n%\xe2\xe3", "not text: PDF document"),
        (b"PK\x03\x04" + bytes(50), "not text: ZIP archive"),
        (b"\x1f\x8b\x08" + bytes(50), "not text: gzip archive"),
        (b"\x7fELF" + bytes(50), "not text: ELF program"),
        (b"SQLite format 3\x00" + bytes(50), "not text: SQLite database"),
        (b"MZ" + bytes(50), "not text: Windows program"),
        (b"some text\x00\x00and more", "not text: NUL bytes"),
        (bytes(range(1, 9)) * 40, "not text: control characters"),
        (b'{"text": ', "broken JSON: Expecting value (line 1, column 10)"),
        (b'{"a": 1}', "JSON without articles"),
        (b'[{"a":' * 100_000, "broken JSON: nested too deeply"),
        (b"<rss version='2.0'><channel></channel></rss>", "feed without entries"),
        (b"<html><head><title></title></head><body></body></html>", "page without article text"),
    ],
)
def test_rejected_with_a_reason(content: bytes, reason: str, read_file: Read) -> None:
    assert only_reason(read_file(content)) == reason


def test_text_that_begins_like_something_else(read_file: Read, body: str) -> None:
    for begin in (
        "MZ is what they call it. ",
        "[Muscat] ",
        "{sic} ",
        "BM, a company, left. ",
        "<3 is no page. ",
        "PAR1S ",
    ):
        assert only_article(read_file(begin + body)).text == begin + body


def test_form_is_sniffed_not_named(read_file: Read, body: str) -> None:
    page = f"<!DOCTYPE html><html><body><article><p>{body}</p><p>{body}</p></article></body></html>"
    assert "<p>" not in only_article(read_file(page, "a.txt")).text
    assert only_article(read_file(json.dumps({"text": body}), "b.txt")).text == body
    assert only_article(read_file(body, "c.json")).text == body
    assert only_reason(read_file(b"\x89PNG\r\n" + bytes(9), "d.html")) == "not text: PNG image"


def test_too_large(read_file: Read) -> None:
    assert only_reason(read_file("word " * 3000, options=IngestOptions(max_bytes=10_000))) == "too large: over 0.01 MB"


def test_missing_path_and_empty_glob(tmp_path: Path) -> None:
    missing, pattern = str(tmp_path / "none.txt"), str(tmp_path / "*.txt")
    assert list(gather([missing, pattern, "a\0b"])) == [
        Rejected(missing, "no such file or folder"),
        Rejected(pattern, "no file matches"),
        Rejected("a\0b", "not a path"),
    ]


def test_one_bad_source_does_not_stop_the_rest(tmp_path: Path, body: str) -> None:
    (tmp_path / "a.txt").write_text(body)
    found = list(gather(["ftp://example.org/x", str(tmp_path / "none"), str(tmp_path / "a.txt")]))
    assert [type(item) for item in found] == [Rejected, Rejected, Article]
    assert found[0] == Rejected("ftp://example.org/x", "unsupported URL scheme: ftp")


def test_folder_is_walked_in_order_without_hidden_files(tmp_path: Path, body: str) -> None:
    for name in ("b/2.txt", "a/1.txt", ".git/config", "b/.DS_Store", "c.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"{name}: {body}")
    found = [Path(str(item.path)).name for item in gather([str(tmp_path)]) if isinstance(item, Article)]
    assert found == ["1.txt", "2.txt", "c.txt"]


def test_symbolic_link_loops_end(tmp_path: Path, body: str) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(body)
    (tmp_path / "in" / "up").symlink_to(tmp_path)
    (tmp_path / "self").symlink_to(tmp_path / "self")
    found = list(gather([str(tmp_path)]))
    assert [type(item) for item in found].count(Article) == 1
    assert [item.source for item in found if isinstance(item, Rejected)] == [str(tmp_path / "self")]


def test_empty_folder(tmp_path: Path) -> None:
    assert only_reason(list(gather([str(tmp_path)]))) == "folder without files"


def test_recursive_glob_and_a_name_with_brackets(tmp_path: Path, body: str) -> None:
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "a[1].txt").write_text(body)
    assert len(list(gather([str(tmp_path / "**" / "*.txt"), str(tmp_path / "x" / "a[1].txt")]))) == 2


def test_fifo_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert only_reason(list(gather([str(tmp_path / "pipe")]))) == "not a regular file"
    assert only_reason(list(gather([str(tmp_path)]))) == "not a regular file"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_permission_denied(tmp_path: Path, body: str) -> None:
    (tmp_path / "a.txt").write_text(body)
    (tmp_path / "a.txt").chmod(0)
    assert only_reason(list(gather([str(tmp_path / "a.txt")]))) == "permission denied"


def test_permission_denied_by_the_system(tmp_path: Path, body: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "a.txt").write_text(body)
    monkeypatch.setattr(Path, "open", refuse)
    assert only_reason(list(gather([str(tmp_path / "a.txt")]))) == "permission denied"


def test_json_lines(read_file: Read, body: str) -> None:
    rows = [
        json.dumps({"text": body, "title": "Envoys Return", "date": "2023-06-21", "source": "Example Times"}),
        "{broken",
        "",
        json.dumps({"body": body, "authors": [{"name": "Ana Petrova"}, "Jon Berg"], "url": "https://www.bbc.com/x"}),
        json.dumps({"headline": "no text"}),
        "[1, 2]",
        '{"text": "Ministers \\ud800 met in Muscat."}',
    ]
    found = read_file("\n".join(rows), "a.jsonl")
    first, broken, second, empty, odd, repaired = found
    assert isinstance(first, Article)
    assert (first.title, first.outlet, first.published.basis) == ("Envoys Return", "Example Times", "page metadata")
    assert (first.text, first.title_span) == (body, None)
    assert isinstance(broken, Rejected)
    assert broken.source.endswith("a.jsonl:2")
    assert broken.reason.startswith("line 2: broken JSON")
    assert isinstance(second, Article)
    assert (second.authors, second.outlet) == (("Ana Petrova", "Jon Berg"), "BBC News")
    assert second.path is not None
    assert second.path.endswith("a.jsonl:4")
    assert isinstance(empty, Rejected)
    assert empty.reason.startswith("line 5: no text")
    assert isinstance(odd, Rejected)
    assert odd.reason == "line 6: not a JSON object"
    assert isinstance(repaired, Article)
    assert "\ufffd" in repaired.text


def test_a_line_that_is_too_long_is_skipped(read_file: Read, body: str) -> None:
    good, long = json.dumps({"text": body}), json.dumps({"text": "x " * 100_000})
    for rows in ([good, long, good], [long, good], [good, long]):
        found = read_file("\n".join(rows), "a.jsonl", options=IngestOptions(max_bytes=5_000))
        assert [isinstance(item, Article) for item in found] == [row is good for row in rows]


def test_json_lines_are_read_one_at_a_time(tmp_path: Path, body: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(json.dumps({"text": f"{number} {body}"}) for number in range(6000)))
    found = gather([str(path)], IngestOptions(max_bytes=100_000))
    assert [type(item) for item in itertools.islice(found, 3)] == [Article] * 3
    assert sum(isinstance(item, Article) for item in found) == 5997


def test_json_lists_and_wrappers(read_file: Read, body: str) -> None:
    rows = [{"text": body}, {"content": body + " More."}]
    assert len(read_file(json.dumps(rows, indent=2), "a.json")) == 2
    assert len(read_file(json.dumps({"status": "ok", "articles": rows}), "a.json")) == 2
    found = read_file(json.dumps([rows[0], 7]), "a.json")
    assert [type(item) for item in found] == [Article, Rejected]


def test_json_feed(read_file: Read, body: str) -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Example Times",
        "items": [
            {
                "id": "1",
                "content_html": f"<p>{body}</p><p>More.</p>",
                "title": "Envoys Return",
                "date_published": "2023-06-21T10:00:00Z",
            }
        ],
    }
    article = only_article(read_file(json.dumps(feed), "feed.json"))
    assert article.text == f"Envoys Return\n{body}\nMore."
    assert article.outlet == "Example Times"
    assert article.title_span is not None
    assert article.published.to_dict()["start"] == "2023-06-21T10:00"


def test_given_date_reaches_every_form(read_file: Read, body: str) -> None:
    options = IngestOptions(published=date(2020, 1, 2))
    assert only_article(read_file(body, options=options)).published.basis == "given"
    assert only_article(read_file(json.dumps({"text": body}), "a.jsonl", options=options)).published.basis == "given"


def test_standard_input(monkeypatch: pytest.MonkeyPatch, body: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(f"{json.dumps({'text': body})}\n".encode() * 2)))
    found = list(gather(["-"]))
    assert [item.path for item in found if isinstance(item, Article)] == ["-:1", "-:2"]
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
    assert list(gather(["-"])) == [Rejected("-", "empty file")]


def test_the_same_text_is_yielded_under_each_path(tmp_path: Path, body: str) -> None:
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(body)
    first, second = gather([str(tmp_path)])
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert first.id == second.id
    assert first.path != second.path


def test_nothing_is_opened_before_it_is_asked_for(tmp_path: Path, body: str) -> None:
    found = gather([str(tmp_path / "a.txt")])
    (tmp_path / "a.txt").write_text(body)
    assert isinstance(next(found), Article)


def test_a_name_that_is_no_unicode(tmp_path: Path, body: str) -> None:
    folder = os.fsencode(tmp_path)
    for name, content in ((b"\xff.txt", body.encode()), (b"\xfe.txt", b"")):
        (Path(os.fsdecode(folder + b"/" + name))).write_bytes(content)
    empty, article = gather([str(tmp_path)])
    assert isinstance(article, Article)
    assert article.path == str(tmp_path / "\\xff.txt")
    assert empty == Rejected(str(tmp_path / "\\xfe.txt"), "empty file")
