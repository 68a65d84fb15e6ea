"""A text becomes an article: headline, byline, date, outlet and language found, furniture marked, text untouched."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from detente.errors import InputRejected
from detente.ingest.dates import find_dates, when_of
from detente.ingest.furniture import Marks, mark_furniture
from detente.ingest.languages import detect_language
from detente.ingest.lines import Forms, Line, fold, is_name, load_forms, split_lines
from detente.ingest.outlets import outlet_named, outlet_of_dateline, outlet_of_url
from detente.ingest.rules import load_rules
from detente.model import UNKNOWN_TIME, Article, When

if TYPE_CHECKING:
    from datetime import date

__all__ = ["Origin", "article_from_text", "repair_text"]


@dataclass(frozen=True, slots=True)
class Origin:
    """What is known of an article from outside its text: where it came from, and its metadata."""

    path: str | None = None
    url: str | None = None
    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = field(default=())
    published: When | None = None
    given: date | None = None
    retrieved: datetime | None = None

    @property
    def name(self) -> str:
        """How messages call it."""
        return self.path or self.url or "text"


def article_from_text(text: str, origin: Origin | None = None) -> Article:
    """Read head and furniture of one text.

    The publication date is that of the metadata, else one stated in the text, else the one given by the user, else
    unknown. A text is never altered, but for lone surrogates and NUL characters, which no file can hold (U+FFFD).

    Raises:
        InputRejected: The text is empty, only white space, or not text.
    """
    origin = origin or Origin()
    text = repair_text(text)
    lines = split_lines(text)
    if not lines:
        raise InputRejected(origin.name, "only white space" if text else "empty text")
    _refuse_control_characters(text, origin)
    forms = load_forms()
    title = _find_title(lines, forms) if origin.title is None else _find_given_title(lines, origin.title, forms)
    marks = mark_furniture(text, lines, title, origin.authors)
    return Article(
        text=text,
        path=origin.path,
        url=origin.url,
        title=origin.title or (lines[title].text if title is not None else None),
        title_span=lines[title].span if title is not None else None,
        outlet=origin.outlet or marks.outlet or outlet_of_url(origin.url) or _agency(lines, forms),
        authors=tuple(marks.authors),
        published=_published(marks, origin, forms),
        language=detect_language(_own_text(marks)),
        retrieved=origin.retrieved,
        dropped=marks.spans(),
    )


def repair_text(text: str) -> str:
    """`text` with lone surrogates and NUL, which UTF-8 or SQLite cannot hold, replaced one for one by U+FFFD."""
    return re.sub("[\x00\ud800-\udfff]", "\ufffd", text)


def _refuse_control_characters(text: str, origin: Origin) -> None:
    strange = len(re.findall("[\x01-\x08\x0e-\x1f\x7f\ufffd]", text))
    if strange > 3 and strange > 0.02 * len(text):
        raise InputRejected(origin.name, "not text: control characters")


def _own_text(marks: Marks) -> str:
    own = "\n".join(line.text for index, line in enumerate(marks.lines) if index not in marks.dropped)
    return own or marks.text


def _find_title(lines: list[Line], forms: Forms) -> int | None:
    """The first line that is not furniture, if it has the form of a headline over a text."""
    book = load_rules()
    for index, line in enumerate(lines[: forms.head_lines]):
        hits = find_dates(line.text)
        found = book.candidates(line.text, line.text, dated=bool(hits), stopped=line.ends_sentence(forms))
        if not found and outlet_named(line.text) is None and not _signs(index, lines, forms):
            return index if _is_headline(index, lines, forms) else None
    return None


def _signs(index: int, lines: list[Line], forms: Forms) -> bool:
    """Whether the line is a name over a role, an address or an outlet ("Jane Doe", then "Staff writer")."""
    below = lines[index + 1].text if index + 1 < len(lines) else ""
    if not is_name(lines[index].text, forms):
        return False
    found = load_rules().candidates(below, below, dated=False, stopped=False)
    return any(rule.id == "staff-line" for rule, _ in found) or outlet_named(below) is not None or "@" in below


def _is_headline(index: int, lines: list[Line], forms: Forms) -> bool:
    line = lines[index]
    short = len(line.text) <= forms.title_chars and " " in line.text
    begins = re.match(r"[\W\d_]*[^\W\d_]", line.text)
    if not short or begins is None or begins.group()[-1].islower() or line.text.lower().startswith(forms.not_titles):
        return False
    if line.text.rstrip("\"'”’)").endswith((".", ",", ";", ":", "…")):
        return False
    if not any(other.is_body(forms) for other in lines[index + 1 :]):
        return False
    below = lines[index + 1]
    wrapped = not below.after_gap and max(len(x.text) for x in lines) <= forms.wrap_chars
    return not (wrapped and len(line.text) > forms.wrap_chars / 2) and (below.after_gap or not below.text[0].islower())


def _find_given_title(lines: list[Line], title: str, forms: Forms) -> int | None:
    wanted = fold(title)
    return next((i for i, line in enumerate(lines[: forms.head_lines]) if fold(line.text) == wanted), None)


def _published(marks: Marks, origin: Origin, forms: Forms) -> When:
    stated = _stated(marks, forms) or _dateline(marks, forms)
    given = origin.given and when_of(datetime(*origin.given.timetuple()[:3]), "day", "given", origin.given.isoformat())
    return origin.published or stated or given or UNKNOWN_TIME


def _stated(marks: Marks, forms: Forms) -> When | None:
    """The date of a line in the head, or of a line at the end that says "published"; rather not one of an update."""
    head = {line.start for line in marks.lines[: forms.head_lines]}
    told = [
        (bool(re.search(r"updated|modified", bare, re.IGNORECASE)), line.start, hit)
        for hit, line, bare in marks.dates
        if line.start in head or re.search(r"published|posted|issued", bare, re.IGNORECASE)
    ]
    if not told:
        return None
    hit = min(told, key=lambda item: (item[0], item[1], item[2].span))[2]
    line_start = next(start for _, start, other in told if other is hit)
    expression = marks.text[line_start + hit.span.start : line_start + hit.span.end]
    return when_of(hit.start, hit.precision, "stated", expression)


def _agency(lines: list[Line], forms: Forms) -> str | None:
    """The agency of the first dateline of the head."""
    return next(filter(None, (outlet_of_dateline(line.text) for line in lines[: forms.head_lines])), None)


def _dateline(marks: Marks, forms: Forms) -> When | None:
    """The full date of a dateline: "GENEVA, March 3, 2021 (agency) -- ..."."""
    for line in marks.lines[: forms.head_lines]:
        head = line.text[: forms.headline_chars]
        for hit in find_dates(head)[:1]:
            before, after = head[: hit.span.start].strip(" ,(/|"), head[hit.span.end :]
            place = before.isupper() or (before.split(",")[0].isupper() and len(before) < 40)
            if place and len(before) > 2 and re.match(r"\s?\)?,?\s?(?:\([^()]{2,40}\)|/[^/]{2,30}/)?\s?[-–—:]", after):
                return when_of(hit.start, hit.precision, "stated", head[hit.span.start : hit.span.end])
    return None
