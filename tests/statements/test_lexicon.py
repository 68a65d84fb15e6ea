"""The cue lexicon: well formed, without words that two groups claim, and each rule met by a case and a near miss."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest
import yaml

from detente.errors import DataError
from detente.lexicon import data_path, load_lexicon
from detente.statements import cues as cues_module
from detente.statements.cues import Cue, load_cues
from detente.statements.settings import load_content_words, load_source_words
from tests.statements.support import CASES

if TYPE_CHECKING:
    from pathlib import Path

    from detente.model import Statement

ACTS = {
    "assert",
    "demand",
    "request",
    "warn",
    "promise",
    "reject",
    "accuse",
    "praise",
    "propose",
    "hope",
    "deny",
    "concede",
}


def test_size() -> None:
    lexicon = load_cues()
    assert len(lexicon.verbs) + len(lexicon.nouns) + len(lexicon.adjectives) >= 600


def test_every_act_has_verbs() -> None:
    acts = {cue.act for frames in load_cues().verbs.values() for entries in frames.values() for cue in entries}
    assert acts == ACTS


def test_words_are_lower_case_lemmas() -> None:
    lexicon = load_cues()
    for table in (lexicon.verbs, lexicon.nouns, lexicon.adjectives):
        assert [word for word in table if word != word.lower() or word != word.strip()] == []


def test_prepositional_frames_name_their_prepositions() -> None:
    for frames in load_cues().verbs.values():
        for frame in ("preposition", "object-preposition", "preposition-to"):
            assert all(cue.prepositions for cue in frames.get(frame, ()))


def test_performatives_are_acts() -> None:
    words = load_content_words()
    assert {*words.performatives, *words.adjectives, *words.stance_of_act} <= ACTS


def test_sources_are_disjoint_where_they_must_be() -> None:
    words = load_source_words()
    assert not words.nobody & words.people
    assert not words.authors & words.people


def test_a_word_two_groups_claim_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bad = tmp_path / "verbs.yml"
    group = {"act": "assert", "frames": ["clause"], "verbs": ["say"]}
    bad.write_text(yaml.safe_dump([group, {**group, "act": "warn"}]), encoding="utf-8")
    monkeypatch.setattr(cues_module, "load_lexicon", lambda name, shape: load_lexicon(name, shape, source=bad))
    with pytest.raises(DataError, match="'say' stands twice in frame 'clause'"):
        load_cues()


def test_an_unknown_frame_is_refused(tmp_path: Path) -> None:
    bad = tmp_path / "verbs.yml"
    bad.write_text("- {act: assert, frames: [sideways], verbs: [say]}\n", encoding="utf-8")
    with pytest.raises(DataError, match="frames"):
        load_lexicon("statements/verbs.yml", list[Cue], source=bad)


def test_shipped_files_parse_to_their_shapes() -> None:
    for name in ("verbs", "nouns", "adjectives"):
        raw = yaml.safe_load(data_path(f"statements/{name}.yml").read_text(encoding="utf-8"))
        assert msgspec.convert(raw, list[Cue])


@pytest.mark.reader
def test_every_frame_has_a_case(case_statements: dict[str, tuple[Statement, ...]]) -> None:
    hit = {s.why.origin.removeprefix("rule:") for statements in case_statements.values() for s in statements}
    frames = {rule.partition(":")[2] for rule in hit}
    wanted = {"clause", "quote", "to", "person-to", "thing", "as", "predicate", "object-preposition", "preposition"}
    assert wanted | {"preposition-to", "gerund", "parenthetical", "according", "view", "name"} <= frames
    assert {rule.partition(":")[0] for rule in hit} >= {"verb", "noun", "verb-noun", "adjective", "phrase"}


def test_near_misses_name_the_words_they_guard_against() -> None:
    misses = [case["text"].lower() for case in CASES["cases"] if not case["says"]]
    for word in ("claim", "point", "report", "call", "order", "charge", "observe", "denied", "admit", "according to"):
        assert any(word in text for text in misses), word
