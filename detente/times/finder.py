"""The entry of the part: all times of a text, and the bounds of its publication date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.model import TimeMention, When, Why
from detente.times.governing import Governing
from detente.times.interval import Interval
from detente.times.known_events import KnownEvents, load_known_events
from detente.times.narrative import begin_narrative
from detente.times.publication import PublicationReader
from detente.times.resolve import Resolver, Setting, written_between
from detente.times.rules import load_rule_book
from detente.times.scan import Scanner
from detente.times.tense import Tense
from detente.times.times import Times, collect
from detente.times.words import load_settings, load_tense_words, load_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente.language.tree import Tree
    from detente.model import Clue
    from detente.times.meaning import Expression
    from detente.times.narrative import Narrative
    from detente.times.resolve import Days
    from detente.times.tense import Direction
    from detente.times.words import Settings, TenseWords, Words

__all__ = ["TimeFinder", "Times", "load_time_finder"]

_UNDATED = frozenset({"duration", "set"})
_BARE_TAGS = frozenset({"PUNCT", "CCONJ", "ADP", "AUX", "VERB", "SPACE"})


class TimeFinder:
    """Finds and resolves expressions of time; keeps nothing of the texts it reads."""

    def __init__(self, words: Words, settings: Settings, tense_words: TenseWords, known: KnownEvents) -> None:
        self._settings = settings
        self._scanner = Scanner(load_rule_book(words), words, settings)
        self._tense = Tense(tense_words)
        self._governing = Governing(tense_words)
        self._resolver = Resolver(settings)
        self._publication = PublicationReader(settings, self._resolver, self._tense, known)

    def find(self, tree: Tree, published: When) -> Times:
        """All times of a text that was published within `published`; unknown stays unknown."""
        expressions = self._scanner.expressions(tree)
        dated: list[tuple[Expression, TimeMention]] = []
        durations: list[Expression] = []
        narrative = begin_narrative(expressions)
        written = written_between(published)
        for number, one in enumerate(expressions):
            direction = self._direction(tree, one)
            if one.meaning.form in _UNDATED or (one.meaning.form == "ahead" and not _leads_on(one, direction)):
                durations.append(one)
                continue
            beside, has_object = self._beside(tree, expressions, number, dated, narrative, written)
            text = tree.text[tree.starts[one.start] : tree.ends[one.end - 1]]
            setting = Setting(written, text, direction, beside, has_object)
            value = self._resolver.resolve(one, narrative, setting)
            if one.meaning.form != "order" and direction != "future":
                narrative.note(
                    one.start, value, Interval(value.start, value.end) if value.start and value.end else None
                )
            dated.append((one, self._mention(tree, one, value, direction)))
        return collect(dated, durations)

    def infer_publication(self, tree: Tree, clues: Sequence[Clue]) -> tuple[When, tuple[Clue, ...]]:
        """When a text that does not say so was published, as far as its content bounds it.

        Args:
            tree: The text.
            clues: Bounds found elsewhere, such as from offices held.

        Returns:
            The bounds (or UNKNOWN_TIME) and every clue, those given first; one that contradicts stronger ones says so.
        """
        expressions = self._scanner.expressions(tree)
        directions = [self._direction(tree, one) for one in expressions]
        return self._publication.infer(tree, expressions, directions, clues)

    def when_of(self, tree: Tree, times: Times, i: int, published: When) -> When | None:
        """The time that dates the event at token i: by syntax, not the nearest; None where its sentence gives none."""
        return self._governing.when_of(tree, times, i, published)

    def _direction(self, tree: Tree, one: Expression) -> Direction | None:
        if one.meaning.form in _UNDATED:
            return None
        return self._tense.direction(tree, one.start, one.end)

    def _beside(
        self, tree: Tree, expressions: Sequence[Expression], number: int,
        dated: Sequence[tuple[Expression, TimeMention]], narrative: Narrative, written: Days | None,
    ) -> tuple[tuple[When, bool] | None, bool]:  # fmt: skip
        """For "the day before": the date it explains, or the one it counts from, and whether the event is named."""
        one = expressions[number]
        if not one.meaning.object:
            return None, False
        after = expressions[number + 1] if number + 1 < len(expressions) else None
        if after is not None and after.meaning.form not in _UNDATED and _counts_from(tree, one, after):
            setting = Setting(written, "", None)
            return (self._resolver.resolve(after, narrative, setting), False), False
        if not _is_bare(tree, one.end):
            return None, True
        if dated and dated[-1][0].end == one.start - 1 and tree.words[one.start - 1] == ",":
            return (dated[-1][1].value, True), False
        return None, False

    def _mention(self, tree: Tree, one: Expression, value: When, direction: Direction | None) -> TimeMention:
        span = tree.span(one.start, one.end)
        steps = (f"basis: {value.basis}",) + ((f"clause: {direction}",) if direction else ())
        return TimeMention(span, value, Why(f"times/{one.rule}", (span,), steps))


def _leads_on(one: Expression, direction: Direction | None) -> bool:
    return direction == "future" and one.meaning.unit >= 3


def _counts_from(tree: Tree, one: Expression, after: Expression) -> bool:
    """Whether a step counts from the next expression: "the day after Christmas", "weeks before the vote of 5 May"."""
    if after.start == one.end:
        return True
    same = tree.sentence[one.start] == tree.sentence[after.start]
    tops = [tree.heads[i] for i in range(after.start, after.end) if not after.start <= tree.heads[i] < after.end]
    return same and any(one.end <= head < after.start and tree.upos[head] in ("NOUN", "PROPN") for head in tops)


def _is_bare(tree: Tree, end: int) -> bool:
    """Whether nothing follows that could be the event counted from."""
    if end >= len(tree) or not tree.words[end][:1].isalnum():
        return True
    return tree.upos[end] in _BARE_TAGS and tree.xpos[end] != "VBG"


def load_time_finder() -> TimeFinder:
    """The time finder over the shipped data.

    Raises:
        DataError: A data file of the part is not well formed.
    """
    return TimeFinder(load_words(), load_settings(), load_tense_words(), load_known_events())
