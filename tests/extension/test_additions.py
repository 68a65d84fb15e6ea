"""What a user's entries become beside the shipped ones."""

from __future__ import annotations

import pickle
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from detente.actors import load_directory
from detente.events.additions import add_predicates, add_sets, add_types
from detente.events.lexicon import Predicate, load_sets, read_predicates
from detente.events.ontology import Ontology, load_ontology
from detente.extension import NO_EXTENSION, Extension, load_extension
from detente.issues.lexicon import load_issues
from detente.reading import check_extension, reader_version

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from detente.actors.directory import Directory

    Extend = Callable[..., Extension]


@pytest.fixture
def extend(tmp_path: Path) -> Extend:
    def load(*texts: str) -> Extension:
        files = [tmp_path / f"{number}.yml" for number in range(len(texts))]
        for file, text in zip(files, texts, strict=True):
            file.write_text(text, encoding="utf-8")
        return load_extension(files)

    return load


def predicates(extension: Extension) -> dict[str, Predicate]:
    ontology: Ontology = add_types(load_ontology(), extension)
    rows = add_predicates(read_predicates(), extension, add_sets(load_sets(), extension), ontology)
    return {row.id: row for row in rows}


def named(directory: Directory, key: str) -> set[str]:
    return {id_ for name in directory.names.values.get(key, ()) for id_ in name.ids}


def test_words_that_yaml_reads_otherwise_mean_what_they_say(extend: Extend) -> None:
    text = (
        "predicates:\n  - {id: aid.ferry, type: AID, cameo: 070, verbs: [ferry, no, yes], to: [on, obj], wins: true}\n"
    )
    row = predicates(extend(text))["aid.ferry"]
    assert (row.cameo, row.verbs, row.to, row.wins) == ("070", ("ferry", "no", "yes"), ("on", "obj"), True)


def test_an_entry_adds_to_the_lists_of_the_shipped_one(extend: Extend) -> None:
    shipped = {row.id: row for rows in read_predicates().values() for row in rows}["consult.visit"]
    row = predicates(extend("predicates:\n  - {id: consult.visit, nouns: [quayside call, visit]}\n"))["consult.visit"]
    assert row.nouns == (*shipped.nouns, "quayside call")
    assert (row.verbs, row.type, row.weight) == (shipped.verbs, shipped.type, shipped.weight)


def test_override_replaces_as_a_whole(extend: Extend) -> None:
    text = "predicates:\n  - {id: consult.visit, override: true, type: AID, nouns: [quayside call]}\n"
    row = predicates(extend(text))["consult.visit"]
    assert row == Predicate(id="consult.visit", type="AID", nouns=("quayside call",))


def test_a_trigger_listed_is_taken_over_and_only_that(extend: Extend) -> None:
    before = {row.id: row for rows in read_predicates().values() for row in rows}["consult.visit"]
    rows = predicates(extend("predicates:\n  - {id: aid.stay, type: AID, nouns: [visit], override: [visit]}\n"))
    assert rows["consult.visit"].nouns == tuple(noun for noun in before.nouns if noun != "visit")
    assert rows["consult.visit"].verbs == before.verbs
    assert next(iter(rows)) == "aid.stay"


def test_a_trigger_narrowed_with_only_stands_beside_the_shipped_one(extend: Extend) -> None:
    text = "predicates:\n  - {id: aid.stay, type: AID, nouns: [visit], only: {mod: [quayside]}}\n"
    extension = extend(text)
    check_extension(extension)
    assert "visit" in predicates(extension)["consult.visit"].nouns


def test_a_later_file_adds_to_an_earlier_one(extend: Extend) -> None:
    first = "issues:\n  tides: {title: Tides, strong: [spring tide]}\n"
    issues = load_issues(extend(first, "issues:\n  tides: {strong: [neap tide]}\n"))
    assert issues["tides"].strong == ("spring tide", "neap tide")


def test_issues_are_replaced_only_when_told(extend: Extend) -> None:
    added = load_issues(extend("issues:\n  climate: {plain: [permafrost]}\n"))["climate"]
    assert added.strong == load_issues()["climate"].strong
    assert added.plain == (*load_issues()["climate"].plain, "permafrost")
    own = load_issues(extend("issues:\n  climate: {override: true, title: Weather, plain: [permafrost]}\n"))["climate"]
    assert (own.title, own.strong, own.plain) == ("Weather", (), ("permafrost",))


def test_modes_scores_and_types(extend: Extend) -> None:
    text = (
        "types:\n  AID: {modes: [ferry], scores: {ferry: 3}}\n"
        "  SALVAGE: {quad: 2, score: 7, cameo: 070, definition: Saves ships., refused: true, ended: SANCTION}\n"
    )
    ontology = add_types(load_ontology(), extend(text))
    assert ontology.intensity("AID", "ferry") == 3
    assert ontology.intensity("AID", None) == load_ontology().intensity("AID", None)
    assert ontology.types["SALVAGE"].refused


def test_bodies_states_and_territories_have_their_names(extend: Extend) -> None:
    text = (
        "actors:\n  states:\n    NOR: {aliases: [Land of the Fjords]}\n"
        "    TID: {kind: disputed, name: Tidal Republic}\n"
        "  bodies:\n    TIDES: {kind: REB, sector: REB, state: TID, name: Tidal Front, aliases: [TFR]}\n"
        "  collectives:\n    WAVES: {name: the Waves, members: [NOR, TID>2020], aliases: [Wave States]}\n"
        "  territories:\n    ROCKS: {name: Tide Rocks, claimed: [NOR, TID], note: Bare.}\n"
    )
    directory = load_directory(extend(text))
    for key, id_ in (
        ("land of the fjords", "NOR"), ("norway", "NOR"), ("tidal republic", "TID"), ("tfr", "TIDES"),
        ("wave states", "WAVES"), ("tide rocks", "ROCKS"),
    ):  # fmt: skip
        assert named(directory, key) == {id_}
    assert directory.state_of("TIDES") == "TID"
    assert directory.members("WAVES", datetime(2019, 1, 1), datetime(2019, 1, 2)) == ("NOR",)


def test_a_name_listed_is_taken_over(extend: Extend) -> None:
    text = "actors:\n  bodies:\n    PYO: {kind: BUS, sector: BUS, name: Pyongyang, override: [Pyongyang]}\n"
    assert named(load_directory(), "pyongyang") == {"PRK"}
    assert named(load_directory(extend(text)), "pyongyang") == {"PYO"}


def test_a_phrase_that_names_no_actor_is_taken_over(extend: Extend) -> None:
    name = "Washington Times"
    text = f"actors:\n  bodies:\n    WT: {{kind: MED, sector: JRN, name: {name}, override: [{name}]}}\n"
    assert named(load_directory(extend(text)), "washington times") == {"WT"}


PERSONS = """
actors:
  persons:
    kari-berg:
      name: Kari Berg
      state: NOR
      aliases: [Karin Berg]
      offices:
        - {office: NOR.foreign, from: 2031-02, to: 2033}
        - {office: NOR.defence, from: 2033, acting: true}
    wang-yi:
      aliases: [Wang Yi the Envoy]
      offices: [{office: CHN.ambassador, from: 2035}]
"""


def test_persons_hold_offices_and_known_ones_gain_names_and_spells(extend: Extend) -> None:
    directory = load_directory(extend(PERSONS))
    (number,) = directory.full_names.values["karin berg"]
    first, second = directory.spells(number)
    assert (first.office.id, first.since, first.until, first.acting) == ("NOR.foreign", "2031-02", "2033", False)
    assert (second.office.id, second.until, second.acting, second.basis) == ("NOR.defence", None, True, "E")
    held = directory.holders("NOR", ("foreign",), datetime(2032, 1, 1), datetime(2032, 1, 2))
    assert [directory.persons[n].id for n, _ in held][-1:] == ["kari-berg"]
    (wang,) = directory.full_names.values["wang yi the envoy"]
    shipped = load_directory()
    (before,) = shipped.full_names.values["wang yi"]
    assert wang == before
    assert directory.spells(wang)[:-1] == shipped.spells(before)
    assert number in directory.families["berg"]


def test_a_person_overridden_keeps_nothing(extend: Extend) -> None:
    text = "actors:\n  persons:\n    wang-yi: {override: true, name: Yi Wangson, state: NOR}\n"
    directory = load_directory(extend(text))
    assert "wang yi" not in directory.full_names.values
    (number,) = directory.full_names.values["yi wangson"]
    assert directory.spells(number) == ()
    assert number not in directory.index.by_state["CHN"]


def test_the_digest_is_of_the_text_alone(extend: Extend, tmp_path: Path) -> None:
    text = "issues:\n  tides: {title: Tides, strong: [tide]}\n"
    one, other = extend(text), extend(text.replace("Tides", "Tide"))
    moved = tmp_path / "elsewhere.yml"
    moved.write_text(text, encoding="utf-8")
    assert one == load_extension([moved])
    assert one != other
    assert reader_version(one) == f"{reader_version()}+{one.digest}"
    assert load_extension([]) == NO_EXTENSION


def test_an_extension_goes_to_other_processes_whole(extend: Extend) -> None:
    extension = extend("issues:\n  tides: {title: Tides, strong: [tide]}\n")
    again = pickle.loads(pickle.dumps(extension))
    assert again == extension
    assert load_issues(again) == load_issues(extension)
