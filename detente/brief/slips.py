"""What to be careful with: offices that the sources give wrong, articles without a date, inputs that were not read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.brief.dates import date_words
from detente.brief.parts import Slip
from detente.brief.wording import clean, shorten
from detente.model import HELD_BY, NO_SUCH_OFFICE, READ_LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.brief.reference import Reference
    from detente.model import Article, Mention, When
    from detente.record import Record

__all__ = ["build_slips", "office_words"]

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
        office_words(stored.mention, article.published)
        for stored in record.mentions(article=article.id)
        if stored.mention.flag in _WRONG
    )
    yield from (Slip(text, number) for text in told)


def office_words(mention: Mention, published: When) -> str:
    """A source's slip: "calls Wang Yi “Foreign Minister”; on 19 June 2023 that was Qin Gang, and Wang Yi was ..."."""
    name, held = clean(mention.name), mention.office_held
    day = f"on {date_words(published)}" if published.precision == "day" else "then"
    told = _step(mention, HELD_BY)
    nowhere = _step(mention, NO_SUCH_OFFICE)
    text = f"calls {name} “{clean(mention.office_written or 'another office')}”"
    if told is not None:
        text += f"; {day} that was {clean(told)}" + (f", and {name} was {clean(held)}" if held else "")
    elif nowhere is not None:
        text += ", a title that is not used there" + (f"; {day} {name} was {clean(held)}" if held else "")
    else:
        text += ", an office held at another time" if mention.flag == "out of date" else ", an office not held that day"
        text += f"; {day} {name} was {clean(held)}" if held else ""
    return text


def _step(mention: Mention, prefix: str) -> str | None:
    """What the linker noted behind `prefix`."""
    return next((step.removeprefix(prefix) for step in mention.why.steps if step.startswith(prefix)), None)


def _not_read(record: Record, reference: Reference) -> Iterator[Slip]:
    most = reference.labels.limits.quote
    for stored in record.articles():
        if stored.article.language not in READ_LANGUAGES:
            name = shorten(stored.path or stored.article.url or stored.id, most)
            yield Slip(f"{name}: kept but not read, its language is “{clean(stored.article.language)}”", None)
    for rejected in record.rejected():
        yield Slip(f"{shorten(rejected.source, most)}: not read, {clean(rejected.reason)}", None)
