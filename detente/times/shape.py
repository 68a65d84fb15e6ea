"""What a token with digits in it can be in an expression of time: the numeric roles."""

from __future__ import annotations

import re

__all__ = ["NUMERIC_ROLES", "numeric_roles"]

NUMERIC_ROLES = frozenset(
    [
        "INT",
        "DAYNUM",
        "MONTHNUM",
        "YEAR",
        "SHORTYEAR",
        "ORDINAL",
        "ORDDAY",
        "DECADE",
        "SHORTDECADE",
        "ISO",
        "ISOMONTH",
        "SLASHED",
        "SLASHSHORT",
        "CLOCK",
        "CLOCKHALF",
        "HOURS24",
        "DECIMAL",
        "FRACTION",
        "DAYRANGE",
        "YEARRANGE",
        "PARTYEAR",
        "PARTDECADE",
        "FISCALYEAR",
        "YEARERA",
        "SEPT11",
        "YEARPOSS",
    ]
)
_LIKE_YEARS = (1900, 2040)  # numbers read as years before they count anything
_DASH = "[-\u2010-\u2014]"
_SHAPES = (
    (re.compile(r"\d{1,2}(?:st|nd|rd|th)"), "ORDINAL"),
    (re.compile(r"[12]\d\d0['’]?s"), "DECADE"),
    (re.compile(r"['’]?[2-9]0['’]?s"), "SHORTDECADE"),
    (re.compile(r"\d{4}-\d\d-\d\d"), "ISO"),
    (re.compile(r"\d{4}-(?:0[1-9]|1[0-2])"), "ISOMONTH"),
    (re.compile(r"\d{1,2}([/.])\d{1,2}\1(?:\d{4}|\d\d)"), "SLASHED"),
    (re.compile(r"(?:[01]?\d|2[0-4]):[0-5]\d(?:[ap]\.?m\.?|h)?"), "CLOCK"),
    (re.compile(r"(?:0?[1-9]|1[0-2])[ap]\.?m\.?"), "CLOCKHALF"),
    (re.compile(r"\d{1,3}(?:,\d{3})+"), "INT"),
    (re.compile(r"\d{1,3}\.\d{1,2}"), "DECIMAL"),
    (re.compile(r"[1-4]/[2-5]"), "FRACTION"),
    (re.compile(rf"\d{{1,2}}{_DASH}\d{{1,2}}"), "DAYRANGE"),
    (re.compile(rf"\d{{4}}{_DASH}(?:\d{{4}}|\d\d)"), "YEARRANGE"),
    (re.compile(rf"(?:early|mid|late){_DASH}\d{{4}}"), "PARTYEAR"),
    (re.compile(rf"(?:early|mid|late){_DASH}(?:\d{{4}}|['’]?\d\d)s"), "PARTDECADE"),
    (re.compile(r"fy(?:\d{4}|\d\d)"), "FISCALYEAR"),
    (re.compile(r"\d{1,4}(?:ad|ce)"), "YEARERA"),
    (re.compile(r"9/11"), "SEPT11"),
    (re.compile(r"(?:19|20)\d\d['’]s"), "YEARPOSS"),
)


def numeric_roles(word: str) -> frozenset[str]:
    """Roles of a lower-case token with a digit at either end; none if it is no part of a time.

    >>> sorted(numeric_roles("12"))
    ['DAYNUM', 'INT', 'MONTHNUM', 'SHORTYEAR']
    """
    if word.isascii() and word.isdigit():
        return _integer_roles(word)
    for shape, role in _SHAPES:
        if shape.fullmatch(word):
            if role == "ORDINAL" and 1 <= int(word[:-2]) <= 31:
                return frozenset({"ORDINAL", "ORDDAY"})
            return frozenset({role})
    return frozenset()


def _integer_roles(word: str) -> frozenset[str]:
    number = int(word) if len(word) <= 4 else 0
    roles = {"INT"} if number > 0 and not _LIKE_YEARS[0] <= number <= _LIKE_YEARS[1] else set()
    if len(word) <= 2:
        roles |= {"DAYNUM"} if 1 <= number <= 31 else set()
        roles |= {"MONTHNUM"} if 1 <= number <= 12 else set()
        roles |= {"SHORTYEAR"} if len(word) == 2 else set()
    if len(word) == 4 and number >= 1000:
        roles.add("YEAR")
    if len(word) == 4 and int(word[:2]) < 24 and int(word[2:]) < 60:
        roles.add("HOURS24")
    return frozenset(roles)
