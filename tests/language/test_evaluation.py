"""Treebank formats and scores on small gold of our own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from detente.errors import DataError
from detente.evaluation.parsing import f1
from detente.evaluation.treebanks import paragraphs, read_conllu, read_iob2, read_marked

if TYPE_CHECKING:
    from pathlib import Path

CONLLU = """# newdoc id = a
# newpar
# sent_id = a-1
1-2\tdon't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
1\tdo\tdo\tAUX\tVBP\t_\t0\troot\t_\t_
2\tn't\tnot\tPART\tRB\tPolarity=Neg\t1\tadvmod\t_\t_
3\t!\t!\tPUNCT\t.\t_\t1\tpunct\t_\t_

# sent_id = a-2
1\tGo\tgo\tVERB\tVB\t_\t0\troot\t_\t_

"""


def test_conllu_keeps_the_surface_of_multiword_tokens(tmp_path: Path) -> None:
    (tmp_path / "a.conllu").write_text(CONLLU)
    first, second = read_conllu(tmp_path / "a.conllu")
    assert (first.text, second.text) == ("don't!", "Go")
    assert (first.words, first.heads, first.feats) == (["do", "n't", "!"], [0, 1, 1], ["", "Polarity=Neg", ""])
    assert [len(group) for group in paragraphs([first, second])] == [2]


def test_a_ragged_row_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.conllu").write_text("1\tGo\tgo\n")
    with pytest.raises(DataError, match="line 1: 3 columns"):
        list(read_conllu(tmp_path / "a.conllu"))


def test_iob2_reads_other_labels_as_outside(tmp_path: Path) -> None:
    (tmp_path / "a.iob2").write_text("# sent_id = a-1\n1\tLima\tB-LOC\n2\tPact\tB-OTH\n\n")
    (sentence,) = read_iob2(tmp_path / "a.iob2")
    assert (sentence.words, sentence.entities) == (["Lima", "Pact"], ["B-LOC", "O"])


def test_marked_paragraphs(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("# note\n[PER Ana Paz] left [LOC Lima]. || She rests.\n")
    first, second = read_marked(tmp_path / "a.txt", lambda text: [(i, i + 1) for i, c in enumerate(text) if c != " "])
    assert first.text == "Ana Paz left Lima."
    assert [tag for tag in first.entities or () if tag[0] == "B"] == ["B-PER", "B-LOC"]
    assert (first.paragraph, second.paragraph) == (True, False)
    (tmp_path / "b.txt").write_text("[PER Ana left.\n")
    with pytest.raises(DataError, match="line 1: a bracket"):
        list(read_marked(tmp_path / "b.txt", lambda text: [(0, len(text))]))


def test_f1() -> None:
    assert (f1(2, 4, 4), f1(0, 0, 0)) == (0.5, 0.0)
