"""Who held what, when: a person by name or an office by its title, answered out of the tables.

Names are found as they stand, else by their words in any order without accents and titles, else by near spellings:
documents spell one person in many ways.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from difflib import SequenceMatcher, get_close_matches
from math import log
from typing import TYPE_CHECKING

from detente.actors.calling import Wording, called
from detente.actors.phrases import fold, key_of

if TYPE_CHECKING:
    from datetime import datetime

    from detente.actors.directory import Directory, Name
    from detente.actors.spells import Spell
    from detente.actors.tables import PersonRow, TerritoryRow

__all__ = ["BASES", "Holding", "Question", "find_actor", "find_territory", "name_words", "understand", "who"]

BASES = {
    "W": "Wikidata",
    "F": "World Factbook",
    "U": "Institute for Government",
    "K": "curated",
    "N": "UN general debate",
    "E": "your extension",
}
"""What the basis of a spell means."""

NEAR, SHORT = 0.8, 3
"""Least likeness (difflib's ratio) of two words that count as one; words of up to three letters must be equal."""

WHOLE, PART, JOINED, SPREAD = 0.85, 0.3, 0.84, 0.1
"""Of two spellings of a name one agrees nearly as a whole, the other in part, or both when written without spaces;
names as near as `SPREAD` to the best are kept too."""

LONGEST = 10
"""Most words of an office with its state before a name."""

_OF = re.compile(r"\b(?:of|for|to) (?:the )?")


@dataclass(frozen=True, slots=True)
class Holding:
    """A person in an office for a time: a row of `detente who`."""

    person: PersonRow
    spell: Spell


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked for: an office (its roles, in a state or body or anywhere), or persons (numbers, best first).

    `title` are the folded words of the office, `phrase` the same with the seat or ministry before it, `target` is where
    its holder is sent ("ambassador to China").
    """

    roles: tuple[str, ...] = ()
    actor: str | None = None
    persons: tuple[int, ...] = ()
    title: str = ""
    phrase: str = ""
    target: str | None = None


def who(
    directory: Directory, words: str, start: datetime | None, end: datetime | None, actor: str | None = None
) -> list[Holding]:
    """Who held an office, or which offices a person held, at some time in [start, end); None is open.

    Args:
        directory: The tables.
        words: A name, or a title with or without its state: "Wang Yi", "Chinese foreign minister", "head of NATO".
        start: First moment asked for.
        end: First moment no longer asked for.
        actor: Code of the state or body, where it is given apart.

    Returns:
        Seniors first; empty where nobody is known.

    >>> from datetime import datetime
    >>> from detente.actors import load_linker
    >>> directory, day = load_linker().directory, datetime(2023, 6, 19)
    >>> [holding.person.name for holding in who(directory, "Chinese foreign minister", day, day)]
    ['Qin Gang']
    >>> [holding.spell.office.role for holding in who(directory, "Mr. YI Wang", day, day)][0]
    'party_foreign'
    """
    question = understand(directory, words, actor)
    if question.roles:
        actors = [question.actor] if question.actor else list(directory.index.by_state)
        held = [pair for one in actors for pair in _holders(directory, one, question, start, end)]
        return [Holding(directory.persons[number], spell) for number, spell in held]
    found = [
        Holding(directory.persons[number], spell)
        for number in question.persons
        for spell in directory.spells(number)
        if question.actor in (None, spell.office.state, directory.persons[number].state) and spell.overlaps(start, end)
    ]
    return sorted(found, key=lambda h: (directory.rank.get(h.spell.office.role, 9), h.person.id, h.spell.start))


def _holders(
    directory: Directory, actor: str, question: Question, start: datetime | None, end: datetime | None
) -> list[tuple[int, Spell]]:
    """Holders of an office; the head of a ministry or parliament is filed under its state or union."""
    roles, title, body = question.roles, question.title, directory.bodies.get(actor)
    held = called(directory, Wording(title, question.phrase), actor, roles, start, end)
    if not held and body is not None:
        house = body.kind == "LEG" and title in directory.calling.house_heads
        part = directory.calling.house_roles if house else directory.words.headed.get(actor, ())
        wanted = tuple(role for role in part if role in roles) or part or roles
        held = called(directory, Wording(title, question.phrase, True), body.state or actor, wanted, start, end)
    if question.target is None:
        return held
    sent = directory.actor_name(question.target)
    return [pair for pair in held if sent in pair[1].office.title]


def understand(directory: Directory, words: str, actor: str | None = None) -> Question:
    """Whether words ask for an office or a person, and of which state or body.

    Neither roles nor persons are set where nothing is known by these words, or where they only name a state or body.

    >>> from detente.actors import load_linker
    >>> directory = load_linker().directory
    >>> understand(directory, "the president of Peru").actor, understand(directory, "NATO").persons
    ('PER', ())
    """
    key = key_of(" ".join(words.split())).removeprefix("the ")
    if numbers := directory.full_names.values.get(key):
        return Question(actor=actor, persons=numbers)
    office = _sent(directory, key) or _office(directory, key)
    if office is not None and actor and office.actor not in (None, actor) and _is_sent(directory, office.title):
        return _to(office, actor)
    if office is not None:
        owned = directory.calling.owned | directory.calling.owned_unasked
        return replace(office, actor=actor or office.actor or owned.get(office.title))
    named = find_actor(directory, words) if actor is None and key not in directory.families else None
    if named is not None:
        return Question(actor=named)
    persons = tuple(_persons(directory, words))
    return Question(actor=actor, persons=persons) if persons else _introduced(directory, words, actor)


def find_actor(directory: Directory, words: str) -> str | None:
    """The code of a state or body by code, name, demonym, capital or seat; None where there is none.

    A code of two letters counts in capitals only: "TO" is Tonga.

    >>> from detente.actors import load_linker
    >>> directory = load_linker().directory
    >>> [find_actor(directory, words) for words in ("chn", "FR", "British", "the Kremlin", "nato", "Atlantis")]
    ['CHN', 'FRA', 'GBR', 'RUS', 'NATO', None]
    """
    code = words.strip().upper()
    if code in directory.states or code in directory.bodies:
        return code
    ids = {name.ids[0] for name in _named(directory, words) if len(name.ids) == 1 and name.kind != "territory"}
    if not ids:
        return next((state.iso3 for state in directory.states.values() if state.iso2 == words.strip()), None)
    if len(ids) != 1:
        return None
    one = ids.pop()
    seat = one in directory.bodies and directory.bodies[one].kind == "SEAT"
    return directory.bodies[one].state if seat else one


def find_territory(directory: Directory, words: str) -> TerritoryRow | None:
    """The disputed territory that words name or are about; it is no actor and has no offices of its own.

    >>> from detente.actors import load_linker
    >>> find_territory(load_linker().directory, "governor of the Golan Heights").held
    ('ISR',)
    """
    tokens = key_of(words).split()
    for start in range(len(tokens)):
        found = directory.names.match(tokens, start, len(tokens))
        for name in found[1] if found else ():
            if name.kind == "territory":
                return directory.territories[name.ids[0]]
    return None


def _named(directory: Directory, words: str) -> tuple[Name, ...]:
    """The names that are spelt so, with or without "the"."""
    bare, known = key_of(words.strip()).removeprefix("the "), directory.names.values
    return known.get(bare) or known.get(f"the {bare}", ())


def _sent(directory: Directory, key: str) -> Question | None:
    """As in "U.S. ambassador to China", "UN envoy for Syria": whose envoy it is, and where the envoy is sent."""
    before, to, after = key.rpartition(" to ")
    if not to:
        before, to, after = key.rpartition(" for ")
    target = find_actor(directory, after) if to else None
    if target is None or not _is_sent(directory, before) or key in directory.titles.values:
        return None
    office = _office(directory, before)
    return None if office is None or (target == "UN" and office.actor is None) else _to(office, target)


def _is_sent(directory: Directory, title: str) -> bool:
    """Whether it is a title of one who is sent somewhere ("ambassador")."""
    return title.rpartition(" ")[2] in directory.words.sent_heads


def _to(office: Question, target: str) -> Question:
    """The office of an envoy to a state or body."""
    return replace(office, roles=("un_envoy",)) if target == "UN" else replace(office, target=target)


def _introduced(directory: Directory, words: str, actor: str | None) -> Question:
    """A name after the office of one state ("French President Macron")."""
    parts = words.split()
    for cut in range(min(len(parts), LONGEST) - 1, 0, -1):
        office = _office(directory, key_of(" ".join(parts[:cut])))
        owner = office.actor if office is not None else None
        if owner is not None and (persons := _persons(directory, " ".join(parts[cut:]))):
            return Question(actor=actor or owner, persons=tuple(persons))
    return Question(actor=actor)


def _office(directory: Directory, key: str) -> Question | None:
    """Roles and owner of "foreign minister", "Chinese foreign minister", "China 's premier", "president of the ECB"."""
    titles = directory.titles.values
    if key in titles:
        return _asked(titles[key], key, None, key)
    words = key.split(" ")
    for cut in range(1, len(words)):
        before, after = " ".join(words[:cut]).removesuffix(" 's"), " ".join(words[cut:])
        title, name = titles.get(after.removeprefix("'s ").strip()), after.removeprefix("'s ").strip()
        owner = find_actor(directory, before) if before not in directory.calling.regional else None
        if title and owner:
            return _asked(title, name, owner, f"{_told(directory, before)} {name}")
        title, owner = titles.get(before), None
        if title and (found := _OF.match(after)):
            owner = find_actor(directory, after[found.end() :])
        if title and owner:
            return _asked(title, before, owner, f"{before} {_told(directory, after[found.end() :]) if found else ''}")
    return None


def _asked(roles: tuple[str, ...], title: str, owner: str | None, phrase: str) -> Question | None:
    known = tuple(role for role in roles if role)
    return Question(roles=known, actor=owner, title=title, phrase=phrase) if known else None


def _told(directory: Directory, owner: str) -> str:
    """The name before a title where it tells which office of the state it is: a seat, a ministry."""
    ids = {name.ids[0] for name in _named(directory, owner) if name.ids and name.kind in ("seat", "body")}
    told = any(directory.state_of(one) != one for one in ids)
    return owner if told else ""


def name_words(name: str) -> list[str]:
    """The words of a name as they are compared: folded letters only, initials left out.

    >>> name_words("Óscar A. Arias-Sánchez")
    ['oscar', 'arias', 'sanchez']
    """
    bare = re.sub(r"[^a-z ]", "", fold(name).replace("-", " "))
    return [word for word in bare.split() if len(word) > 1]


def _persons(directory: Directory, words: str) -> list[int]:
    """Numbers of the persons whom a name may mean, the likest only."""
    titles = directory.words.formal_words | set(directory.words.honorifics)
    spelt = list(dict.fromkeys(name_words(words)))
    asked = [word for word in spelt if word not in titles] or spelt
    if len(asked) == 1 and asked[0] in directory.families:
        return list(directory.families[asked[0]])
    index = _index(directory)
    near = [_near(directory, index, word) for word in asked]
    numbers = {number for one in near for word in one for number in index[word]}
    scored = [(max(_likeness(index, near, name) for name in _names(directory, n)), n) for n in numbers]
    if not any(score for score, _ in scored):  # words run together or apart: "Abu Bakr", "Abubakr"
        scored = [(max(_run_together(asked, name) for name in _names(directory, n)), n) for n in numbers]
    best = max(scored, default=(0.0, 0))[0]
    return sorted(number for score, number in scored if score and score > best - SPREAD)


def _run_together(asked: list[str], name: list[str]) -> float:
    """Likeness of two names without their spaces; 0 if too little."""
    ratio = SequenceMatcher(None, "".join(asked), "".join(name)).ratio()
    return ratio if ratio > JOINED else 0.0


def _near(directory: Directory, index: dict[str, list[int]], word: str) -> dict[str, float]:
    """The words of known names that are this one, its short or long form, or nearly so, with their likeness (0-1)."""
    found = {one: 1.0 for one in (word, *directory.words.nicknames.get(word, ())) if one in index}
    if len(word) > SHORT:
        same_start = [one for one in index if one[0] == word[0] and abs(len(one) - len(word)) < SHORT]
        for one in get_close_matches(word, same_start, 8, NEAR):
            found.setdefault(one, SequenceMatcher(None, word, one).ratio())
    return found


def _likeness(index: dict[str, list[int]], near: list[dict[str, float]], name: list[str]) -> float:
    """How much of the words asked for and of a known name agrees, rare words counting more; 0 if too little."""
    rarest = log(len(index) + 1)
    weights = [log((len(index) + 1) / len(index[word])) for word in name]
    hits = [max((one.get(word, 0.0) for one in near), default=0.0) for word in name]
    asked = [max((one.get(word, 0.0) for word in name), default=0.0) for one in near]
    asked_weights = [min((log((len(index) + 1) / len(index[word])) for word in one), default=rarest) for one in near]
    if sum(hit > 0 for hit in asked) < min(2, len(near)):
        return 0.0
    known = sum(weight * hit for weight, hit in zip(weights, hits, strict=True)) / sum(weights)
    given = sum(weight * hit for weight, hit in zip(asked_weights, asked, strict=True)) / sum(asked_weights)
    return known + given / 2 if max(known, given) > WHOLE and min(known, given) > PART else 0.0


def _names(directory: Directory, number: int) -> list[list[str]]:
    row = directory.persons[number]
    return [words for name in (row.name, *row.aliases) if (words := name_words(name))]


def _index(directory: Directory) -> dict[str, list[int]]:
    """Numbers of persons by each word of their names; made on first use."""
    index = directory.by_word
    if not index:
        for number in range(len(directory.persons)):
            for word in {word for words in _names(directory, number) for word in words}:
                index.setdefault(word, []).append(number)
    return index
