"""Utterances told by several articles, and one content that is ascribed to two speakers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from detente.model import Article, Reading, Span, Speaker, Statement
from detente.record import open as open_record
from detente.stories.rows import Rows
from tests.record.samples import day, statement

if TYPE_CHECKING:
    from pathlib import Path

    from detente.stories.disputes import Dispute

LUND = Speaker("Maria Lund", "maria-lund", "DNK", "Minister of Foreign Affairs")
HOLM = Speaker("Jonas Holm", "jonas-holm", "SWE", "Minister of Foreign Affairs")
VOICE = Speaker("Ida Krogh", "ida-krogh", "DNK", "Spokesperson of the Ministry")
BRIDGE = "the bridge over the sound will carry freight trains again by autumn"


def telling(number: int, speaker: Speaker, content: str) -> Reading:
    text = f"{speaker.name} said {content}. Dispatch {number}."
    base: Statement = replace(
        statement(when=day(2021, 3, 4)),
        speaker=speaker,
        speaker_span=Span(0, len(speaker.name)),
        content=content,
        span=Span(text.index(content), text.index(content) + len(content)),
        condition=None,
        kind="indirect",
    )
    return Reading(Article(text, path=f"{number}.txt"), "reader 1", (Span(0, len(text)),), statements=(base,))


def retold(folder: Path, *readings: Reading) -> list[Dispute]:
    with open_record(folder / "record.db") as record:
        for reading in readings:
            record.add(reading)
        return list(Rows(record).all())


def test_two_tellings_of_one_utterance_agree(tmp_path: Path) -> None:
    other = "freight trains would run again over the bridge by autumn"
    (row,) = retold(tmp_path, telling(1, LUND, BRIDGE), telling(2, LUND, other))
    assert (row.slot, row.kind) == ("wording", "agrees")
    assert {one.quote for one in row.values} == {BRIDGE, other}


def test_one_content_of_two_speakers_is_a_dispute(tmp_path: Path) -> None:
    (row,) = retold(tmp_path, telling(1, LUND, BRIDGE), telling(2, HOLM, BRIDGE))
    assert (row.slot, row.kind) == ("speaker", "differs")
    assert {(one.value, one.quote) for one in row.values} == {(name, name) for name in ("Maria Lund", "Jonas Holm")}


@pytest.mark.parametrize(
    ("speaker", "content"),
    [
        (HOLM, "the tunnel under the hills stays closed for freight trains"),
        (HOLM, BRIDGE.replace("will", "will not")),
        (VOICE, BRIDGE),
    ],
    ids=["other content", "its denial", "who speaks for her"],
)
def test_other_content_and_a_spokesperson_dispute_no_speaker(tmp_path: Path, speaker: Speaker, content: str) -> None:
    assert not retold(tmp_path, telling(1, LUND, BRIDGE), telling(2, speaker, content))


def test_one_article_alone_makes_no_row(tmp_path: Path) -> None:
    assert not retold(tmp_path, telling(1, LUND, BRIDGE))
