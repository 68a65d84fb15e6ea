"""From the captured tokens of a pattern to the meaning of the expression."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from detente.times.meaning import Meaning
from detente.times.numbers import read_amount, read_clock, read_count, read_ordinal, read_year

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from detente.times.words import Settings, Words

__all__ = ["CAPTURES", "Interpreter"]

Fields = dict[str, Any]
_ROLE_OF = {
    "wd": ("weekday", ("weekday", "weekdayabbr")),
    "month": ("month", ("month",)),
    "month2": ("month2", ("month",)),
    "season": ("season", ("season",)),
    "part": ("part", ("part",)),
    "edge": ("part", ("edge",)),
    "which": ("which", ("last", "next", "this", "past")),
    "unit": ("unit", ("unit", "units")),
    "q": ("quarter", ("nth",)),
    "qw": ("quarter", ("quarterword",)),
    "nth": ("week", ("nth",)),
    "unit2": ("unit2", ("unit", "units")),
    "dp": ("daypart", ("daypart",)),
    "sw": ("unit", ("setword",)),
    "ul": ("unit", ("longword",)),
    "wds": ("weekday", ("weekdays",)),
    "dps": ("daypart", ("dayparts",)),
}
_AFTER_NOON, _NOON = (2, 3), 12
_INTEGERS = {"day": "day", "day2": "day2", "monthno": "month"}
_PARTS = {"early": 1, "mid": 2, "late": 3}


class Interpreter:
    """Reads captures by their names; the names that it knows are the ones that rules may use."""

    def __init__(self, words: Words, settings: Settings) -> None:
        self._words = words
        self._vague, self._reach = settings.vague, settings.reach
        self._readers: dict[str, Callable[[Sequence[str]], Fields]] = {
            "year": lambda tokens: {"year": read_year(tokens[0])},
            "shortyear": lambda tokens: {"year": read_year(tokens[0])},
            "yearera": lambda tokens: {"year": int("".join(filter(str.isdigit, tokens[0])))},
            "fy": lambda tokens: {"year": read_year(tokens[0][2:])},
            "year2": lambda tokens: {"year2": tokens[0]},
            "yearrange": _year_range,
            "range": _day_range,
            "iso": _iso,
            "slashed": _slashed,
            "decade": _decade_or_century,
            "decadename": lambda tokens: {"decade": 1900 + (words.find(tokens[0], "decadename") or 0)},
            "partyear": _part_year,
            "partdecade": _part_decade,
            "cent": lambda tokens: {"century": read_ordinal(tokens, words)},
            "h": lambda tokens: _half(words.find(tokens[0], "nth")),
            "hw": lambda tokens: _half(words.find(tokens[0], "halfword")),
            "clock": lambda tokens: {"clock": read_clock(tokens)},
            "n2": lambda tokens: {"count2": read_count(tokens, words)},
            "holiday": lambda tokens: dict(
                zip(("month", "day"), divmod(words.value("holiday", tokens[0]), 100), strict=True)
            ),
            "fixed": lambda tokens: dict(
                zip(("month", "day"), divmod(words.value("fixedday", tokens[0]), 100), strict=True)
            ),
            "order": lambda tokens: {"order": tokens[0]},
            "n": self._amount,
        }

    def meaning(self, form: str, captures: Mapping[str, Sequence[str]], constants: Mapping[str, object]) -> Meaning:
        """The meaning of one match.

        Args:
            form: The rule's form.
            captures: The lower-case tokens of each capture that took part.
            constants: What the rule sets.
        """
        fields: Fields = dict(constants)
        for name, tokens in captures.items():
            fields.update(self._read(name, tokens))
        if form == "span" and "low" not in fields and captures["unit"][0] in self._words.roles["units"]:
            fields |= {"low": self._reach[fields["unit"]], "high": self._reach[fields["unit"]], "vague": 0}
        if fields.get("vague"):
            fields["low"], fields["high"] = self._vague[fields["vague"]]
        if form == "shift" and "which" in fields:
            fields["low"] = fields["high"] = fields.pop("which")
        if isinstance(fields.get("year2"), str):
            fields["year2"] = read_year(fields["year2"], fields["year"])
        if fields.get("decade") == 1:
            fields["decade"] = fields.pop("year")
        if fields.get("clock") and fields.get("daypart") in _AFTER_NOON and fields["clock"][0] < _NOON:
            fields["clock"] = (fields["clock"][0] + _NOON, fields["clock"][1])
        for flag in ("event", "object", "fiscal", "eve", "half"):
            fields[flag] = bool(fields.get(flag))
        return Meaning(form=form, **fields)  # type: ignore[arg-type]

    def _read(self, name: str, tokens: Sequence[str]) -> Fields:
        if name in _ROLE_OF:
            field, roles = _ROLE_OF[name]
            return {field: self._words.find(tokens[0], *roles)}
        if name in _INTEGERS:
            return {_INTEGERS[name]: int(tokens[0].rstrip("stndrh"))}
        return self._readers[name](tokens) if name in self._readers else {}

    def _amount(self, tokens: Sequence[str]) -> Fields:
        step = self._words.find(tokens[0], "today") if len(tokens) == 1 else None
        if step is not None:
            return {"low": step, "high": step}
        low, high = read_amount(tokens, self._words, self._vague)
        counted = {"low": low, "high": high, "count": read_count(tokens, self._words)}
        return counted | ({"vague": 0} if low != high else {})


def _half(number: int | None) -> Fields:
    return {"part": 1, "half_of": 1} if number == 1 else {"part": 3, "half_of": 2}


def _digits(token: str) -> list[int]:
    return [int(run) for run in re.findall(r"\d+", token)]


def _year_range(tokens: Sequence[str]) -> Fields:
    first, second = re.findall(r"\d+", tokens[0])
    return {"year": int(first), "year2": second}


def _day_range(tokens: Sequence[str]) -> Fields:
    return dict(zip(("day", "day2"), _digits(tokens[0]), strict=True))


def _iso(tokens: Sequence[str]) -> Fields:
    return dict(zip(("year", "month", "day"), _digits(tokens[0]), strict=False))


def _slashed(tokens: Sequence[str]) -> Fields:
    first, second, last = _digits(tokens[0])
    y = read_year(tokens[0].split("/")[-1].split(".")[-1]) if last < 100 else last
    if "." in tokens[0] or first > 12:
        first, second = second, first
    elif second <= 12 and first != second:
        return {"year": y, "swapped": (first, second)}
    return {"year": y, "month": first, "day": second}


def _decade(token: str) -> int:
    return read_year(str(_digits(token)[0]))


def _decade_or_century(tokens: Sequence[str]) -> Fields:
    """The 1870s are ten years; the 1800s a century, up to the 1900s."""
    first = _decade(tokens[0])
    return {"century": first // 100 + 1} if first % 100 == 0 and first < 2000 else {"decade": first}


def _part_year(tokens: Sequence[str]) -> Fields:
    return {"part": _PARTS[re.split(r"\W", tokens[0])[0]], "year": _digits(tokens[0])[0]}


def _part_decade(tokens: Sequence[str]) -> Fields:
    return {"part": _PARTS[re.split(r"\W", tokens[0])[0]], "decade": _decade(tokens[0])}


CAPTURES = (
    frozenset(_ROLE_OF)
    | frozenset(_INTEGERS)
    | frozenset(
        [
            "x",
            "year",
            "shortyear",
            "yearera",
            "fy",
            "year2",
            "yearrange",
            "range",
            "iso",
            "slashed",
            "decade",
            "decadename",
            "partyear",
            "partdecade",
            "cent",
            "h",
            "hw",
            "holiday",
            "fixed",
            "order",
            "n",
            "n2",
            "clock",
        ]
    )
)
