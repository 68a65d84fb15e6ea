"""Which reports are of one event, by how many independent sources, and on what these differ."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from detente.brief.grouping import group_meetings, width
from detente.brief.parts import Difference, Quote
from detente.brief.wording import same_words
from detente.stories.happenings import Happening
from detente.stories.independence import Independence
from detente.stories.rows import Rows
from detente.stories.telling import STAGES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from detente.brief.labels import Labels
    from detente.brief.reference import Reference
    from detente.record import Record, StoredEvent
    from detente.stories.disputes import Dispute, SlotValue

__all__ = ["Tellings"]


class Tellings:
    """What joining has found about the events of a brief; where nothing was joined, only what is plainly alike.

    Args:
        record: The record.
        events: The brief's events.
        labels: Words and limits.
    """

    def __init__(self, record: Record, events: Sequence[StoredEvent], labels: Labels) -> None:
        self._events, self._labels = events, labels
        self._home: dict[str, Happening] = {}
        self._known: dict[str, Happening] = {}
        if record.joins.joined():
            self._independence = Independence(record)
            self._rows = Rows(record, self._independence)
            for happening in self._rows.near({record.joins.number(one.article_id) for one in events}):
                self._known[happening.id] = happening
                self._home.update(dict.fromkeys((one.id for one in happening.events), happening))

    def groups(self) -> list[list[StoredEvent]]:
        """The brief's events, those of one happening together; the report that tells most leads, of the brief's own.

        Meetings that are plainly one are one line also where nothing joins them.
        """
        if not self._home:
            meetings = [one for one in self._events if one.event.type in self._labels.meetings]
            deeds = [one for one in self._events if one.event.type not in self._labels.meetings]
            return group_meetings(meetings, self._labels.limits.same_meeting_days) + _alike(deeds)
        own: dict[str, list[StoredEvent]] = defaultdict(list)
        for one in self._events:
            own[self._home[one.id].id].append(one)
        groups = [[*sorted(told, key=_fullness), *self._others(known_as, told)] for known_as, told in own.items()]
        met = {group[0].id: group for group in groups if group[0].event.type in self._labels.meetings}
        done = [group for group in groups if group[0].id not in met]
        alike = group_meetings([group[0] for group in met.values()], self._labels.limits.same_meeting_days)
        return [[one for lead in leads for one in met[lead.id]] for leads in alike] + done

    def sources(self, group: Sequence[StoredEvent]) -> int:
        """How many independent sources tell of a group's event; articles where nothing was joined."""
        happening = self._happening(group)
        if happening is None:
            return len({one.article_id for one in group})
        return self._independence.count(happening.articles)

    def told(self, group: Sequence[StoredEvent]) -> int:
        """As `sources`; 0 where nothing was joined."""
        return self.sources(group) if self._home else 0

    def quotes(self, group: Sequence[StoredEvent], reference: Reference) -> tuple[tuple[Quote, ...], int]:
        """A quotation of each independent source, and how many more sources there are."""
        found: dict[str, tuple[str, str, str]] = {}
        for one in group:
            words = one.event.evidence[0].quote if one.event.evidence else ""
            source = self._source(one.article_id)
            if source not in found or (source == one.article_id and found[source][1] != source):
                found[source] = (one.id, one.article_id, words)  # rather the first text than a copy of it
        happening = self._happening(group)
        for also in happening.also if happening else ():
            found.setdefault(self._source(also.article_id), ("", also.article_id, also.sentence.quote))
        shown = list(found.values())[: reference.most(reference.labels.limits.reports)]
        return tuple(reference.footnotes.quote(*one) for one in shown), len(found) - len(shown)

    def differences(self, group: Sequence[StoredEvent], reference: Reference) -> tuple[Difference, ...]:
        """What the sources of a group's event dispute."""
        happening = self._happening(group)
        if happening is None:
            return ()
        found = self._rows.of(happening)
        return tuple(self._difference(one, happening, reference) for one in found if one.kind == "differs")

    def overtaken(self, stored: StoredEvent) -> bool:
        """Whether the record tells what became of a plan."""
        happening = self._home.get(stored.id)
        later = happening.stages[happening.stages.index(happening.id) + 1 :] if happening and happening.stages else ()
        return any(STAGES[self._known[one].lead.event.status] in ("done", "off", "denied") for one in later)

    def _happening(self, group: Sequence[StoredEvent]) -> Happening | None:
        """What a group tells, as one happening; None where nothing was joined."""
        found = list({self._home[one.id].id: self._home[one.id] for one in group if one.id in self._home}.values())
        if len(found) < 2:
            return found[0] if found else None
        also = tuple(sentence for one in found for sentence in one.also)
        return Happening(found[0].id, tuple(group), also)

    def _others(self, known_as: str, told: Sequence[StoredEvent]) -> Iterator[StoredEvent]:
        ids = {one.id for one in told}
        return (one for one in self._known[known_as].events if one.id not in ids)

    def _source(self, article_id: str) -> str:
        return self._independence.source(article_id) if self._home else article_id

    def _difference(self, dispute: Dispute, happening: Happening, reference: Reference) -> Difference:
        ids = {one.article_id: one.id for one in reversed(happening.events)}
        said: dict[str, SlotValue] = {}
        for one in dispute.values:
            said.setdefault(one.value.lower(), one)
        quotes = (
            reference.footnotes.quote(ids.get(one.article_id, ""), one.article_id, one.quote) for one in said.values()
        )
        differ = self._labels.differ_within if dispute.within else self._labels.differ
        words = f"{differ} {self._labels.slots.get(dispute.slot, dispute.slot)}"
        return Difference(dispute.slot, words, tuple(quotes))


def _fullness(stored: StoredEvent) -> tuple[int, object, str]:
    """The report that names most people leads, then the one of the narrowest time."""
    return (-len(stored.event.people), width(stored.event.when), stored.id)


def _alike(stored: Sequence[StoredEvent]) -> list[list[StoredEvent]]:
    """The same deed in the same words, of whichever article, once."""
    groups: dict[tuple[object, ...], list[StoredEvent]] = defaultdict(list)
    for one in stored:
        event = one.event
        quotes = tuple(same_words(evidence.quote) for evidence in event.evidence)
        groups[event.type, event.actor, event.recipient, event.status, event.when.start, quotes].append(one)
    return list(groups.values())
