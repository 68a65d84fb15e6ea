"""Rules of page furniture as data: what a line of it looks like, where it stands, how far it reaches."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from detente.errors import DataError
from detente.ingest.lines import fold
from detente.lexicon import Row, load_lexicon
from detente.model import Span

__all__ = ["Rule", "RuleBook", "load_rules"]

Position = Literal["start", "end", "any"]
Scope = Literal["line", "match", "headlines", "rest"]


class Rule(Row, frozen=True):
    """One kind of furniture; a line is it when a phrase, a pattern or the tokens fit and its form allows.

    Attributes:
        position: Zones in which the rule may fire: the head of the text, its end, or "any".
        scope: How far it reaches: the `line`; only the characters of the `match`, at a line's end; the line and the
            `headlines` below it; or the `rest` of the text.
        phrases: Whole lines, compared after `lines.fold`.
        patterns: Regular expressions for the whole line (for scope "match": for its last characters).
        tokens: A regular expression that each word of the line fits; `min_tokens` of them at least.
        dated: Whether the line must hold a calendar date besides; dates never count against a fit.
        no_stop: Whether a line that ends a sentence is spared.
        max_chars: A longer line is spared; bounds the work too.
        over_body: Whether scope "rest" may swallow running text.
        max_share: Scope "rest" may swallow at most this share of the text; else it is the line alone.
    """

    id: str
    reason: str
    position: tuple[Position, ...] = ("any",)
    scope: Scope = "line"
    phrases: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    tokens: str | None = None
    min_tokens: int = 1
    dated: bool = False
    no_stop: bool = False
    max_chars: int = 120
    over_body: bool = False
    max_share: float = 0.35


@dataclass(frozen=True, slots=True)
class RuleBook:
    """The rules, compiled: phrases in one table, expressions by rule."""

    rules: dict[str, Rule]
    phrases: dict[str, tuple[str, ...]]
    patterns: tuple[tuple[str, re.Pattern[str]], ...]
    tokens: tuple[tuple[str, re.Pattern[str]], ...]
    longest: int

    def candidates(self, text: str, bare: str, *, dated: bool, stopped: bool) -> list[tuple[Rule, Span]]:
        """Rules that a line fits, wherever it stands, each with the part of `text` it covers.

        Args:
            text: The line.
            bare: The line without its dates and clock times.
            dated: Whether it holds a date.
            stopped: Whether it ends a sentence.
        """
        found = [(id_, Span(0, len(text))) for id_ in self._whole(" ".join((bare if dated else text).split()))]
        found += self._endings(re.sub(r"\s", " ", text))
        return [(rule, span) for id_, span in found if _allows(rule := self.rules[id_], text, span, dated, stopped)]

    def names_in(self, rule: Rule, text: str) -> str | None:
        """The part of a line that a rule wants to be names; None where it fits without any."""
        matches = [match for id_, pattern in self.patterns if id_ == rule.id and (match := pattern.fullmatch(text))]
        if not matches or any("names" not in match.groupdict() for match in matches):
            return None
        return matches[0]["names"]

    def _whole(self, text: str) -> list[str]:
        if len(text) > self.longest:
            return []
        hits = list(self.phrases.get(fold(text), ()))
        hits += [
            id_
            for id_, pattern in self.patterns
            if self.rules[id_].scope != "match" and len(text) <= self.rules[id_].max_chars and pattern.fullmatch(text)
        ]
        words = text.split()
        for id_, pattern in self.tokens:
            if len(words) >= self.rules[id_].min_tokens and all(pattern.fullmatch(word) for word in words):
                hits.append(id_)
        return hits

    def _endings(self, text: str) -> list[tuple[str, Span]]:
        hits = []
        for id_, pattern in self.patterns:
            if self.rules[id_].scope != "match":
                continue
            offset = max(0, len(text) - self.rules[id_].max_chars)
            if match := pattern.search(text[offset:]):
                hits.append((id_, Span(offset + match.start(), offset + match.end())))
        return hits


def _allows(rule: Rule, text: str, span: Span, dated: bool, stopped: bool) -> bool:
    if rule.scope == "match":
        return span.end > span.start
    return len(text) <= rule.max_chars and not (rule.no_stop and stopped) and (dated or not rule.dated)


@lru_cache(maxsize=1)
def load_rules() -> RuleBook:
    """The shipped rules.

    Raises:
        DataError: Two rules share an id, a rule can never fire, or an expression is none.
    """
    name = "ingest/furniture.yml"
    rules = load_lexicon(name, list[Rule])
    phrases: dict[str, list[str]] = {}
    for rule in rules:
        if not (rule.phrases or rule.patterns or rule.tokens is not None):
            raise DataError(f"{name}: rule {rule.id!r} has neither phrases, patterns nor tokens")
        for phrase in rule.phrases:
            phrases.setdefault(fold(phrase), []).append(rule.id)
    by_id = {rule.id: rule for rule in rules}
    if len(by_id) < len(rules):
        raise DataError(f"{name}: two rules share an id")
    return RuleBook(
        by_id,
        {phrase: tuple(ids) for phrase, ids in phrases.items()},
        tuple((rule.id, _compiled(name, rule.id, pattern)) for rule in rules for pattern in rule.patterns),
        tuple((rule.id, _compiled(name, rule.id, rule.tokens)) for rule in rules if rule.tokens is not None),
        max(rule.max_chars for rule in rules),
    )


def _compiled(name: str, id_: str, pattern: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern, re.IGNORECASE)
    except re.error as error:
        raise DataError(f"{name}: rule {id_!r}: {pattern!r} is no regular expression: {error}") from error
