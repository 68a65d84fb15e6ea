"""The numbers that words and digits say."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente.times.words import Words

__all__ = ["read_amount", "read_clock", "read_count", "read_number", "read_ordinal", "read_year"]


_EXACT = {4: "2", 5: "12"}  # a couple, a dozen


def read_number(tokens: Sequence[str], words: Words) -> int | None:
    """A whole number of lower-case tokens such as "twenty - five", or None for a vague one.

    Returns:
        The number; None where no token has one ("several").
    """
    total = 0
    found = False
    for token in tokens:
        if token.isascii() and token.isdigit():
            value: int | None = int(token)
        elif token[:1].isdigit() and "," in token:
            value = int(token.replace(",", ""))
        else:
            value = words.find(token, "ones", "teens", "tens")
        if token in words.roles["hundred"]:
            total, found = max(total, 1) * 100, True
        elif value is not None:
            total, found = total + value, True
    if not found and any(token in words.roles["article"] for token in tokens):
        return 1
    return total if found else None


def read_count(tokens: Sequence[str], words: Words) -> str:
    """An amount as TimeML writes it: "2", "2.5", "half", or "X" for a vague one; a couple is 2, a dozen 12."""
    if tokens[0] == "half":
        return "half"
    kinds = [kind for token in tokens if (kind := words.find(token, "vague")) is not None]
    if kinds:
        return _EXACT.get(kinds[0], "X")
    low, _ = read_amount(tokens, words, {})
    return f"{low:g}"


def read_clock(tokens: Sequence[str]) -> tuple[int, int]:
    """Hour and minute of a time of day.

    >>> read_clock(["8", "p.m."]), read_clock(["10:30am"]), read_clock(["1400"]), read_clock(["12", "a.m."])
    ((20, 0), (10, 30), (14, 0), (0, 0))
    """
    said = "".join(tokens).replace(".", "")
    digits = "".join(filter(str.isdigit, said))
    split = ":" in said or len(digits) > 2
    hour, minute = (int(digits[:-2]), int(digits[-2:])) if split else (int(digits), 0)
    if "pm" in said:
        hour = hour % 12 + 12
    elif "am" in said:
        hour %= 12
    return hour, minute


def read_amount(tokens: Sequence[str], words: Words, vague: dict[int, tuple[int, int]]) -> tuple[float, float]:
    """The least and the most that an amount can mean: (2.5, 2.5) for "two and a half", (3, 9) for "several"."""
    for token in tokens:
        kind = words.find(token, "vague")
        if kind is not None:
            return vague[kind]
    if "half" in tokens and len(tokens) > 2:
        whole = read_number(tokens[: tokens.index("and")], words) or 0
        return whole + 0.5, whole + 0.5
    if "." in tokens[0] and tokens[0][:1].isdigit():
        return float(tokens[0]), float(tokens[0])
    if len(tokens) == 2 and "/" in tokens[1]:
        over, under = map(int, tokens[1].split("/"))
        return int(tokens[0]) + over / under, int(tokens[0]) + over / under
    number = read_number(tokens, words)
    return (number, number) if number is not None else (1, 1)


def read_ordinal(tokens: Sequence[str], words: Words) -> int | None:
    """The number of an ordinal in digits or words: 21 for "21st" and for "twenty - first"."""
    total = 0
    for token in tokens:
        digits = token.rstrip("stndrh")
        value = int(digits) if digits.isdigit() else words.find(token, "centuryname", "tens", "nth")
        total += value or 0
    return total if total > 0 else None


def read_year(token: str, near: int | None = None) -> int:
    """A year; two digits complete the century of the year `near` ("2015-16"), or this age's ("'98").

    >>> read_year("16", 2015), read_year("98"), read_year("23")
    (2016, 1998, 2023)
    """
    number = int("".join(filter(str.isdigit, token)))
    if len(token) > 2:
        return number
    if near is not None:
        return near // 100 * 100 + number
    return number + (1900 if number >= 40 else 2000)
