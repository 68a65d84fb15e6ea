"""What to be careful with: offices that the sources give wrong, articles without a date, inputs that were not read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.brief.dates import date_words
from detente.brief.parts import Slip
from detente.brief.wording import clean, shorten
from detente.model import READ_LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.brief.reference import Reference
    from detente.model import Article, Mention
    from detente.record import Record

__all__ = ["build_slips"]

_WRONG = ("wrong", "out of date")


def build_slips(record: Record, reference: Reference) -> tuple[list[Slip], int]:
    """Slips of the articles cited so far, then inputs that were not read, and how many more there are than shown."""
    numbered = enumerate(reference.footnotes.cited(), 1)
    slips = [slip for number, one in numbered for slip in _of_article(record, record.article(one).article, number)]
    slips += _not_read(record, reference)
    shown = slips[: reference.most(reference.labels.limits.slips)]
    return shown, len(slips) - len(shown)


def _of_article(record: Record, article: Article, number: int) -> Iterator[Slip]:
    if not article.published.known:
        yield Slip("states no date, and nothing in it tells when it appeared", number)
    elif article.published.basis == "inferred":
        yield Slip(f"states no date; its content places it: {date_words(article.published)}", number)
    told = dict.fromkeys(
        _office(stored.mention) for stored in record.mentions(article=article.id) if stored.mention.flag in _WRONG
    )
    yield from (Slip(text, number) for text in told)


def _office(mention: Mention) -> str:
    written = clean(mention.office_written or "another office")
    when = ", an office held at another time" if mention.flag == "out of date" else ", an office not held that day"
    held = f"; that day it was {clean(mention.office_held)}" if mention.office_held else ""
    return f"calls {clean(mention.name)} “{written}”{when}{held}"


def _not_read(record: Record, reference: Reference) -> Iterator[Slip]:
    most = reference.labels.limits.quote
    for stored in record.articles():
        if stored.article.language not in READ_LANGUAGES:
            name = shorten(stored.path or stored.article.url or stored.id, most)
            yield Slip(f"{name}: kept but not read, its language is “{clean(stored.article.language)}”", None)
    for rejected in record.rejected():
        yield Slip(f"{shorten(rejected.source, most)}: not read, {clean(rejected.reason)}", None)
