"""Titles and persons brought together: "Foreign Minister Wang Yi", "China's premier, Li Qiang"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.actors.draft import Draft
from detente.actors.offices import check_office, clue_from
from detente.actors.titles import Title

if TYPE_CHECKING:
    from collections.abc import Iterable

    from detente.actors.scene import Scene
    from detente.model import Clue

__all__ = ["join_bracketed", "join_full_names", "join_titles"]


def join_titles(scene: Scene, titles: list[Title]) -> tuple[Clue, ...]:
    """Give every title its holder where the two stand together; returns the clues on the date."""
    found = ((title, _beside(scene, title)) for title in titles if title.person is None)
    return _join(scene, found)


def join_full_names(scene: Scene, titles: list[Title]) -> tuple[Clue, ...]:
    """The same where a full name follows at once or after a comma, so that family names can go by office later."""
    return _join(scene, ((title, _ahead(scene, title)) for title in titles))


def join_bracketed(scene: Scene) -> None:
    """Give "Ministers A (finance) and B (trade)" the offices that stand in brackets."""
    tree, titles = scene.tree, scene.directory.titles.values
    heads = scene.directory.words.portfolio_heads
    for draft in scene.drafts:
        at = draft.end
        if (
            not draft.person
            or draft.office_written
            or tree.words[at : at + 1] != ["("]
            or tree.words[at + 2 : at + 3] != [")"]
        ):
            continue
        roles = titles.get(f"{scene.folded[at + 1]} minister")
        first = tree.sentences[tree.sentence[at]][0]
        if roles and any(tree.lemmas[i].lower() in heads for i in range(first, at)):
            check_office(scene, draft, Title(at + 1, at + 2, at + 1, at + 1, at + 2, roles, draft.state))


def _join(scene: Scene, pairs: Iterable[tuple[Title, Draft | None]]) -> tuple[Clue, ...]:
    clues: list[Clue] = []
    for title, draft in pairs:
        if draft is None:
            continue
        title.person = draft
        check_office(scene, draft, title)
        clue = clue_from(scene, draft, title)
        if clue is not None:
            clues.append(clue)
        _cover(scene, title, draft)
    _spread_states(scene)
    return tuple(clues)


def _beside(scene: Scene, title: Title) -> Draft | None:
    """The person right after the title, after it and a comma, or before its noun phrase and a comma."""
    following = _following(scene, title)
    if following is not None:
        return following
    left, right = _left_of(scene, title), _right_of(scene, title)
    if left is not None and right is not None:
        return right if _holds(scene, right, title) and not _holds(scene, left, title) else left
    return left or right or _by_apposition(scene, title)


def _following(scene: Scene, title: Title) -> Draft | None:
    owner = scene.owner[title.end] if title.end < len(scene.tree) else None
    if owner is not None and scene.tree.sentence[title.end] != scene.tree.sentence[title.end - 1]:
        return None
    return owner if owner is not None and owner.person and owner.start == title.end else None


def _ahead(scene: Scene, title: Title) -> Draft | None:
    draft = _following(scene, title) or _right_of(scene, title)
    return draft if draft is not None and draft.end - draft.start > 1 else None


def _holds(scene: Scene, draft: Draft, title: Title) -> bool:
    """Whether the table gives that person such an office at any time."""
    number = scene.figures[draft.actor].number
    return number is not None and any(s.office.role in title.roles for s in scene.directory.spells(number))


def _left_of(scene: Scene, title: Title) -> Draft | None:
    before = title.phrase - 1
    if (
        before > 0
        and scene.folded[before] in (",", "(", "—", "–")
        and (owner := scene.owner[before - 1])
        and owner.person
    ) and _same_person(scene, owner, title):
        return owner
    return None


def _right_of(scene: Scene, title: Title) -> Draft | None:
    n, after = len(scene.tree), title.end
    if after + 1 >= n or scene.folded[after] not in (",", "("):
        return None
    owner = scene.owner[after + 1]
    begins = owner is not None and owner.person and owner.start == after + 1
    return owner if owner is not None and begins and _closes(scene, owner, title) else None


def _same_person(scene: Scene, owner: Draft, title: Title) -> bool:
    """Whether "NAME, ... TITLE" is an apposition and not a list; a qualifier of another state forbids it."""
    tree = scene.tree
    if tree.sentence[owner.start] != tree.sentence[title.start]:
        return False
    after = title.end
    if after < len(tree) and (follower := scene.owner[after]) and follower.person and follower.start == after:
        return False
    if title.state and owner.state and title.state != owner.state and scene.figures[owner.actor].number is not None:
        return scene.directory.states.get(title.state) is None
    return not tree.deps[title.noun].startswith("nsubj") or title.phrase == title.start


def _closes(scene: Scene, owner: Draft, title: Title) -> bool:
    """Whether "TITLE, NAME" is one person: definite or possessed, and followed by a comma or the end."""
    tree = scene.tree
    first = scene.folded[title.phrase]
    definite = first in ("the", "his", "her", "its", "their") or title.state is not None
    apart = owner.end >= len(tree) or tree.upos[owner.end] in (
        "PUNCT",
        "ADP",
        "AUX",
        "VERB",
        "PRON",
        "ADV",
        "PART",
        "SPACE",
        "CCONJ",
    )
    agreed = not (title.state and owner.state) or title.state == owner.state
    return definite and apart and agreed and tree.sentence[owner.start] == tree.sentence[title.start]


def _by_apposition(scene: Scene, title: Title) -> Draft | None:
    """The parser's own apposition, in either direction."""
    tree = scene.tree
    noun = tree.heads[title.noun] if tree.deps[title.noun] == "conj" else title.noun  # "X, a writer and former editor"
    if tree.deps[noun] == "appos" and (owner := scene.owner[tree.heads[noun]]) and owner.person:
        return owner if owner.end <= title.phrase else None
    child = tree.child(title.noun, "appos")
    if child is not None and (owner := scene.owner[child]) and owner.person and child > title.noun:
        return owner if child - title.end < 6 else None
    return None


def _cover(scene: Scene, title: Title, draft: Draft) -> None:
    """Let the mention cover a title that stands right before the name; elsewhere the title is a mention of its own."""
    if title.end == draft.start:
        draft.start = title.phrase if title.phrase < title.start or title.former else title.start
        draft.steps = (*draft.steps, "title before name")
        head = scene.head_of(draft.start, draft.end)
        draft.head = head
        return
    other = Draft(title.phrase, title.end, "description", draft.actor, draft.name, draft.state, title.noun, person=True)
    other.office_written, other.office_held, other.flag = draft.office_written, draft.office_held, draft.flag
    other.steps = ("title beside name",)
    scene.drafts.append(other)


def _spread_states(scene: Scene) -> None:
    """A state learnt from a title holds for all mentions of the person."""
    for draft in scene.drafts:
        if draft.person:
            draft.state = scene.figures[draft.actor].state
