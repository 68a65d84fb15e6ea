"""What fills the slots of a head, on hand-written parses."""

from __future__ import annotations

from detente.events.slots import Slots, is_one_of, measured
from detente.language.tree import Entity
from tests.events.build import tree_of

ANYONE = frozenset(("+person",))


def test_the_object_is_also_what_it_counts() -> None:
    tree = tree_of(
        "Peru Peru PROPN nsubj 2",
        "lifted lift VERB/VBD root 0",
        "most most ADJ obj 2",
        "of of ADP case 5",
        "sanctions sanction NOUN/NNS nmod 3",
    )
    slots = Slots(tree, 1)
    assert slots.first("obj", frozenset(("sanction",))) == 4
    assert slots.first("obj", frozenset(("ban",))) is None
    assert slots.first("subj", frozenset(("peru",))) == 0
    assert measured(tree, 2) == [4]
    assert measured(tree, 0) == []


def test_words_elsewhere_are_not_near() -> None:
    tree = tree_of(
        "Peru Peru PROPN nsubj 2",
        "said say VERB/VBD root 0",
        "Chile Chile PROPN nsubj 4",
        "backed back VERB/VBD ccomp 2",
        "down down ADP compound:prt 4",
    )
    assert "down" in Slots(tree, 3).near
    assert "said" not in Slots(tree, 3).near


def test_a_pronoun_is_a_person_and_a_name_is_what_its_kind_says() -> None:
    tree = tree_of(
        "Gunmen gunman NOUN/NNS nsubj 2",
        "took take VERB/VBD root 0",
        "her she PRON obj 2",
        "from from ADP case 5",
        "Lima Lima PROPN obl 2",
    )
    tree.entities.append(Entity(4, 5, "LOC"))
    tree.entity[4] = len(tree.entities) - 1
    assert Slots(tree, 1).first("obj", ANYONE) == 2
    assert is_one_of(tree, 4, frozenset(("+place",)))
    assert not is_one_of(tree, 4, ANYONE)
    assert Slots(tree, 1).first("from", frozenset(("*",))) == 4
