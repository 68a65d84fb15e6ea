"""States by description: "the island", "the Islamic republic", "the world's second-largest economy"."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import TYPE_CHECKING

import msgspec

from detente.actors.draft import Draft
from detente.actors.phrases import PhraseBook, key_of
from detente.actors.spells import meets
from detente.lexicon import load_lexicon

if TYPE_CHECKING:
    from detente.actors.scene import Scene

__all__ = ["Epithets", "find_epithets", "load_epithets"]

BACK = 3
FAR_MORE = 3
ARTICLES = ("the", "this", "that")


class Phrase(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that mean one state, from the day `since` and before the day `until`."""

    words: tuple[str, ...]
    state: str
    since: date | None = None
    until: date | None = None


class EpithetWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`actors/epithets.yml`."""

    phrases: tuple[Phrase, ...]
    nouns: dict[str, frozenset[str]]
    country_nouns: frozenset[str]
    regions: dict[str, frozenset[str]]
    adjectives: frozenset[str]


@dataclass(frozen=True, slots=True)
class Epithets:
    """The words with their phrases indexed."""

    words: EpithetWords
    phrases: PhraseBook[tuple[Phrase, ...]] = field(default_factory=PhraseBook)


def load_epithets() -> Epithets:
    """Read the shipped descriptions of states.

    Raises:
        DataError: The file is not well formed.
    """
    epithets = Epithets(load_lexicon("actors/epithets.yml", EpithetWords))
    for phrase in epithets.words.phrases:
        for wording in phrase.words:
            key = key_of(wording)
            others = [other for other in epithets.phrases.values.get(key, ()) if other is not phrase]
            epithets.phrases.add(key, (*others, phrase))
    return epithets


def find_epithets(scene: Scene, epithets: Epithets) -> None:
    """Add a mention for each description whose state can be told."""
    words, phrases = epithets.words, epithets.phrases
    for i, low in enumerate(scene.folded):
        if low in phrases.longest and scene.owner[i] is None:
            found = phrases.match(scene.folded, i, min(len(scene.folded), i + 12))
            state = _state_then(scene, found[1]) if found else None
            if found and state:
                _add(scene, i - (i > 0 and scene.folded[i - 1] in ARTICLES), found[0], state, "known as")
        elif (low in words.nouns or low in words.country_nouns) and scene.owner[i] is None:
            _take_up(scene, i, words)


def _state_then(scene: Scene, phrases: tuple[Phrase, ...]) -> str | None:
    """The state that the words mean on the article's date; without a date the one that is in the text."""
    for phrase in phrases:
        since = datetime.combine(phrase.since, time()) if phrase.since else None
        until = datetime.combine(phrase.until, time()) if phrase.until else None
        if scene.published.known:
            if meets(since, until, scene.start, scene.end):
                return phrase.state
        elif scene.counts[phrase.state] or len(phrases) == 1:
            return phrase.state
    return None


def _take_up(scene: Scene, noun: int, words: EpithetWords) -> None:
    """As in "the kingdom", "the Nordic country": the last state named before that fits every word."""
    tree = scene.tree
    follows = scene.folded[noun + 1 : noun + 2]
    if tree.children_by(noun, "nmod", "acl") or (follows and follows[0] in words.country_nouns):
        return
    start, modifiers = _modifiers(scene, noun)
    limits = [words.nouns[tree.lowers[noun]]] if tree.lowers[noun] in words.nouns else []
    while modifiers:
        pair = " ".join(modifiers[:2])
        region = words.regions.get(pair) if len(modifiers) > 1 else None
        taken = 2 if region is not None else 1
        if region is None:
            region = words.regions.get(modifiers[0], words.nouns.get(modifiers[0]))
        if region is None and modifiers[0] not in words.adjectives:
            return
        limits += [region] if region is not None else []
        del modifiers[:taken]
    if start is None or not limits:
        return
    state = _last_named(scene, noun, frozenset.intersection(*limits))
    if state is not None:
        _add(scene, start, noun + 1, state, tree.lowers[noun])


def _modifiers(scene: Scene, noun: int) -> tuple[int | None, list[str]]:
    """Where "the" stands before the noun, if it does, and the words between them ("oil-rich" is one)."""
    tree, i = scene.tree, noun - 1
    found: list[str] = []
    while i >= 0 and noun - i <= 7 and tree.lowers[i] not in ARTICLES:
        if tree.upos[i] not in ("ADJ", "NOUN", "PROPN", "PUNCT", "ADV", "VERB", "SYM") or tree.lowers[i] in (",", ";"):
            return None, found
        found.insert(0, scene.folded[i])
        i -= 1
    return (i if i >= 0 and noun - i <= 7 else None), " ".join(found).replace(" - ", "-").split()


def _last_named(scene: Scene, noun: int, states: frozenset[str]) -> str | None:
    """The last of the states named in the few sentences before, else the one most named in the text."""
    sentence = scene.tree.sentence
    first = scene.tree.sentences[max(0, sentence[noun] - BACK)][0]
    near = [
        d for d in scene.drafts if first <= d.start < noun and d.state in states and d.kind not in ("none", "plural")
    ]
    if near:
        last = max(near, key=lambda d: (d.start, -d.end)).state or ""
        most = max((d.state or "" for d in near), key=lambda state: scene.counts[state])
        return most if scene.counts[most] >= FAR_MORE * scene.counts[last] else last
    return next((state for state in scene.main_states() if state in states), None)


def _add(scene: Scene, start: int, end: int, state: str, step: str) -> None:
    draft = Draft(start, end, "description", state, scene.directory.actor_name(state), state)
    draft.head = scene.head_of(start, end)
    draft.steps = (step,)
    scene.drafts.append(draft)
