"""Sentences with events to arrays: spans in words, triggers, sides, and pairs of parties with their types."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from event_heads import ROLES, TYPES
from written_events import STATUSES, parse_line

from detente.evaluation.events import gold_type, unmark
from detente.evaluation.treebanks import Sentence
from detente.language.pieces import Pieces, word_shape

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from examples import Variation
    from written_events import Event
    from written_events import Sentence as Written

Words = tuple[int, int]
NONE = len(TYPES)
NONE_WEIGHT = 0.3
NONE_PAIRS = 2


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words [start, end) that tell an event, its type and status, and the role of each party of the sentence."""

    words: Words
    type: int
    status: int
    roles: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sides, each of any number of spans, and weights of the types between them.

    `told` has PLOVER's convention (a plan is AGREE or THREATEN), `raw` ours; empty where it is not known.
    """

    source: tuple[Words, ...]
    target: tuple[Words, ...]
    told: dict[int, float]
    raw: dict[int, float]


@dataclass(slots=True)
class EventSentence:
    """A sentence as words with what is annotated of its events; `full` where all triggers are."""

    words: list[str]
    spaces: list[bool]
    parties: list[Words] = field(default_factory=list)
    triggers: list[Trigger] = field(default_factory=list)
    pairs: list[Pair] = field(default_factory=list)
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

        return EventSentence([text[a:b] for a, b in places], spaces), words


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
        first = events[0]
        made.triggers.append(Trigger(words(span), TYPES.index(first.type), STATUSES.index(first.status), tuple(roles)))
    made.pairs = _pairs(written, words)
    return made


def _pairs(written: Written, words: Callable[[tuple[int, int]], Words]) -> list[Pair]:
    """Pairs that an event joins, each way where it is mutual; a side of several also as a whole."""
    joined: dict[tuple[tuple[Words, ...], tuple[Words, ...]], list[Event]] = {}
    for event in written.events:
        a, b = (tuple(words(span) for span in side) for side in (event.actors, event.recipients))
        for one, other in ((a, b), (b, a)) if event.mutual else ((a, b),):
            if len(one) > 1 or len(other) > 1:
                joined.setdefault((one, other), []).append(event)
            for source in one or (None,):
                for target in other or (None,):
                    key = ((source,) if source else (), (target,) if target else ())
                    if any(key):
                        joined.setdefault(key, []).append(event)
    return [_pair(source, target, events) for (source, target), events in joined.items()]


def _pair(source: tuple[Words, ...], target: tuple[Words, ...], events: list[Event]) -> Pair:
    raw: dict[int, float] = {}
    told: dict[int, float] = {}
    for event in events:
        raw[TYPES.index(event.type)] = 1.0
        name = gold_type(event.type, event.status)
        if name:
            told[TYPES.index(name)] = 1.0
    return Pair(source, target, {t: 1 / len(told) for t in told}, {t: 1 / len(raw) for t in raw})


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
    made.pairs = [Pair(a, b, {TYPES.index(type_): 1.0} if type_ in TYPES else {}, {})]
    return made


@dataclass(slots=True)
class EventItem:
    """A window in pieces: its sentences, where each one's words begin, and the pairs drawn of each for this epoch."""

    ids: list[int]
    shapes: list[int]
    first: list[int]
    parts: list[tuple[int, EventSentence, list[Pair]]]


def event_item(
    sentences: list[EventSentence], pieces: Pieces, rng: random.Random | None = None, vary: Variation | None = None
) -> EventItem:
    """Pieces of the sentences of a window; with `rng`, some of the pairs that no event joins are added."""
    item = EventItem([pieces.cls], [0], [0], [])
    for s in sentences:
        item.parts.append((len(item.first) - 1, s, s.pairs + (_apart(s, rng) if rng else [])))
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


def _apart(s: EventSentence, rng: random.Random) -> list[Pair]:
    """A few ordered pairs of single parties that no event joins in that direction."""
    if not s.full:
        return []
    joined = {(p.source, p.target) for p in s.pairs}
    free = [((a,), (b,)) for a in s.parties for b in s.parties if a != b and ((a,), (b,)) not in joined]
    chosen = rng.sample(free, min(NONE_PAIRS, len(free)))
    return [Pair(a, b, {NONE: NONE_WEIGHT}, {NONE: NONE_WEIGHT}) for a, b in chosen]


def collate_events(items: list[EventItem]) -> dict[str, np.ndarray]:
    """Padded arrays of a batch.

    `*_row` tells the window of each trigger, party and pair; masks are over its words, `*_scope` the sentence's.
    """
    rows, length = len(items), max(len(i.ids) for i in items)
    words = max(len(i.first) for i in items) - 1
    out = {name: np.zeros((rows, length), np.int64) for name in ("ids", "mask", "shapes")}
    out["first"] = np.zeros((rows, words + 1), np.int64)
    out["trigger"] = np.full((rows, words), -100, np.int64)
    lists: dict[str, list] = {name: [] for name in (*INTEGERS, *MASKS, *SOFT)}
    for r, item in enumerate(items):
        t, n = len(item.ids), len(item.first) - 1
        out["ids"][r, :t], out["mask"][r, :t], out["shapes"][r, :t] = item.ids, 1, item.shapes
        out["first"][r, : n + 1] = item.first
        ends = [start for start, _, _ in item.parts[1:]] + [n]
        for (start, s, pairs), end in zip(item.parts, ends, strict=True):
            _add_events(lists, out["trigger"][r], r, s, (start, end))
            _add_pairs(lists, r, pairs, (start, end), words)
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
        for name, value in (("trigger_row", r), ("type", trigger.type), ("status", trigger.status)):
            lists[name].append(value)
        lists["trigger_mask"].append(_mask((trigger.words,), start, len(row)))
        lists["trigger_scope"].append(_mask((place,), 0, len(row)))


def _add_pairs(lists: dict[str, list], r: int, pairs: list[Pair], place: Words, words: int) -> None:
    for pair in pairs:
        lists["pair_row"].append(r)
        lists["source_mask"].append(_mask(pair.source, place[0], words))
        lists["target_mask"].append(_mask(pair.target, place[0], words))
        lists["pair_scope"].append(_mask((place,), 0, words))
        for name, weights in (("told", pair.told), ("raw", pair.raw)):
            row = np.zeros(NONE + 1, np.float32)
            for type_, weight in weights.items():
                row[type_] = weight
            lists[name].append(row)


def _mask(spans: tuple[Words, ...], shift: int, words: int) -> np.ndarray:
    made = np.zeros(words, np.float32)
    for a, b in spans:
        made[shift + a : shift + b] = 1.0
    return made


INTEGERS = ("trigger_row", "type", "status", "party_row", "link_trigger", "link_party", "role", "pair_row")
MASKS = ("trigger_mask", "trigger_scope", "party_mask", "source_mask", "target_mask", "pair_scope")
SOFT = ("told", "raw")


def hold_out(sentences: list[EventSentence], share: float = 0.12) -> tuple[list[EventSentence], list[EventSentence]]:
    """The file's last lines are kept to test with: neighbouring lines tell one story in several forms."""
    cut = round(len(sentences) * (1 - share))
    return sentences[:cut], sentences[cut:]
