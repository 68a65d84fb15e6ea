"""What a rule makes out of a promise, and the `Pledge` that comes of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.model import UNKNOWN_TIME, Pledge, Why
from detente.pledges.conditions import condition_of
from detente.pledges.due import due_of

if TYPE_CHECKING:
    from detente.model import Fate, Statement
    from detente.pledges.scene import Scene

__all__ = ["Draft", "to_pledge"]


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
    when = statement.when if statement else scene.when(draft.anchor)
    tokens = range(content[0], content[-1] + 1) if content else range(draft.anchor, draft.anchor + 1)
    cues = tuple(dict.fromkeys((draft.anchor, *(_above(scene, content) if content else ()))))
    said = tuple(tree.tokens(statement.cue_span)) if statement else ()
    made = draft.fate == "made"
    return Pledge(
        promisor=draft.promisor,
        promisee=tuple(code for code in draft.promisee if draft.mutual or code not in draft.promisor),
        kind="agreement" if draft.mutual else "promise",
        content=evidence,
        condition=condition_of(scene, tokens, *cues, *said) if made else None,
        due=due_of(scene, tokens, when, cues, draft.fate) if content else UNKNOWN_TIME,
        fate=draft.fate,
        issues=scene.issues_of(tokens, draft.anchor),
        wording=scene.sentence(tokens.start if content else draft.anchor),
        reported_by=_reporters(scene, draft),
        when=when,
        why=Why(f"rule:{draft.rule}", (tree.span(draft.anchor, draft.anchor + 1),), draft.steps),
    )


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
