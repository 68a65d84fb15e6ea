"""Many pairs of events at once are judged as each two are."""

from __future__ import annotations

import random
from dataclasses import dataclass

import msgspec
import numpy as np
import pytest

from detente.model import EVENT_WIDTHS
from detente.stories.close import BIAS, Closely
from detente.stories.event_rows import MOST_NAMED, EventRows, rows_of
from detente.stories.event_shelf import EventShelf
from detente.stories.matching import Matching, Surroundings, load_matching, match
from detente.stories.profile import event_rows
from detente.stories.screen import SENSES, Pairs, Screen
from detente.stories.telling import EventFacts, unpacked_telling

EVENTS = 60
LEAST_PART = 0.05


@dataclass(frozen=True)
class Made:
    """Events of one matter in many variations, and their vectors."""

    facts: list[EventFacts]
    vectors: bytes

    @classmethod
    def by(cls, seed: int) -> Made:
        rng, draw = random.Random(seed), np.random.default_rng(seed)
        centres = draw.normal(size=(3, sum(EVENT_WIDTHS)))
        rows = centres[draw.integers(3, size=EVENTS)] + 0.7 * draw.normal(size=(EVENTS, sum(EVENT_WIDTHS)))
        rows *= 127 / np.abs(rows).max(axis=1, keepdims=True)
        return cls([_facts(rng) for _ in range(EVENTS)], rows.round().astype(np.int8).tobytes())


def _facts(rng: random.Random) -> EventFacts:
    def some(words: str, most: int) -> list[str]:
        return sorted(rng.sample(words.split(), rng.randrange(most + 1)))

    actors, recipients = some("NOR FIN SWE", 2), some("NOR FIN SWE", 2)
    first = 738_000 + rng.randrange(25)
    return EventFacts(
        type=rng.choice(["CONSULT", "CONSULT", "AGREE", "ASSAULT", "AID"]),
        mode=rng.choice([None, "visit", "phone"]),
        actors=actors,
        recipients=actors if rng.random() < 0.3 else recipients,
        stage=rng.choice(["done", "done", "ahead", "off", "if", "denied"]),
        days=rng.choice([None, (first, first), (first, first + 30), (first, first + 183)]),
        place=rng.choice([None, "oslo", "oslo harbour", "turku"]),
        people=some("dahl korpi berg lind", 4),
        issues=some("fish trade oil", 2),
        trigger=some("met saw talk", 2),
        words=[],
    )


def _weighted(**coded: float) -> Matching:
    """The shipped weights with others for coded events, and a low bar, so that much is kept."""
    shipped = load_matching()
    weights = shipped.coded.weights | coded
    return msgspec.structs.replace(
        shipped, coded=msgspec.structs.replace(shipped.coded, bias=-2.5, weights=weights), same=0.5, unsure=-0.5
    )


def _together(model: Matching, made: Made, alike: float, apart: bool) -> dict[tuple[int, int], tuple[str, float]]:
    rows, screen = rows_of(made.facts, made.vectors), Screen(model)
    a, b = np.nonzero(screen.meant_alike(rows, rows) & np.triu(np.ones((EVENTS, EVENTS), bool), 1))
    pairs = screen.pairs(rows[a], rows[b], np.full(len(a), alike), np.full(len(a), not apart))
    assert len(pairs.at) < len(a)
    closely = Closely(model, LEAST_PART)
    numbers = {name: number for number, name in enumerate(sorted({*model.coded.weights, *SENSES, BIAS}), 1)}
    assert closely.whole(pairs).all()
    return {
        (int(a[found.pair]), int(b[found.pair])): (found.verdict, round(found.score, 3))
        for found in closely.judge(pairs, numbers)
    }


def _one_by_one(model: Matching, made: Made, alike: float, apart: bool) -> dict[tuple[int, int], tuple[str, float]]:
    senses = zip(*(event_rows(made.vectors) or ()), strict=True)
    told = [unpacked_telling(facts, sense) for facts, sense in zip(made.facts, senses, strict=True)]
    out = {}
    for a in range(EVENTS):
        for b in range(a + 1, EVENTS):
            if told[a].senses[-1] @ told[b].senses[-1] > model.least_sense:
                found = match(told[a], told[b], Surroundings(alike, not apart))
                if found.verdict != "different":
                    out[a, b] = (found.verdict, round(found.score, 3))
    return out


@pytest.mark.parametrize(("alike", "apart"), [(0.0, True), (0.6, True), (1.0, False)])
def test_many_pairs_are_judged_as_each_two_are(alike: float, apart: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    model = _weighted(turned=-0.4, **{"no sides": 0.3, "issues": 0.2, "other mode": -0.3, "other people": -0.2})
    monkeypatch.setattr("detente.stories.matching.load_matching", lambda: model)
    verdicts = set()
    for seed in range(4):
        made = Made.by(seed)
        together = _together(model, made, alike, apart)
        each = _one_by_one(model, made, alike, apart)
        assert {key: verdict for key, (verdict, _) in together.items()} == {
            key: verdict for key, (verdict, _) in each.items()
        }
        assert [together[key][1] for key in each] == pytest.approx([score for _, score in each.values()], abs=0.002)
        verdicts |= {verdict for verdict, _ in together.values()}
    assert verdicts == {"same", "unsure", "stage"}


def test_what_does_not_stand_in_its_row_is_left_to_a_comparison_of_two() -> None:
    made = Made.by(1)
    full = msgspec.structs.replace(made.facts[0], people=[f"name{number}" for number in range(MOST_NAMED + 1)])
    wide = msgspec.structs.replace(made.facts[0], actors=[f"S{number}" for number in range(7)])
    rows = rows_of([made.facts[0], full, wide], b"")
    pairs = Pairs(np.arange(3), rows[np.zeros(3, np.int64)], rows, {})
    assert Closely(_weighted(), LEAST_PART).whole(pairs).tolist() == [True, False, False]
    assert not Closely(_weighted(words=1.0), LEAST_PART).whole(pairs).any()


def test_a_shelf_gives_the_events_of_an_article_however_little_room_it_has() -> None:
    made = {article: Made.by(article).facts[: article % 5] for article in range(1, 30)}
    loaded: list[int] = []

    def load(article: int) -> EventRows:
        loaded.append(article)
        return rows_of(made[article], b"")

    shelf = EventShelf(load, 17)
    rng = random.Random(3)
    for _ in range(300):
        asked = rng.sample(sorted(made), 5)
        some = [(article, len(made[article]) - 1) for article in asked[2:] if made[article]]
        picked = shelf.pick(asked[:2], some)
        assert sorted(picked.keys) == sorted([(a, place) for a in asked[:2] for place in range(len(made[a]))] + some)
        for row, (article, place) in enumerate(picked.keys):
            assert picked.rows.facts[row].tolist() == rows_of(made[article], b"").facts[place].tolist()
    assert set(loaded) == set(made)
    assert len(loaded) < 300 * 5
