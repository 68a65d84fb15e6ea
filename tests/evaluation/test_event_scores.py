"""Tables, dyads, sides given, marked sentences and the report, on small gold of our own."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from detente.errors import UsageError
from detente.evaluation.event_coding import CodedEvent, CodedSentence
from detente.evaluation.event_gold import GoldEvent, GoldSentence, read_gsr, read_plv, tell_plv
from detente.evaluation.event_report import write_report
from detente.evaluation.event_tables import score_lands, tabulate_types
from detente.evaluation.figures import Figure, Labels, Share
from detente.evaluation.gold import kind_of
from detente.evaluation.pair_judges import score_forced, score_given, token_ranges_of
from detente.evaluation.written_events import held_out, is_written, parse_line, read_held_out
from detente.evaluation.written_scores import score_written
from detente.model import Span
from tests.events.build import tree_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from detente.language.tree import Tree

TREE = tree_of("Peru Peru PROPN nsubj 2", "fed feed VERB/VBD root 0", "Chile Chile PROPN obj 2")
PERU, FED, CHILE = (TREE.span(i, i + 1) for i in range(3))
AID = CodedEvent("AID", "happened", "AID", PERU, CHILE, "PER", "CHL", False, 0.8, (FED,), ("aid.give",))
LANDS = {"source_lands": frozenset(("PER",)), "target_lands": frozenset(("CHL",))}


def gold(*types: str, mutual: bool = False) -> GoldSentence:
    event = GoldEvent("/".join(types), frozenset(types), (PERU,), (CHILE,), mutual=mutual, **LANDS)
    return GoldSentence("1", TREE.text, (event,))


def coded(*events: CodedEvent) -> CodedSentence:
    return CodedSentence(TREE, events)


def told(type_: str, **change: object) -> CodedEvent:
    return replace(AID, type=type_, told=type_, **change)  # type: ignore[arg-type]


def test_a_type_that_is_accepted_stands_under_its_own_name() -> None:
    table = tabulate_types([gold("AGREE", "AID"), gold("ACCUSE")], [coded(AID, told("SUPPORT")), coded()])
    assert (table.all.precision, table.all.recall) == (0.5, 0.5)
    assert table.confusion == {("AID", "AID"): 1, ("ACCUSE", "-"): 1}
    assert (table.by_type["AID"].f1, table.by_type["ACCUSE"].recall, table.by_type["SUPPORT"].precision) == (1, 0, 0)


def test_what_is_coded_where_nothing_is_told_counts_against_precision() -> None:
    table = tabulate_types([GoldSentence("1", TREE.text, (), full=True)], [coded(AID)])
    assert (table.all.found, table.all.gold, table.confusion["-", "AID"]) == (1, 0, 1)


@pytest.mark.parametrize(
    ("event", "mutual", "right"),
    [
        (AID, False, 1),
        (replace(AID, actor_land="CHL", recipient_land="PER"), False, 0),
        (replace(AID, actor_land="CHL", recipient_land="PER"), True, 1),
        (replace(AID, actor_land="CHL", recipient_land="PER", symmetric=True), False, 1),
        (told("ACCUSE"), False, 0),
    ],
)
def test_lands(event: CodedEvent, mutual: bool, right: int) -> None:
    share = score_lands([gold("AID", mutual=mutual)], [coded(event)])
    assert (share.found_right, share.gold_right, share.found, share.gold) == (right, right, 1, 1)


def test_a_side_without_a_land_makes_no_dyad() -> None:
    assert score_lands([gold("AID")], [coded(replace(AID, recipient_land=""))]).found == 0


def test_forced_takes_the_surest() -> None:
    labels = score_forced(
        [gold("AID"), gold("AID"), gold("AGREE")],
        [coded(AID, told("ACCUSE", confidence=0.9)), coded(AID), coded(replace(AID, told=None))],
    )
    assert labels.pairs == {("AID", "ACCUSE"): 1, ("AID", "AID"): 1, ("AGREE", "-"): 1}
    assert labels.accuracy() == pytest.approx(1 / 3)
    assert labels.macro_f1() == pytest.approx((2 / 3 + 0) / 2)


class Judge:
    """Holds what it is told to, and keeps what it was asked."""

    def __init__(self, scores: dict[str, float]) -> None:
        self.scores = scores
        self.asked: list[tuple[list[range], list[range]]] = []

    def types(self, _tree: Tree, sources: Sequence[range], targets: Sequence[range]) -> dict[str, float]:
        self.asked.append((list(sources), list(targets)))
        return self.scores


def test_types_that_the_gold_joins_are_judged_together() -> None:
    judge = Judge({"AID": 0.4, "CONCEDE": 0.3, "RETREAT": 0.3})
    labels = score_given([gold("YIELD")], [coded()], judge, lambda t: "YIELD" if t in ("CONCEDE", "RETREAT") else t)
    assert labels.pairs == {("YIELD", "YIELD"): 1}
    assert judge.asked == [([range(1)], [range(2, 3)])]


def test_tokens_of_spans() -> None:
    assert token_ranges_of(TREE, [Span(PERU.start, FED.end), Span(90, 95)]) == [range(2)]


def test_shares_and_labels() -> None:
    share = Share()
    share.add(1, 2, 2, 2)
    assert [figure.value for figure in share.figures("x")] == [0.5, 1.0, pytest.approx(2 / 3)]
    assert Share().f1 == Labels().accuracy() == Labels().macro_f1() == 0.0


WRITTEN = """# a remark
[a Mali] {1 fed} [b Chad]. | 1 AID happened a>b
[a Mali] {1 met} [b Chad]. | 1 CONSULT planned a=b
Nothing happened. | none
[a Peru] {1 fed} [b Chile] | 1 AID planned a>b ; 1 AID planned a>-
"""


def test_a_file_of_marked_sentences_is_told_by_its_form(tmp_path: Path) -> None:
    path = tmp_path / "some.txt"
    path.write_text(WRITTEN)
    assert kind_of(path) == kind_of(tmp_path) == "told"
    other = tmp_path / "other.txt"
    other.write_text("[PER Ann Lee] spoke | and left.\n")
    assert not is_written(other)
    assert kind_of(other) == "marked"


def test_the_last_lines_are_the_test_part(tmp_path: Path) -> None:
    path = tmp_path / "some.txt"
    path.write_text(WRITTEN + WRITTEN)
    (sentence,) = read_held_out(path)
    assert held_out([1, 2, 3, 4], 0.25) == ([1, 2, 3], [4])
    assert sentence.text == "Peru fed Chile"
    assert [(e.type, e.status, e.trigger, e.sources) for e in sentence.events[:1]] == [("AID", "planned", FED, (PERU,))]


def test_a_wrong_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "some.txt"
    path.write_text(WRITTEN + "[a Mali] {1 fed} Chad. | 1 AID soon a>-\n")
    with pytest.raises(UsageError, match=r"some.txt, line 6: soon: no such status"):
        read_held_out(path)


def test_scores_of_marked_sentences() -> None:
    line = "[a Peru] {1 fed} [b Chile] | 1 AID planned a>b"
    event = parse_line(line).events[0]
    wanted = GoldEvent("AID", frozenset(("AID",)), (PERU,), (CHILE,), trigger=Span(*event.trigger), status="planned")
    sentence = GoldSentence("1", TREE.text, (wanted,), full=True)

    def figures(*events: CodedEvent) -> dict[str, float]:
        return {f"{one.part} {one.measure}": one.value for one in score_written([sentence], [coded(*events)])}

    right = figures(replace(AID, status="planned"))
    assert set(right.values()) == {1.0}
    happened = figures(AID, told("ACCUSE", trigger=(CHILE,), recipient=None))
    assert happened["triggers f1"] == pytest.approx(2 / 3)
    assert (happened["status planned f1"], happened["status of found accuracy"]) == (0.0, 0.0)
    assert (happened["actor f1"], happened["recipient f1"]) == (pytest.approx(2 / 3), 1.0)


def test_reading_rows_of_plv(tmp_path: Path) -> None:
    path = tmp_path / "rows.tsv"
    path.write_text("marked_sentence\tgold_root\n<s>Peru</s> freed <t>Chile</t>'s crew\tYIELD\n")
    (row,) = read_plv(path)
    assert (row.text, row.events[0].sources, row.events[0].targets) == (
        "Peru freed Chile's crew",
        (PERU,),
        (Span(11, 16),),
    )
    assert [tell_plv("RETREAT", "happened"), tell_plv("AID", "planned"), tell_plv("AID", "denied")] == [
        "YIELD",
        "AGREE",
        None,
    ]


def test_reading_plover_records(tmp_path: Path) -> None:
    sides = [{"text": "Peru", "code": "PER"}, {"text": "Chile", "code": "CHL"}]
    row = {"id": "A1", "text": TREE.text, "type": "AID", "types_accepted": ["AID"], "source": sides, "target": []}
    path = tmp_path / "records.json"
    path.write_text(json.dumps([row, row | {"source": sides[:1], "target": [{"text": "them", "code": "CHL"}]}]))
    mutual, plain = (one.events[0] for one in read_gsr(path))
    assert (mutual.mutual, mutual.sources, mutual.targets) == (True, (PERU,), (CHILE,))
    assert (plain.mutual, plain.targets, plain.target_lands) == (False, (), {"CHL"})


def test_the_report_can_be_read_and_filtered(tmp_path: Path) -> None:
    golds = [gold("AID"), gold("ACCUSE"), gold("REJECT")]
    codings = [coded(AID), coded(told("AGREE")), coded()]
    page, rows = write_report(tmp_path / "out", "small", [Figure("type", "f1", 0.5)], golds, codings)
    text = page.read_text()
    assert "| type | f1 | 0.500 |" in text
    assert "| AID | 1.00 | 1.00 | 1.00 | 1 | 1 |" in text
    assert "| ACCUSE | 1 |  |  |" in text
    assert "- coded: AGREE happened: Peru [PER] > Chile [CHL]" in text
    errors = [json.loads(line) for line in rows.read_text().splitlines()]
    assert [(one["kind"], one["gold"]["type"]) for one in errors] == [
        ("wrong type", "ACCUSE"),
        ("no trigger", "REJECT"),
    ]
    assert errors[0]["coded"]["source"] == ["Peru [PER]"]
