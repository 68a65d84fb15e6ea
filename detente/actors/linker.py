"""The linker: which words of a text mean which actor, in which office, in which role."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.actors.backrefs import find_backrefs
from detente.actors.bare import find_bare_names
from detente.actors.descriptions import find_back_nouns, find_counterparts, find_descriptions, find_owned_nouns
from detente.actors.directory import Directory, load_directory
from detente.actors.draft import ActorMentions, finish
from detente.actors.epithets import Epithets, find_epithets, load_epithets
from detente.actors.figures import find_figures
from detente.actors.grammar import role_of, weigh_role
from detente.actors.groups import find_groups
from detente.actors.holders import join_bracketed, join_full_names, join_titles
from detente.actors.names import find_halves, find_names, find_other_places, settle_ambiguous
from detente.actors.plurals import find_plurals
from detente.actors.pronouns import find_pronouns
from detente.actors.scene import open_scene
from detente.actors.sectors import set_sectors
from detente.actors.titles import find_titles, place_titles
from detente.extension import NO_EXTENSION

if TYPE_CHECKING:
    from detente.actors.draft import Draft
    from detente.actors.scene import Scene
    from detente.extension import Extension
    from detente.language.tree import Tree
    from detente.model import When

__all__ = ["Linker", "load_linker"]

PLACES = ("state", "capital", "seat", "collective", "city", "place")


@dataclass(frozen=True, slots=True)
class Linker:
    """Finds the actors of parsed texts; holds nothing but the directory, so texts do not influence each other."""

    directory: Directory
    epithets: Epithets

    def link(self, tree: Tree, published: When) -> ActorMentions:
        """All mentions of actors in a text.

        Args:
            tree: The parsed text, with its named entities.
            published: When the article was written, as far as known; offices are looked up for that time.
        """
        scene = open_scene(tree, self.directory, published)
        people = find_names(scene)
        scene.count()
        settle_ambiguous(scene)
        find_figures(scene, people)
        scene.count()
        find_halves(scene)
        titles = find_titles(scene)
        place_titles(scene, titles)
        clues = join_full_names(scene, titles)
        find_backrefs(scene, titles)
        place_titles(scene, titles)
        clues += join_titles(scene, titles)
        join_bracketed(scene)
        scene.count()
        find_bare_names(scene)
        scene.count()
        find_descriptions(scene, titles)
        find_groups(scene, titles)
        find_counterparts(scene)
        find_plurals(scene)
        find_epithets(scene, self.epithets)
        find_back_nouns(scene)
        _set_roles(scene, scene.drafts)
        find_pronouns(scene)
        _set_roles(scene, find_owned_nouns(scene))
        _set_roles(scene, find_other_places(scene))
        set_sectors(scene)
        return finish(scene.drafts, clues, tree)


def _set_roles(scene: Scene, drafts: list[Draft]) -> None:
    wide = {
        i: draft
        for draft in scene.drafts
        if draft.kind in ("person", "description", "group") and draft.end - draft.start > 1
        for i in range(draft.start, draft.end)
    }
    for draft in drafts:
        if draft.kind == "territory":
            draft.role = "place"
        elif draft.kind == "demonym" or (
            not draft.person and (_in_pair(scene, draft) or _inside(draft, wide) or _of_person(scene, draft))
        ):
            draft.role = "modifier"
        elif draft.kind != "plural":
            _set_role(scene, draft)
    _leave_to_cities(scene)


def _set_role(scene: Scene, draft: Draft) -> None:
    """By the grammar and, for a name of a place, by what the reader makes of it; a city we know never acts."""
    words = scene.directory.words
    head = draft.head if draft.head >= 0 else scene.head_of(draft.start, draft.end)
    draft.role = role_of(scene.tree, head, words, place_name=_can_be_place(scene, draft, head))
    if draft.kind in ("state", "capital", "place") and scene.tree.acting:
        draft.role, judged = weigh_role(scene.tree, head, draft.role, words)
        draft.steps = (*draft.steps, judged)
    if draft.kind == "city" and draft.role == "actor":
        draft.role = "place"


def _leave_to_cities(scene: Scene) -> None:
    """Let "Brussels" be the city where it does not act for those who sit there."""
    cities = scene.directory.words.seat_cities
    for draft in scene.drafts:
        if draft.actor in cities and draft.role != "actor":
            state = cities[draft.actor]
            draft.kind, draft.actor, draft.state, draft.name = (
                "capital",
                state,
                state,
                scene.directory.actor_name(state),
            )


def _can_be_place(scene: Scene, draft: Draft, head: int) -> bool:
    """Whether the words can say where; "Western powers" lie in no direction of anything."""
    inner = draft.kind == "collective" and head > draft.start
    return draft.kind in PLACES and not (inner and scene.tree.lowers[head - 1] in scene.directory.words.directions)


def _in_pair(scene: Scene, draft: Draft) -> bool:
    """Whether the name is half of "the China-U.S. relationship"."""
    owner, words, n = scene.owner, scene.tree.words, len(scene.tree)
    left = draft.start > 1 and words[draft.start - 1] in ("-", "–") and owner[draft.start - 2] is not None
    right = draft.end + 1 < n and words[draft.end] in ("-", "–") and owner[draft.end + 1] is not None
    end = draft.end if left else draft.end + 2
    return (left or right) and end < n and scene.tree.upos[end] in ("NOUN", "ADJ")


def _of_person(scene: Scene, draft: Draft) -> bool:
    """As in "Jordan's King Abdullah": the state only says whose king he is."""
    tree = scene.tree
    owner = scene.owner[tree.heads[draft.head]] if draft.head >= 0 else None
    return owner is not None and owner.person and tree.deps[draft.head] == "nmod:poss"


def _inside(draft: Draft, wide: dict[int, Draft]) -> bool:
    """Whether a person's or group's mention holds this one ("China" in "China's foreign minister")."""
    outer = wide.get(draft.start)
    return outer is not None and outer is not draft and outer.start <= draft.start and draft.end <= outer.end and (
        outer.end - outer.start > draft.end - draft.start
    )  # fmt: skip


def load_linker(extension: Extension = NO_EXTENSION) -> Linker:
    """A linker over the shipped tables, and what a user adds to them.

    Raises:
        DataError: An entry of the extension is not well formed or clashes with what ships.
    """
    return Linker(load_directory(extension), load_epithets())
