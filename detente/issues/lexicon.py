"""The issue list and its words, read from `data/issues/`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from detente.errors import DataError
from detente.extension import NO_EXTENSION
from detente.lexicon import Row, load_lexicon

if TYPE_CHECKING:
    from detente.extension import Extension

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


ISSUES = "issues/issues.yml"
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def load_issues(extension: Extension = NO_EXTENSION) -> dict[str, Issue]:
    """The shipped issues, and a user's own beside them.

    Raises:
        DataError: An entry is not well formed, or a phrase stands under one issue twice.
    """
    issues = load_lexicon(ISSUES, dict[str, Issue])
    for name, issue in issues.items():
        phrase = _twice(issue)
        if phrase is not None:
            raise DataError(f"{ISSUES}: {name}: {phrase!r} stands twice; one strength may have it")
    places = dict.fromkeys(issues, ISSUES) if extension else {}
    for entry in extension.entries(Issue, "issues"):
        if not _ID.fullmatch(entry.id):
            raise entry.error("", "an id has small letters, digits and hyphens, such as arctic-shipping")
        issue = entry.row(issues.get(entry.id), places.get(entry.id, ""))
        phrase = _twice(issue)
        if phrase is not None:
            key = next(key for key in _STRENGTHS if phrase in entry.raw.get(key, ()))
            raise entry.error(key, f"{phrase!r} stands twice; one strength may have it")
        if not (issue.strong or issue.plain or issue.weak):
            raise entry.error("", "an issue needs words: strong, plain or weak")
        issues[entry.id], places[entry.id] = issue, entry.place
    return issues


_STRENGTHS = ("strong", "plain", "weak", "not")


def _twice(issue: Issue) -> str | None:
    """A phrase that stands in the issue twice, if one does."""
    phrases = (*issue.strong, *issue.plain, *issue.weak, *issue.nots)
    return min((phrase for phrase in set(phrases) if phrases.count(phrase) > 1), default=None)
