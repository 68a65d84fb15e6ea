"""Names of states, bodies and well-known persons in a text, by the phrase tables, with casing checked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from detente.actors.draft import Draft
from detente.actors.phrases import fold, key_of
from detente.model import Span

if TYPE_CHECKING:
    from detente.actors.directory import Name
    from detente.actors.scene import Scene

NOMINAL = ("NOUN", "PROPN", "ADJ", "NUM")
FAR_MORE = 2
NAMED = 2
"""How often two states must be named, and more, for "the North" to be one of them."""

__all__ = ["find_halves", "find_names", "find_other_places", "settle_ambiguous"]


def find_names(scene: Scene) -> list[tuple[int, int, tuple[int, ...]]]:
    """Claim the names of states and bodies; return full names of persons as (start, end, numbers in the table)."""
    tree, folded = scene.tree, scene.folded
    names, persons = scene.directory.names, scene.directory.full_names
    known, named = names.longest, persons.longest
    people: list[tuple[int, int, tuple[int, ...]]] = []
    i, n = 0, len(tree)
    while i < n:
        token = folded[i]
        if token not in known and token not in named:
            if len(token) > 2 and "-" in token:
                _find_parts(scene, i)
            i += 1
            continue
        i = _find_at(scene, i, people)
    return people


def _find_at(scene: Scene, i: int, people: list[tuple[int, int, tuple[int, ...]]]) -> int:
    """Look at token i; returns where to look next."""
    tree, directory = scene.tree, scene.directory
    stop = min(len(tree), i + 12)
    name = directory.names.match(scene.folded, i, stop)
    upper = tree.words[i][0].isupper() or tree.upos[i] == "PROPN"
    person = directory.full_names.match(scene.folded, i, stop) if upper else None
    cased = person is not None and (tree.words[person[0] - 1][0].isupper() or "-" in tree.words[i : person[0]])
    if person and cased and (name is None or person[0] > name[0]):
        people.append((i, person[0], person[1]))
        return person[0]
    while name:
        chosen = _choose(scene, i, name[0], name[1])
        if chosen:
            _claim(scene, i, name[0], chosen)
            return name[0]
        name = directory.names.match(scene.folded, i, name[0] - 1) if name[0] - 1 > i else None
    return i + 1


def _choose(scene: Scene, start: int, end: int, found: tuple[Name, ...]) -> Name | None:
    """The spelling whose capitals the text keeps; noun readings of a people before the adjective where it is plural."""
    words = [word.replace("’", "'") for word in scene.tree.words[start:end] if word != "-"]
    fits = [name for name in found if _cased(words, name) and _is_whole(scene, start, end, name)]
    if not fits or _is_language(scene, start, end, fits[0]):
        return None
    if len(fits) > 1:
        noun = scene.tree.upos[end - 1] in ("NOUN", "PROPN") and not _qualifies(scene, end - 1)
        preferred = "people" if noun else "demonym"
        fits.sort(key=lambda name: (name.kind != preferred, name.kind in ("people", "capital")))
    return fits[0]


def _is_language(scene: Scene, start: int, end: int, name: Name) -> bool:
    """As in "said in Spanish", with no noun behind it."""
    tree = scene.tree
    if name.kind not in ("demonym", "people") or not start or tree.heads[end - 1] >= end:
        return False
    behind = end < len(tree) and tree.sentence[end] == tree.sentence[start] and tree.upos[end] in NOMINAL
    return not behind and tree.lowers[start - 1] in scene.directory.words.before_language


def _is_whole(scene: Scene, start: int, end: int, name: Name) -> bool:
    """Whether a collective is meant as a whole: with the article it needs, and no part of a name ("the West Bank")."""
    if name.kind != "collective":
        return True
    if start > 0 and scene.folded[start - 1] in scene.directory.words.partial:
        return False
    if key_of(name.cased) not in scene.directory.with_article:
        return True
    words = scene.tree.words
    follows = end < len(words) and (words[end][0].isupper() or words[end] in ("-", "–"))
    return start > 0 and scene.folded[start - 1] == "the" and not follows


def _qualifies(scene: Scene, i: int) -> bool:
    """Whether the token stands before the noun it belongs to."""
    return scene.tree.heads[i] > i and not scene.tree.deps[i].startswith(("nsubj", "obj", "obl", "conj"))


def _cased(words: list[str], name: Name) -> bool:
    text = " ".join(words)
    if name.exact:
        return text.replace(" ", "") == name.cased.replace(" ", "")
    wanted = name.cased.replace(",", " ,").replace("'s", " 's").replace("s' ", "s ' ").split()
    for word, form in zip(words, wanted, strict=False):
        if form[0].isupper() and not word[0].isupper():
            return False
    return words[0][0].isupper() or not name.cased[0].isupper()


def _claim(scene: Scene, start: int, end: int, name: Name) -> None:
    directory = scene.directory
    for actor in name.ids or ("",):
        draft = Draft(start, end, name.kind, actor, directory.actor_name(actor), directory.state_of(actor))
        draft.head = scene.head_of(start, end)
        scene.claim(draft)


def _find_parts(scene: Scene, i: int) -> None:
    """Names inside one token: "U.S.-China", "Russian-backed", "G-20"."""
    tree, directory = scene.tree, scene.directory
    whole = directory.names.values.get(scene.folded[i].replace("-", " "))
    if whole:
        _claim(scene, i, i + 1, whole[0])
        return
    at = tree.starts[i]
    for part in tree.words[i].split("-"):
        found = directory.names.values.get(fold(part))
        state = directory.words.compounds.get(part.lower())
        chosen = next((name for name in found if _cased([part], name)), None) if found and part else None
        actor = chosen.ids[0] if chosen and chosen.ids else state
        if actor:
            draft = Draft(i, i + 1, "demonym", actor, directory.actor_name(actor), directory.state_of(actor), i)
            draft.piece = Span(at, at + len(part))
            scene.claim(draft)
        at += len(part) + 1


def find_halves(scene: Scene) -> None:
    """Claim "the North" and "the South" where the text is about the two Koreas."""
    halves, tree = scene.directory.words.north_south, scene.tree
    if sum(scene.counts[state] for state in halves.values()) <= NAMED:
        return
    for i, low in enumerate(tree.lowers):
        if i == 0 or low not in halves or scene.owner[i] is not None or not tree.words[i][0].isupper():
            continue
        before = tree.lowers[i - 1]
        if before in ("the", "between", "and"):
            state = halves[low]
            start = i - (before == "the")
            scene.claim(Draft(start, i + 1, "state", state, scene.directory.actor_name(state), state, i))


def find_other_places(scene: Scene) -> list[Draft]:
    """Mentions of places that the reader names and no table has: towns, rivers, regions, clubs called after them."""
    taken = {i for draft in scene.drafts for i in range(draft.start, draft.end)}
    found = []
    for entity in scene.tree.entities:
        if entity.label == "LOC" and taken.isdisjoint(range(entity.start, entity.end)):
            name = " ".join(scene.tree.words[entity.start : entity.end])
            slug = re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")
            if slug and name[0].isupper():
                found.append(Draft(entity.start, entity.end, "place", slug, name, None))
    scene.drafts += found
    return found


def settle_ambiguous(scene: Scene) -> None:
    """Take back names that mean something else in this text: Georgia in an article on Atlanta."""
    present = None
    for draft in list(scene.drafts):
        rule = scene.directory.words.ambiguous.get(draft.actor)
        if rule is None or scene.folded[draft.start] not in rule.words or draft.end - draft.start > 1:
            continue
        present = present if present is not None else set(scene.folded)
        if present.intersection(rule.against) and not present.intersection(rule.unless):
            scene.release(draft)
    shared = scene.directory.words.shared_bodies
    for draft in [draft for draft in scene.drafts if draft.actor in shared]:
        owner = _owning_state(scene, draft) or _rival_state(scene, draft, shared[draft.actor])
        if owner is not None:
            _lend_state(scene, draft, owner)


def _rival_state(scene: Scene, draft: Draft, others: tuple[str, ...]) -> str | None:
    """The first of the other states that the text names far more often than the body's own."""
    own = scene.counts[draft.state or ""]
    rival = next((state for state in others if scene.counts[state] > own), None)
    clear = rival is not None and scene.counts[rival] > FAR_MORE * max(1, own)
    return rival if clear and not _beside_own(scene, draft) else None


def _lend_state(scene: Scene, draft: Draft, state: str) -> None:
    """Let a body's bare name be the body of that name in another state, for which the state itself stands."""
    draft.kind, draft.actor, draft.state, draft.name = "group", state, state, scene.directory.actor_name(state)


def _owning_state(scene: Scene, draft: Draft) -> str | None:
    """The other state that stands right before the body's bare name ("Peru's Congress", "the Brazilian Senate")."""
    before = draft.start - 1
    if before > 0 and scene.folded[before] in ("'s", "’s", "'"):
        before -= 1
    owner = scene.owner[before] if before >= 0 else None
    if owner is None or owner.kind not in ("state", "demonym", "capital") or owner.state == draft.state:
        return None
    return owner.state


def _beside_own(scene: Scene, draft: Draft) -> bool:
    """Whether another name of the body's own state stands in the sentence."""
    first, last = scene.tree.sentences[scene.tree.sentence[draft.start]]
    return any(
        d.state == draft.state and d is not draft and d.actor not in scene.directory.words.shared_bodies
        for d in scene.drafts
        if first <= d.start < last
    )
