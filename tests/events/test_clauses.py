"""Who does what to whom, on parses written by hand."""

from __future__ import annotations

from detente.events.clauses import cases, conjuncts, deep_agent, deep_object, is_passive, surface_subject
from tests.events.build import tree_of

PASSIVE = tree_of(
    "Peru Peru PROPN nsubj:pass 3",
    "was be AUX/VBD aux:pass 3",
    "sued sue VERB/VBN root 0",
    "by by ADP case 5",
    "Chile Chile PROPN obl:agent 3",
)
CONTROL = tree_of(
    "Peru Peru PROPN nsubj 2",
    "urged urge VERB/VBD root 0",
    "Chile Chile PROPN obj 2",
    "to to PART mark 5",
    "help help VERB/VB xcomp 2",
)
RELATIVE = tree_of(
    "Peru Peru PROPN nsubj 6",
    ", , PUNCT punct 4",
    "which which PRON/WDT nsubj 4",
    "sued sue VERB/VBD acl:relcl 1",
    "Chile Chile PROPN obj 4",
    "won win VERB/VBD root 0",
)
SHARED = tree_of(
    "Peru Peru PROPN nsubj 2",
    "praised praise VERB/VBD root 0",
    "Chile Chile PROPN obj 2",
    "and and CCONJ cc 5",
    "sued sue VERB/VBD conj 2",
    "Cuba Cuba PROPN obj 5",
)
ANTECEDENT = tree_of(
    "sanctions sanction NOUN/NNS nsubj 5",
    "that that PRON/WDT obj 4",
    "Peru Peru PROPN nsubj 4",
    "imposed impose VERB/VBD acl:relcl 1",
    "hurt hurt VERB/VBD root 0",
)
NAMES = tree_of(
    "Qin Qin PROPN nsubj 5",
    "Gang Gang PROPN flat 1",
    "and and CCONJ cc 4",
    "Wang Wang PROPN conj 2",
    "met meet VERB/VBD root 0",
)


def test_passive_turns_the_roles() -> None:
    assert is_passive(PASSIVE, 2)
    assert deep_agent(PASSIVE, 2) == 4
    assert deep_object(PASSIVE, 2) == 0
    assert surface_subject(PASSIVE, 2) == 0


def test_object_control_gives_the_infinitive_its_subject() -> None:
    assert surface_subject(CONTROL, 4) == 2
    assert deep_agent(CONTROL, 1) == 0
    assert cases(CONTROL, 4) == ("to",)


def test_relative_pronoun_stands_for_its_antecedent() -> None:
    assert deep_agent(RELATIVE, 3) == 0


def test_coordinated_verb_shares_the_subject() -> None:
    assert deep_agent(SHARED, 4) == 0
    assert deep_object(SHARED, 4) == 5


def test_relative_clause_without_object_is_about_its_object() -> None:
    assert deep_object(ANTECEDENT, 3) == 0
    assert deep_agent(ANTECEDENT, 3) == 2


def test_conjunct_on_the_last_word_of_a_name_counts() -> None:
    assert conjuncts(NAMES, 0) == [0, 3]
