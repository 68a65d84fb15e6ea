"""Agreement and dispute on the families that we wrote: what comparing two quotes says, against what is written."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from detente.model import Evidence
from detente.stories.comparing import compare_contents, strongest
from detente.stories.facts import SLOTS
from detente.stories.happenings import AlsoTold, Happening
from detente.stories.pages import Page
from detente.stories.slots import facts_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from detente.evaluation.written_stories import Dispatch, Family, Quoted, ToldFact
    from detente.model import Reading
    from detente.record import Record, StoredEvent
    from detente.stories.disputes import Dispute
    from detente.stories.facts import Content, Slot, Verdict

__all__ = ["Judged", "Score", "found_facts", "gold_happenings", "judge_fact", "score_families"]


@dataclass(frozen=True, slots=True)
class Judged:
    """A fact of a family, and what the comparison says; None where it does not say."""

    family: str
    fact: ToldFact
    found: Verdict | None


@dataclass(slots=True)
class Score:
    """All facts judged."""

    judged: list[Judged] = field(default_factory=list)

    def confusion(self, slot: str | None = None) -> Counter[tuple[str, str | None]]:
        """Counts of (written, found), of one slot or of all."""
        return Counter((one.fact.kind, one.found) for one in self.judged if slot in (None, one.fact.slot))

    def accuracy(self, slot: str | None = None) -> float:
        """The part of the facts whose kind is found."""
        counts = self.confusion(slot)
        return sum(n for (kind, found), n in counts.items() if kind == found) / max(1, sum(counts.values()))

    def differs(self, slot: str | None = None) -> tuple[float, float]:
        """Precision and recall of "differs"."""
        counts = self.confusion(slot)
        right = counts["differs", "differs"]
        said = sum(n for (_, found), n in counts.items() if found == "differs")
        told = sum(n for (kind, _), n in counts.items() if kind == "differs")
        return right / max(1, said), right / max(1, told)

    def table(self) -> str:
        """Figures by slot, as Markdown."""
        lines = [
            "| slot | facts | accuracy | no answer | differs: precision | recall | agrees as finer | finer as agrees |",
            "|---|---|---|---|---|---|---|---|",
        ]
        for slot in (*SLOTS, None):
            counts = self.confusion(slot)
            precision, recall = self.differs(slot)
            silent = sum(n for (_, found), n in counts.items() if found is None)
            lines.append(
                f"| {slot or 'all'} | {sum(counts.values())} | {self.accuracy(slot):.3f} | {silent} | "
                f"{precision:.3f} | {recall:.3f} | {counts['agrees', 'finer']} | {counts['finer', 'agrees']} |"
            )
        return "\n".join(lines)

    def total(self) -> str:
        """The figures of all slots together, in words."""
        precision, recall = self.differs(None)
        facts = sum(self.confusion(None).values())
        return f"{facts:,} facts, accuracy {self.accuracy(None):.3f}; differs: {precision:.3f}, {recall:.3f}"


def score_families(families: Iterable[Family], read: Callable[[Dispatch], Reading]) -> Score:
    """Judge all facts of families.

    Args:
        families: As `written_stories.read_families` gives them.
        read: Reads a dispatch.
    """
    score = Score()
    for family in families:
        pages = {letter: Page(read(dispatch)) for letter, dispatch in family.dispatches.items()}
        for fact in family.facts:
            if len(fact.told) > 1:
                score.judged.append(Judged(family.name, fact, judge_fact(fact, pages)))
    return score


def judge_fact(fact: ToldFact, pages: dict[str, Page]) -> Verdict | None:
    """What the comparison says of the quotes of a fact, each against each."""
    slot: Slot = fact.slot  # type: ignore[assignment]
    told = [_contents(pages[quote.letter], slot, quote) for quote in fact.told]
    return strongest(_closest(one, other) for n, one in enumerate(told) for other in told[n + 1 :])


def _closest(one: Iterable[Content], other: list[Content]) -> Verdict | None:
    """Of two quotes that say several things each, those that go together best are one fact."""
    found = {compare_contents(a, b) for a in one for b in other}
    order: tuple[Verdict, ...] = ("agrees", "finer", "differs")
    return next((verdict for verdict in order if verdict in found), None)


def _contents(page: Page, slot: Slot, quote: Quoted) -> list[Content]:
    return [one.content for one in facts_in(page, slot, quote.span)]


def gold_happenings(record: Record, family: Family, paths: Mapping[str, str]) -> list[Happening]:
    """The events of a family as they are written, out of what was coded: so that only comparing is measured.

    Args:
        record: Holds the family's dispatches.
        family: The family.
        paths: Of each dispatch (letter) the article's id.
    """
    found = []
    for event in family.events:
        events: dict[str, StoredEvent] = {}
        also: dict[str, AlsoTold] = {}
        for quote in event.told:
            article = paths[quote.letter]
            coded = _coded(record, article, quote)
            if coded is not None:
                events[coded.id] = coded
            else:
                span = next((one for one in record.sentences(article) if one.overlaps(quote.span)), quote.span)
                words = record.text_of(article)[span.start : span.end]
                also.setdefault(article, AlsoTold(article, record.joins.path(article), Evidence(span, words)))
        told = {one.article_id for one in events.values()}
        left = tuple(one for name, one in sorted(also.items()) if name not in told)
        if events:
            found.append(Happening(f"{family.name} {event.name}", tuple(events.values()), left))
    return found


def _coded(record: Record, article: str, quote: Quoted) -> StoredEvent | None:
    """The event that was coded from these words: the one whose deciding words stand in them, the surest first."""
    inside = [
        one for one in record.events(article=article) if any(quote.span.contains(word) for word in one.event.why.words)
    ]
    return max(inside, key=lambda one: one.event.confidence, default=None)


def found_facts(
    family: Family, rows: Iterable[Dispute], paths: Mapping[str, str]
) -> Iterator[tuple[ToldFact, Verdict | None]]:
    """Each fact of a family, and the kind of the row that has values at two of its quotes; None where there is none."""
    by_slot: dict[tuple[str, str], list[Dispute]] = {}
    for row in rows:
        by_slot.setdefault((row.event_id, row.slot), []).append(row)
    for fact in family.facts:
        near = by_slot.get((f"{family.name} {fact.event}", fact.slot), [])
        met = [(row, values) for row in near if len(values := _told_in(row, fact, paths)) > 1]
        yield fact, _kind_of(*met[0]) if met else None


def _kind_of(row: Dispute, values: Mapping[str, str]) -> Verdict:
    """The kind of a row between some of its values: what they have in common may be more than what all have."""
    return "agrees" if len(set(values.values())) == 1 else row.kind


def _told_in(row: Dispute, fact: ToldFact, paths: Mapping[str, str]) -> dict[str, str]:
    """Values of the row that stand at quotes of a fact, by dispatch."""
    return {
        quote.letter: one.value
        for quote in fact.told
        for one in row.values
        if one.article_id == paths[quote.letter] and one.span.overlaps(quote.span)
    }
