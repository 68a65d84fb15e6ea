"""Writes a draft out as events of the record: one a pair, dated, placed, with evidence and reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.events.setting import place_of
from detente.model import Event, Evidence, Why

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.events.codebook import Subjects
    from detente.events.drafts import Draft
    from detente.events.ontology import Confidence, Ontology
    from detente.events.setting import Setting
    from detente.events.sides import Side
    from detente.events.words import Words
    from detente.issues import IssueHits
    from detente.language.tree import Tree
    from detente.model import Span, Status, When

__all__ = ["Emitter", "confidence_of"]

LONG = 450
FORCEFUL = 4


class Emitter:
    """Turns the drafts of one article into events."""

    def __init__(
        self,
        tree: Tree,
        setting: Setting,
        issues: IssueHits,
        ontology: Ontology,
        words: Words,
        subjects: Subjects,
    ) -> None:
        self._subjects = subjects
        self._tree = tree
        self._setting = setting
        self._issues = issues
        self._ontology = ontology
        self._words = words

    def events(self, draft: Draft) -> Iterator[Event]:
        """One event for each pair of sides."""
        if not self._is_told(draft):
            return
        head = draft.match.head
        governors = (draft.fate.governor,) if draft.fate.governor is not None else ()
        when = self._setting.when(head, draft.meaning.status, governors)
        occasions = self._setting.occasions(head) if self._ontology.types[draft.meaning.type].sides else ()
        for time in occasions or (when,):
            status = self._timed(draft.meaning.status, time)
            for actor, recipient in draft.parties.pairs():
                event = self._event(draft, actor, recipient, time, status)
                if self._is_whole(event, sure=draft.confidence is not None):
                    yield event

    def _is_whole(self, event: Event, *, sure: bool) -> bool:
        """Whether the sides that the type cannot do without are known, and the event is sure enough to be told."""
        type_ = self._ontology.types[event.type]
        if type_.sides and not (event.actor and event.recipient):
            return False
        known = bool(event.actor) or (bool(event.recipient) and type_.quad == FORCEFUL)
        return known and (sure or event.confidence >= self._ontology.confidence.floor)

    def _is_told(self, draft: Draft) -> bool:
        """Whether a draft is an event for the record: real enough, with the sides that its type needs."""
        meaning, parties = draft.meaning, draft.parties
        type_ = self._ontology.types[meaning.type]
        wished = meaning.type != "CONSULT" and any(step.startswith("wished") for step in draft.fate.steps)
        if meaning.status == "cancelled" and type_.speech:
            return False
        if meaning.status in ("possible", "hypothetical") and (
            type_.speech or (wished and meaning.status == "possible")
        ):
            return False
        if not any(side.code for side in parties.actor):
            return type_.quad == FORCEFUL and bool(parties.actor) and meaning.status == "happened"
        alone = not any(side.code for side in (*parties.recipient, *parties.actor[1:]))
        return not (alone and meaning.type in ("AGREE", "SUPPORT") and not meaning.steps)

    def _timed(self, status: Status, when: When) -> Status:
        return "planned" if status in ("happened", "ongoing") and self._setting.is_future(when) else status

    def _event(self, draft: Draft, actor: Side | None, recipient: Side | None, when: When, status: Status) -> Event:
        tree, meaning, head = self._tree, draft.meaning, draft.match.head
        start, end = tree.sentences[tree.sentence[head]]
        span = self._evidence(head)
        said = self._subjects.said(head)
        cameo = self._subjects.code(draft, said)
        return Event(
            actor=(actor.code,) if actor and actor.code else (),
            recipient=(recipient.code,) if recipient and recipient.code else (),
            symmetric=draft.parties.symmetric,
            type=meaning.type,
            mode=meaning.mode,
            context=self._subjects.contexts(draft, cameo, said, (actor, recipient)),
            cameo=cameo,
            status=status,
            when=when,
            place=place_of(tree, head, self._words),
            issues=self._issues.within(start, end),
            people=tuple(
                dict.fromkeys(name for side in (actor, recipient) if side is not None for name in side.people)
            ),
            intensity=self._ontology.intensity(meaning.type, meaning.mode),
            confidence=confidence_of(draft, actor, recipient, status, self._ontology.confidence),
            reported_by=(),
            evidence=(Evidence(span, tree.text[span.start : span.end]),),
            why=self._why(draft, actor, recipient),
            actor_sector=_sector(actor),
            recipient_sector=_sector(recipient),
        )

    def _evidence(self, head: int) -> Span:
        tree = self._tree
        span = tree.sentence_span(head)
        if span.end - span.start <= LONG:
            return span
        clause = head
        while tree.heads[clause] != clause and tree.upos[clause] not in ("VERB", "AUX"):
            clause = tree.heads[clause]
        below = tree.subtree(clause)
        return tree.span(below[0], below[-1] + 1)

    def _why(self, draft: Draft, actor: Side | None, recipient: Side | None) -> Why:
        tree = self._tree
        tokens = sorted({*draft.match.words, *draft.fate.words})
        steps = [
            f"{role}: {tree.words[side.token]} ({side.slot}{', at home' if side.home else ''})"
            for role, side in (("actor", actor), ("recipient", recipient))
            if side
        ]
        return Why(
            draft.origin,
            tuple(tree.span(i, i + 1) for i in tokens),
            (*steps, *draft.fate.steps, *draft.meaning.steps, *((draft.opinions,) if draft.opinions else ())),
        )


def _sector(side: Side | None) -> tuple[str, ...]:
    return (side.sector,) if side is not None and side.code and side.sector is not None else ()


def confidence_of(draft: Draft, actor: Side | None, recipient: Side | None, status: Status, scale: Confidence) -> float:
    """The judge's probability; else the trigger's weight, less for what is missing, indirect or uncertain."""
    if draft.confidence is not None:
        return draft.confidence
    value = draft.match.trigger.predicate.weight * scale.status[status]
    if actor is None or not actor.code:
        value *= scale.no_actor
    elif not actor.direct:
        value *= scale.indirect
    if recipient is None or not recipient.code:
        value *= scale.no_recipient
    elif recipient.slot in ("clause", "topic"):
        value *= scale.implied
    elif not recipient.direct:
        value *= scale.indirect
    return round(min(value, 0.99), 3)
