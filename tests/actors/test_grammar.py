"""Where the reader's own judgement of a place name overrules the grammar."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from detente.actors.grammar import weigh_role
from detente.actors.tables import load_tables
from detente.model import When

from .trees import tree_of

if TYPE_CHECKING:
    from detente.actors import Linker
    from detente.actors.tables import Words
    from detente.model import Role

UNKNOWN = When(None, None, None, "unknown")
SENTENCE = "Gabon/PROPN/nmod:poss/3 's/PART/case/1 climbers/NOUN/nsubj/4 left/VERB/root/0 Togo/PROPN/obj/4"


@pytest.fixture(scope="module")
def words() -> Words:
    return load_tables().words


@pytest.mark.parametrize(
    ("head", "role", "odds", "settled"),
    [
        (0, "actor", 6.0, "actor"),
        (0, "actor", -6.0, "modifier"),
        (4, "actor", -6.0, "place"),
        (4, "place", 6.0, "actor"),
        (4, "place", -6.0, "place"),
        (0, "modifier", 6.0, "actor"),
        (0, "modifier", -6.0, "modifier"),
    ],
)
def test_the_reader_overrules(words: Words, head: int, role: Role, odds: float, settled: Role) -> None:
    tree = tree_of(SENTENCE)
    tree.acting = [odds] * len(tree)
    found, judged = weigh_role(tree, head, role, words)
    assert found == settled
    assert judged.startswith("acts" if settled == "actor" else "does not act")
    assert judged.endswith("1.00")


def test_a_reader_that_does_not_say(linker: Linker) -> None:
    tree = tree_of(SENTENCE)
    roles = {m.actor: (m.role, m.why.steps) for m in linker.link(tree, UNKNOWN).mentions}
    assert roles == {"GAB": ("actor", ()), "TGO": ("actor", ())}


def test_the_reader_is_asked_and_named(linker: Linker) -> None:
    tree = tree_of(SENTENCE)
    tree.acting = [-6.0] * len(tree)
    roles = {m.actor: (m.role, m.why.steps) for m in linker.link(tree, UNKNOWN).mentions}
    assert roles["GAB"] == ("modifier", ("does not act, by the reader: 1.00",))
    assert roles["TGO"] == ("place", ("does not act, by the reader: 1.00",))


@pytest.mark.parametrize(("governor", "settled"), [("letter", "actor"), ("road", "place")])
def test_who_is_addressed_acts(words: Words, governor: str, settled: Role) -> None:
    tree = tree_of(f"{governor}/NOUN/root/0 to/ADP/case/3 Gabon/PROPN/nmod/1 and/CCONJ/cc/5 Togo/PROPN/conj/3")
    tree.acting = [-6.0] * len(tree)
    assert [weigh_role(tree, i, "actor", words)[0] for i in (2, 4)] == [settled, settled]


def test_a_place_by_its_preposition_stays_one(words: Words) -> None:
    tree = tree_of("talks/NOUN/root/0 in/ADP/case/3 Gabon/PROPN/nmod/1 and/CCONJ/cc/5 Togo/PROPN/conj/3")
    tree.acting = [6.0] * len(tree)
    assert [weigh_role(tree, i, "place", words)[0] for i in (2, 4)] == ["place", "place"]
