"""A story's title: what happened in plain words, with place and month."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from detente.actors.naming import load_actor_names
from detente.lexicon import Row, load_lexicon
from detente.model import Status  # noqa: TC001 - it types what is read

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente.model import Event, When
    from detente.stories.happenings import Happening

__all__ = ["Act", "Titles", "event_words", "happening_title", "load_titles", "shortened"]


class Act(Row, frozen=True):
    """How an act is told: the verb for one actor and for several, and what else `titles.yml` says of it."""

    does: str
    do: str
    to: str = ""
    together: bool = False
    alone: tuple[str, str] | None = None


class Titles(Row, frozen=True):
    """`titles.yml`, which says what each is for."""

    statuses: dict[Status, str]
    acts: dict[str, Act]
    sides: int
    headline: int
    lead: int
    main_share: float
    main_most: int
    widest_days: int


@lru_cache(maxsize=1)
def load_titles() -> Titles:
    """The shipped words.

    Raises:
        DataError: The file is not well formed.
    """
    return load_lexicon("stories/titles.yml", Titles)


def happening_title(happening: Happening, when: When) -> str | None:
    """What happened, where, and in which month; None where there is no telling it in plain words.

    Args:
        happening: Whose fullest telling is put into words.
        when: Its time.
    """
    told = [one.event for one in happening.events]
    words = event_words(next((event for event in told if _sided(event)), told[0]))
    if words is None:
        return None
    place = next((load_actor_names().get(event.place, event.place) for event in told if event.place), None)
    if place and not re.search(rf"\b{re.escape(place)}\b", words):
        words += f" in {place}"
    return ", ".join(filter(None, (words, _month(when))))


def event_words(event: Event) -> str | None:
    """Who did what to whom ("France and Italy meet"); None where nobody is known to have, or the type has no words."""
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
    sentence = titles.statuses[event.status].format(
        who=_names(actors),
        whom=f"{act.to} {_names(whom)}" if whom else "",
        does=forms[len(actors) > 1],
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


def _names(codes: Sequence[str]) -> str:
    names = load_actor_names()
    most = load_titles().sides
    shown = [names.get(code, code) for code in codes[:most]]
    if len(codes) > most:
        shown[-1:] = [f"{len(codes) - most + 1} others"]
    return " and ".join(filter(None, (", ".join(shown[:-1]), shown[-1])))


def _month(when: When) -> str:
    if when.start is None or when.end is None:
        return ""
    days = (when.end - when.start).days
    return f"{when.start:%B} {when.start.year}" if days <= load_titles().widest_days else str(when.start.year)
