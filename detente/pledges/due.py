"""By when a thing is due: the time that the words of the promise set for doing it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from detente.model import UNKNOWN_TIME, When

if TYPE_CHECKING:
    from datetime import datetime

    from detente.model import Fate
    from detente.pledges.scene import Scene
    from detente.times.meaning import Meaning

__all__ = ["due_of", "later"]

DAYS = {3: 1, 4: 7, 5: 14, 6: 30.4375, 7: 91.3125, 8: 365.25, 9: 3652.5}  # of the units of `Meaning.unit`
MONTHS = {6: 1, 7: 3, 8: 12, 9: 120}
TELLING = ("acl:relcl",)
NAMING = ("compound", "amod", "nummod", "nmod:desc")
YEAR_MONTHS = 12
LEAP = (2, 29)


class _Set(NamedTuple):
    """A time that the text sets: its tokens, and the prepositions before it."""

    start: int
    end: int
    before: frozenset[str]


def due_of(
    scene: Scene, tokens: range, made: When, cues: tuple[int, ...], fate: Fate, joined: tuple[int, ...] = ()
) -> When:
    """The first time within the words of a promise that lies ahead of its making.

    "By" and "until" leave the beginning open and end with the day they name, "before" ends where it begins. "Within two
    weeks" counts from the making. A deadline that hangs on a cue outside the words holds too ("agreed on a truce by
    June"), a plain day there does not: it is when the promise was made. Unknown where no time is set.
    """
    own = (_dated(scene, tokens, made, cues, fate), _counted(scene, tokens, made, cues), _by_deadline(scene, tokens))
    value = next((value for value in own if value is not None), None)
    if value is None and joined:
        shared = range(max(joined), scene.tree.sentences[scene.tree.sentence[max(joined)]][1])
        value = _dated(scene, shared, made, joined, fate, limits=True) or _counted(scene, shared, made, ())
    return value if value is not None and not _is_making(value, made) else UNKNOWN_TIME


def _is_making(value: When, made: When) -> bool:
    """Whether it only says again on which day the promise was made."""
    same = value.start is not None and (value.start, value.end) == (made.start, made.end)
    return same and value.precision == "day"


def _by_deadline(scene: Scene, tokens: range) -> When | None:
    """The end of a "four-month deadline set in July", where the promise or its clause has one."""
    tree = scene.tree
    first, last = tree.sentences[tree.sentence[tokens.start]]
    for expression in scene.times.durations:
        noun = next(
            (i for i in range(expression.end, min(expression.end + 2, last)) if tree.lemmas[i] == "deadline"), None
        )
        if noun is None or not first <= expression.start < last:
            continue
        near = set(tree.subtree(noun)) | (set(tree.children[tree.heads[noun]]) if noun not in tokens else set())
        for (start, _), mention in zip(scene.times.ranges, scene.times.mentions, strict=True):
            inside = start in near and start > noun and mention.value.end is not None
            if inside and mention.value.end is not None and _length(expression.meaning) is not None:
                span = tree.span(expression.start, noun + 1)
                set_on = _already(scene, mention.value.end)
                end = later(set_on - timedelta(days=1), expression.meaning) + timedelta(days=1)
                return When(None, end, "interval", "relative to an event", tree.text[span.start : span.end])
    return None


def _already(scene: Scene, day: datetime) -> datetime:
    """The end of the month or day on which a deadline was set, which lies behind."""
    published = scene.published.end
    return day.replace(year=day.year - 1, day=min(day.day, 28)) if published is not None and day > published else day


def _dated(
    scene: Scene, tokens: range, made: When, cues: tuple[int, ...], fate: Fate, *, limits: bool = False
) -> When | None:
    for (start, end), mention in zip(scene.times.ranges, scene.times.mentions, strict=True):
        one = _set(scene, start, end)
        if limits and not (one.before & scene.words.deadlines and start > tokens.start):
            continue
        if not _belongs(scene, one, tokens, cues) or "since" in one.before or not mention.value.known:
            continue
        ahead = fate == "made" and (bool(one.before & scene.words.deadlines) or _is_to_do(scene, one, tokens))
        value = _limited(scene, one, _ahead(scene, mention.value, made) if ahead else mention.value)
        if not _is_past(value, made, scene.published):
            return value
    return None


def _is_to_do(scene: Scene, one: _Set, tokens: range) -> bool:
    """Whether a time hangs on what is to be done ("agreed to meet in May")."""
    tree = scene.tree
    head = next(
        (tree.heads[i] for i in range(one.start, one.end) if not one.start <= tree.heads[i] < one.end), one.start
    )
    return head in tokens and tree.xpos[head] == "VB"


def _ahead(scene: Scene, value: When, made: When) -> When:
    """A month, day or weekday without a year of what is to be done: the next one after the making."""
    words = (value.expression or "").lower().split()
    bare = value.basis == "relative to publication" and value.precision in ("day", "month", "season", "interval")
    if not bare or scene.words.told_days.intersection(words) or not _is_past(value, made, scene.published):
        return value
    if value.start is None or value.end is None:
        return value
    if scene.words.weekdays.intersection(words):
        week = timedelta(days=7)
        return When(value.start + week, value.end + week, value.precision, value.basis, value.expression)
    start = _yearslater(value.start)
    end = _yearslater(value.end) if value.precision != "day" else start + (value.end - value.start)
    return When(start, end, value.precision, value.basis, value.expression)


def _yearslater(day: datetime) -> datetime:
    leap = day.month == LEAP[0] and day.day == LEAP[1]
    return day.replace(year=day.year + 1, day=28 if leap else day.day)


def _set(scene: Scene, start: int, end: int) -> _Set:
    tree = scene.tree
    heads = {i for i in range(start, end) if not start <= tree.heads[i] < end}
    cases = {tree.lowers[c] for i in heads for c in tree.children_by(i, "case", "mark", "advmod") if c <= start}
    return _Set(start, end, frozenset({tree.lowers[start], tree.lowers[start - 1] if start else ""} | cases))


def _belongs(scene: Scene, one: _Set, tokens: range, cues: tuple[int, ...]) -> bool:
    """Whether a time is set for the promise: not one that names a thing or is told of one in passing."""
    tree = scene.tree
    top = next((i for i in range(one.start, one.end) if not one.start <= tree.heads[i] < one.end), one.start)
    deadline = bool(one.before & (scene.words.deadlines | scene.words.spread))
    if one.start not in tokens or one.end - 1 not in tokens:
        return deadline and tree.heads[top] in cues and tree.sentence[one.start] == tree.sentence[tokens.start]
    if tree.deps[top] in NAMING and not deadline:
        return False
    for above in tree.ancestors(top):
        if above not in tokens:
            return True
        past = tree.xpos[above] in ("VBD", "VBN") and tree.deps[above] in ("acl", "acl:relcl", "advcl")
        if tree.deps[above] in TELLING or (past and not deadline):
            return False
    return True


def _limited(scene: Scene, one: _Set, value: When) -> When:
    if one.before & scene.words.earlier and value.start is not None:
        return When(None, value.start, value.precision, value.basis, value.expression)
    if one.before & scene.words.deadlines and value.end is not None:
        return When(None, value.end, value.precision, value.basis, value.expression)
    return value


def _is_past(value: When, made: When, published: When) -> bool:
    """Whether a time was over when the promise was made, as far as both are known."""
    if made.start is not None:
        return value.end is not None and value.end <= made.start
    reference = made.end or published.end
    if reference is None or value.end is None:
        return False
    return value.end < reference if value.start is None else value.end < reference and value.start < reference


def _counted(scene: Scene, tokens: range, made: When, cues: tuple[int, ...]) -> When | None:
    """A length of time in which it is to be done, from the making on: "within two years"."""
    for expression in scene.times.durations:
        one = _set(scene, expression.start, expression.end)
        days = _length(expression.meaning)
        if days is None or not one.before & scene.words.spans or not _belongs(scene, one, tokens, cues):
            continue
        span = scene.tree.span(one.start, one.end)
        text = scene.tree.text[span.start : span.end]
        begin = made if made.start is not None else scene.published
        if begin.start is None or begin.end is None:
            return When(None, None, None, "said", text)
        end = later(begin.end - timedelta(days=1), expression.meaning) + timedelta(days=1)
        return When(begin.start, end, "interval", "relative to an event" if made.start else "inferred", text)
    return None


def _length(meaning: Meaning) -> float | None:
    per = DAYS.get(meaning.unit)
    return per * meaning.high if per is not None and meaning.form in ("duration", "ahead") else None


def later(day: datetime, meaning: Meaning) -> datetime:
    """The day so much later, in whole months where the length is."""
    months = MONTHS.get(meaning.unit, 0) * meaning.high
    if not months or months != int(months):
        return day + timedelta(days=_length(meaning) or 0)
    whole = day.month - 1 + int(months)
    year, month = day.year + whole // YEAR_MONTHS, whole % YEAR_MONTHS + 1
    last = (day.replace(year=year + month // YEAR_MONTHS, month=month % YEAR_MONTHS + 1, day=1) - timedelta(days=1)).day
    return day.replace(year=year, month=month, day=min(day.day, last))
