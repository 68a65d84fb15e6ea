"""Family names that stand alone and were never introduced: the holder of a high office on that date, or nobody."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from detente.actors.figures import family_start, known_figure, refer

if TYPE_CHECKING:
    from detente.actors.scene import Scene

__all__ = ["find_bare_names"]

LONGEST = timedelta(days=400)
HIGH, HIGHEST, LOWER, LESS = 3, 2, 5, 2
ARGUMENTS = ("nsubj", "obj", "iobj", "conj", "nmod:poss", "root", "appos", "parataxis", "flat", "list", "vocative")
OBLIQUE = ("with", "by", "to", "from", "against", "for", "between")


def find_bare_names(scene: Scene) -> None:
    """Claim family names of which the text has no full name where the table has one prominent holder.

    As in the headline "Lavrov, Fidan discuss grain deal". The text must bear it out: it names the state, or others
    in high office; for a name that is a common word or that many bear it must be at work among governments.
    """
    places = _places(scene)
    for family in [family for family in places if family not in scene.directory.words.common_families]:
        number = _sure(scene, family)
        if number is not None:
            _claim(scene, number, places.pop(family), "the only one of that name in such an office")
    company = _company(scene)
    rest = {family: _candidates(scene, family) for family in places}
    chosen = {family: best for family, found in rest.items() if (best := _best(scene, found)) is not None}
    leaders = {family for family, best in chosen.items() if best[0] <= HIGHEST}
    words = scene.directory.words
    for family, best in chosen.items():
        together = _together(scene, places[family], places, leaders)
        state = scene.directory.state_of(best[2]) or ""
        known = state in words.great_states or scene.counts[state] or _is_rare(scene, family)
        reason = _evidence(scene, family, best, bool(known and (company or together)), places[family])
        if reason:
            common = family in words.common_families
            _claim(scene, best[1], [i for i in places[family] if not common or _is_argument(scene, i)], reason)


def _claim(scene: Scene, number: int, at: list[int], reason: str) -> None:
    figure = known_figure(scene, number, at[0])
    for i in at:
        if scene.owner[i] is None:
            refer(scene, family_start(scene, i), i + 1, figure).steps = ("family name alone", reason)


def _places(scene: Scene) -> dict[str, list[int]]:
    """Where the text has capitalised family names of the table that nothing else explains."""
    found: dict[str, list[int]] = {}
    known, folded = scene.directory.families, scene.folded
    for i, word in enumerate(scene.tree.words):
        if scene.owner[i] is None and folded[i] in known and word[0].isupper() and _stands_alone(scene, i):
            found.setdefault(folded[i], []).append(i)
    return {family: at for family, at in found.items() if family not in scene.by_family}


def _stands_alone(scene: Scene, i: int) -> bool:
    """Whether the token is no part of a longer name ("Kerry Washington", "Merkel Park")."""
    tree, n = scene.tree, len(scene.tree)
    number, start = tree.entity[i], family_start(scene, i)
    if number >= 0 and not (start < i and tree.entities[number].start >= start and tree.entities[number].end == i + 1):
        entity = tree.entities[number]
        if entity.end - entity.start > 1 and not (entity.label == "PER" and _in_pair(scene, entity.start, entity.end)):
            return False
    if i + 2 < n and tree.words[i + 1] == "-" and scene.folded[i + 2] not in scene.directory.families:
        return False  # "Fast-Track"
    no_name = tree.upos[i] in ("VERB", "AUX", "ADP", "DET") or (start > 0 and tree.deps[start - 1] == "compound")
    if no_name and scene.folded[i] in scene.directory.words.common_families:
        return False
    before, after = start - 1, i + 1
    if before >= 0 and tree.deps[i] == "flat" and tree.heads[i] == before and scene.owner[before] is None:
        return False
    return not (after < n and tree.deps[after] == "flat" and tree.heads[after] == i and tree.words[after][0].isupper())


def _in_pair(scene: Scene, start: int, end: int) -> bool:
    """As in "the Lavrov-Kerry talks"."""
    return any(scene.folded[i] in ("-", "–") for i in range(start, end))


def _candidates(scene: Scene, family: str) -> list[tuple[int, int, str]]:
    """Holders of a high office at the article's time, as (rank, number, state), the most senior first.

    Where that time is hardly known only the one bearer of a name in the table can be meant, who led a state.
    """
    directory = scene.directory
    numbers = dict.fromkeys(directory.families[family])
    dated = scene.start is not None and scene.end is not None and scene.end - scene.start <= LONGEST
    if not dated and len(numbers) > 1:
        return []
    found = []
    for number in numbers:
        held = [s for s in directory.spells(number) if s.overlaps(scene.start, scene.end)]
        if held:
            rank, state = min((_rank(scene, s.office.role, s.office.state), s.office.state) for s in held)
            found.append((rank, number, state))
    return sorted(one for one in found if one[0] <= (LOWER if dated else HIGHEST))


def _rank(scene: Scene, role: str, state: str) -> int:
    """The rank of a role; the head of a body that few know by name does not come before the heads of states."""
    directory = scene.directory
    rank = directory.rank.get(role, 9)
    return rank + LESS if state in directory.bodies and state not in directory.words.great_states else rank


def _sure(scene: Scene, family: str) -> int | None:
    """The one person of the table who bears the name, if in high office now in a state the news knows by surnames."""
    found = _candidates(scene, family)
    numbers = set(scene.directory.families[family])
    if len(numbers) == 1 and found and found[0][0] <= HIGH:
        state = scene.directory.state_of(found[0][2]) or ""
        if state in scene.directory.words.great_states or scene.counts[state]:
            return found[0][1]
    return None


def _best(scene: Scene, found: list[tuple[int, int, str]]) -> tuple[int, int, str] | None:
    """The one candidate whose state the text names, or who outranks all others; None where it stays open."""
    named = [one for one in found if scene.counts[scene.directory.state_of(one[2]) or ""]]
    pool = named or [one for one in found if one[0] <= HIGH]
    if not pool:
        return None
    top = [one for one in pool if one[0] == pool[0][0]]
    return top[0] if len(top) == 1 and (len(pool) == 1 or top[0][0] <= HIGHEST) else None


def _evidence(scene: Scene, family: str, best: tuple[int, int, str], others: bool, at: list[int]) -> str:
    """Why the text bears the candidate out; "" if it does not."""
    rank, _, office = best
    state = scene.directory.state_of(office) or ""
    bearers = len(set(scene.directory.families[family]))
    if family in scene.directory.words.common_families or bearers > HIGH or any(_is_place(scene, i) for i in at):
        named = any(_is_argument(scene, i) for i in at)
        if not named or rank > HIGH or not (others or (_governs(scene, state) and rank <= HIGHEST)):
            return ""
        return "others in high office are named" if others else "the government is named"
    if scene.counts[state]:
        return "the state is named"
    return "others in high office are named" if others and rank <= HIGH else ""


def _is_rare(scene: Scene, family: str) -> bool:
    """Whether one person of the table alone bears the name, and it is no given name."""
    words = scene.directory.words
    return len(set(scene.directory.families[family])) == 1 and family not in words.male_names | words.female_names


def _is_place(scene: Scene, i: int) -> bool:
    number = scene.tree.entity[i]
    return number >= 0 and scene.tree.entities[number].label != "PER"


def _is_argument(scene: Scene, i: int) -> bool:
    """Whether the token is used as a person's name: no article before it, an argument of a verb or an owner."""
    tree, word = scene.tree, scene.tree.words[i]
    if (
        tree.upos[i] not in ("PROPN", "NOUN", "X")
        or (word.isupper() and len(word) > 1)
        or (i and tree.lowers[i - 1] in ("the", "a", "an"))
    ):
        return False
    if tree.deps[i] in ("obl", "nmod"):
        case = tree.child(i, "case")
        return case is not None and tree.lowers[case] in OBLIQUE
    return tree.deps[i].startswith(ARGUMENTS)


def _governs(scene: Scene, state: str) -> bool:
    """Whether the text has a body of government or a seat of the state."""
    bodies = scene.directory.bodies
    return any(
        d.state == state
        and (d.kind == "seat" or (d.actor in bodies and bodies[d.actor].kind in ("GOV", "LEG", "SEAT")))
        for d in scene.drafts
    )


def _company(scene: Scene) -> set[str]:
    """Persons of the text in high office on its date."""
    directory = scene.directory
    return {
        figure.actor
        for figure in scene.figures.values()
        if figure.number is not None and any(directory.rank.get(role, 9) <= HIGH for role in figure.roles)
    }


def _together(scene: Scene, at: list[int], places: dict[str, list[int]], leaders: set[str]) -> bool:
    """Whether the name shares a sentence with that of another leader."""
    sentence = scene.tree.sentence
    here = {sentence[i] for i in at}
    if any(sentence[j] in here for family in leaders for j in places[family] if j not in at):
        return True
    company = _company(scene)
    return any(d.actor in company and sentence[d.start] in here for d in scene.drafts)
