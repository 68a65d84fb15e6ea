"""Persons of a text: full names, family names that refer back to them, and who a bare family name must be."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from detente.actors.draft import Draft
from detente.actors.person_index import family_of
from detente.actors.phrases import key_of
from detente.actors.scene import Figure
from detente.actors.spells import moved

if TYPE_CHECKING:
    from collections.abc import Iterable

    from detente.actors.scene import Scene

__all__ = [
    "add_figure",
    "choose_person",
    "family_start",
    "find_figures",
    "has_led",
    "identify",
    "known_figure",
    "leads",
    "refer",
    "state_now",
]

TAG = 3
LEADING = 2
LOW, MAIN = 5, 2
COMMON = 5
YEARS_GONE = timedelta(days=3 * 365)
YEARS_AHEAD = timedelta(days=1100)


def find_figures(scene: Scene, people: list[tuple[int, int, tuple[int, ...]]]) -> None:
    """Claim the full names: those of the table first, then the names the reader took for persons."""
    ready = [(start, end, choose_person(scene, numbers, ())) for start, end, numbers in people]
    for start, end, number in ready:
        if scene.owner[start] is None and not _is_namesake(scene, number):
            refer(scene, start, end, known_figure(scene, number, start))
    for entity in scene.tree.entities:
        if entity.label == "PER" and not _is_pair(scene, entity.start, entity.end):
            start, end = _trim(scene, entity.start, entity.end)
            if end - start >= 2 and not any(_keeps(scene, i, start) for i in range(start, end)):
                _claim_entity(scene, start, end)


def _is_namesake(scene: Scene, number: int) -> bool:
    """Whether a person with the name of one in the table is more likely someone else.

    Either the one of the table was in no office for years to come and never in a high one, or has been out of all
    offices for years and bears a common name; unless the text is about that person's state.
    """
    row, rank = scene.directory.persons[number], scene.directory.rank
    if scene.start is None or scene.end is None or row.state in scene.main_states()[:MAIN]:
        return False
    spells = scene.directory.spells(number)
    if not spells:  # a user's own, of whom no office is known
        return False
    if all(s.start > moved(scene.end, YEARS_AHEAD) and rank.get(s.office.role, 9) >= LOW for s in spells):
        return True
    words, name = scene.directory.words, key_of(row.name)
    common = len(scene.directory.families.get(name.rpartition(" ")[2], ())) >= COMMON and not row.family
    given = name.partition(" ")[0] in words.male_names | words.female_names
    return common and given and all(s.over_by(moved(scene.start, -YEARS_GONE)) for s in spells)


def _is_pair(scene: Scene, start: int, end: int) -> bool:
    """Whether a hyphen makes it no name: "the Xi-Blinken meeting", "R-Fla."."""
    folded, known = scene.folded, scene.directory.families
    if end - start >= 2 and len(folded[start]) == 1 and folded[start + 1] == "-":
        return True
    return end - start == 3 and folded[start + 1] in ("-", "–") and folded[start] in known and folded[end - 1] in known


def _trim(scene: Scene, start: int, end: int) -> tuple[int, int]:
    """A person's entity without honorifics, titles, demonyms before it and possessives after it."""
    words = scene.directory.words
    while end > start and scene.tree.lowers[end - 1] in ("'s", "’s", "'", "’", ",", ".", "-"):
        end -= 1
    while start < end - 1:
        title = scene.directory.titles.match(scene.folded, start, end - 1)
        owner = scene.owner[start]
        if scene.folded[start] in words.honorifics or scene.folded[start] in words.former:
            start += 1
        elif title and title[0] < end:
            start = title[0]
        elif owner and owner.kind in ("demonym", "body", "people") and owner.end < end:
            start = owner.end
        else:
            break
    return start, end


def _keeps(scene: Scene, i: int, start: int) -> bool:
    """Whether a name found before stays: a person, a body or a demonym; the end of a person's name gives way."""
    owner = scene.owner[i]
    if owner is not None and owner.kind == "body" and owner.start > start:
        return False
    return owner is not None and (owner.kind not in ("state", "capital", "people", "seat", "city", "territory"))


def _claim_entity(scene: Scene, start: int, end: int) -> None:
    for i in range(start, end):
        owner = scene.owner[i]
        if owner is not None:
            scene.release(owner)
    words = scene.tree.words[start:end]
    if not words[-1][0].isupper() and "-" not in words:
        return
    if all(scene.folded[i] in scene.directory.words.particles for i in range(start, end - 1)):
        known = scene.by_family.get(scene.folded[end - 1])
        if known:
            refer(scene, start, end, known[-1])
        if known or scene.folded[end - 1] in scene.directory.families:
            return
    number = _near_name(scene, start, end)
    home = _home_by_party(scene, end)
    figure = known_figure(scene, number, start) if number is not None else _new_figure(scene, start, end)
    figure.state = figure.state or home
    refer(scene, start, end, figure)


def _home_by_party(scene: Scene, end: int) -> str | None:
    """The state whose legislators the press tags so: "Ann Poe (R-Utah)"."""
    after = scene.tree.words[end : end + 3]
    tagged = len(after) == TAG and after[0] in ("(", ",") and after[2] == "-"
    return scene.directory.words.party_tags.get(after[1]) if tagged else None


def _near_name(scene: Scene, start: int, end: int) -> int | None:
    """A person of the table with this family name and a first name that begins alike ("Anthony", "Antony")."""
    family = scene.folded[end - 1]
    first = scene.folded[start]
    if end - start == 2:
        longer = scene.directory.index.openings.get(f"{first} {family}")
        if longer is not None and longer >= 0 and _current(scene, longer):
            return longer
    for number in scene.directory.families.get(family, ()):
        row = scene.directory.persons[number]
        if not row.family and len(first) > 3 and key_of(row.name)[:4] == first[:4] and _current(scene, number):
            return number
    return None


def _current(scene: Scene, number: int) -> bool:
    return any(spell.overlaps(scene.start, scene.end) for spell in scene.directory.spells(number))


def _new_figure(scene: Scene, start: int, end: int) -> Figure:
    words, folded = scene.tree.words, scene.folded
    lists = scene.directory.words
    name = scene.wording(start, end)
    asian = folded[start] in lists.asian_surnames and folded[start] not in lists.western_first
    known_last = folded[end - 1] in lists.asian_surnames and end - start == 2
    family = folded[start] if asian and not (known_last and len(words[start]) > 4) else folded[end - 1]
    if folded[end - 1] in lists.generations and end - start > 2:
        family = folded[end - 2]
    sex = "f" if folded[start] in lists.female_names else "m" if folded[start] in lists.male_names else ""
    slug = re.sub(r"[^a-z0-9]+", "-", key_of(name)).strip("-")
    if key_of(name) in scene.directory.full_names.values:
        slug = f"{slug}-namesake"
    return add_figure(scene, Figure(slug or f"person-{start}", name, family, None, None, start, sex))


def add_figure(scene: Scene, figure: Figure) -> Figure:
    """Enter a person into the text's cast (the first of the same id stays)."""
    found = scene.figures.get(figure.actor)
    if found is not None:
        return found
    scene.figures[figure.actor] = figure
    scene.by_family.setdefault(figure.family, []).append(figure)
    return figure


def known_figure(scene: Scene, number: int, at: int) -> Figure:
    """The cast's entry for a person of the table."""
    row = scene.directory.persons[number]
    if row.id in scene.figures:
        return scene.figures[row.id]
    family = family_of(row.family, row.state, key_of(row.name), scene.directory.words)
    figure = Figure(row.id, row.name, family, state_now(scene, number), number, at, row.sex or "")
    first, lists = key_of(row.name).partition(" ")[0], scene.directory.words
    if not figure.sex:
        figure.sex = "f" if first in lists.female_names else "m" if first in lists.male_names else ""
    figure.roles = {s.office.role for s in scene.directory.spells(number) if s.overlaps(scene.start, scene.end)}
    return add_figure(scene, figure)


def identify(scene: Scene, figure: Figure, number: int) -> Figure:
    """Let a person known only from the text be one of the table, with all mentions; the spelling stays in use."""
    scene.figures.pop(figure.actor, None)
    known = known_figure(scene, number, figure.first)
    known.first = min(known.first, figure.first)
    for figures in scene.by_family.values():
        figures[:] = [known if one is figure else one for one in figures]
    for draft in scene.drafts:
        if draft.actor == figure.actor:
            draft.actor, draft.name, draft.state = known.actor, known.name, known.state
            draft.steps = (*draft.steps, f"spelt {figure.name}")
    return known


def state_now(scene: Scene, number: int) -> str | None:
    """The state or body a person belongs to on the article's date: that of the most senior office held, else home."""
    directory = scene.directory
    spells = directory.spells(number)
    held = [spell for spell in spells if spell.overlaps(scene.start, scene.end)] if scene.published.known else []
    if not held:
        past = [spell for spell in spells if not scene.published.known or spell.over_by(scene.start)]
        held = past[-1:] if past else list(spells[:1])
    best = min(held, key=lambda spell: directory.rank.get(spell.office.role, 9))
    return directory.state_of(best.office.state) or best.office.state


def leads(scene: Scene, figure: Figure) -> bool:
    """Whether the person leads a state, by an office held on the article's date or by the title that the text gives."""
    return any(scene.directory.rank.get(role, 9) <= LEADING for role in figure.roles)


def has_led(scene: Scene, number: int) -> bool:
    """Whether a person of the table led a state at any time."""
    rank = scene.directory.rank
    return any(rank.get(spell.office.role, 9) <= LEADING for spell in scene.directory.spells(number))


def choose_person(scene: Scene, numbers: Iterable[int], roles: tuple[str, ...], state: str | None = None) -> int:
    """The most likely of several persons of one name: by state and office written, by date, by rank."""
    directory = scene.directory

    def weight(number: int) -> tuple[bool, bool, bool, int, int]:
        spells = directory.spells(number)
        states = {spell.office.state for spell in spells}
        now = [s for s in spells if s.overlaps(scene.start, scene.end)]
        rank = min(directory.rank.get(s.office.role, 9) for s in (now or spells))
        return (
            state is not None and state not in states,
            bool(roles) and not any(s.office.role in roles for s in spells),
            not now,
            -max(scene.counts[s] for s in states),
            rank,
        )

    return min(numbers, key=weight)


def family_start(scene: Scene, i: int) -> int:
    """Where a family name begins whose last word is token i: with "al-", "bin" and the like before it.

    A particle after a blank must be of the same name by the reader, for "as" and "la" are words too.
    """
    tree, particles, start = scene.tree, scene.directory.words.particles, i
    while start > 0:
        hyphen = scene.folded[start - 1] == "-" and start > 1 and tree.ends[start - 2] == tree.starts[start - 1]
        at = start - 2 if hyphen else start - 1
        named = hyphen or (tree.entity[at] >= 0 and tree.entity[at] == tree.entity[i])
        if not named or scene.folded[at] not in particles or scene.owner[at] is not None:
            break
        start = at
    return start


def refer(scene: Scene, start: int, end: int, figure: Figure) -> Draft:
    """Claim tokens as a mention of a person."""
    draft = Draft(start, end, "person", figure.actor, figure.name, figure.state, person=True)
    draft.head = scene.head_of(start, end)
    spelt = scene.folded[end - 1]
    if end - start > 1 and spelt not in scene.by_family and figure.family not in scene.folded[start : end - 1]:
        scene.by_family[spelt] = [figure]
    return scene.claim(draft)
