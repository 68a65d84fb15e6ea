"""Sentences through the real reader, linker and coder, each as an article of its own."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from detente.actors import load_linker
from detente.events import load_event_coder
from detente.issues import load_issue_finder
from detente.language import load_reader
from detente.model import UNKNOWN_TIME, Article
from detente.times import load_time_finder

if TYPE_CHECKING:
    from detente.model import Event

Case = dict[str, Any]


@lru_cache(maxsize=8)
def cases(name: str) -> tuple[Case, ...]:
    """The rows of a case table."""
    path = Path(__file__).parents[1] / "cases" / name
    return tuple(yaml.safe_load(path.read_text(encoding="utf-8")))


@lru_cache(maxsize=8)
def coded(name: str) -> dict[str, tuple[Event, ...]]:
    """Events of every sentence of a case table."""
    reader, linker, coder = load_reader(), load_linker(), load_event_coder(learned=False)
    times, issues = load_time_finder(), load_issue_finder()
    articles = [Article(case["text"]) for case in cases(name)]
    return {
        article.text: coder.code(
            tree, linker.link(tree, UNKNOWN_TIME), times.find(tree, UNKNOWN_TIME), issues.find(tree), article
        )
        for article, tree in zip(articles, reader.trees(articles), strict=True)
    }


def params(name: str) -> list[object]:
    """One parameter a case; those marked `known` must fail until they are mended."""
    known = pytest.mark.xfail(strict=True, reason="known miss")
    return [
        pytest.param(case, id=f"{n}-{case['text'][:40]}", marks=[known] if case.get("known") else [])
        for n, case in enumerate(cases(name))
    ]
