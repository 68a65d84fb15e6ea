"""The slots of numbers and durations: how many and how long, and how two such sayings go together."""

from __future__ import annotations

import math
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from detente.stories.dates import dates_in
from detente.stories.dispute_words import load_dispute_words
from detente.stories.facts import Amount, Fact, Period
from detente.stories.places import load_gazetteer
from detente.stories.terms import load_weigher

if TYPE_CHECKING:
    from detente.model import Quantity, Span, TimeMention
    from detente.stories.facts import Slot, Verdict
    from detente.stories.pages import Page

__all__ = ["amounts_in", "comparable_units", "compare_amounts", "fact_of", "told_class"]

_SPANS = (
    (86400.0 * 365.2425, "year"),
    (86400.0 * 30.436875, "month"),
    (604800.0, "week"),
    (86400.0, "day"),
    (3600.0, "hour"),
    (60.0, "minute"),
    (1.0, "second"),
)
_DURATION = re.compile(r"P(T?)(\d+(?:\.\d+)?)([SMHDWYQ])")
_TIMEX_UNITS = {
    "TS": 1.0,
    "TM": 60.0,
    "TH": 3600.0,
    "D": 86400.0,
    "W": 604800.0,
    "M": 2629746.0,
    "Q": 7889238.0,
    "Y": 31556952.0,
}
_LONGEST_STRETCH = 21 * 86400.0
_NAME = re.compile(r"[A-Z][^\W_]+")
_WORDS = re.compile(r"[^\W_]+")
_BEHIND = 40  # characters
_LARGE = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
_ROUNDED = 100.0
_SAME = 0.003


def amounts_in(page: Page, span: Span) -> list[Fact]:
    """The numbers and durations in a span; lengths of time also where only the words of times tell them."""
    found = [fact_of(page, one) for one in page.quantities(span)]
    spans = [one.evidence.span for one in found]
    found += [
        fact
        for time in page.times(span)
        if not any(time.span.overlaps(other) for other in spans) and (fact := _length(page, time)) is not None
    ]
    return found or _days_between(page, span)


def _length(page: Page, time: TimeMention) -> Fact | None:
    """A duration by its TimeML value."""
    found = _DURATION.fullmatch(time.timex or "") if time.type == "DURATION" else None
    if found is None:
        return None
    seconds = float(found[2]) * _TIMEX_UNITS[(found[1] or "") + found[3]]
    return _duration(page, time.span, Amount(seconds, seconds, False, "s", "duration"))


def _days_between(page: Page, span: Span) -> list[Fact]:
    """The length of a stretch of days ("from Monday to Wednesday")."""
    found = dates_in(page, span)
    if len(found) != 1 or not isinstance(found[0].content, Period):
        return []
    period = found[0].content
    seconds = (period.end - period.start).total_seconds()
    if not 86400 < seconds <= _LONGEST_STRETCH or period.slack or seconds % 86400:
        return []
    return [_duration(page, found[0].evidence.span, Amount(seconds, seconds, False, "s", "duration"))]


def _duration(page: Page, span: Span, amount: Amount) -> Fact:
    return Fact("duration", readable(amount), page.evidence(span), amount)


def fact_of(page: Page, quantity: Quantity) -> Fact:
    """What a quantity says."""
    stands = page.words(quantity.span)
    words = load_dispute_words().counted
    amount = Amount(
        quantity.low,
        quantity.high,
        quantity.about,
        quantity.unit,
        quantity.dimension,
        _told(page, quantity),
        any(word in words.plurals for word in stands.lower().split()),
        _nations(stands) if quantity.dimension == "count" else frozenset(),
        quantity.role,
    )
    slot: Slot = "duration" if quantity.dimension == "duration" else "number"
    return Fact(slot, readable(amount), page.evidence(quantity.span), amount)


def _told(page: Page, quantity: Quantity) -> str:
    """What befell the counted: as the words right behind the number say ("23 were hurt"), else as its clause does."""
    lists = load_dispute_words().counted
    behind = _WORDS.findall(page.text[quantity.span.end : quantity.span.end + _BEHIND])
    for word in behind[1:3] if behind and behind[0].lower() in lists.suffering else ():
        if told_class(word) in lists.told:
            return told_class(word)
    return told_class(page.words(quantity.clause)) if quantity.clause else ""


def _nations(words: str) -> frozenset[str]:
    """States whose people the words count."""
    peoples = load_gazetteer().peoples
    found = (peoples.get(word.lower().removesuffix("s")) for word in _NAME.findall(words))
    return frozenset(code for code in found if code)


@lru_cache(maxsize=10_000)
def told_class(word: str) -> str:
    """What befell the counted, by the word of the clause: a class, the word's stem, or "" where it says nothing."""
    words, lower = load_dispute_words().counted, word.lower()
    if lower in words.light:
        return ""
    stem = load_weigher().stems(lower)[:1]
    return _told_stems().get(stem[0], stem[0]) if stem else ""


@lru_cache(maxsize=1)
def _told_stems() -> dict[str, str]:
    told = load_dispute_words().counted.told
    return {stem: name for name, forms in told.items() for form in forms for stem in load_weigher().stems(form)}


def compare_amounts(one: Amount, other: Amount) -> Verdict | None:
    """Same, one within what the other leaves open or rounds to, or apart; None where they count different things."""
    if one.dimension != other.dimension or not comparable_units(one, other):
        return None
    told = load_dispute_words().counted.told
    if one.told != other.told and one.told in told and other.told in told:
        return None
    first, second = _range(one), _range(other)
    if first is None or second is None:
        return None
    if _equal(first, second, load_dispute_words().counted.calendar if one.dimension == "duration" else _SAME):
        return "agrees" if _plain(one) == _plain(other) else "finer"
    if max(first[0], second[0]) <= min(first[1], second[1]) * (1 + 1e-9):
        return "finer"
    if _rounds(one, other) or _rounds(other, one):
        return "finer"
    return None if _of_a_part(one, other) or _of_a_part(other, one) else "differs"


def _of_a_part(one: Amount, other: Amount) -> bool:
    """Whether one counts all and the other fewer, those of some nation among them: "four people", "two Norwegians"."""
    all_of_any, some = _range(one), _range(other)
    if all_of_any is None or some is None or one.nations or not other.nations:
        return False
    return one.unit != other.unit and not _kinds(one) and some[1] < all_of_any[0]


def _kinds(amount: Amount) -> frozenset[str]:
    """The kinds of people or things of which a unit is one; none for a general word."""
    return _unit_index()[1].get(_head(amount.unit), frozenset())


def comparable_units(one: Amount, other: Amount) -> bool:
    """Whether two amounts count the same: equal units, or a general word and a kind of its family, of one people."""
    if one.nations and other.nations and not one.nations & other.nations:
        return False
    if one.unit == other.unit:
        return True
    if one.dimension != "count":
        return False
    families, kinds = _unit_index()
    first, second = _head(one.unit), _head(other.unit)
    if first == second:
        return True
    shared = families.get(first, frozenset()) & families.get(second, frozenset())
    if shared:
        first_kinds, second_kinds = kinds.get(first, frozenset()), kinds.get(second, frozenset())
        return not first_kinds or not second_kinds or bool(first_kinds & second_kinds)
    return _is_model(first) != _is_model(second)


@lru_cache(maxsize=1)
def _unit_index() -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """Of each unit the families and the kinds to which it belongs."""
    families: dict[str, frozenset[str]] = {}
    kinds: dict[str, frozenset[str]] = {}
    for name, family in load_dispute_words().counted.families.items():
        for unit in family.general:
            families[unit] = families.get(unit, frozenset()) | {name}
        for kind, units in family.kinds.items():
            for unit in units:
                families[unit] = families.get(unit, frozenset()) | {name}
                kinds[unit] = kinds.get(unit, frozenset()) | {kind}
    return families, kinds


def _head(unit: str) -> str:
    """The word of a unit that our lists have: the whole, or its last word in lower case."""
    lower = unit.lower()
    families, _ = _unit_index()
    if lower in families:
        return lower
    last = lower.split()[-1] if lower.split() else lower
    if last in families:
        return last
    if last in load_gazetteer().peoples or last.endswith(load_dispute_words().counted.person_endings):
        return "person"
    return last


def _is_model(unit: str) -> bool:
    """Whether a unit is the name of a make ("c-130"), which says less than what it is."""
    return any(sign.isdigit() for sign in unit)


def _plain(amount: Amount) -> bool:
    return amount.low == amount.high and not amount.about


def _range(amount: Amount) -> tuple[float, float] | None:
    """The numbers that the words allow."""
    words = load_dispute_words().counted
    low, high = amount.low, amount.high
    if low is None and high is None:
        return None
    if low is None:
        assert high is not None
        return high * words.most, high
    if high is None:
        return low, low * (10 if amount.round else words.over) if amount.about else math.inf
    if amount.about and low == high:
        return low * (1 - words.about), high * (1 + words.about)
    return low, high


def _equal(one: tuple[float, float], other: tuple[float, float], part: float) -> bool:
    return all(a == b or abs(a - b) <= part * max(abs(a), abs(b)) for a, b in zip(one, other, strict=True))


def _rounds(rough: Amount, exact: Amount) -> bool:
    """Whether a plain number is another one rounded: 900 for 942; small numbers are not taken for rounded."""
    if rough.low is None or rough.low != rough.high or exact.low is None or exact.low != exact.high:
        return False
    if rough.low < _ROUNDED or rough.low == 0:
        return False
    step = 10.0 ** math.floor(math.log10(rough.low))
    while rough.low % step:
        step /= 10
        if step < 1:
            return False
    near = abs(rough.low - exact.low)
    return step >= 10 and near <= step / 2 and near <= 0.1 * rough.low and exact.low % step != 0


def readable(amount: Amount) -> str:
    """An amount in words: "12 soldiers", "at least 12 soldiers", "7 hours", "2-3 people"."""
    low, high, unit = amount.low, amount.high, amount.unit
    if amount.dimension == "duration":
        size = next((s for s, _ in _SPANS if _fits(low if low is not None else high, s)), 1.0)
        unit = dict(_SPANS)[size]
        low, high = (None if x is None else x / size for x in (low, high))
    if low is not None and high is not None:
        numbers = _number(low) if low == high else f"{_number(low)}-{_number(high)}"
        numbers = f"about {numbers}" if amount.about else numbers
        one = low == high == 1
    elif low is not None:
        numbers, one = f"{'more than' if amount.about else 'at least'} {_number(low)}", False
    else:
        numbers, one = f"up to {_number(high or 0)}", False
    return f"{numbers} {unit if one else _plural(unit, amount.dimension)}"


def _fits(value: float | None, size: float) -> bool:
    if value is None or value < size:
        return False
    quotient = value / size
    parts = 4 if size == 3600 else 1
    return abs(quotient * parts - round(quotient * parts)) < 0.01 or (size > 86400 * 300 and quotient % 0.5 < 0.01)


def _number(value: float) -> str:
    for size, name in _LARGE:
        if value >= size and round(value / size, 3) * size == value:
            return f"{value / size:g} {name}"
    rounded = round(value, 2)
    return f"{rounded:,.0f}" if rounded == int(rounded) else f"{rounded:,.2f}".rstrip("0")


def _plural(unit: str, dimension: str) -> str:
    if dimension not in ("count", "duration"):
        return unit
    if unit == "person":
        return "people"
    if unit.endswith("man"):
        return f"{unit[:-3]}men"
    if unit.endswith(("s", "ese", "ish")) and unit[0].isupper():
        return unit
    if unit.endswith(("s", "x", "ch", "sh")):
        return unit if unit.endswith("s") else f"{unit}es"
    return f"{unit[:-1]}ies" if unit.endswith("y") and unit[-2:-1] not in tuple("aeiou") else f"{unit}s"
