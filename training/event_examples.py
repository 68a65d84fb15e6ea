"""Sentences with events to arrays: spans in words, triggers, parties, and proposals with what they are."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np
from event_heads import ROLES, TYPES
from written_events import STATUSES, parse_line

from detente.evaluation.events import unmark
from detente.evaluation.treebanks import Sentence
from detente.events.plover import told_type
from detente.language.pieces import Pieces, word_shape

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from examples import Variation
    from written_events import Event
    from written_events import Sentence as Written

Words = tuple[int, int]
Side = tuple[Words, ...]
NONE = len(TYPES)
UNKNOWN = -100
# How much an ordered pair counts that no event joins, and how many of them a sentence gives an epoch.
APART_WEIGHT, APART = 0.3, 2


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words [start, end) that tell an event, its type, and the role of each party of the sentence."""

    words: Words
    type: int
    roles: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A trigger and two sides, each of any number of spans (none where it is unsaid), and what that is.

    `raw` holds weights of our types, `told` of PLOVER's (a plan is AGREE or THREATEN); empty where it is not known.
    `event` names the annotated event that it is.
    """

    trigger: Side
    source: Side
    target: Side
    raw: dict[int, float]
    told: dict[int, float]
    status: int = UNKNOWN
    event: tuple[Side, frozenset[Side]] | None = None


@dataclass(slots=True)
class EventSentence:
    """A sentence as words with what is annotated of its events; `full` where all triggers are."""

    text: str
    words: list[str]
    spaces: list[bool]
    parties: list[Words] = field(default_factory=list)
    triggers: list[Trigger] = field(default_factory=list)
    told: list[Proposal] = field(default_factory=list)
    pairs: list[Proposal] = field(default_factory=list)
    drafts: list[Proposal] = field(default_factory=list)
    full: bool = False


class Cutter:
    """Text to words, and spans of characters to spans of words."""

    def __init__(self, ranges: Callable[[str], list[tuple[int, int]]]) -> None:
        self.ranges = ranges

    def __call__(self, text: str) -> tuple[EventSentence, Callable[[tuple[int, int]], Words]]:
        places = [(a, b) for a, b in self.ranges(text) if text[a:b].strip()]
        spaces = [b < len(text) and text[b].isspace() for _, b in places]

        def words(span: tuple[int, int]) -> Words:
            inside = [i for i, (a, b) in enumerate(places) if a < span[1] and b > span[0]]
            return (inside[0], inside[-1] + 1) if inside else (0, 0)

        return EventSentence(text, [text[a:b] for a, b in places], spaces), words


def read_annotated(path: Path, cut: Cutter) -> list[EventSentence]:
    """Sentences of `written/events/*.txt`, in the order of the file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [_annotated(parse_line(line), cut) for line in lines if line.strip() and not line.startswith("#")]


def _annotated(written: Written, cut: Cutter) -> EventSentence:
    made, words = cut(written.text)
    made.full = True
    made.parties = [words(span) for span in written.parties]
    by_trigger: dict[tuple[int, int], list[Event]] = {}
    for event in written.events:
        by_trigger.setdefault(event.trigger, []).append(event)
    for span, events in by_trigger.items():
        roles = [0] * len(written.parties)
        for event in events:
            for name, side in (("actor", event.actors), ("recipient", event.recipients)):
                for party in side:
                    roles[written.parties.index(party)] = ROLES.index("mutual" if event.mutual else name)
        made.triggers.append(Trigger(words(span), TYPES.index(events[0].type), tuple(roles)))
    made.told = [one for event in written.events for one in _told(event, words)]
    made.pairs = list(_pairs(made.told))
    return made


def _told(event: Event, words: Callable[[tuple[int, int]], Words]) -> Iterator[Proposal]:
    """An annotated event for each pair of its sides; and for the whole of them, where one is several."""
    a, b = (tuple(words(span) for span in side) for side in (event.actors, event.recipients))
    told = told_type(event.type, event.status)
    for one, other in ((a, b), (b, a)) if event.mutual and a and b else ((a, b),):
        sides = [((s,) if s else (), (t,) if t else ()) for s in one or (None,) for t in other or (None,)]
        if len(one) > 1 or len(other) > 1:
            sides.append((one, other))
        for source, target in sides:
            yield Proposal(
                (words(event.trigger),),
                source,
                target,
                {TYPES.index(event.type): 1.0},
                {TYPES.index(told): 1.0} if told else {},
                STATUSES.index(event.status),
                ((words(event.trigger),), frozenset((source, target))),
            )


def _pairs(told: list[Proposal]) -> Iterator[Proposal]:
    """The pairs that events join, each with all types between them and no trigger."""
    joined: dict[tuple[Side, Side], list[Proposal]] = {}
    for one in told:
        if one.source or one.target:
            joined.setdefault((one.source, one.target), []).append(one)
    for (source, target), events in joined.items():
        yield Proposal((), source, target, _shares(e.raw for e in events), _shares(e.told for e in events))


def _shares(weights) -> dict[int, float]:
    types = {type_ for one in weights for type_ in one}
    return {type_: 1 / len(types) for type_ in types}


def read_sides(path: Path, cut: Cutter) -> list[EventSentence]:
    """Sentences of which only the sides and the type are known: JSON lines of `sentence` with <s>, <t>, and `type`."""
    return [
        marked_pair(row["sentence"], row["type"], cut)
        for row in map(json.loads, path.read_text(encoding="utf-8").splitlines())
    ]


def marked_pair(marked: str, type_: str, cut: Cutter) -> EventSentence:
    """A sentence with its sides marked `<s>` and `<t>`."""
    text, sources, targets = unmark(marked)
    made, words = cut(text)
    a, b = (tuple(words((s.start, s.end)) for s in side) for side in (sources, targets))
    made.pairs = [Proposal((), a, b, {}, {TYPES.index(type_): 1.0} if type_ in TYPES else {})]
    return made


def judged(sentence: EventSentence, trigger: Words, source: Side, target: Side) -> Proposal:
    """A proposal of the rules with what the annotation says of it: the event that it tells, or none."""
    for one in sentence.told:
        if _meet((trigger,), one.trigger) and _fits(source, one.source) and _fits(target, one.target):
            return replace(one, trigger=(trigger,), source=source, target=target)
    return Proposal((trigger,), source, target, {NONE: 1.0}, {NONE: 1.0})


def _fits(mine: Side, gold: Side) -> bool:
    """Whether a side is the annotated one; one that the rules do not name may be any."""
    return not mine or _meet(mine, gold)


def _meet(some: Side, others: Side) -> bool:
    return any(a < d and c < b for a, b in some for c, d in others)


@dataclass(slots=True)
class EventItem:
    """A window in pieces: its sentences, where each one's words begin, and the proposals drawn for this epoch."""

    ids: list[int]
    shapes: list[int]
    first: list[int]
    parts: list[tuple[int, EventSentence, list[Proposal]]]


def event_item(
    sentences: list[EventSentence], pieces: Pieces, rng: random.Random | None = None, vary: Variation | None = None
) -> EventItem:
    """Pieces of the sentences of a window; with `rng`, wrong sides and pairs that no event joins are added."""
    item = EventItem([pieces.cls], [0], [0], [])
    for s in sentences:
        proposals = s.told + s.pairs
        if rng:
            proposals = [*proposals, *s.drafts, *_untold(s, rng), *_apart(s, rng)]
        item.parts.append((len(item.first) - 1, s, proposals))
        for word in vary(Sentence("", "", s.words, s.spaces)).words if vary else s.words:
            part = pieces.of(word)
            item.first.append(len(item.ids))
            item.ids += part
            item.shapes += [word_shape(word)] * len(part)
    item.ids.append(pieces.sep)
    item.shapes.append(0)
    return item


def event_windows(
    sentences: list[EventSentence], pieces: Pieces, rng: random.Random, vary: Variation, sizes: list[int]
) -> Iterator[EventItem]:
    """Windows of one or several sentences that have nothing to do with each other, as `sizes` draws."""
    order = rng.sample(sentences, len(sentences))
    while order:
        size = rng.choice(sizes)
        yield event_item(order[:size], pieces, rng, vary)
        del order[:size]


def _untold(s: EventSentence, rng: random.Random) -> Iterator[Proposal]:
    """Annotated triggers with sides that are not their own: turned round, or with another party."""
    right = {(one.trigger, one.source, one.target) for one in s.told}
    for one in s.told:
        others = [(p,) for p in s.parties if (p,) not in (one.source, one.target)]
        wrong = [(one.target, one.source)] if one.source and one.target else []
        if others:
            wrong += [(rng.choice(others), one.target), (one.source, rng.choice(others))]
        wrong = [sides for sides in wrong if (one.trigger, *sides) not in right]
        if wrong:
            yield Proposal(one.trigger, *rng.choice(wrong), {NONE: 1.0}, {NONE: 1.0})


def _apart(s: EventSentence, rng: random.Random) -> Iterator[Proposal]:
    """A few ordered pairs of single parties that no event joins in that direction."""
    if not s.full:
        return
    joined = {(p.source, p.target) for p in s.pairs}
    free = [((a,), (b,)) for a in s.parties for b in s.parties if a != b and ((a,), (b,)) not in joined]
    for a, b in rng.sample(free, min(APART, len(free))):
        yield Proposal((), a, b, {NONE: APART_WEIGHT}, {NONE: APART_WEIGHT})


INTEGERS = ("trigger_row", "party_row", "link_trigger", "link_party", "role", "row", "status", "pair_row")
MASKS = (
    "trigger_mask", "party_mask", "scope", "trigger_part", "source_part", "target_part",
    "pair_scope", "pair_source", "pair_target",
)  # fmt: skip
SOFT = ("told", "raw", "pair_raw")


def collate_events(items: list[EventItem]) -> dict[str, np.ndarray]:
    """Padded arrays of a batch: pieces, words, and lists of triggers, parties, links between them, and proposals.

    `*_row` and `row` tell the window of each; masks are over its words, `scope` its sentence's.
    """
    rows, length = len(items), max(len(i.ids) for i in items)
    words = max(len(i.first) for i in items) - 1
    out = {name: np.zeros((rows, length), np.int64) for name in ("ids", "mask", "shapes")}
    out["first"] = np.zeros((rows, words + 1), np.int64)
    out["trigger"] = np.full((rows, words), UNKNOWN, np.int64)
    out["sentence"] = np.zeros((rows, words), np.int64)
    out["valid"] = np.zeros((rows, words), np.float32)
    lists: dict[str, list] = {name: [] for name in (*INTEGERS, *MASKS, *SOFT)}
    for r, item in enumerate(items):
        t, n = len(item.ids), len(item.first) - 1
        out["ids"][r, :t], out["mask"][r, :t], out["shapes"][r, :t] = item.ids, 1, item.shapes
        out["first"][r, : n + 1] = item.first
        out["valid"][r, :n] = 1.0
        ends = [part[0] for part in item.parts[1:]] + [n]
        for number, ((start, s, proposals), end) in enumerate(zip(item.parts, ends, strict=True), 1):
            out["sentence"][r, start:end] = number
            _add_events(lists, out["trigger"][r], r, s, (start, end))
            _add_proposals(lists, r, proposals, (start, end), words)
    shapes = dict.fromkeys(INTEGERS, (-1,)) | dict.fromkeys(MASKS, (-1, words)) | dict.fromkeys(SOFT, (-1, NONE + 1))
    for name, values in lists.items():
        out[name] = np.array(values, np.int64 if name in INTEGERS else np.float32).reshape(shapes[name])
    return out


def _add_events(lists: dict[str, list], row: np.ndarray, r: int, s: EventSentence, place: Words) -> None:
    """Triggers of one sentence, its parties, and the role of each beside each."""
    start, end = place
    if s.full:
        row[start:end] = NONE
    base = len(lists["party_row"])
    for party in s.parties:
        lists["party_row"].append(r)
        lists["party_mask"].append(_mask((party,), start, len(row)))
    for trigger in s.triggers:
        a, b = trigger.words
        row[start + a : min(start + b, end)] = trigger.type
        for number, role in enumerate(trigger.roles):
            lists["link_trigger"].append(len(lists["trigger_row"]))
            lists["link_party"].append(base + number)
            lists["role"].append(role)
        lists["trigger_row"].append(r)
        lists["trigger_mask"].append(_mask((trigger.words,), start, len(row)))


def _add_proposals(lists: dict[str, list], r: int, proposals: list[Proposal], place: Words, words: int) -> None:
    for one in proposals:
        scope = _mask((place,), 0, words)
        trigger, source, target = (_mask(part, place[0], words) for part in (one.trigger, one.source, one.target))
        if one.trigger:
            added = {"row": r, "status": one.status, "scope": scope, "trigger_part": trigger, "source_part": source,
                     "target_part": target, "raw": _weights(one.raw)}  # fmt: skip
        else:
            added = {"pair_row": r, "pair_scope": scope, "pair_source": source, "pair_target": target,
                     "told": _weights(one.told), "pair_raw": _weights(one.raw)}  # fmt: skip
        for name, value in added.items():
            lists[name].append(value)


def _weights(shares: dict[int, float]) -> np.ndarray:
    row = np.zeros(NONE + 1, np.float32)
    for type_, share in shares.items():
        row[type_] = share
    return row


def _mask(spans: Side, shift: int, words: int) -> np.ndarray:
    made = np.zeros(words, np.float32)
    for a, b in spans:
        made[shift + a : shift + b] = 1.0
    return made
