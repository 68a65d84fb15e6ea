"""What a rule makes out of a promise, and the `Pledge` that comes of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.model import UNKNOWN_TIME, Evidence, Pledge, Span, When, Why
from detente.pledges.conditions import condition_of
from detente.pledges.content import joined_deeds
from detente.pledges.due import due_of

if TYPE_CHECKING:
    from detente.model import Fate, Statement
    from detente.pledges.scene import Scene

__all__ = ["Draft", "to_pledge"]

NEAR = 4  # sentences after talks in which a promise is made to the other side


@dataclass(frozen=True, slots=True)
class Draft:
    """A promise made out.

    Attributes:
        rule: Which rule found it.
        anchor: The word that tells it.
        promisor: Codes of who promises.
        promisee: Codes of whom it is promised to; of all sides where it is mutual.
        content: The tokens of what is promised; None where the text only says that promises were kept or broken.
        fate: What is reported of it.
        mutual: Whether it is an agreement.
        steps: What else decided.
        statement: The statement it is, where it is one.
    """

    rule: str
    anchor: int
    promisor: tuple[str, ...]
    promisee: tuple[str, ...] = ()
    content: list[int] | None = None
    fate: Fate = "made"
    mutual: bool = False
    steps: tuple[str, ...] = ()
    statement: Statement | None = None


def to_pledge(scene: Scene, draft: Draft) -> Pledge | None:
    """The pledge of a draft; None where nobody promises or the content has no words."""
    tree, content, statement = scene.tree, draft.content, draft.statement
    evidence = scene.evidence(content) if content else None
    if not draft.promisor or (content is not None and evidence is None):
        return None
    tokens = range(content[0], content[-1] + 1) if content else range(draft.anchor, draft.anchor + 1)
    told = statement.when if statement else scene.when(draft.anchor)
    when, ahead = _made_and_ahead(scene, draft, told)
    cues = tuple(dict.fromkeys((draft.anchor, *(_above(scene, content) if content else ()))))
    said = tuple(tree.tokens(statement.cue_span)) if statement else ()
    joined = (
        joined_deeds(scene, cues[-1]) if content and scene.tree.upos[cues[-1]] == "VERB" and cues[-1] in content else ()
    )
    made = draft.fate == "made"
    due = due_of(scene, tokens, when, cues, draft.fate, joined) if content else UNKNOWN_TIME
    condition = condition_of(scene, tokens, *cues, *said) if made else None
    return Pledge(
        promisor=draft.promisor,
        promisee=_promisee(scene, draft),
        kind="agreement" if draft.mutual else "promise",
        content=_unclipped(scene, evidence, condition),
        condition=condition,
        due=due if due.known else ahead,
        fate=draft.fate,
        issues=scene.issues_of(tokens, draft.anchor),
        wording=scene.sentence(tokens.start if content else draft.anchor),
        reported_by=_reporters(scene, draft),
        when=when,
        why=Why(f"rule:{draft.rule}", (tree.span(draft.anchor, draft.anchor + 1),), draft.steps),
    )


def _promisee(scene: Scene, draft: Draft) -> tuple[str, ...]:
    """To whom: as the rule found, else the counterpart of the talks in whose sentence it is told."""
    if draft.mutual:
        return draft.promisee
    found = tuple(code for code in draft.promisee if code not in draft.promisor)
    if found or draft.fate != "made":
        return found
    tree = scene.tree
    sentence = range(*tree.sentences[tree.sentence[draft.anchor]])
    met = [i for i in sentence if tree.lemmas[i].lower() in scene.words.meetings]
    named = (code for i in met for code in scene.with_parties(i, "with", "to"))
    others = tuple(dict.fromkeys(code for code in named if code not in draft.promisor))
    return others or _met_before(scene, draft)


def _met_before(scene: Scene, draft: Draft) -> tuple[str, ...]:
    """The one other side of the talks or the agreement told of last, where the promisor was the first."""
    start = scene.tree.sentences[scene.tree.sentence[draft.anchor]][0]
    pair = scene.pair_before(start, NEAR) if start else ()
    told = draft.rule == "will" or draft.rule.startswith("vow")
    both = told and len(pair) == len(draft.promisor) + 1 and set(draft.promisor) < set(pair)
    return tuple(code for code in pair if code not in draft.promisor) if both else ()


def _made_and_ahead(scene: Scene, draft: Draft, told: When) -> tuple[When, When]:
    """When it was made, and when it is due where the time told with it lies ahead ("committed to a summit in June")."""
    end = scene.published.end
    if draft.fate == "made" and end is not None and told.start is not None and told.start >= end:
        return When(None, end, "interval", "inferred"), told
    return told, UNKNOWN_TIME


def _unclipped(scene: Scene, content: Evidence | None, condition: Evidence | None) -> Evidence | None:
    """Without a clipped condition at its end that says nothing to be done: "return as soon as it was"."""
    if content is None or condition is None or condition.span.end != content.span.end:
        return content
    last = scene.tree.tokens(condition.span)[-1]
    rest = scene.tree.text[content.span.start : condition.span.start].rstrip(" ,")
    if scene.tree.upos[last] != "AUX" or not rest:
        return content
    return Evidence(Span(content.span.start, content.span.start + len(rest)), rest)


def _reporters(scene: Scene, draft: Draft) -> tuple[str, ...]:
    if draft.statement is not None:
        return draft.statement.attribution
    if draft.fate == "made":
        return scene.tellers(draft.anchor, *draft.promisor)
    return scene.reporters(draft.anchor)


def _above(scene: Scene, content: list[int]) -> list[int]:
    """The head of the content: conditions and deadlines may hang on it before its words begin."""
    inside = set(content)
    return [i for i in content if scene.tree.heads[i] not in inside or scene.tree.heads[i] == i][:1]
