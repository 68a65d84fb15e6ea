"""Stands shown by deed: refusals, accusations, requests, support and coercion that no statement tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.stances.draft import Draft, overlap
from detente.stances.grammar import run_around
from detente.stances.holders import Side
from detente.stances.objects import complement_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from detente.model import Event
    from detente.stances.scene import Range, Scene

__all__ = ["from_deeds"]

PLAIN = 2
JOINING = frozenset({"from", "to", "with", "on", "over", "against", "for", "of"})


def from_deeds(scene: Scene, events: Sequence[Event], shown: Sequence[Draft]) -> Iterator[Draft]:
    """Stands of events whose words no other stand covers.

    Args:
        scene: The article.
        events: Its events.
        shown: The stands found in what is said.
    """
    for event in events:
        stance = scene.lexicon.deeds.types.get(event.type)
        if stance is None or not _shows(scene, event):
            continue
        trigger, bounds = scene.token_at(event.why.words[0].start), scene.range_of(event.evidence[0].span)
        wording = run_around(scene.tree, trigger, *bounds)
        stake = complement_of(scene.tree, trigger, *bounds, JOINING)
        if event.type not in scene.lexicon.deeds.with_object or (stake is not None and _is_asking(scene, stake)):
            stake = None
        if (stake is None and not event.recipient) or _is_covered(event, trigger, wording, shown):
            continue
        yield Draft(
            side=Side(event.actor[0]),
            stance=stance,
            strength=PLAIN,
            rule=f"deed:{event.type.lower()}",
            trigger=trigger,
            weight=1,
            wording=wording,
            stake=stake,
            own=True,
            chain=event.reported_by,
            addressee=event.recipient,
            when=event.when,
            issue=event.issues[0] if event.issues else None,
            steps=[f"{event.type} {event.status}"],
        )


def _is_asking(scene: Scene, stake: Range) -> bool:
    """Whether the object only says that something is asked ("made demands about the tariff")."""
    words = scene.lexicon.cues
    return any(
        scene.tree.lemmas[i] in words.demands and scene.tree.lowers[i + 1] in words.about
        for i in range(stake[0], stake[1] - 1)
    )


def _shows(scene: Scene, event: Event) -> bool:
    """Whether an event is a side's own deed towards others, sure enough, and told by a verb of the author's."""
    words, tree = scene.lexicon.deeds, scene.tree
    known = event.why.origin.startswith("rule:") and event.confidence >= words.least and event.status in words.statuses
    if not known or event.symmetric or not event.actor or not event.evidence or not event.why.words:
        return False
    if set(event.actor) & set(event.recipient) or not words.sectors.issuperset(event.actor_sector):
        return False
    trigger = scene.token_at(event.why.words[0].start)
    start, end = scene.range_of(event.evidence[0].span)
    verb = start <= trigger < end and tree.upos[trigger] == "VERB" and tree.lemmas[trigger] not in words.silent
    return verb and scene.teller(trigger) is None and not scene.is_cue(trigger)


def _is_covered(event: Event, trigger: int, wording: Range, shown: Sequence[Draft]) -> bool:
    """Whether another stand is on the same words."""
    return any(
        overlap(d.wording, (trigger, trigger + 1)) or (d.side.holder == event.actor[0] and overlap(d.wording, wording))
        for d in shown
    )
