"""A stand in the making, and how it becomes one of the record."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from detente.model import UNKNOWN_TIME, Evidence, Stand, Why
from detente.stances.addressees import addressees_of
from detente.stances.grammar import trim
from detente.stances.objects import point_back
from detente.stances.topics import issue_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from detente.model import RedLine, Stance, When
    from detente.stances.holders import Side
    from detente.stances.scene import Range, Scene, Told
    from detente.statements.conditions import Condition

__all__ = ["Draft", "finish", "overlap", "settle", "shared"]

LINES: tuple[RedLine | None, ...] = (None, "meant", "named")
FIRM = 3
DASHES = frozenset({"—", "–", "--"})
NEAR = 6


@dataclass(slots=True)
class Draft:
    """A stand with its words as tokens.

    Attributes:
        rule: The rule that found it; `trigger` is the token that decided.
        weight: Of two stands on the same words, the weightier stays: 1 deeds, 2 cues, 3 content, 4 red lines.
        wording: Tokens that show it; `stake` those of the object.
        told: The statement it is told in.
    """

    side: Side
    stance: Stance
    strength: int
    rule: str
    trigger: int
    weight: int
    wording: Range
    stake: Range | None = None
    told: Told | None = None
    own: bool = False
    chain: tuple[str, ...] = ()
    addressee: tuple[str, ...] = ()
    red_line: RedLine | None = None
    when: When = UNKNOWN_TIME
    issue: str | None = None
    steps: list[str] = field(default_factory=list)


def shared(scene: Scene, drafts: Iterable[Draft]) -> Iterator[Draft]:
    """Each stand, and once more for everyone who says the same words ("Oslo and Riga agreed that ...")."""
    for draft in drafts:
        yield draft
        told = draft.told
        if told is None or draft.side != told.side:
            continue
        for other in scene.beside(told):
            if other.side is not None and other.side.holder != draft.side.holder:
                yield replace(draft, side=other.side, told=other, chain=other.chain, steps=list(draft.steps))


def settle(drafts: list[Draft]) -> list[Draft]:
    """Each stand once: of two of one holder on the same words, the weightier, with what the other adds."""
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: (-d.weight, not d.own, d.wording)):
        same = next((k for k in kept if _is_same(k, draft)), None)
        if same is None:
            kept.append(draft)
        else:
            _take_in(same, draft)
    return sorted(kept, key=lambda d: (d.wording, d.stake or d.wording))


def _is_same(a: Draft, b: Draft) -> bool:
    if a.side.holder != b.side.holder:
        return False
    if a.trigger == b.trigger and a.stake == b.stake:
        return True
    if a.weight == b.weight and a.rule == b.rule and a.stake is not None and b.stake is not None:
        return overlap(a.stake, b.stake) and overlap(a.wording, b.wording)
    if a.stake is not None and b.stake is not None:
        within = b.stake[0] <= a.trigger < b.stake[1]
        return within or (a.stance == b.stance and overlap(a.stake, b.stake))
    if a.stake is None and b.stake is None:
        return overlap(a.wording, b.wording)
    within = a.stake is None and b.stake is not None and b.stake[0] <= a.trigger < b.stake[1]
    return within or (a.red_line is not None and b.rule == "claim:obligation" and overlap(a.wording, b.wording))


def overlap(a: Range, b: Range) -> bool:
    """Whether two ranges share a token."""
    return a[0] < b[1] and b[0] < a[1]


def _take_in(kept: Draft, other: Draft) -> None:
    """Add to a stand what another showing of it says more."""
    kept.red_line = max(kept.red_line, other.red_line, key=LINES.index)
    kept.strength = max(kept.strength, other.strength)
    if not kept.red_line:  # what crosses a line that tells no more is not what else its clause speaks of
        kept.stake = kept.stake or other.stake
    kept.addressee = kept.addressee or other.addressee
    kept.steps.append(f"also {other.rule}")


def finish(scene: Scene, draft: Draft) -> Stand:
    """The stand of the record."""
    tree = scene.tree
    wording = trim(tree, *draft.wording)
    condition = _condition(scene, draft)
    stake = _without_condition(scene, draft.stake, condition)
    stake = _without_case(scene, _before_aside(scene, _before_dash(scene, stake)))
    pointed = point_back(scene, stake, draft) if stake is not None else None
    if pointed is not None:
        draft.steps.append("object named before")
        stake = pointed
    elif stake is not None and (_is_idle(scene, stake) or _is_only_asked(scene, draft, stake)):
        stake = None
    if stake is not None and scene.tree.sentence[stake[0]] == scene.tree.sentence[wording[0]]:
        wording = _with_object(wording, stake)
    if condition is not None and condition.start < wording[0]:
        wording = (condition.start, wording[1])
    return Stand(
        holder=draft.side.holder,
        person=draft.side.person,
        issue=draft.issue or issue_of(scene, draft, stake, wording),
        stance=draft.stance,
        strength=FIRM if draft.red_line else draft.strength,
        red_line=draft.red_line,
        addressee=addressees_of(scene, draft, stake, wording),
        object=_evidence(scene, stake),
        wording=_quote(scene, wording),
        condition=_evidence(scene, (condition.start, condition.end)) if condition else None,
        own=draft.own,
        reported_by=draft.chain,
        when=draft.told.statement.when if draft.told is not None else draft.when,
        why=Why(f"stand:{draft.rule}", (tree.span(draft.trigger, draft.trigger + 1),), tuple(draft.steps)),
    )


def _with_object(wording: Range, stake: Range) -> Range:
    """The wording from its object on, where that stands right before it ("the sale, which Oslo is against")."""
    near = stake[1] <= wording[0] <= stake[1] + NEAR
    return (stake[0], wording[1]) if near else wording


def _quote(scene: Scene, tokens: Range) -> Evidence:
    span = scene.tree.span(*tokens)
    return Evidence(span, scene.tree.text[span.start : span.end])


def _evidence(scene: Scene, tokens: Range | None) -> Evidence | None:
    return None if tokens is None or tokens[0] >= tokens[1] else _quote(scene, tokens)


def _condition(scene: Scene, draft: Draft) -> Condition | None:
    """The condition on which the stand depends: in its words, or on what governs them in the sentence."""
    start, end = draft.wording
    found = scene.conditions(draft.trigger)
    inside = (c for c in found if start <= c.start < end and not c.start <= draft.trigger < c.end)
    around = (c for c in found if start <= c.governor < end or c.governor == draft.trigger)
    return next(inside, None) or next(around, None)


def _without_condition(scene: Scene, stake: Range | None, condition: Condition | None) -> Range | None:
    if stake is None or condition is None or not stake[0] < condition.start < stake[1]:
        return stake
    return trim(scene.tree, stake[0], condition.start) if condition.end >= stake[1] - 1 else stake


def _before_dash(scene: Scene, stake: Range | None) -> Range | None:
    """The object without what a dash adds to it."""
    if stake is None:
        return None
    dash = next((i for i in range(stake[0] + 2, stake[1]) if scene.tree.words[i] in DASHES), stake[1])
    return trim(scene.tree, stake[0], dash)


def _before_aside(scene: Scene, stake: Range | None) -> Range | None:
    """The object without what a semicolon or "..., he insisted" goes on with, or "because"."""
    if stake is None:
        return None
    tree = scene.tree
    for i in range(stake[0] + 2, stake[1]):
        if tree.lowers[i] == "because" and i > stake[0] + 1:
            return trim(tree, stake[0], i)
        if tree.words[i] == ";" and tree.words[stake[0]] not in '“"‘':
            return trim(tree, stake[0], i)
        subject = tree.child(i, "nsubj") if tree.deps[i] == "parataxis" or scene.is_cue(i) else None
        if subject is not None and stake[0] + 1 < subject < i and tree.words[subject - 1] == ",":
            return trim(tree, stake[0], subject)
    return stake


def _without_case(scene: Scene, stake: Range | None) -> Range | None:
    """The object without a preposition before it ("about its exports")."""
    tree = scene.tree
    while stake is not None and stake[0] < stake[1] - 1 and tree.deps[stake[0]] == "case":
        if tree.upos[stake[0]] != "ADP" or not stake[0] < tree.heads[stake[0]] < stake[1]:
            break
        if any(not stake[0] <= tree.heads[i] < stake[1] for i in range(tree.heads[stake[0]] + 1, stake[1])):
            break
        stake = trim(tree, stake[0] + 1, stake[1])
    return stake


def _is_only_asked(scene: Scene, draft: Draft, stake: Range) -> bool:
    """Whether the object of a demand is only whom it is put to."""
    tree = scene.tree
    named = scene.holders.actors
    loose = ("DET", "ADP", "PUNCT")
    return draft.stance == "demand" and all(named.at(i) or tree.upos[i] in loose for i in range(*stake))


def _is_idle(scene: Scene, stake: Range) -> bool:
    tree, idle = scene.tree, scene.lexicon.content.idle
    loose = ("DET", "ADP", "PUNCT")
    if _is_placeholder(scene, stake):
        return True
    return all(
        tree.lowers[i] in idle or tree.upos[i] in loose or (tree.lemmas[i] == "do" and i == stake[0])
        for i in range(*stake)
    )


def _is_placeholder(scene: Scene, stake: Range) -> bool:
    """Whether an object only points to something that is not found ("this act", "such cooperation", "the issue")."""
    tree, words = scene.tree, scene.lexicon.content
    pointing = stake[1] - stake[0] == 2 and tree.lowers[stake[0]] in words.pointing
    plain = tree.lowers[stake[0]] != "the" or tree.lemmas[stake[1] - 1].lower() in words.placeholders
    return pointing and plain and tree.lemmas[stake[1] - 1].lower() in words.topics
