"""Agreement and dispute: what every source says of each slot of a happening, and which of them say nothing.

Rows are made of facts that are compared with each other, and of echoes: facts of which it was found otherwise that they
go together. All that is said of one thing is one row. `detente.stories.rows` is where rows are asked for.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from detente.stories.amounts import comparable_units, told_class
from detente.stories.comparing import compare, compare_contents, contradicts, goes_with, people_in, strongest
from detente.stories.facts import SLOTS, Amount, Parties
from detente.stories.told import Telling, facts_told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from detente.model import Event, Evidence, Span
    from detente.record import Record
    from detente.stories.facts import Fact, Slot, Verdict
    from detente.stories.happenings import Happening
    from detente.stories.pages import Page

__all__ = ["Dispute", "Echo", "Placed", "Placer", "SlotValue", "assemble_rows", "placed_facts"]


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


class Placer:
    """Puts facts into their articles.

    Args:
        record: The record.
        sources: Of each article (id) its independent source; an article that is not among them is one of its own.
    """

    def __init__(self, record: Record, sources: Mapping[str, object]) -> None:
        self._joins, self._sources = record.joins, sources
        self._known: dict[str, tuple[str | None, object, str]] = {}

    def __call__(self, article_id: str, fact: Fact) -> Placed:
        """A fact with what is known of its article."""
        known = self._known.get(article_id)
        if known is None:
            source, published = self._sources.get(article_id, article_id), self._joins.published(article_id)
            known = self._known[article_id] = (self._joins.path(article_id), source, published or "9999")
        return Placed(fact, article_id, *known)


@dataclass(frozen=True, slots=True)
class Echo:
    """Facts of one slot in several articles that were found to go together.

    Attributes:
        event_id: Of the happening or statement of which they are.
        placed: The facts.
        bonds: How two of them (their places in `placed`) go together; the two are of independent sources.
    """

    event_id: str
    placed: tuple[Placed, ...]
    bonds: Mapping[tuple[int, int], Verdict]

    @property
    def slot(self) -> Slot:
        """The slot of all of them."""
        return self.placed[0].fact.slot


def placed_facts(happening: Happening, page: Callable[[str], Page], placer: Placer) -> list[Placed]:
    """All that the tellings of a happening say.

    Args:
        happening: As `find_happenings` gives it.
        page: Gives an article by its id.
        placer: Knows the articles.
    """
    people, sides = _cast(happening, page)
    words = {told_class(page(one.article_id).words(span)) for one in happening.events for span in one.event.why.words}
    told: list[tuple[str, tuple[Evidence, ...], Event | None]] = [
        (one.article_id, one.event.evidence, one.event) for one in happening.events
    ]
    told += [(one.article_id, (one.sentence,), None) for one in happening.also]
    return [
        placer(article_id, fact)
        for article_id, evidence, event in told
        for fact in facts_told(page(article_id), Telling(evidence, event, sides, people, frozenset(words) - {""}))
    ]


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


def assemble_rows(
    event_id: str, placed: Iterable[Placed], articles: Mapping[str, str | None], echoes: Iterable[Echo] = ()
) -> list[Dispute]:
    """Rows of one happening or utterance out of what articles say of it.

    Args:
        event_id: Its id.
        placed: All facts.
        articles: The articles that tell it (id, path).
        echoes: Facts that go together; they become part of the rows that say the same, else rows of their own. What
            contradicts a row that is there is left out.
    """
    by_slot: dict[Slot, list[Placed]] = defaultdict(list)
    for one in placed:
        by_slot[one.fact.slot].append(one)
    heard: dict[Slot, list[Echo]] = defaultdict(list)
    for echo in echoes:
        heard[echo.slot].append(echo)
    found = []
    for slot in SLOTS:
        blocks = [_Block(slot, part) for group in _groups(by_slot.get(slot, [])) for part in _parts(distinct(group))]
        blocks = _of_one_time(slot, blocks)
        for echo in sorted(heard.get(slot, ()), key=_echo_order):
            _unite(blocks, echo)
        blocks = _of_one_time(slot, blocks)
        rows = (_row(event_id, block, articles) for block in blocks)
        found += [row for row in rows if row is not None]
    return found


@dataclass(slots=True, eq=False)
class _Block:
    """What is said of one thing: facts in their order, and how some of them are known to go together."""

    slot: Slot
    facts: list[Placed]
    bonds: dict[tuple[int, int], Verdict] = field(default_factory=dict)

    def same_places(self, echo: Echo) -> int:
        """How many facts of an echo stand where facts of the block stand."""
        return sum(any(_same_place(one, other) for other in self.facts) for one in echo.placed)

    def fits(self, echo: Echo) -> int:
        """How many facts of an echo say of the same thing what facts of the block say; of speakers, what all do."""
        if self.slot == "speaker" and not all(
            goes_with(one.fact, other.fact) for one in echo.placed for other in self.facts
        ):
            return 0
        return sum(any(goes_with(one.fact, other.fact) for other in self.facts) for one in echo.placed)

    def contradicts(self, echo: Echo) -> bool:
        """Whether the two are about the same and cannot both be said of one happening."""
        return any(contradicts(one.fact, other.fact) for one in echo.placed for other in self.facts)

    @property
    def kind(self) -> Verdict | None:
        """How the facts of different sources go together; who says both things disputes neither."""
        found: dict[frozenset[object], set[Verdict | None]] = defaultdict(set)
        for n, one in enumerate(self.facts):
            for m, other in enumerate(self.facts[n + 1 :], n + 1):
                if one.source != other.source:
                    found[frozenset((one.source, other.source))].add(self._between(n, m))
        return strongest(
            kind for kinds in found.values() for kind in kinds if kind != "differs" or not kinds & {"agrees", "finer"}
        )

    def _between(self, n: int, m: int) -> Verdict | None:
        return self.bonds.get((n, m)) or _between(self.slot, self.facts[n].fact, self.facts[m].fact)

    def take(self, echo: Echo) -> None:
        """Make an echo part of the block; what stands where a fact stands already is not said again."""
        topic = self.facts[0].fact.topic if self.facts else echo.placed[0].fact.topic
        at = [self._place(replace(one, fact=replace(one.fact, topic=topic))) for one in echo.placed]
        for (n, m), verdict in echo.bonds.items():
            pair = (min(at[n], at[m]), max(at[n], at[m]))
            self.bonds[pair] = strongest((verdict, self.bonds.get(pair))) or verdict

    def _place(self, one: Placed) -> int:
        for n, other in enumerate(self.facts):
            if _same_place(one, other) or _same_people(one, other):
                return n
        self.facts.append(one)
        return len(self.facts) - 1


def _of_one_time(slot: Slot, blocks: list[_Block]) -> list[_Block]:
    """Blocks without dates that cannot be those of the happening, since more sources tell of another time."""
    if slot != "date":
        return blocks
    rows = [block for block in blocks if block.kind is not None]
    best = max(rows, key=lambda block: len({one.source for one in block.facts}), default=None)
    return [block for block in blocks if block is best or block not in rows]


def _unite(blocks: list[_Block], echo: Echo) -> None:
    """Make an echo part of the block to which it belongs, or a block of its own if none contradicts it."""
    best = max(blocks, key=lambda block: (block.same_places(echo), block.fits(echo)), default=None)
    if best is None or not (best.same_places(echo) or best.fits(echo)):
        if any(block.kind is not None and block.contradicts(echo) for block in blocks):
            return
        best = _Block(echo.slot, [])
        blocks.append(best)
    best.take(echo)


def _echo_order(echo: Echo) -> tuple[int, int, list[tuple[str, str, Span, str]]]:
    """What most articles tell comes first, and longer wordings before shorter ones, which say nothing beside them."""
    spans = [one.fact.evidence.span for one in echo.placed]
    length = min(span.end - span.start for span in spans) if echo.slot == "wording" else 0
    return -len({one.article_id for one in echo.placed}), -length, [_order(one) for one in echo.placed]


def _same_place(one: Placed, other: Placed) -> bool:
    return one.article_id == other.article_id and one.fact.evidence.span.overlaps(other.fact.evidence.span)


def _same_people(one: Placed, other: Placed) -> bool:
    """Whether an article says of the same persons that they take part."""
    return (
        one.article_id == other.article_id
        and bool(people_in(one.fact))
        and people_in(one.fact) == people_in(other.fact)
    )


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
    """Facts that can be compared, some of them with each of the others: dates years apart are of two things.

    Those who take part are compared each with each: who goes with two persons does not make one of them.
    """
    parts: list[list[Placed]] = []
    for one in group:
        each = all if one.fact.slot == "participants" else any
        near = [part for part in parts if each(_together(one.fact, other.fact) for other in part)]
        near = near[:1] if each is all else near
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


def _row(event_id: str, block: _Block, articles: Mapping[str, str | None]) -> Dispute | None:
    """The row of a block; None where there are no two sources to compare."""
    kind, within = block.kind, False
    if kind is None:
        if block.slot != "number" or not _differs_within(block.facts):
            return None
        kind, within = "differs", True
    group = sorted(block.facts, key=_order)
    saying = {one.article_id for one in group}
    silent = tuple(sorted(path or known_as for known_as, path in articles.items() if known_as not in saying))
    return Dispute(event_id, block.slot, kind, tuple(_values(group)), silent, within)


def _differs_within(facts: Sequence[Placed]) -> bool:
    """Whether a source contradicts itself on a number."""
    pairs = ((a, b) for n, a in enumerate(facts) for b in facts[n + 1 :] if not _part(a, b))
    return strongest(_between("number", a.fact, b.fact) for a, b in pairs) == "differs"


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
