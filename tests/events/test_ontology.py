"""Contexts, sectors and CAMEO codes: case tables over whole sentences, and that the ontology is whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from detente.actors import load_sectors
from detente.events.codes import load_codes
from detente.events.contexts import load_contexts
from detente.events.ontology import load_ontology
from docs.ontology import given_codes, load_notes
from tests.events.read import cases, coded, params

if TYPE_CHECKING:
    from detente.model import Event
    from tests.events.read import Case

CONTEXTS = 37
SECTORS = 25


@pytest.mark.slow
@pytest.mark.parametrize("case", params("contexts.yml"))
def test_contexts(case: Case) -> None:
    events = [e for e in coded("contexts.yml")[case["text"]] if e.type == case["type"]]
    assert events, coded("contexts.yml")[case["text"]]
    found = {name for event in events for name in event.context}
    assert set(case["has"]) <= found
    assert not set(case.get("not", ())) & found


def written(event: Event) -> set[str]:
    """The event in the notation of the table; a symmetric one both ways round."""
    sides = [
        f"{code[0] if code else '-'}:{sector[0] if sector else '-'}"
        for code, sector in ((event.actor, event.actor_sector), (event.recipient, event.recipient_sector))
    ]
    if event.symmetric:
        return {f"{a} = {b} {event.type}" for a, b in (sides, sides[::-1])}
    return {f"{sides[0]} > {sides[1]} {event.type}"}


@pytest.mark.slow
@pytest.mark.parametrize("case", params("sectors.yml"))
def test_sides(case: Case) -> None:
    events = coded("sectors.yml")[case["text"]]
    notation = {form for event in events for form in written(event)}
    assert "event" not in case or case["event"] in notation, notation
    dyads = {
        " = ".join((*e.actor, *e.recipient)) if e.symmetric else " > ".join((*e.actor, *e.recipient)) for e in events
    }
    assert not dyads & set(case.get("none", ()))


@pytest.mark.slow
def test_a_reason_says_who_is_at_home() -> None:
    text = "Police in Nairobi fired at marchers. The opposition accused the government of brutality."
    (event,) = [e for e in coded("sectors.yml")[text] if e.type == "ACCUSE"]
    assert event.why.steps[:2] == ("actor: opposition (subject, at home)", "recipient: government (obj, at home)")


def test_every_context_and_sector_has_cases() -> None:
    contexts, sectors = load_contexts().contexts, load_sectors().words.sectors
    assert (len(contexts), len(sectors)) == (CONTEXTS, SECTORS)
    hit = {name for case in cases("contexts.yml") for name in case["has"]}
    missed = {name for case in cases("contexts.yml") for name in case.get("not", ())}
    assert set(contexts) == hit
    assert len(missed) >= CONTEXTS - 12
    told = {part for case in cases("sectors.yml") for part in case.get("event", "").replace(":", " ").split()}
    assert set(sectors) - told == {"PRE", "UNK"}


def test_what_implies_a_context_exists() -> None:
    types, codes, sectors = load_ontology().types, load_codes().codes, load_sectors().words.sectors
    for name, context in load_contexts().contexts.items():
        for mode in context.modes:
            type_, _, rest = mode.partition(":")
            assert type_ in types, (name, mode)
            assert not rest or rest in types[type_].modes, (name, mode)
        assert context.sectors | context.unlike <= set(sectors), name
        assert all(
            code[:3] in {known[:3] for known in codes} or code[:3] in ("137", "191") for code in context.cameo
        ), name


def test_every_code_that_can_be_given_is_defined_with_example_and_near_miss() -> None:
    codes = load_codes().codes
    assert given_codes() <= set(codes)
    assert all(codes[code[:3]].example and codes[code[:3]].near_miss for code in codes)


def test_every_type_and_mode_is_described() -> None:
    types, notes = load_ontology().types, load_notes()
    assert {name: set(one.modes) for name, one in types.items()} == {
        name: set(one.modes) for name, one in notes.items()
    }


@pytest.mark.parametrize(
    ("code", "nouns", "contexts", "finer"),
    [
        ("160", {"aid"}, {"military"}, "1622"),
        ("160", {"talk"}, set(), "164"),
        ("160", set(), {"health"}, "160"),
        ("080", {"curfew"}, set(), "0813"),
        ("030", set(), {"military", "economic"}, "0312"),
        ("112", set(), {"corruption"}, "1121"),
        ("042", {"aid"}, {"military"}, "042"),
    ],
)
def test_codes_become_finer(code: str, nouns: set[str], contexts: set[str], finer: str) -> None:
    assert load_codes().refined(code, nouns, contexts) == finer


@pytest.mark.parametrize(
    ("title", "sector"),
    [
        ("Foreign Minister", "GOV"),
        ("former foreign minister", "ELI"),
        ("opposition leader", "OPP"),
        ("rebel commander", "REB"),
        ("army chief of staff", "MIL"),
        ("police spokesman", "COP"),
        ("Supreme Court judge", "JUD"),
        ("deputy minister", "GOV"),
        ("goalkeeper", None),
    ],
)
def test_titles_say_the_sector(title: str, sector: str | None) -> None:
    assert load_sectors().of_title(title) == sector
