"""Groups that act for a state: "Chinese officials", "the Biden administration", "the American side"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.actors.draft import Draft
from detente.actors.grammar import noun_phrase_start

if TYPE_CHECKING:
    from detente.actors.scene import Scene
    from detente.actors.titles import Title

__all__ = ["find_groups"]


def find_groups(scene: Scene, titles: list[Title]) -> None:
    """Add a mention over each noun phrase whose noun acts for the state or body that qualifies it."""
    words, tree = scene.directory.words, scene.tree
    taken = {title.noun for title in titles if title.person is not None} | {
        d.head for d in scene.drafts if d.office_written
    }
    nouns, members = words.actor_nouns, words.member_nouns
    generic = _generic(scene)
    for i, low in enumerate(tree.lowers):
        if (low in nouns or low in members) and i not in taken and (scene.owner[i] is None) and (
            tree.upos[i] in ("NOUN", "PROPN")
        ):  # fmt: skip
            _add_group(scene, i, generic.get(i, i))


def _generic(scene: Scene) -> dict[int, int]:
    """Nouns that end a generic body's name ("foreign ministry"), with the token where the name starts."""
    table = scene.directory.words.generic_bodies
    firsts = {phrase.split(" ")[0] for phrase in table}
    found: dict[int, int] = {}
    lowers = scene.tree.lowers
    for i, low in enumerate(lowers):
        if low in firsts:
            for phrase in table:
                parts = phrase.split(" ")
                if lowers[i : i + len(parts)] == parts:
                    found[i + len(parts) - 1] = i
    return found


def _add_group(scene: Scene, noun: int, start: int) -> None:
    tree = scene.tree
    first = noun_phrase_start(tree, noun)
    for i in range(first, noun):
        owner = scene.owner[i]
        if owner is not None and owner.start < first:
            first = owner.start
    first = _joined_start(scene, first)
    owners = _qualifiers(scene, first, noun)
    if noun + 2 < len(tree) and not owners and tree.lowers[noun + 1] == "of":
        owners = _behind_of(scene, noun)
    for owner in owners:
        actor = owner.actor if owner.kind == "body" else owner.state
        if actor is None or (
            tree.lowers[noun] not in scene.directory.words.actor_nouns and not _of_states(scene, actor)
        ):
            continue
        draft = Draft(min(first, start), noun + 1, "group", actor, scene.directory.actor_name(actor), owner.state, noun)
        draft.steps = (f"{tree.lowers[noun]} of {draft.name}",)
        if tree.lowers[noun] not in scene.directory.words.side_nouns:
            draft.name = _name_of(scene, draft, owner, several=len(owners) > 1)
        scene.drafts.append(draft)


def _of_states(scene: Scene, actor: str) -> bool:
    """Whether it is a body of states, which its members are when they act together ("NATO allies")."""
    body = scene.directory.bodies.get(actor)
    return body is not None and body.kind == "IGO"


def _name_of(scene: Scene, draft: Draft, owner: Draft, *, several: bool) -> str:
    """The group as the text calls it, without article; of "U.S. and Chinese officials" each party's own."""
    if several:
        return f"{scene.wording(owner.start, owner.end)} {scene.tree.words[draft.end - 1]}"
    return scene.wording(draft.start, max(draft.end, owner.end))


def _joined_start(scene: Scene, first: int) -> int:
    """Take in the first of two names that qualify together: "U.S. and Chinese officials"."""
    tree = scene.tree
    if first >= 2 and tree.lowers[first - 1] in ("and", "or") and (owner := scene.owner[first - 2]) is not None:
        joined = tree.heads[owner.head] >= first and tree.deps[owner.head].startswith(("amod", "compound", "nmod"))
        if joined and owner.kind in ("demonym", "state", "body"):
            return owner.start
    return first


def _qualifiers(scene: Scene, first: int, noun: int) -> list[Draft]:
    """Names among the modifiers that qualify the noun: the last one, and those coordinated with it."""
    tree, found = scene.tree, list[Draft]()
    for i in range(noun - 1, first - 1, -1):
        owner = scene.owner[i]
        if owner is None or owner.kind == "none" or owner in found:
            continue
        if owner.kind == "capital" and tree.lowers[noun] in scene.directory.words.missions:
            continue
        if owner.person and not _possessor(scene, owner, noun):
            continue
        if found and not _coordinated(scene, owner, found[-1]):
            break
        found.append(owner)
    if found and any(tree.lowers[i] in ("and", "or") for i in range(first, noun)):
        return found
    return found[:1]


def _possessor(scene: Scene, owner: Draft, noun: int) -> bool:
    """A person qualifies what is run by him: "the Biden administration", "Abe's government"."""
    return scene.tree.lowers[noun] in scene.directory.words.back_nouns or scene.tree.lowers[noun] in (
        "team",
        "cabinet",
        "aides",
    )


def _coordinated(scene: Scene, left: Draft, right: Draft) -> bool:
    between = scene.tree.lowers[left.end : right.start]
    joining = all(word in ("and", "or", ",", "-", "–", "&") for word in between)
    return joining if between else left.end == right.end


def _behind_of(scene: Scene, noun: int) -> list[Draft]:
    """As in "the government of Japan"."""
    at = noun + 2
    tree = scene.tree
    while (
        at < min(len(tree), noun + 6) and tree.upos[at] in ("DET", "ADJ", "PROPN", "NOUN") and scene.owner[at] is None
    ):
        at += 1
    owner = scene.owner[at] if at < len(scene.tree) else None
    good = owner is not None and (
        owner.kind in ("state", "capital", "body") or (owner.person and _possessor(scene, owner, noun))
    )
    return [owner] if owner is not None and good else []
