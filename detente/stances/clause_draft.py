"""A stand that a word of a clause shows: its wording is the clause."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from detente.stances.draft import Draft
from detente.stances.grammar import clause_root, run_around
from detente.stances.voices import bounds_of

if TYPE_CHECKING:
    from detente.model import RedLine, Stance
    from detente.stances.scene import Range, Scene
    from detente.stances.voices import Voice

__all__ = ["Shown", "clause_draft", "clause_of"]


def clause_of(scene: Scene, i: int, bounds: Range) -> Range:
    """The clause of token i inside the bounds."""
    root = clause_root(scene.tree, i, *bounds)
    start, end = run_around(scene.tree, root, *bounds)
    return min(start, i), max(end, i + 1)


class Shown(NamedTuple):
    """What a rule has found: the stance, the rule's name, the word that decided, the object and more."""

    stance: Stance
    rule: str
    trigger: int
    stake: Range | None
    strength: int = 2
    addressee: tuple[str, ...] = ()
    red_line: RedLine | None = None


def clause_draft(scene: Scene, voice: Voice, shown: Shown) -> Draft:
    """A stand by the clause of the word that decided, in a voice."""
    return Draft(
        side=voice.side,
        stance=shown.stance,
        strength=shown.strength,
        rule=shown.rule,
        trigger=shown.trigger,
        weight=4 if shown.red_line else 3,
        wording=clause_of(scene, shown.trigger, bounds_of(scene, shown.trigger, voice.told)),
        stake=shown.stake,
        told=voice.told,
        own=voice.own,
        chain=voice.chain,
        addressee=shown.addressee,
        red_line=shown.red_line,
    )
