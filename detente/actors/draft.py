"""Mentions in the making, and the finished ones with their index by token."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from detente.model import Clue, Mention, Span, Why

if TYPE_CHECKING:
    from detente.language.tree import Tree
    from detente.model import Flag, Role

__all__ = ["ActorMentions", "Draft", "finish"]

GROUND = ("place", "territory")
"""Kinds of names that stand for no actor of events: places that no table has, and disputed territories."""


@dataclass(slots=True)
class Draft:
    """A mention over tokens [start, end) whose parts are still being found.

    `kind` says what the words are: "state", "demonym", "people", "capital", "seat", "city", "territory", "body",
    "collective", "person", "group", "plural", "pronoun", "description", "place" (one that no table has: a mention, but
    no actor of events) or "none" (words that only look like a name).
    `piece` are characters inside one token, where the name is only a part of it ("U.S.-led").
    """

    start: int
    end: int
    kind: str
    actor: str
    name: str
    state: str | None
    head: int = -1
    role: Role = "actor"
    person: bool = False
    office_written: str | None = None
    office_held: str | None = None
    flag: Flag | None = None
    steps: tuple[str, ...] = ()
    piece: Span | None = None
    sector: str | None = None


@dataclass(frozen=True, slots=True)
class ActorMentions:
    """All mentions of one text, findable by token.

    Attributes:
        mentions: In text order, longer before shorter; places that are no state's are among them, but not in the index.
        clues: Bounds on an unstated publication date from offices held.
    """

    mentions: tuple[Mention, ...]
    clues: tuple[Clue, ...] = ()
    by_token: dict[int, tuple[Mention, ...]] = field(default_factory=dict)

    def at(self, i: int) -> tuple[Mention, ...]:
        """All mentions whose token range covers token i, longest first; several over one span for a plural."""
        return self.by_token.get(i, ())


def finish(drafts: list[Draft], clues: tuple[Clue, ...], tree: Tree) -> ActorMentions:
    """Freeze the drafts in text order and index them by token."""
    ordered = sorted((d for d in drafts if d.kind != "none"), key=lambda d: (d.start, -d.end))
    by_token: dict[int, list[tuple[int, Mention]]] = {}
    mentions = []
    for draft in ordered:
        mention = _mention(draft, tree)
        mentions.append(mention)
        for i in range(draft.start, draft.end) if draft.kind not in GROUND else ():
            by_token.setdefault(i, []).append((draft.start - draft.end, mention))
    index = {i: tuple(m for _, m in sorted(found, key=lambda pair: pair[0])) for i, found in by_token.items()}
    return ActorMentions(tuple(mentions), clues, index)


def _mention(draft: Draft, tree: Tree) -> Mention:
    span = draft.piece or Span(tree.starts[draft.start], tree.ends[draft.end - 1])
    return Mention(
        span, draft.actor, draft.name, draft.state, draft.role, draft.person,
        draft.office_written, draft.office_held, draft.flag, Why(draft.kind, (span,), draft.steps),
        draft.sector,
    )  # fmt: skip
