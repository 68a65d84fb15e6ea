"""Every rule hits what it should and spares what only looks like it."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import Any

import pytest
import yaml

from detente.ingest import article_from_text
from detente.ingest.rules import RuleBook, load_rules

CASES: dict[str, Any] = yaml.safe_load((Path(__file__).parents[1] / "cases" / "furniture.yml").read_text("utf-8"))
TITLE = "Envoys Return to Muscat for a Third Round"


def place(line: str, position: str, body: str) -> str:
    """An article with `line` at its head, in its middle or at its end."""
    parts = {
        "start": [TITLE, line, body, body],
        "any": [TITLE, body, body, line, body, body],
        "end": [TITLE, body, body, line],
    }
    return "\n\n".join(parts[position])


def position_of(case: dict[str, Any]) -> str:
    positions = load_rules().rules[case["rule"]].position
    return str(case.get("position") or ("any" if "any" in positions else positions[0]))


HITS = [(case, line) for case in CASES["lines"] for line in case["hits"]]
MISSES = [(case, line) for case in CASES["lines"] for line in case["misses"]]


@pytest.mark.parametrize(("case", "line"), HITS, ids=[f"{c['rule']}: {line[:40]}" for c, line in HITS])
def test_hit(case: dict[str, Any], line: str, body: str) -> None:
    article = article_from_text(place(line, position_of(case), body))
    marked = [article.text[d.span.start : d.span.end] for d in article.dropped]
    if case.get("mode") == "tail":
        assert len(marked) == 1
        assert line.endswith(marked[0].strip())
        assert marked[0] != line
    else:
        assert marked == [line]


@pytest.mark.parametrize(("case", "line"), MISSES, ids=[f"{c['rule']}: {line[:40]}" for c, line in MISSES])
@pytest.mark.parametrize("position", ["start", "any", "end"])
def test_near_miss(case: dict[str, Any], line: str, position: str, body: str) -> None:
    article = article_from_text(place(line, position, body))
    assert [article.text[d.span.start : d.span.end] for d in article.dropped] == [], case["rule"]


@pytest.mark.parametrize("case", CASES["texts"], ids=lambda case: case["id"])
def test_page(case: dict[str, Any], body: str) -> None:
    article = article_from_text(case["text"].replace("{body}", body))
    assert [article.text[d.span.start : d.span.end] for d in article.dropped] == case["dropped"]
    assert all(d.reason for d in article.dropped)


def test_every_rule_has_a_hit_and_a_near_miss() -> None:
    assert {case["rule"] for case in CASES["lines"]} == set(load_rules().rules)
    assert all(case["hits"] and case["misses"] for case in CASES["lines"])


def expressions(book: RuleBook) -> list[str]:
    return sorted({pattern.pattern for _, pattern in (*book.patterns, *book.tokens)})


@pytest.mark.parametrize("pattern", expressions(load_rules()))
def test_no_quantified_group_holds_a_quantifier(pattern: str) -> None:
    groups = re.findall(r"\((?:\?:|\?P<\w+>)?([^()]*)\)(?=[*+]|\{\d+,)", pattern)
    assert not [group for group in groups if re.search(r"(?<!\\)[*+]|\{\d*,", group)]


@pytest.mark.parametrize(
    "line",
    [
        "a" * 200_000,
        "read " * 40_000,
        "By " + "A. " * 60_000,
        "1" * 200_000,
        " / AP" * 40_000,
        "© 2020 " * 20_000,
        "(" * 100_000,
        "#a " * 60_000,
        "-" * 200_000,
        "Jan 1, 20 " * 20_000,
        "12:" * 60_000,
        "\t " * 100_000 + "x",
    ],
    ids=lambda line: line[:8],
)
def test_long_lines_take_linear_time(line: str, body: str) -> None:
    begin = time.perf_counter()
    article_from_text(f"{TITLE}\n{line}\n{body}\n{line}")
    assert time.perf_counter() - begin < 1.5
