"""Whether two tellings are of one event: small named features, each with its score, and weights learned for them."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from detente.lexicon import Row, load_lexicon
from detente.stories.settings import load_settings

if TYPE_CHECKING:
    from detente.stories.telling import Telling

__all__ = ["Match", "Matching", "Surroundings", "Verdict", "Weights", "features", "load_matching", "match"]

_COSINES = ("sense", "word sense", "clause")
Verdict = Literal["same", "unsure", "different", "stage"]


class Surroundings(NamedTuple):
    """What two tellings stand in: how alike their articles are, 0-1, and whether it is one article."""

    likeness: float
    one_article: bool


class Weights(Row, frozen=True):
    """Weights of features, and what is added to their sum."""

    bias: float
    weights: dict[str, float]


class Staged(Row, frozen=True):
    """How alike the words of two stages are at least; days that they may lie apart, or come before the plan."""

    alike: float
    days: int
    earlier: int


class Matching(Row, frozen=True):
    """`matching.yml`: weights of the features, learned on development data, and the log-odds that decide.

    `coded` are those of two coded events, `uncoded` of two tellings of which only the words are known, `mixed` of an
    event and a sentence. `absent` is what two events have that are different or were never compared. `least_sense` and
    `least_told` are cosines below which two events, or an event and a sentence, are not looked at.

    `groups` are types of events that reports of one event are often coded as; of `plain` ones an event without a mode
    is of a kind of its own (a meeting, which is no visit).
    """

    coded: Weights
    uncoded: Weights
    mixed: Weights
    same: float
    unsure: float
    staged: Staged
    absent: float
    least_sense: float
    least_told: float
    groups: list[list[str]]
    plain: frozenset[str]


class Match(NamedTuple):
    """The verdict on two tellings: the log-odds that they are of one event, and what each feature adds to it."""

    verdict: Verdict
    score: float
    parts: tuple[tuple[str, float], ...]


@lru_cache(maxsize=1)
def load_matching() -> Matching:
    """The shipped weights.

    Raises:
        DataError: The file is not well formed.
    """
    return load_lexicon("stories/matching.yml", Matching)


def features(one: Telling, other: Telling, around: Surroundings) -> dict[str, float]:
    """What two tellings have in common and what parts them, each 0-1; what one of them does not say is left out."""
    found = {
        "articles": around.likeness,
        "one article": float(around.one_article),
        **_kinds(one, other),
        **_sides(one, other),
        **_times(one, other),
        **_overlap("people", one.people, other.people),
        "others too": float(
            bool(one.people & other.people and one.people - other.people and other.people - one.people)
        ),
        **_overlap("issues", one.issues, other.issues),
        **_wordings(one, other),
    }
    if one.place and other.place:
        alike = one.place in other.place or other.place in one.place
        found["place" if alike else "other place"] = 1.0
    if "type" in found and len(one.people & other.people) > 1 and ("day" in found or "time" in found):
        found["same people then"] = 1.0
    for name in ("sense", "word", "word sense"):
        found[f"{name} in like articles"] = found.get(name, 0.0) * around.likeness
    return {name: value for name, value in found.items() if value}


def match(one: Telling, other: Telling, around: Surroundings) -> Match:
    """The verdict on two tellings; the bias is among the parts.

    The score of stages is how alike their words are, 0-1, and its parts are what that is the mean of.
    """
    model = load_matching()
    found = features(one, other, around)
    weighed = model.coded if one.type and other.type else model.mixed if one.type or other.type else model.uncoded
    score, parts = _weigh(weighed, found)
    if score >= model.unsure and not _parted(one, other):
        return Match("same" if score >= model.same else "unsure", score, parts)
    if _staged(one, other, found):
        return Match("stage", _likeness(found), tuple((name, found[name]) for name in _COSINES if name in found))
    return Match("different", score, parts)


def _parted(one: Telling, other: Telling) -> bool:
    """Whether the two tell of different stages: planned and done, done and called off; a denial is no stage."""
    return bool(one.stage and other.stage and one.stage != other.stage and "denied" not in (one.stage, other.stage))


def _staged(one: Telling, other: Telling, found: dict[str, float]) -> bool:
    """Whether two coded events are stages of one undertaking: of one kind and sides, planned, then done or not.

    Who and where must not speak against it, the words must be alike, and the act come after the plan.
    """
    rule = load_matching().staged
    if not (one.type and other.type and _parted(one, other)) or "if" in (one.stage, other.stage) or "type" not in found:
        return False
    who = found.get("sides", 0.0) == 1.0 or (found.get("sides", 0.0) > 0 and found.get("people", 0.0) > 0)
    against = any(name in found for name in ("other people", "other place", "others too", "turned", "other mode"))
    against = against or (one.mode != other.mode and "phone" in (one.mode, other.mode))
    return who and not against and _in_order(one, other) and _likeness(found) >= rule.alike


def _in_order(one: Telling, other: Telling) -> bool:
    """Whether what came of a plan can have come of it: not before it was to be, and not much later.

    A plan that is not dated is one for the time after its article.
    """
    early, late = (one, other) if one.stage == "ahead" or other.stage == "done" else (other, one)
    if not early.days or not late.days:
        return False
    rule = load_matching().staged
    undated = early.days[1] - early.days[0] >= load_settings().days.planned
    after = late.days[0] if undated else late.days[1]
    return early.days[0] - rule.earlier <= after and late.days[0] - early.days[1] <= rule.days


def _likeness(found: dict[str, float]) -> float:
    """The mean of the cosines of word, clause and whole."""
    return sum(found.get(name, 0.0) for name in _COSINES) / len(_COSINES)


def _weigh(weights: Weights, found: dict[str, float]) -> tuple[float, tuple[tuple[str, float], ...]]:
    parts = {name: weights.weights.get(name, 0.0) * value for name, value in found.items()} | {"bias": weights.bias}
    return sum(parts.values()), tuple(parts.items())


def _kinds(one: Telling, other: Telling) -> dict[str, float]:
    found: dict[str, float] = {}
    if one.stage and other.stage:
        found["stage" if one.stage == other.stage else "other stage"] = 1.0
    if one.type and other.type:
        if one.type == other.type:
            found["type"] = 1.0
            if (one.mode and other.mode) or one.type in load_matching().plain:
                found["mode" if one.mode == other.mode else "other mode"] = 1.0
        elif any(one.type in group and other.type in group for group in load_matching().groups):
            found["related type"] = 1.0
        else:
            found["other type"] = 1.0
    return found


def _sides(one: Telling, other: Telling) -> dict[str, float]:
    if not one.sides or not other.sides:
        return {"no sides": 1.0}
    shared = one.sides & other.sides
    found = {"sides": len(shared) / len(one.sides | other.sides)}
    if not shared:
        found["other sides"] = 1.0
    elif one.type and other.type:
        turned = one.actors != one.recipients and one.actors & other.recipients and one.recipients & other.actors
        if turned and not one.actors & other.actors:
            found["turned"] = 1.0
    return found


def _times(one: Telling, other: Telling) -> dict[str, float]:
    if not one.days or not other.days:
        return {}
    gap = max(one.days[0] - other.days[1], other.days[0] - one.days[1])
    both = one.exact and other.exact
    if gap <= 0:
        return {"day" if both else "time": 1.0}
    if gap == 1:
        return {"next day": 1.0}
    return {"days apart" if both else "time apart": min(1.0, math.log1p(gap) / math.log1p(365))}


def _overlap(name: str, one: frozenset[str], other: frozenset[str]) -> dict[str, float]:
    if not one or not other:
        return {}
    shared = len(one & other)
    return {name: shared / min(len(one), len(other))} if shared else {f"other {name}": 1.0}


def _wordings(one: Telling, other: Telling) -> dict[str, float]:
    found = {"words": _shared_weight(one.words, other.words)}
    if one.trigger and other.trigger:
        found["word"] = float(bool(one.trigger & other.trigger))
    if one.senses and other.senses:
        found["sense"] = max(0.0, float(one.senses[-1] @ other.senses[-1]))
        if len(one.senses) == len(other.senses) == 3:
            found["word sense"] = max(0.0, float(one.senses[0] @ other.senses[0]))
            found["clause"] = max(0.0, float(one.senses[1] @ other.senses[1]))
    return found


def _shared_weight(one: dict[str, float], other: dict[str, float]) -> float:
    least = min(sum(one.values()), sum(other.values()))
    return sum(weight for stem, weight in one.items() if stem in other) / least if least else 0.0
