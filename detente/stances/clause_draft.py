"""A stand that a word of a clause shows: its wording is the clause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.stances.draft import Draft
from detente.stances.grammar import clause_root, run_around
from detente.stances.voices import bounds_of

if TYPE_CHECKING:
    from detente.model import RedLine, Stance
    from detente.stances.scene import Range, Scene
    from detente.stances.voices import Voice

__all__ = ["clause_draft", "clause_of"]


def clause_of(scene: Scene, i: int, bounds: Range) -> Range:
    """The clause of token i inside the bounds."""
    root = clause_root(scene.tree, i, *bounds)
    start, end = run_around(scene.tree, root, *bounds)
    return min(start, i), max(end, i + 1)


def clause_draft(
    scene: Scene,
    voice: Voice,
    stance: Stance,
    rule: str,
    trigger: int,
    stake: Range | None,
    *,
    strength: int = 2,
    addressee: tuple[str, ...] = (),
    red_line: RedLine | None = None,
) -> Draft:
    """A stand by the clause of `trigger`, in a voice."""
    return Draft(
        side=voice.side,
        stance=stance,
        strength=strength,
        rule=rule,
        trigger=trigger,
        weight=4 if red_line else 3,
        wording=clause_of(scene, trigger, bounds_of(scene, trigger, voice.told)),
        stake=stake,
        told=voice.told,
        own=voice.own,
        chain=voice.chain,
        addressee=addressee,
        red_line=red_line,
    )
