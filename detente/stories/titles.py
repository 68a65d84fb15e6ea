"""A story's title: what happened in plain words, with place and month."""

from __future__ import annotations

import re
from collections import Counter
from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from detente.actors.naming import load_actor_names
from detente.lexicon import Row, load_lexicon
from detente.model import Status  # noqa: TC001 - it types what is read

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from detente.model import Event, When
    from detente.stories.happenings import Happening

__all__ = ["Act", "Titles", "event_words", "happening_title", "load_titles", "shortened"]


DAY = timedelta(days=1)


class Act(Row, frozen=True):
    """How an act is told: the verb for one actor and for several, and what else `titles.yml` says of it."""

    does: str
    do: str
    to: str = ""
    together: bool = False
    personal: Literal["doer", "both"] | None = None
    alone: tuple[str, str] | None = None


class Titles(Row, frozen=True):
    """`titles.yml`, which says what each is for."""

    statuses: dict[Status, str]
    acts: dict[str, Act]
    plural: frozenset[str]
    sides: int
    headline: int
    lead: int
    main_share: float
    main_most: int
    widest_days: int
    sure: float


@lru_cache(maxsize=1)
def load_titles() -> Titles:
    """The shipped words.

    Raises:
        DataError: The file is not well formed.
    """
    return load_lexicon("stories/titles.yml", Titles)


def happening_title(
    happening: Happening, when: When, people: Callable[[str], Mapping[str, str]] = lambda _: {}
) -> str | None:
    """What happened, where, and in which month; None where there is no telling it in plain words.

    A person stands for his state where half of the tellings name him, and nobody else of it.

    Args:
        happening: Of which the surest of the tellings with two sides is put into words.
        when: Its time.
        people: Of an article (its id) the state of each person whom it mentions, by name.
    """
    told = [one.event for one in happening.events]
    leading = max(happening.events, key=lambda one: (_sided(one.event), one.event.confidence))  # the first of several
    states = people(leading.article_id) if leading.event.people else {}
    words = event_words(leading.event, _by_state(told, states))
    if words is None:
        return None
    place = next((load_actor_names().get(event.place, event.place) for event in told if event.place), None)
    if place and not re.search(rf"\b{re.escape(place)}\b", words):
        words += f" in {place}"
    return ", ".join(filter(None, (words, _month(when))))


def _by_state(told: Sequence[Event], states: Mapping[str, str]) -> dict[str, str]:
    """By state the person who acts for it."""
    named = Counter(name for event in told for name in set(event.people) if name in states)
    often = [name for name, count in named.items() if 2 * count >= len(told)]
    alone = Counter(states[name] for name in often)
    return {states[name]: name for name in often if alone[states[name]] == 1}


def event_words(event: Event, people: Mapping[str, str] | None = None) -> str | None:
    """Who did what to whom ("France and Italy meet"); None where nobody is known to have, or the type has no words.

    Args:
        event: What happened.
        people: By state the person who is named in its place, where the act is one that people do.
    """
    titles = load_titles()
    keys = (event.cameo or "", f"{event.type}:{event.mode}", event.type)
    act = next((titles.acts[key] for key in keys if key in titles.acts), None)
    if act is None or not event.actor:
        return None
    others = tuple(code for code in event.recipient if code not in event.actor)
    actors = event.actor + others if event.symmetric and act.together else event.actor
    whom = () if event.symmetric and act.together else others
    paired = others or (act.together and len(actors) > 1)
    forms = (act.does, act.do) if paired or act.alone is None else act.alone
    shown = people if people and act.personal else {}
    several = len(actors) > 1 or actors[0] in titles.plural
    sentence = titles.statuses[event.status].format(
        who=_names(actors, shown),
        whom=f"{act.to} {_names(whom, shown if act.personal == 'both' else {})}" if whom else "",
        does=forms[several],
        do=forms[1],
    )
    return " ".join(sentence.split())


def shortened(words: str, most: int) -> str:
    """Words on one line, cut between two of them where they are more than `most` characters.

    >>> shortened("Ministers  meet in Oslo", 15)
    'Ministers meet …'
    """
    line = " ".join(words.split())
    return line if len(line) <= most else f"{line[:most].rpartition(' ')[0] or line[:most]} …"


def _sided(event: Event) -> bool:
    return bool(event.actor and set(event.recipient) - set(event.actor))


def _names(codes: Sequence[str], people: Mapping[str, str]) -> str:
    names = {**load_actor_names(), **people}
    most = load_titles().sides
    shown = [names.get(code, code) for code in codes[:most]]
    if len(codes) > most:
        shown[-1:] = [f"{len(codes) - most + 1} others"]
    return " and ".join(filter(None, (", ".join(shown[:-1]), shown[-1])))


def _month(when: When) -> str:
    if when.start is None or when.end is None:
        return ""
    if (when.end - when.start).days > load_titles().widest_days:
        return str(when.start.year)
    day = when.end - DAY if when.basis == "inferred" else when.start  # what just appeared is of late rather than before
    return f"{day:%B} {day.year}"
