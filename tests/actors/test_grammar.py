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
        (0, "actor", 4.0, "actor"),
        (0, "actor", -4.0, "modifier"),
        (4, "actor", -4.0, "place"),
        (4, "place", 4.0, "actor"),
        (4, "place", -4.0, "place"),
        (0, "modifier", 4.0, "actor"),
        (0, "modifier", -4.0, "modifier"),
    ],
)
def test_the_reader_overrules(words: Words, head: int, role: Role, odds: float, settled: Role) -> None:
    tree = tree_of(SENTENCE)
    tree.acting = [odds] * len(tree)
    found, judged = weigh_role(tree, head, role, words)
    assert found == settled
    assert judged.startswith("acts" if settled == "actor" else "does not act")
    assert judged.endswith("0.98")


def test_a_reader_that_does_not_say(linker: Linker) -> None:
    tree = tree_of(SENTENCE)
    roles = {m.actor: (m.role, m.why.steps) for m in linker.link(tree, UNKNOWN).mentions}
    assert roles == {"GAB": ("actor", ()), "TGO": ("actor", ())}


def test_the_reader_is_asked_and_named(linker: Linker) -> None:
    tree = tree_of(SENTENCE)
    tree.acting = [-4.0] * len(tree)
    roles = {m.actor: (m.role, m.why.steps) for m in linker.link(tree, UNKNOWN).mentions}
    assert roles["GAB"] == ("modifier", ("does not act, by the reader: 0.98",))
    assert roles["TGO"] == ("place", ("does not act, by the reader: 0.98",))
