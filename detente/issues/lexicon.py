"""The issue list and its words, read from `data/issues/`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from detente.errors import DataError
from detente.lexicon import Row, load_lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["Issue", "IssueSettings", "Weights", "load_issues", "load_settings"]


class Issue(Row, frozen=True):
    """One issue: its title and the phrases that raise it, by the strength of their evidence; `nots` are look-alikes."""

    title: str
    strong: tuple[str, ...] = ()
    plain: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    nots: tuple[str, ...] = msgspec.field(default=(), name="not")


class Weights(Row, frozen=True):
    """What one hit weighs."""

    strong: float
    plain: float
    weak: float


class IssueSettings(Row, frozen=True):
    """Weights, the least sum with which an issue is there, and factors on single issues."""

    weights: Weights
    least: float
    discount: dict[str, float]


def load_settings() -> IssueSettings:
    """The shipped weights."""
    return load_lexicon("issues/settings.yml", IssueSettings)


def load_issues(extra: Path | None = None) -> dict[str, Issue]:
    """The shipped issues, and a user's own beside them.

    Args:
        extra: A file in the form of `issues.yml`. An issue of the same id replaces the shipped one.

    Raises:
        DataError: A file is not well formed, or a phrase stands under one issue twice.
    """
    issues = load_lexicon("issues/issues.yml", dict[str, Issue])
    if extra is not None:
        issues |= load_lexicon("issues/issues.yml", dict[str, Issue], source=extra)
    for name, issue in issues.items():
        phrases = list(_phrases(issue))
        twice = {phrase for phrase in phrases if phrases.count(phrase) > 1}
        if twice:
            raise DataError(f"issues/issues.yml: {name}: {min(twice)!r} stands twice; one strength may have it")
    return issues


def _phrases(issue: Issue) -> Iterator[str]:
    yield from (*issue.strong, *issue.plain, *issue.weak, *issue.nots)
