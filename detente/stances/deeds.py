"""Stands shown by deed: refusals, accusations, requests, support and coercion that no statement tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.stances.draft import Draft
from detente.stances.grammar import run_around
from detente.stances.holders import Side
from detente.stances.objects import complement_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from detente.model import Event
    from detente.stances.scene import Scene

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
    words = scene.lexicon.deeds
    for event in events:
        stance = words.types.get(event.type)
        if stance is None or event.status not in words.statuses or not event.actor or not event.evidence:
            continue
        if not event.why.origin.startswith("rule:") or event.confidence < words.least:
            continue
        if set(event.actor) & set(event.recipient) or not event.why.words:
            continue
        trigger = scene.token_at(event.why.words[0].start)
        start, end = scene.range_of(event.evidence[0].span)
        if not start <= trigger < end or any(a <= trigger < b for a, b in (d.wording for d in shown)):
            continue
        if scene.tree.upos[trigger] != "VERB" or scene.tree.lemmas[trigger] in words.silent:
            continue
        if not words.sectors.issuperset(event.actor_sector):
            continue
        if scene.teller(trigger) is not None or scene.is_cue(trigger):
            continue
        stake = complement_of(scene.tree, trigger, start, end, JOINING)
        if event.type not in words.with_object:
            stake = None
        if stake is None and not event.recipient:
            continue
        for code in event.actor[:1] if not event.symmetric else ():
            yield Draft(
                side=Side(code),
                stance=stance,
                strength=PLAIN,
                rule=f"deed:{event.type.lower()}",
                trigger=trigger,
                weight=1,
                wording=run_around(scene.tree, trigger, start, end),
                stake=stake,
                own=True,
                chain=event.reported_by,
                addressee=event.recipient,
                when=event.when,
                issue=event.issues[0] if event.issues else None,
                steps=[f"{event.type} {event.status}"],
            )
