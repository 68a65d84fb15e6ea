"""Agreement and dispute: what every source says of each slot of a happening, and which of them say nothing."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.stories.amounts import comparable_units, told_class
from detente.stories.comparing import compare, compare_contents, strongest
from detente.stories.facts import SLOTS, Amount, Parties
from detente.stories.pages import remembered_pages
from detente.stories.told import Telling, facts_told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from detente.model import Event, Evidence, Span
    from detente.record import Record
    from detente.stories.facts import Fact, Slot, Verdict
    from detente.stories.happenings import Happening
    from detente.stories.pages import Page, Pages

__all__ = ["Dispute", "Placed", "SlotValue", "assemble_rows", "disputes_of", "distinct", "find_disputes", "make_row"]


@dataclass(frozen=True, slots=True)
class SlotValue:
    """What one article says of a slot.

    Attributes:
        value: Readable and normalised.
        span, quote: The smallest words that say so; `quote` is the article's text there.
        independent: Whether the article is the first of its source in the row; copies are not.
        guess: Whether the author only guesses; a guess disputes nothing.
    """

    value: str
    article_id: str
    path: str | None
    span: Span
    quote: str
    independent: bool
    guess: bool = False


@dataclass(frozen=True, slots=True)
class Dispute:
    """A slot of a happening, or of an utterance, on which several places of articles say something.

    Attributes:
        event_id: Of the happening, or of the utterance.
        kind: "agrees", "finer" (they go together, and some say it more closely), or "differs".
        values: What each article says, in order of publication.
        silent: Articles that tell the happening and say nothing of the slot: path, or id where there is none.
        within: Whether the difference is one within a single source.
    """

    event_id: str
    slot: Slot
    kind: Verdict
    values: tuple[SlotValue, ...]
    silent: tuple[str, ...] = ()
    within: bool = False

    @property
    def support(self) -> dict[str, int]:
        """Of each value the number of independent sources that give it."""
        counts: dict[str, int] = {}
        for one in self.values:
            counts[one.value] = counts.get(one.value, 0) + one.independent
        return counts


@dataclass(frozen=True, slots=True)
class Placed:
    """A fact with the article that says it, its source, and when that appeared ("9999" where nobody knows)."""

    fact: Fact
    article_id: str
    path: str | None
    source: object
    published: str


def find_disputes(
    record: Record, happenings: Iterable[Happening], sources: Mapping[str, object], pages: Pages | None = None
) -> Iterator[Dispute]:
    """All rows of happenings, one happening after the other.

    Args:
        record: The record.
        happenings: As `find_happenings` gives them.
        sources: Of each article (id) its independent source; an article that is not among them is one of its own.
        pages: The articles, where they are read for something else too.
    """
    page = pages or remembered_pages(record)
    for happening in happenings:
        if len(happening.articles) > 1 or len(happening.events) > 1:
            yield from _rows(record, happening, sources, page)


def disputes_of(record: Record, happening: Happening, sources: Mapping[str, object]) -> list[Dispute]:
    """The rows of one happening; see `find_disputes`."""
    return list(find_disputes(record, [happening], sources))


def _rows(
    record: Record, happening: Happening, sources: Mapping[str, object], page: Callable[[str], Page]
) -> list[Dispute]:
    people, sides = _cast(happening, page)
    words = {told_class(page(one.article_id).words(span)) for one in happening.events for span in one.event.why.words}
    placed: list[Placed] = []
    told: list[tuple[str, str | None, tuple[Evidence, ...], Event | None]] = [
        (one.article_id, one.path, one.event.evidence, one.event) for one in happening.events
    ]
    told += [(one.article_id, one.path, (one.sentence,), None) for one in happening.also]
    for article_id, path, evidence, event in told:
        source = sources.get(article_id, article_id)
        published = record.joins.published(article_id) or "9999"
        for fact in facts_told(page(article_id), Telling(evidence, event, sides, people, frozenset(words) - {""})):
            placed.append(Placed(fact, article_id, path, source, published))
    articles = {one: record.joins.path(one) for one in happening.articles}
    return assemble_rows(happening.id, placed, articles)


def _cast(happening: Happening, page: Callable[[str], Page]) -> tuple[frozenset[str], frozenset[str]]:
    """Ids of the persons who stand where a happening is told, and codes of its sides."""
    sides = frozenset(code for one in happening.events for code in (*one.event.actor, *one.event.recipient))
    names = {name.lower() for one in happening.events for name in one.event.people}
    people = frozenset(
        mention.actor
        for one in happening.events
        for piece in one.event.evidence
        for mention in page(one.article_id).mentions(piece.span)
        if mention.person and mention.name.lower() in names
    )
    return people, sides


def assemble_rows(event_id: str, placed: Iterable[Placed], articles: Mapping[str, str | None]) -> list[Dispute]:
    """Rows of one happening out of what its articles say.

    Args:
        event_id: Id of the happening.
        placed: All facts.
        articles: The articles that tell it (id, path).
    """
    by_slot: dict[Slot, list[Placed]] = defaultdict(list)
    for one in placed:
        by_slot[one.fact.slot].append(one)
    found = []
    for slot in SLOTS:
        for group in _groups(by_slot.get(slot, [])):
            rows = (_row(event_id, slot, part, articles) for part in _parts(distinct(group)))
            found += [row for row in rows if row is not None]
    return found


def _groups(placed: Sequence[Placed]) -> list[list[Placed]]:
    """Facts of one thing each: of one topic, and numbers of what is counted alike."""
    groups: list[list[Placed]] = []
    for one in sorted(placed, key=_order):
        for group in groups:
            if all(_of_one_thing(one.fact, other.fact) for other in group):
                group.append(one)
                break
        else:
            groups.append([one])
    return groups


def _parts(group: Sequence[Placed]) -> list[list[Placed]]:
    """Facts that can be compared, some of them with each of the others: dates years apart are of two things."""
    parts: list[list[Placed]] = []
    for one in group:
        near = [part for part in parts if any(_together(one.fact, other.fact) for other in part)]
        parts = [part for part in parts if part not in near] + [[*(o for part in near for o in part), one]]
    return [sorted(part, key=_order) for part in parts]


def _together(one: Fact, other: Fact) -> bool:
    """Whether two facts stand in one row: they can be compared, or would be if neither were a guess."""
    guess = one.guess or other.guess
    return compare(one, other) is not None or (guess and compare_contents(one.content, other.content) is not None)


def _of_one_thing(one: Fact, other: Fact) -> bool:
    if one.topic != other.topic:
        return False
    a, b = one.content, other.content
    if isinstance(a, Amount) and isinstance(b, Amount):
        return a.dimension == b.dimension and comparable_units(a, b)
    return True


def distinct(group: Iterable[Placed]) -> list[Placed]:
    """Each value of an article once, where it stands first; what is no guess before what is."""
    first: dict[tuple[str, str], Placed] = {}
    for one in sorted(group, key=lambda one: (one.fact.guess, _order(one))):
        first.setdefault((one.article_id, one.fact.value.lower()), one)
    return sorted(first.values(), key=_order)


def _order(one: Placed) -> tuple[str, str, Span, str]:
    return one.published, one.article_id, one.fact.evidence.span, one.fact.value


def _row(event_id: str, slot: Slot, group: Sequence[Placed], articles: Mapping[str, str | None]) -> Dispute | None:
    """The row of facts of one thing; None where there are no two sources to compare."""
    pairs = [(a, b) for n, a in enumerate(group) for b in group[n + 1 :]]
    kind = strongest(_between(slot, a.fact, b.fact) for a, b in pairs if a.source != b.source)
    within = False
    if kind is None:
        if (
            slot != "number"
            or strongest(_between(slot, a.fact, b.fact) for a, b in pairs if not _part(a, b)) != "differs"
        ):
            return None
        kind, within = "differs", True
    return make_row(event_id, slot, kind, group, articles, within)


def make_row(
    event_id: str,
    slot: Slot,
    kind: Verdict,
    group: Sequence[Placed],
    articles: Mapping[str, str | None],
    within: bool = False,
) -> Dispute:
    """A row of these facts, in their order.

    Args:
        event_id: Id of the happening or utterance.
        slot: Which slot.
        kind: How the facts go together.
        group: The facts.
        articles: The articles that tell it (id, path); those without a fact are silent.
        within: Whether the difference is one within a single source.
    """
    saying = {one.article_id for one in group}
    silent = tuple(sorted(path or known_as for known_as, path in articles.items() if known_as not in saying))
    return Dispute(event_id, slot, kind, tuple(_values(group)), silent, within)


def _part(one: Placed, other: Placed) -> bool:
    """Whether one of two numbers of an article counts a part of what was counted before: "two of them"."""
    return any(" of " in f" {placed.fact.evidence.quote} " for placed in (one, other))


def _between(slot: Slot, one: Fact, other: Fact) -> Verdict | None:
    """As `compare`; two of different sides who are each said to have told a happening only have both told it."""
    found = compare(one, other)
    if slot != "speaker" or found == "agrees":
        return found
    a, b = one.content, other.content
    one_side = isinstance(a, Parties) and isinstance(b, Parties) and bool(a.states & b.states)
    return "finer" if found == "finer" and one_side else None


def _values(group: Iterable[Placed]) -> Iterator[SlotValue]:
    seen: set[object] = set()
    for one in group:
        fact = one.fact
        yield SlotValue(
            value=fact.value,
            article_id=one.article_id,
            path=one.path,
            span=fact.evidence.span,
            quote=fact.evidence.quote,
            independent=one.source not in seen,
            guess=fact.guess,
        )
        seen.add(one.source)
