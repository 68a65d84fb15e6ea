"""Event sets from file to figures and report, through the real reading."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from detente.evaluation.event_sets import judge_of
from detente.evaluation.gold import evaluate
from detente.evaluation.pair_judges import CoderJudge
from detente.events import load_event_coder
from detente.model import UNKNOWN_TIME
from detente.reading import ArticleReader, load_article_reader

if TYPE_CHECKING:
    from pathlib import Path

    from detente.events import EventCoder

pytestmark = pytest.mark.reader
MARKED = """[a Kenya] {1 condemned} [b Uganda]. | 1 ACCUSE happened a>b
[a Kenya] will {1 expel} two diplomats of [b Uganda]. | 1 SANCTION.expel planned a>b
[a Kenya] {1 painted} [b Uganda] into the corner of its map. | 1 COERCE happened a>b
"""
PETRARCH = """<Environment><Verbfile>PETR.Validate.verbs.txt</Verbfile></Environment>
<Sentences>
<Sentence date="20150101" id="DEMO-90" category="DEMO"/>
<EventCoding eventcode="122" sourcecode="ERIGOV" targetcode="GON" />
<Text>
Eriador's president condemned Gondor on Monday.
</Text>
</Sentence>
</Sentences>
"""


@pytest.fixture(scope="module")
def reader() -> ArticleReader:
    return load_article_reader(1)


@pytest.fixture(scope="module")
def rules() -> EventCoder:
    return load_event_coder(learned=False)


def figures(path: Path, reader: ArticleReader, report: Path | None = None) -> dict[str, float]:
    return {f"{one.part} {one.measure}": round(one.value, 3) for one in evaluate(path, reader, report)}


def test_marked_sentences_with_a_report(reader: ArticleReader, rules: EventCoder, tmp_path: Path) -> None:
    path = tmp_path / "marked.txt"
    path.write_text("".join(MARKED.splitlines(keepends=True)[:1] * 22) + MARKED)
    found = figures(path, replace(reader, event_coder=rules), tmp_path / "report")
    assert (found["triggers precision"], found["triggers recall"]) == (1.0, 0.667)
    assert (found["status planned f1"], found["status of found accuracy"]) == (1.0, 1.0)
    rows = [json.loads(line) for line in (tmp_path / "report/marked.errors.jsonl").read_text().splitlines()]
    assert [(row["kind"], row["gold"]["trigger"]) for row in rows] == [("no trigger", ["painted"])]
    assert "| SANCTION | 1.00 | 1.00 | 1.00 | 1 | 1 |" in (tmp_path / "report/marked.md").read_text()


def test_invented_lands_are_sides(reader: ArticleReader, tmp_path: Path) -> None:
    path = tmp_path / "records.xml"
    path.write_text(PETRARCH)
    found = figures(path, reader)
    assert (found["all event f1"], found["ordinary root f1"], found["all as CAMEO root f1"]) == (1.0, 1.0, 0.0)


@pytest.mark.parametrize(
    ("source", "target", "type_"), [((0,), (2,), "ACCUSE"), ((4,), (7,), "AID"), ((), (), "ACCUSE")]
)
def test_the_rules_judge_by_what_lies_between_the_sides(
    reader: ArticleReader, rules: EventCoder, source: tuple[int, ...], target: tuple[int, ...], type_: str
) -> None:
    tree = reader.reader.tree("Kenya condemned Uganda while Norway fed refugees in Chad.")
    sides = [[range(i, i + 1) for i in side] for side in (source, target)]
    types = CoderJudge(reader.linker, rules).types(tree, *sides)
    assert max(types, key=lambda name: types[name]) == type_
    assert sum(types.values()) == pytest.approx(1)


def test_where_nothing_is_coded_the_commonest_type_is_judged(reader: ArticleReader, rules: EventCoder) -> None:
    tree = reader.reader.tree("The rain in Spain stays mainly in the plain.")
    assert CoderJudge(reader.linker, rules).types(tree, [range(3, 4)], []) == {"CONSULT": 1.0}


@pytest.mark.parametrize(("source", "target", "type_"), [((0,), (2,), "ACCUSE"), ((4,), (7,), "AID")])
def test_the_learned_judge_judges_where_the_coder_has_one(
    reader: ArticleReader, source: tuple[int, ...], target: tuple[int, ...], type_: str
) -> None:
    tree = reader.reader.tree("Kenya condemned Uganda while Norway fed refugees in Chad.")
    sides = [[range(i, i + 1) for i in side] for side in (source, target)]
    types = judge_of(reader).types(tree, *sides)
    assert max(types, key=lambda name: types[name]) == type_
    assert types == reader.event_coder.between(tree, reader.linker.link(tree, UNKNOWN_TIME), *sides)
