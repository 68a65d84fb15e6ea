"""The entry of the part: all times of a text, and the bounds of its publication date."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from detente.model import TimeMention, When, Why
from detente.times.feasts import load_feasts
from detente.times.governing import Governing
from detente.times.guards import is_bare
from detente.times.happenings import happening_after, happening_at
from detente.times.interval import Interval
from detente.times.known_events import KnownEvents, KnownHit, load_known_events
from detente.times.meaning import Meaning
from detente.times.narrative import begin_narrative
from detente.times.publication import PublicationReader
from detente.times.resolve import Resolver, Setting, at_clock, written_between
from detente.times.rules import load_rule_book
from detente.times.scan import Scanner
from detente.times.tense import Tense
from detente.times.times import Times, collect
from detente.times.timex import timex_of
from detente.times.words import load_settings, load_tense_words, load_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from detente.language.tree import Tree
    from detente.model import Clue
    from detente.times.feasts import Feasts
    from detente.times.meaning import Expression
    from detente.times.narrative import Narrative
    from detente.times.resolve import Days
    from detente.times.tense import Direction
    from detente.times.words import Settings, TenseWords, Words

__all__ = ["TimeFinder", "Times", "load_time_finder"]

_UNDATED = frozenset({"duration", "set", "reference", "clock"})
_NAMING_TOKENS = 8
_COUNTING = ("after", "before", "prior")  # what the rules with an object count with
_EXPLAINING = ([",", "on"], [","], ["on"])  # "two days later, on 5 May"
_PRESENT = Meaning("reference", sign=0)


@dataclass(slots=True)
class _Found:
    """What is collected on the way through one text; `bare` has, for each of `dated`, the whole that it names."""

    dated: list[tuple[Expression, TimeMention]] = field(default_factory=list)
    bare: list[When] = field(default_factory=list)
    undated: list[Expression] = field(default_factory=list)
    others: list[TimeMention] = field(default_factory=list)
    waiting: list[tuple[int, Expression, str, Setting]] = field(default_factory=list)


class TimeFinder:
    """Finds and resolves expressions of time; keeps nothing of the texts it reads."""

    def __init__(
        self, words: Words, settings: Settings, tense_words: TenseWords, known: KnownEvents, feasts: Feasts
    ) -> None:
        self._settings = settings
        self._scanner = Scanner(load_rule_book(words), words, settings)
        self._tense = Tense(tense_words)
        self._known = known
        self._holding = tense_words.holding
        self._range_words, self._joining = tense_words.range_words, tense_words.joining
        self._governing = Governing(tense_words)
        self._resolver = Resolver(settings, feasts)
        self._publication = PublicationReader(settings, self._resolver, self._tense, known)

    def find(self, tree: Tree, published: When) -> Times:
        """All times of a text that was published within `published`; unknown stays unknown."""
        expressions = self._scanner.expressions(tree)
        found = _Found()
        narrative = begin_narrative(expressions)
        written = written_between(published)
        for number, one in enumerate(expressions):
            direction = self._direction(tree, one)
            text = tree.text[tree.starts[one.start] : tree.ends[one.end - 1]]
            if self._dates_nothing(tree, one, direction, narrative):
                beside = self._day_beside(tree, expressions, number, found.dated, narrative, written)
                self._keep_undated(tree, one, Setting(written, text, direction, beside), narrative, found)
                continue
            beside, named = self._beside(tree, expressions, number, found.dated, narrative, written)
            setting = Setting(written, text, direction, beside, named is not None)
            value = self._last_of_range(tree, one, found, setting) or self._resolver.resolve(one, narrative, setting)
            if one.meaning.form != "order" and direction != "future":
                narrative.note(
                    one.start, value, Interval(value.start, value.end) if value.start and value.end else None
                )
            narrative.note_happening(happening_at(tree, one.start, one.end, self._holding), value)
            if named is not None and not value.known:
                found.waiting.append((len(found.dated), one, named, setting))
            found.dated.append((one, self._mention(tree, one, value, direction)))
            found.bare.append(self._resolver.resolve_whole(one, narrative, setting, value))
        self._anchor_waiting(tree, narrative, found)
        return collect(found.dated, found.undated, [*found.others, *_exported(found)])

    def _last_of_range(self, tree: Tree, one: Expression, found: _Found, setting: Setting) -> When | None:
        """A weekday to which another leads ("from Monday to Friday") is the first after that."""
        if not found.dated or one.meaning.weekday is None or one.meaning.day is not None:
            return None
        first, mention = found.dated[-1]
        joined = first.end == one.start - 1 and tree.lowers[first.end] in self._range_words
        if not joined or first.meaning.weekday is None or mention.value.start is None or one.meaning.which is not None:
            return None
        day = mention.value.start.date()
        return self._resolver.seen_on(one, day, setting, mention.value.basis)

    def _dates_nothing(self, tree: Tree, one: Expression, direction: Direction | None, narrative: Narrative) -> bool:
        form = one.meaning.form
        if form == "ahead":
            return not _leads_on(one, direction)
        return form in _UNDATED or (direction in (None, "present") and narrative.is_timeless and _is_today(tree, one))

    def _keep_undated(self, tree: Tree, one: Expression, setting: Setting, narrative: Narrative, found: _Found) -> None:
        """A duration, a set, "now", or a time of day whose day is only the one told of last."""
        if one.meaning.form in ("duration", "ahead", "set"):
            found.undated.append(one)
        value = When(None, None, None, "said", setting.text)
        kind, timex = timex_of(_PRESENT if _is_today(tree, one) else one.meaning, value)
        if one.meaning.form == "clock":
            value = self._resolver.day_of_clock(one, narrative, setting)
            kind, timex = timex_of(one.meaning, value)
            value = at_clock(one.meaning, value)
        found.others.append(replace(self._mention(tree, one, value, setting.direction), type=kind, timex=timex))

    def _day_beside(
        self, tree: Tree, expressions: Sequence[Expression], number: int,
        dated: Sequence[tuple[Expression, TimeMention]], narrative: Narrative, written: Days | None,
    ) -> tuple[When, bool] | None:  # fmt: skip
        """The day that stands right before or after a time of day: "Tuesday at 8 p.m.", "8 p.m. on Tuesday"."""
        one = expressions[number]
        if one.meaning.form != "clock":
            return None
        before = tree.lowers[dated[-1][0].end : one.start] if dated else None
        if before is not None and self._joining.issuperset(before) and dated[-1][1].value.precision == "day":
            return dated[-1][1].value, True
        after = expressions[number + 1] if number + 1 < len(expressions) else None
        if after is None or tree.sentence[after.start] != tree.sentence[one.start]:
            return None
        joining = self._joining | self._range_words | {"and"} if after.meaning.clock is not None else self._joining
        if after.meaning.form not in _UNDATED and joining.issuperset(tree.lowers[one.end : after.start]):
            setting = Setting(written, "", self._direction(tree, after))
            value = self._resolver.resolve(after, narrative, setting)
            return (value, True) if value.precision == "day" else None
        return None

    def _anchor_waiting(self, tree: Tree, narrative: Narrative, found: _Found) -> None:
        """Steps from a happening that the text dates only later, or that the world knows: "a year after the summit"."""
        hits = list(self._known.hits(tree)) if found.waiting else []
        for number, one, named, setting in found.waiting:
            at = narrative.happening(named) or _known_after(tree, one, hits, setting)
            if at is not None:
                value = self._resolver.from_anchor(one, at, setting)
                found.dated[number] = (one, self._mention(tree, one, value, setting.direction))
                found.bare[number] = value

    def infer_publication(self, tree: Tree, clues: Sequence[Clue]) -> tuple[When, tuple[Clue, ...]]:
        """When a text that does not say so was published, as far as its content bounds it.

        Args:
            tree: The text.
            clues: Bounds found elsewhere, such as from offices held.

        Returns:
            The bounds (or UNKNOWN_TIME) and every clue, those given first; one that contradicts stronger ones says so.
        """
        expressions = self._scanner.expressions(tree)
        said = [self._direction(tree, one) for one in expressions]
        directions = [None if direction == "open" else direction for direction in said]
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
    ) -> tuple[tuple[When, bool] | None, str | None]:  # fmt: skip
        """For "the day before": the date it explains, or the one it counts from, and the event named if one is."""
        one = expressions[number]
        end = _after_preposition(tree, one)
        bare = is_bare(tree, end)
        if not one.meaning.object and not (one.meaning.event and bare):
            return None, None
        after = expressions[number + 1] if number + 1 < len(expressions) else None
        counts = after is not None and one.meaning.object and after.meaning.form not in _UNDATED
        if after is not None and counts and _counts_from(tree, end, after):
            setting = Setting(written, "", None)
            return (self._resolver.resolve(after, narrative, setting), False), None
        explains = dated and dated[-1][0].end == one.start - 1 and tree.words[one.start - 1] == ","
        beside = (dated[-1][1].value, True) if explains else None
        if not bare:
            named = happening_after(tree, end)
            at = narrative.happening(named) if named else None
            if at is not None:
                return (When(at.start, at.end, "interval", "inferred"), False), None
            return beside, named or ""
        explained = after is not None and after.meaning.day is not None
        if beside is None and after is not None and explained and tree.lowers[end : after.start] in _EXPLAINING:
            setting = Setting(written, "", self._direction(tree, after))
            return (self._resolver.resolve(after, narrative, setting), True), None
        return beside, None

    def _mention(self, tree: Tree, one: Expression, value: When, direction: Direction | None) -> TimeMention:
        span = tree.span(one.start, one.end)
        steps = (f"basis: {value.basis}",) + ((f"clause: {direction}",) if direction else ())
        return TimeMention(span, value, Why(f"times/{one.rule}", (span,), steps))


def _leads_on(one: Expression, direction: Direction | None) -> bool:
    return direction == "future" and one.meaning.unit >= 3


def _is_today(tree: Tree, one: Expression) -> bool:
    return one.rule == "today" and one.end == one.start + 1 and tree.lowers[one.start] == "today"


def _known_after(tree: Tree, one: Expression, hits: Sequence[KnownHit], setting: Setting) -> Interval | None:
    """The days of the one known happening, before publication, that the words after an expression name."""
    end = _after_preposition(tree, one)
    reach = range(end, min(end + _NAMING_TOKENS, tree.sentences[tree.sentence[one.start]][1]))
    days = [hit.days[0] for hit in hits if len(hit.days) == 1 and all(i in reach for i in hit.tokens)]
    known = len(set(days)) == 1 and setting.written is not None and days[0].first < setting.written[0]
    return days[0] if known else None


def _after_preposition(tree: Tree, one: Expression) -> int:
    """The first token after an expression and the "after" or "before" that it counts with."""
    end = one.end
    if one.meaning.object and one.meaning.count is not None and end < len(tree) and tree.lowers[end] in _COUNTING:
        end += 1
    return end + 1 if end < len(tree) and tree.lowers[end] == "to" and tree.lowers[end - 1] == "prior" else end


def _counts_from(tree: Tree, end: int, after: Expression) -> bool:
    """Whether a step counts from the next expression: "the day after Christmas", "weeks before the vote of 5 May"."""
    if after.start == end:
        return True
    same = tree.sentence[end - 1] == tree.sentence[after.start]
    tops = [tree.heads[i] for i in range(after.start, after.end) if not after.start <= tree.heads[i] < after.end]
    return same and any(end <= head < after.start and tree.upos[head] in ("NOUN", "PROPN") for head in tops)


def _exported(found: _Found) -> Iterator[TimeMention]:
    """Dated expressions with TimeML's type and value, those with a time of day to the minute."""
    for (one, mention), bare in zip(found.dated, found.bare, strict=True):
        if one.meaning.form != "order":
            kind, timex = timex_of(one.meaning, bare)
            yield replace(mention, value=at_clock(one.meaning, mention.value), type=kind, timex=timex)


def load_time_finder() -> TimeFinder:
    """The time finder over the shipped data.

    Raises:
        DataError: A data file of the part is not well formed.
    """
    return TimeFinder(load_words(), load_settings(), load_tense_words(), load_known_events(), load_feasts())
