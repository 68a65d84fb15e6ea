"""Five articles by hand: two sources of one meeting, a copy, a later stage of a visit, and one of another matter.

They are joined as any record is; the links between the meeting's tellings are then set, so that what is made of links
does not hang on the weights by which they are found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente import record
from detente.record.joins import CopyRow, EventLinkRow
from detente.stories.joining import join
from tests.brief.readings import Draft, day

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from detente.model import Reading
    from detente.record import Record

MET = "Ministers Liv Dahl of Norway and Aino Korpi of Finland met in Oslo on Tuesday over the fishing ban."
MET_TOO = "Aino Korpi saw her Norwegian colleague Liv Dahl in Helsinki on Tuesday about the ban on fishing."
PLANNED = "Liv Dahl of Norway is to visit Finland in May, her office said."
VISITED = "Liv Dahl of Norway visited Finland on Friday, a month after the fishing ban was lifted."
ACCUSED = "Chad accused Sudan of arming raiders near Tine on Monday."
PEOPLE = ["Liv Dahl", "Aino Korpi"]
WIRE = (
    f"Norway and Finland talk about fish\n{MET} {PLANNED} Trawlers of both countries have stayed in port since March."
)
ORDER = ("wire", "copy", "ledger", "visit", "other")


def drafts() -> dict[str, Draft]:
    """The articles by name."""
    meeting = day("2023-04-18", "relative to publication")
    wire = Draft(WIRE, "desk/a-wire.txt", day("2023-04-19", "stated"), outlet="Harbour Wire")
    copy = Draft(f"{WIRE} Read more on our pages.", "desk/b-copy.txt", day("2023-04-21", "stated"), outlet="Fjord Post")
    for draft in (wire, copy):
        draft.event("CONSULT", ("NOR", "FIN"), MET, meeting, people=PEOPLE, place="Oslo", issues=("trade",))
        draft.event(
            "CONSULT", ("NOR", "FIN"), PLANNED, day("2023-05-01", "said", 31, "month"), "planned", ["Liv Dahl"],
            mode="visit",
        )  # fmt: skip
    ledger = Draft(
        f"Fishing ban: ministers meet\n{MET_TOO} Norway and Finland signed nothing. Trawlers stayed in port.",
        "desk/c-ledger.txt", day("2023-04-20", "stated"), outlet="Nightly Ledger",
    ).event("CONSULT", ("FIN", "NOR"), MET_TOO, meeting, people=PEOPLE[::-1], place="Helsinki")  # fmt: skip
    visit = Draft(
        f"Dahl in Finland at last\n{VISITED}", "desk/d-visit.txt", day("2023-05-13", "stated"), outlet="Fjord Post"
    ).event(
        "CONSULT", ("NOR", "FIN"), VISITED, day("2023-05-12", "relative to publication"), people=["Liv Dahl"],
        mode="visit",
    )  # fmt: skip
    other = Draft(
        f"Drums on the plain\n{ACCUSED}", "desk/e-other.txt",
        day("2023-04-18", "stated"), outlet="The Courier",
    ).event("ACCUSE", ("TCD", "SDN"), ACCUSED, day("2023-04-17"))  # fmt: skip
    return dict(zip(ORDER, (wire, copy, ledger, visit, other), strict=True))


def family() -> dict[str, Reading]:
    """What they yield."""
    return {name: draft.reading() for name, draft in drafts().items()}


def fill(path: Path, order: Sequence[str] = ORDER) -> Path:
    """A joined record of them at `path`, added in this order."""
    readings = family()
    with record.open(path) as book:
        for name in order:
            book.add(readings[name])
        join(book)
        link(book)
    return path


def ids(book: Record) -> dict[str, list[str]]:
    """Ids of the events of each article, in the order of their place."""
    found = {name: reading.article.id for name, reading in family().items()}
    return {name: book.joins.event_ids(book.joins.number(known_as)) for name, known_as in found.items()}


def link(book: Record) -> None:
    """Set the links: one meeting in wire, copy and ledger, one plan in wire and copy; the visit is its next stage."""
    known = ids(book)
    met = [known[name][0] for name in ("wire", "copy", "ledger")]
    planned = [known["wire"][1], known["copy"][1]]
    rows = [*_rows(book, _pairs(met), "same", 3.0), *_rows(book, _pairs(planned), "same", 4.0)]
    rows += _rows(book, [(one, known["visit"][0]) for one in planned], "stage", 2.0)
    wire, copy = (book.joins.number(family()[name].article.id) for name in ("wire", "copy"))
    with book.joins.transaction():
        book._db.execute("DELETE FROM event_link")
        book._db.execute("DELETE FROM copy")
        book.joins.add_event_links(rows)
        book.joins.add_copies([CopyRow(copy, wire, "copy", 0.9, ("90% of the words",))])


def _pairs(ids: Sequence[str]) -> list[tuple[str, str]]:
    return [(one, other) for at, one in enumerate(ids) for other in ids[:at]]


def _rows(book: Record, pairs: Iterable[tuple[str, str]], verdict: str, score: float) -> list[EventLinkRow]:
    place = book.joins.place_of
    return [EventLinkRow(place(one), place(other), verdict, score, (("sides", 2.0),)) for one, other in pairs]
