"""Joining: as a plain comparison of all with all finds it, in any order of arrival, wherever it is broken off."""

from __future__ import annotations

import random
import sqlite3
from concurrent.futures import Future
from dataclasses import replace
from multiprocessing import active_children
from typing import TYPE_CHECKING

import msgspec
import pytest

from benchmarks.archive import Archive
from detente import record
from detente.errors import DetenteError
from detente.model import UNKNOWN_TIME
from detente.record.joins import UNKNOWN_DAY
from detente.stories import event_joining, guides, joining, judging, matching, preparing, shelf
from detente.stories.copies import bands_of, sketch_of
from detente.stories.event_joining import event_keys
from detente.stories.matching import Matching, Staged, Surroundings, Weights, match
from detente.stories.profile import Profile, event_rows, kept_text, likeness, profile_of, unit_rows
from detente.stories.settings import load_settings
from detente.stories.telling import sentence_telling, sentences_of, telling_of, unpack

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from pathlib import Path

    from detente.model import Reading
    from detente.record.joins import Joins
    from detente.stories.telling import EventFacts, Telling

ARTICLES = 45
WEIGHTS = Weights(
    bias=-4.0,
    weights={"type": 1.0, "other type": -1.0, "sides": 2.5, "other sides": -3.0, "day": 1.5, "days apart": -2.0,
             "words": 2.5, "sense": 3.0, "articles": 3.0, "one article": -1.5, "place": 0.8, "other place": -0.8,
             "stage": 0.3, "other stage": -0.3, "related type": 0.4,
             "clause": 0.5, "word": 0.5, "word in like articles": 1.0, "sense in like articles": 1.0},
)  # fmt: skip
CODED = Weights(
    bias=-3.0, weights={name: weight for name, weight in WEIGHTS.weights.items() if name != "words"} | {"turned": -0.5}
)
MODEL = Matching(
    staged=Staged(alike=0.5, days=200, earlier=3), coded=CODED, mixed=WEIGHTS, uncoded=WEIGHTS, same=0.5, unsure=-0.5,
    absent=-1.5, least_sense=0.2, least_told=0.5,
    plain=frozenset({"CONSULT"}), groups=[["CONSULT", "AGREE"], ["ASSAULT", "MOBILIZE"]],
)  # fmt: skip


@pytest.fixture(autouse=True)
def model(monkeypatch: pytest.MonkeyPatch) -> None:
    """Weights that join, and so few neighbours and guides that not all find room."""
    settings = load_settings()
    few = msgspec.structs.replace(
        settings,
        likeness=msgspec.structs.replace(settings.likeness, neighbours=5),
        events=msgspec.structs.replace(settings.events, guides=3),
    )
    for module in (matching, event_joining):
        monkeypatch.setattr(module, "load_matching", lambda: MODEL)
    for module in (joining, event_joining, shelf, guides):
        monkeypatch.setattr(module, "load_settings", lambda: few)


@pytest.fixture(scope="module")
def readings() -> list[Reading]:
    """A month in which much is alike, and articles of which nobody knows the day."""
    made = list(Archive(ARTICLES, days=12, seed=3).readings())
    undated = [replace(one, article=replace(one.article, published=UNKNOWN_TIME)) for one in made[:3]]
    return [*made[3:], *undated]


def found(joins: Joins) -> tuple[Sequence[object], ...]:
    """All that joining has found, by ids."""
    names = joins.names()
    copies = [(*sorted((names[row.article], names[row.other])), row.kind, row.score) for row in joins.copies()]
    links = [
        (
            *ordered((names[row.event[0]], row.event[1]), (names[row.other[0]], row.other[1])),
            row.verdict,
            row.score,
            row.parts,
        )
        for row in joins.event_links()
    ]
    near = [(names[one], names[other], value) for one, other, value in joins.all_neighbours()]
    return sorted(near), sorted(copies), sorted(links)


def ordered(event: tuple[str, int], other: tuple[str, int]) -> tuple[tuple[str, int], tuple[str, int]]:
    """Two events by their article's id and their place; an event and a sentence as they are."""
    return (event, other) if other[1] < 0 or event < other else (other, event)


def joined(path: Path, readings: Sequence[Reading], jobs: int = 0) -> tuple[Sequence[object], ...]:
    """What joining finds in a new record."""
    with record.open(path) as book:
        for reading in readings:
            book.add(reading)
        joining.join(book, jobs=jobs)
        return found(book.joins)


def test_the_order_in_which_articles_come_changes_nothing(tmp_path: Path, readings: list[Reading]) -> None:
    at_once = joined(tmp_path / "a.db", readings)
    shuffled = random.Random(5).sample(readings, len(readings))
    with record.open(tmp_path / "b.db") as book:
        for start in range(0, len(shuffled), 9):
            for reading in shuffled[start : start + 9]:
                book.add(reading)
            joining.join(book)
        piecemeal = found(book.joins)
    assert piecemeal == at_once
    assert all(len(part) > ARTICLES / 10 for part in at_once[::2])


def test_all_is_as_a_plain_comparison_finds_it(tmp_path: Path, readings: list[Reading]) -> None:
    near, _, links = joined(tmp_path / "a.db", readings)
    plain_near, plain_links = plainly(readings)
    assert near == plain_near
    assert [link[:4] for link in links] == plain_links  # type: ignore[index]


@pytest.mark.parametrize("at_once", [3, ARTICLES])
def test_with_little_room_it_finds_the_same(
    tmp_path: Path, readings: list[Reading], monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    plenty = joined(tmp_path / "a.db", readings)
    monkeypatch.setattr(event_joining, "REMEMBERED", 3)
    monkeypatch.setattr(event_joining, "REMEMBERED_TELLINGS", 2)
    monkeypatch.setattr(event_joining, "AT_HAND", 30)
    monkeypatch.setattr(event_joining, "AT_ONCE", 5)
    monkeypatch.setattr(shelf, "CHUNK", 7)
    monkeypatch.setattr(joining, "PLACES", 24)
    monkeypatch.setattr(joining, "AT_ONCE", at_once)
    monkeypatch.setattr(judging, "AT_ONCE", 4)
    assert joined(tmp_path / "b.db", readings) == plenty


@pytest.mark.parametrize(("jobs", "helpful"), [(1, False), (1, True), (2, True)])
def test_with_processes_it_finds_the_same(
    tmp_path: Path, readings: list[Reading], monkeypatch: pytest.MonkeyPatch, jobs: int, helpful: bool
) -> None:
    monkeypatch.undo()  # processes have the shipped weights
    alone = joined(tmp_path / "a.db", readings)
    monkeypatch.setattr(judging, "FEW", 10)
    monkeypatch.setattr(judging, "AT_ONCE", 3)
    monkeypatch.setattr(joining, "AT_ONCE", 20)
    if helpful:  # as if all that is compared elsewhere were waiting
        monkeypatch.setattr(Future, "done", lambda self: False)
    else:
        monkeypatch.setattr(Future, "cancel", lambda self: False)
    assert joined(tmp_path / "b.db", readings, jobs) == alone
    assert all(alone)


def test_a_process_that_dies_is_told_and_what_was_done_stays(
    tmp_path: Path, readings: list[Reading], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    whole = joined(tmp_path / "a.db", readings)
    monkeypatch.setattr(judging, "FEW", 10)
    monkeypatch.setattr(judging, "AT_ONCE", 2)
    monkeypatch.setattr(judging, "WHILE_WRITING", 1)
    monkeypatch.setattr(joining, "AT_ONCE", 10)
    with record.open(tmp_path / "b.db") as book:
        for reading in readings:
            book.add(reading)
        with pytest.raises(DetenteError, match="died"):
            joining.join(book, lambda done, of: [child.kill() for child in active_children()], jobs=1)
        assert 0 < joining.unjoined(book) <= ARTICLES - 10  # what was prepared here already may be joined still
        joining.join(book)
        assert found(book.joins) == whole


def test_broken_off_anywhere_it_goes_on_to_the_same(
    tmp_path: Path, readings: list[Reading], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = joined(tmp_path / "a.db", readings)
    monkeypatch.setattr(joining, "AT_ONCE", 8)
    ask = event_joining.EventJudge.ask
    left = [20]

    def killed(self: event_joining.EventJudge, asked: event_joining.Asked) -> None:
        left[0] -= 1
        if not left[0]:
            raise KeyboardInterrupt
        ask(self, asked)

    monkeypatch.setattr(event_joining.EventJudge, "ask", killed)
    with record.open(tmp_path / "b.db") as book:
        for reading in readings:
            book.add(reading)
        with pytest.raises(KeyboardInterrupt):
            joining.join(book)
        assert joining.unjoined(book) == ARTICLES - 16
        joining.join(book)
        assert found(book.joins) == whole


def test_an_article_that_is_read_again_leaves_nothing_behind(tmp_path: Path, readings: list[Reading]) -> None:
    later = [replace(one, reader="later", events=one.events[:2], meaning=None) for one in readings[:6]]
    fresh = joined(tmp_path / "a.db", [*later, *readings[6:]])
    with record.open(tmp_path / "b.db") as book:
        for reading in readings:
            book.add(reading)
        joining.join(book)
        for reading in later:
            book.add(reading)
        assert joining.unjoined(book) == len(later)
        joining.join(book)
        assert found(book.joins) == fresh


def test_another_version_begins_anew(tmp_path: Path, readings: list[Reading], monkeypatch: pytest.MonkeyPatch) -> None:
    first = joined(tmp_path / "a.db", readings)
    monkeypatch.setattr(joining, "joins_version", lambda: "another")
    with record.open(tmp_path / "a.db") as book:
        assert joining.join(book) == ARTICLES
        assert found(book.joins) == first
    (version,) = sqlite3.connect(tmp_path / "a.db").execute("SELECT DISTINCT version FROM profile").fetchone()
    assert version == "another"


def plainly(readings: Sequence[Reading]) -> tuple[list[tuple[str, str, float]], list[tuple[object, ...]]]:
    """Neighbours and links by comparing all with all, as the modules' pages say it."""
    settings = load_settings()
    profiles = {r.article.id: profile_of(r.article, r.meaning.gist if r.meaning else b"") for r in readings}
    bands = {r.article.id: set(bands_of(sketch_of(kept_text(r.article)))) for r in readings}
    by_id = {r.article.id: r for r in readings}
    alike: dict[tuple[str, str], float] = {}
    for one in by_id:
        for other in by_id:
            if one != other and (bands[one] & bands[other] or candidates(profiles[one], profiles[other])):
                alike[one, other] = likeness(profiles[one], profiles[other])
    near = []
    for one in by_id:
        best = sorted(
            (-v, other) for (a, other), v in alike.items() if a == one and v >= load_settings().likeness.least
        )[:5]
        near += [(one, other, -value) for value, other in best]
    links: list[tuple[object, ...]] = []
    leading = guided(readings, profiles)
    for one in sorted(by_id):
        for other in sorted(by_id):
            if one <= other:
                value = alike.get((one, other), 0.0)
                close = value >= settings.likeness.compared
                links += compared(by_id[one], by_id[other], leading, value if close else 0.0, close)
    return sorted(near), sorted(links)


def candidates(one: Profile, other: Profile) -> bool:
    """Whether two articles share enough of the terms by which they are found."""
    settings = load_settings()
    few = settings.terms.keys_dated
    shared = len(set(one.keys[:few]) & set(other.keys[:few]))
    if one.day == other.day == UNKNOWN_DAY:
        return len(set(one.keys) & set(other.keys)) >= settings.terms.shared_keys_undated
    if UNKNOWN_DAY in (one.day, other.day):
        return shared >= settings.terms.shared_keys_either
    return abs(one.day - other.day) <= settings.days.window and shared >= settings.terms.shared_keys


def facts(reading: Reading) -> list[EventFacts]:
    """The events of an article, as they are kept."""
    return unpack(preparing.prepare(0, reading)[0].tellings).events


def guided(readings: Sequence[Reading], profiles: dict[str, Profile]) -> dict[int, set[str]]:
    """The articles with which others are compared because of a key: the first three."""
    with_key: dict[int, set[tuple[int, str]]] = {}
    for reading in readings:
        known_as = reading.article.id
        day = profiles[known_as].day
        for key in {key for event in facts(reading) for key in event_keys(event)}:
            with_key.setdefault(key, set()).add((10**9 if day == UNKNOWN_DAY else day, known_as))
    return {key: {known_as for _, known_as in sorted(found)[:3]} for key, found in with_key.items()}


def compared(
    one: Reading, other: Reading, leading: dict[int, set[str]], value: float, close: bool
) -> Iterator[tuple[object, ...]]:
    """Links of two articles, or of one with itself."""
    a_id, b_id = one.article.id, other.article.id
    a_facts, b_facts = facts(one), facts(other)
    same = set()
    for a, event in enumerate(tellings(one)):
        for b, second in enumerate(tellings(other)):
            shared = event_keys(a_facts[a]) & event_keys(b_facts[b])
            keyed = any({a_id, b_id} & leading[key] for key in shared)
            if (a_id == b_id and a >= b) or not (close or keyed or a_id == b_id):
                continue
            if event.senses[-1] @ second.senses[-1] <= MODEL.least_sense:
                continue
            verdict = match(event, second, Surroundings(value, a_id == b_id))
            if verdict.verdict != "different":
                yield (a_id, a), (b_id, b), verdict.verdict, round(verdict.score, 3)
            if verdict.verdict == "same":
                same |= {(a_id, a), (b_id, b)}
    if close and a_id != b_id:
        yield from told(one, other, value, same)
        yield from told(other, one, value, same)


def tellings(reading: Reading) -> list[Telling]:
    """The events of an article."""
    assert reading.meaning
    senses = zip(*(event_rows(reading.meaning.events) or ()), strict=True)
    return [telling_of(event, reading.article, sense) for event, sense in zip(reading.events, senses, strict=True)]


def told(one: Reading, other: Reading, value: float, same: Collection[object]) -> Iterator[tuple[object, ...]]:
    """Links of the events of one article to sentences of another."""
    assert other.meaning
    facts = sentences_of(other.sentences, other.mentions, other.times)
    rows = unit_rows(other.meaning.sentences)
    assert rows is not None
    for b, sense in enumerate(rows):
        sentence = sentence_telling(facts[b], other.article.text, (sense,))
        for a, event in enumerate(tellings(one)):
            if (one.article.id, a) in same or event.senses[-1] @ sense <= MODEL.least_told:
                continue
            verdict = match(event, sentence, Surroundings(value, False))
            if verdict.verdict == "same":
                yield (one.article.id, a), (other.article.id, -1 - b), "same", round(verdict.score, 3)
