"""Page furniture in a text: which characters are not the article's own, and what the head of the page states.

Nothing is removed. Three passes: rules that hold anywhere, the head (title to the second line of running text), and the
tail, walked upwards from the end for as long as it is furniture.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from detente.ingest.dates import DateHit, find_dates, without_dates
from detente.ingest.lines import Forms, Line, fold, is_name, load_forms
from detente.ingest.names import byline_authors
from detente.ingest.outlets import outlet_named
from detente.ingest.rules import Position, Rule, RuleBook, load_rules
from detente.model import Dropped, Span

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Marks", "mark_furniture"]

DATED = frozenset(
    {"age-line", "byline", "date-line", "outlet", "reading-time", "share-bar", "share-word", "staff-line"}
)


@dataclass(slots=True)
class Marks:
    """What the passes found: by line number the rule and the characters, and what the head says of the article."""

    text: str
    lines: list[Line]
    title: int | None
    dropped: dict[int, tuple[str, Dropped]] = field(default_factory=dict)
    partial: list[Dropped] = field(default_factory=list)
    dates: list[tuple[DateHit, Line, str]] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    outlet: str | None = None

    def drop(self, index: int, rule: str, reason: str) -> None:
        """Mark a whole line, unless it is the title or marked already."""
        if index != self.title and index not in self.dropped:
            self.dropped[index] = (rule, Dropped(self.lines[index].span, reason))

    def spans(self) -> tuple[Dropped, ...]:
        """All marks in text order, none overlapping: a mark that reaches over lines takes in those inside it."""
        found = sorted((d for _, d in self.dropped.values()), key=lambda d: (d.span.start, -d.span.end))
        whole: list[Dropped] = []
        for mark in sorted([*found, *self.partial], key=lambda d: (d.span.start, -d.span.end)):
            if not whole or mark.span.start >= whole[-1].span.end:
                whole.append(mark)
        return tuple(whole)


def mark_furniture(text: str, lines: list[Line], title: int | None, authors: tuple[str, ...] = ()) -> Marks:
    """Find the furniture of a text.

    Args:
        text: The article's text.
        lines: Its lines, from `split_lines`.
        title: Number of the line that is the headline, which is never marked.
        authors: Authors known from metadata; lines that only name one are bylines.
    """
    marks = Marks(text, lines, title, authors=list(authors))
    forms, book = load_forms(), load_rules()
    for index in range(len(lines)):
        _apply(marks, index, book, forms, "any")
    for index in range(len(lines)):
        if index != title and index not in marks.dropped:
            _repeats_title(marks, index, forms)
    _read_head(marks, book, forms)
    _read_tail(marks, book, forms)
    return marks


def _apply(marks: Marks, index: int, book: RuleBook, forms: Forms, position: Position) -> bool:
    """Mark the line by the first rule of this position that fits; whether the line is marked as a whole."""
    if index in marks.dropped or index == marks.title:
        return index in marks.dropped
    line = marks.lines[index]
    hits = find_dates(line.text) if position != "any" and len(line.text) <= 2 * forms.headline_chars else []
    bare = without_dates(line.text, hits) if hits else line.text
    found = book.candidates(line.text, bare, dated=bool(hits), stopped=line.ends_sentence(forms))
    for rule, span in found:
        if position in rule.position and _names_fit(rule, bare, marks, forms):
            _reach(marks, index, rule, span, forms)
            marks.dates += [(hit, line, bare) for hit in hits]
            return rule.scope != "match"
    return False


def _names_fit(rule: Rule, bare: str, marks: Marks, forms: Forms) -> bool:
    if "?P<names>" not in "".join(rule.patterns):
        return True
    names = load_rules().names_in(rule, bare)
    found = byline_authors(names, forms) if names else ()
    if rule.id == "byline":
        marks.authors += [name for name in found if name not in marks.authors]
    return bool(found) or names is None


def _reach(marks: Marks, index: int, rule: Rule, span: Span, forms: Forms) -> None:
    line = marks.lines[index]
    if rule.scope == "match":
        marks.partial.append(Dropped(Span(line.start + span.start, line.start + span.end), rule.reason))
        return
    marks.drop(index, rule.id, rule.reason)
    if rule.scope == "rest" and _may_take_rest(marks, index, rule, forms):
        marks.dropped[index] = (rule.id, Dropped(Span(line.start, marks.lines[-1].end), rule.reason))
        for below in range(index + 1, len(marks.lines)):
            marks.dropped.setdefault(below, (rule.id, Dropped(marks.lines[below].span, rule.reason)))
    if rule.scope == "headlines":
        for below in _headlines_below(marks, index, forms):
            marks.drop(below, rule.id, rule.reason)


def _may_take_rest(marks: Marks, index: int, rule: Rule, forms: Forms) -> bool:
    rest = marks.lines[-1].end - marks.lines[index].start
    if rest > rule.max_share * len(marks.text) or (marks.title or 0) >= index:
        return False
    return rule.over_body or not any(line.is_body(forms) for line in marks.lines[index + 1 :])


def _headlines_below(marks: Marks, index: int, forms: Forms) -> range:
    """Lines under a related-posts bar: up to running text, whose own sub-heading is left alone."""
    end = index + 1
    while end < len(marks.lines) and end - index <= forms.head_lines:
        line = marks.lines[end]
        if line.is_body(forms) or not (line.could_be_headline(forms) or line.is_truncated(forms)):
            break
        end += 1
    if end < len(marks.lines) and marks.lines[end].is_body(forms):
        end -= 1
    return range(index + 1, end)


def _read_head(marks: Marks, book: RuleBook, forms: Forms) -> None:
    bodies = 0
    head: list[int] = []
    for index, line in enumerate(marks.lines[: forms.head_lines]):
        if not _apply(marks, index, book, forms, "start"):
            bodies += index != marks.title and line.is_body(forms)
        if bodies >= forms.head_bodies:
            break
        head.append(index)
    tests: tuple[Callable[[Marks, int, Forms], bool], ...] = (_repeats_title, _names_outlet, _names_author)
    for test in tests:
        for index in reversed(head):
            if index != marks.title and index not in marks.dropped:
                test(marks, index, forms)


def _repeats_title(marks: Marks, index: int, _: Forms) -> bool:
    if marks.title is None or _letters(marks.lines[index].text) != _letters(marks.lines[marks.title].text):
        return False
    marks.drop(index, "repeated-headline", "repeated headline")
    return True


def _letters(text: str) -> str:
    """A line without case and marks: the alternative text of a picture often repeats the headline so."""
    return " ".join(
        "".join(c if c.isalnum() else " " for c in text.replace("’", "").replace("'", "").casefold()).split()
    )


def _names_outlet(marks: Marks, index: int, _: Forms) -> bool:
    outlet = outlet_named(marks.lines[index].text)
    if outlet is None:
        return False
    marks.outlet = marks.outlet or outlet
    marks.drop(index, "outlet", "outlet name")
    return True


def _names_author(marks: Marks, index: int, forms: Forms) -> bool:
    line = marks.lines[index]
    below = marks.dropped.get(index + 1, ("", None))[0]
    known = any(fold(line.text) == fold(author) for author in marks.authors)
    first = -1 if marks.title is None else marks.title
    signed = first < index and below in DATED and is_name(line.text, forms)
    if not known and not signed:
        return False
    if not known:
        marks.authors.append(line.text)
    marks.drop(index, "byline", "byline")
    return True


def _read_tail(marks: Marks, book: RuleBook, forms: Forms) -> None:
    unknown = 0
    for index in range(len(marks.lines) - 1, max(marks.title or 0, 0), -1):
        line = marks.lines[index]
        if index in marks.dropped or _apply(marks, index, book, forms, "end"):
            continue
        if any(fold(line.text) == fold(author) for author in marks.authors):
            marks.drop(index, "byline", "byline")
            continue
        unknown += 1
        if line.is_body(forms) or unknown > forms.tail_unknown:
            break
    _drop_headline_list(marks, forms)


def _drop_headline_list(marks: Marks, forms: Forms) -> None:
    """Three or more headlines in a row at the end of a text whose tail holds other furniture."""
    run: list[int] = []
    for index in range(len(marks.lines) - 1, 0, -1):
        line = marks.lines[index]
        if index in marks.dropped:
            continue
        long = len(line.text.split()) >= forms.headline_words and line.could_be_headline(forms)
        if line.is_body(forms) or not (long and line.is_title_case(forms)):
            break
        run.append(index)
    if len(run) > 2 and marks.dropped and max(marks.dropped) > min(run):
        for index in run:
            marks.drop(index, "headline-list", "list of headlines")
