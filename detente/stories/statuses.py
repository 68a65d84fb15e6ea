"""The slot of status: what an article says has become of a happening, and whether authors only guess."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from detente.model import Span
from detente.positions.alike import load_settings
from detente.stories.amounts import told_class
from detente.stories.dispute_words import load_dispute_words
from detente.stories.facts import Fact, Fate
from detente.stories.terms import load_weigher

if TYPE_CHECKING:
    from detente.model import Event, Status
    from detente.stories.facts import Verdict
    from detente.stories.pages import Page

__all__ = ["compare_fates", "denials_in", "denied_stem", "fate_fact", "grade_of", "is_guess", "negated", "status_in"]

STAGES: dict[Status, str] = {
    "happened": "done",
    "ongoing": "done",
    "planned": "ahead",
    "possible": "possible",
    "hypothetical": "possible",
    "denied": "not",
    "cancelled": "off",
}
DENIED_WORDS = 10  # after the word that denies, among which the act stands
_WORD = re.compile(r"[^\W_]+")
_NOT = re.compile(r"n['’]t\b|(?<=can)not\b")
_BREAKS = re.compile(r"[;:.!?“”\"]|\s[–—-]\s|, (?:and|but|which|who)\b")


def status_in(page: Page, span: Span) -> list[Fact]:
    """What a span says by its words; what it does not call off, deny or put ahead has happened."""
    found = _cue(page.words(span))
    stage, cue = found if found else ("done", None)
    kept = Span(span.start + cue[0], span.start + cue[1]) if cue else span
    return [Fact("status", stage, page.evidence(kept), Fate(stage, page.day))]


def fate_fact(page: Page, event: Event) -> Fact | None:
    """The status of an event as it was coded."""
    words = event.why.words or tuple(one.span for one in event.evidence)
    if not words:
        return None
    stage = STAGES[event.status]
    value = load_dispute_words().statuses.values[event.status]
    span = _denying(page, event) if stage in ("not", "off") else words[0]
    if stage == "not" and (found := _cue(page.words(span))) and found[0] == "denied":
        stage = "denied"  # somebody denies it; else it is only told that it was not done
    grade = next(filter(None, (grade_of(page.words(word)) for word in words)), None)
    fate = Fate(stage, page.day, event.type, grade)
    return Fact("status", value, page.evidence(span), fate, guess=stage == "possible")


def grade_of(words: str) -> tuple[int, int] | None:
    """The scale of acts on which one of some words stands, and its step."""
    return next((_grades()[stem] for stem in load_weigher().stems(words) if stem in _grades()), None)


@lru_cache(maxsize=1)
def _grades() -> dict[str, tuple[int, int]]:
    return {
        stem: (number, step)
        for number, scale in enumerate(load_dispute_words().statuses.scales)
        for step, words in enumerate(scale)
        for word in words
        for stem in load_weigher().stems(word)
    }


def denials_in(page: Page, span: Span, acts: frozenset[str]) -> list[Fact]:
    """Where a span denies one of these acts (classes of words, `told_class`), or says that it was called off."""
    words = page.words(span)
    for stage, pattern in _patterns():
        for found in pattern.finditer(words) if stage in ("denied", "off") else ():
            after = _WORD.findall(_BREAKS.split(words[found.end() :])[0])[:DENIED_WORDS]
            if after and after[0].lower() in load_dispute_words().statuses.pointing:
                after = _WORD.findall(words[: found.start()])
            if any(told_class(word) in acts for word in after):
                kept = Span(span.start + found.start(), span.start + found.end())
                value = load_dispute_words().statuses.values["denied" if stage == "denied" else "cancelled"]
                return [Fact("status", value, page.evidence(kept), Fate(stage, page.day))]
    return []


def _denying(page: Page, event: Event) -> Span:
    """The words of an event's sentence that deny it or call it off, else the whole sentence."""
    whole = event.evidence[0].span
    found = _cue(page.words(whole))
    if found is None or found[0] == "ahead":
        return whole
    return Span(whole.start + found[1][0], whole.start + found[1][1])


def compare_fates(one: Fate, other: Fate) -> Verdict | None:
    """Same or another; None where one is what later became of the other, or where they are of different acts.

    To say that somebody did not allow it, and to say that somebody forbade it, is one thing. To ask for it and to order
    it are two.
    """
    words = load_dispute_words().statuses
    if one.grade and other.grade and one.grade[0] == other.grade[0] and one.grade != other.grade:
        return None
    if one.stage == other.stage or any(one.stage in group and other.stage in group for group in words.alike):
        return "agrees"
    for first, second in ((one, other), (other, one)):
        known = first.day is not None and second.day is not None
        if (first.stage, second.stage) in words.follows and (not known or _days(first) <= _days(second)):
            return None
    return "differs" if one.kind == other.kind or not (one.kind and other.kind) else None


def is_guess(page: Page, span: Span) -> bool:
    """Whether the clause in which a span stands only guesses."""
    sentence = page.sentence(span.start)
    before = page.text[sentence.start : span.start]
    clause = _BREAKS.split(before)[-1]
    words = re.findall(r"[^\W_]+", f"{clause} {page.words(span)}")
    return any(word.lower() in load_dispute_words().statuses.guesses and word != "May" for word in words)


@lru_cache(maxsize=5_000)
def negated(words: str) -> bool:
    """Whether a wording denies: an odd number of its words do."""
    negators = load_dispute_words().statuses.negators
    return sum(word.lower() in negators for word in _words(words)) % 2 == 1


def denied_stem(words: str) -> str | None:
    """The stem of the first telling word after a word that denies."""
    negators = load_dispute_words().statuses.negators
    found = _words(words)
    at = next((n for n, word in enumerate(found) if word.lower() in negators), None)
    if at is None:
        return None
    stop = load_settings().stop
    after = next((word for word in found[at + 1 :] if word.lower() not in stop), None)
    return load_weigher().stems(after)[0] if after else None


def _words(words: str) -> list[str]:
    """The words, with "not" by itself."""
    return _WORD.findall(_NOT.sub(" not", words))


def _days(fate: Fate) -> int:
    return fate.day or 0


def _cue(words: str) -> tuple[str, tuple[int, int]] | None:
    for stage, pattern in _patterns():
        found = pattern.search(words)
        if found:
            return stage, found.span()
    return None


@lru_cache(maxsize=1)
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    made = []
    for stage, cues in load_dispute_words().statuses.cues.items():
        if cues:
            forms = "|".join(sorted((re.escape(cue).replace("'", "['’]") for cue in cues), key=len, reverse=True))
            made.append(
                (
                    stage,
                    re.compile(
                        rf"(?i)(?<![^\W_])(?:{forms})(?![^\W_])|n['’]t\b" if stage == "not" else rf"(?i)\b(?:{forms})\b"
                    ),
                )
            )
    return made
