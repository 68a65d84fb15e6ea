"""The scores of roles on small gold of our own."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from detente.actors.draft import ActorMentions
from detente.evaluation.gold import kind_of
from detente.evaluation.metonymy import GoldName, MetonymyScore, judge_name, read_names
from detente.model import Mention, Span, Why

if TYPE_CHECKING:
    from pathlib import Path

    from detente.model import Role

TEXT = "Peru thanked the Oslo hotel."
PERU, OSLO = Span(0, 4), Span(17, 21)


def mention(span: Span, role: Role) -> Mention:
    return Mention(span, "PER", "Peru", "PER", role, False, None, None, None, Why("state", (span,), ()))


@pytest.mark.parametrize(("role", "verdict"), [("actor", "metonymic"), ("place", "literal"), ("modifier", "literal")])
def test_a_role_is_a_reading(role: Role, verdict: str) -> None:
    assert judge_name(ActorMentions((mention(PERU, role),)), PERU) == verdict


def test_a_name_that_is_no_mention() -> None:
    assert judge_name(ActorMentions((mention(PERU, "actor"),)), OSLO) == "silent"


def test_the_mention_that_fits_best_decides() -> None:
    wide = mention(Span(0, 12), "place")
    assert judge_name(ActorMentions((wide, mention(PERU, "actor"))), PERU) == "metonymic"


def test_scores_count_a_silent_name_as_literal() -> None:
    peru, oslo = GoldName("a", TEXT, PERU, "metonymic"), GoldName("b", TEXT, OSLO, "literal")
    score = MetonymyScore([(peru, "metonymic"), (oslo, "silent"), (peru, "literal"), (peru, "silent")])
    assert (score.accuracy(), score.linked_accuracy(), score.coverage()) == (0.5, 0.5, 0.5)
    assert (score.f1("metonymic"), score.f1("literal")) == (0.5, 0.5)


def test_reading_a_file(tmp_path: Path) -> None:
    path = tmp_path / "names.jsonl"
    path.write_text(json.dumps({"id": "a", "text": TEXT, "start": 0, "end": 4, "label": "metonymic"}) + "\n")
    assert kind_of(path) == "metonymy"
    assert read_names(path) == [GoldName("a", TEXT, PERU, "metonymic")]
