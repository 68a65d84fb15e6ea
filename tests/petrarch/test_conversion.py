"""Dictionaries of PETRARCH and TABARI: what is converted, how, and what is left out for which reason."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.actors import load_directory
from detente.extension import load_extension
from detente.petrarch import Conversion, convert, read_dictionary
from detente.petrarch.codes import load_codes
from detente.petrarch.names import own_name, spellings
from detente.reading import check_extension

if TYPE_CHECKING:
    from detente.actors.directory import Directory
    from detente.petrarch.codes import CodeWords

known = cache(load_directory)
FJORD = Path(__file__).with_name("fjord.actors.txt")


@pytest.fixture(scope="module")
def directory() -> Directory:
    return known()


@pytest.fixture(scope="module")
def words(directory: Directory) -> CodeWords:
    return load_codes(directory).words


@pytest.fixture(scope="module")
def done(directory: Directory) -> Conversion:
    return convert([read_dictionary(FJORD)], directory)


def left(done: Conversion, name: str) -> list[str]:
    return [one.reason for one in done.left if one.line.text.lstrip("+").startswith(name)]


def test_names_of_a_state_and_places_in_it(done: Conversion) -> None:
    assert done.actors["states"] == {
        "NOR": {"aliases": ["Kingdom of Norway"], "cities": ["Norge", "Fjordhavn"]},
        "ROU": {"aliases": ["Kola Brigade"]},
    }
    assert left(done, "PYONGYANG") == ["'Pyongyang' means PRK already"]
    assert left(done, "THE_NORTH") == left(done, "4711") == ["no name that stands so in a text"]


def test_bodies_and_groups(done: Conversion) -> None:
    bodies = done.actors["bodies"]
    assert bodies["NOR-FJORDLAND-COAST-WATCH"] == {
        "kind": "GOV", "sector": "COP", "state": "NOR", "name": "Fjordland Coast Watch", "aliases": ["FCW"],
    }  # fmt: skip
    assert bodies["NOR-SNOW-AND-ICE-FRONT"] == {
        "kind": "REB", "sector": "REB", "state": "NOR", "name": "Snow and Ice Front",
        "aliases": ["SIF", "Free Fjord Brigade"],
    }  # fmt: skip
    assert bodies["NOR-RED-HERRING"]["kind"] == "REB"
    assert bodies["POLAR-TRADERS"] == {"kind": "BUS", "sector": "BUS", "name": "Polar Traders"}
    assert bodies["NATO"] == {"aliases": ["North Atlantic Pact Organisation"]}
    assert bodies["ROU-ROMANIAN-NAVAL-GUARD"]["state"] == "ROU"


def test_descriptions_are_left_to_the_reader(done: Conversion) -> None:
    assert done.counts["descriptions that are read as they stand"] == 4
    assert done.actors["persons"]["jonas-fjell"] == {"name": "Jonas Fjell", "state": "NOR"}
    assert done.actors["persons"]["mona-vik"] == {"name": "Mona Vik", "state": "NOR"}
    assert not {id_ for id_ in done.actors["bodies"] if "MINISTER" in id_ or "POLICE" in id_}


def test_persons_and_their_spells(done: Conversion) -> None:
    persons = done.actors["persons"]
    assert persons["astrid-haugen"] == {
        "name": "Astrid Haugen",
        "state": "NOR",
        "aliases": ["Astrid J. Haugen"],
        "offices": [
            {"office": "NOR.government", "from": "2021-02-01", "to": "2023-05-01"},
            {"office": "NOR.government", "from": "2023-05-01"},
        ],
    }
    assert persons["sverre-tveit"]["offices"] == [{"office": "NOR.opponent", "from": "2016-01-01"}]
    assert persons["grete-moen"] == {"name": "Grete Moen", "state": "NOR"}
    assert persons["inger-nansen"]["offices"] == [{"office": "NATO.staff", "from": "1988-07-01", "to": "1994-08-14"}]
    assert persons["kofi-annan"] == {"aliases": ["Kofi Atta Annan"]} or "kofi-annan" not in persons
    assert done.actors["offices"]["NOR.opponent"] == {
        "state": "NOR", "role": "opponent", "title": "Member of the opposition", "single": "no",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "reasons"),
    [
        ("<!--", []),
        ("BIGFOOT", ["one word or a title, no full name of a person"]),
        ("PRESIDENT_HAUGEN", []),
        ("SVERRE_TVEIT", ["the null code: no actor at that time", "an office needs a first day"]),
        ("OLE_BRUMM", ["no such days, or the last before the first"]),
        ("PER_ULV", ["no such days, or the last before the first"]),
        ("MINISTER_DAHL", ["no full name of a person, and no name of an organisation"]),
        ("HIS_COUNTERPART", ["no full name of a person, and no name of an organisation"]),
        ("NORWAY'S_CHILDREN", ["no full name of a person, and no name of an organisation"]),
        ("FOG_AND_RAIN", ["the null code: no actor at that time"]),
        ("HAAKON_LINE", ["the roles of INT make no body"]),
        ("NORTH_CAPE/SOUTH_CAPE", ["no name that stands so in a text"]),
        ("MIXED_FLEET", ["a code of several actors: NOR/SWE"]),
        ("LOST_TRIBE", ["no state, region or kind of body is coded KKL"]),
        ("KOLA_BRIGADE", ["no state, region or kind of body is coded KKL"]),
        ("HARBOUR_MASTER", ["a noun for people of any state; detente takes whose they are from the text"]),
        ("STRAY_SYNONYM", ["no entry right before it"]),
        ("NO_CODE_AT_ALL", ["no code"]),
    ],
)
def test_left_out(done: Conversion, name: str, reasons: list[str]) -> None:
    assert left(done, name) == reasons


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("BAN_KI-MOON_", ("Ban Ki-Moon",)),
        ("AL-QAEDA_", ("al-Qaeda",)),
        ("PEOPLE'S_ARMY_OF_THE_NORTH_", ("People's Army of the North",)),
        ("KURDISTAN_WORKERS'_PARTY_(PKK)_", ("Kurdistan Workers' Party", "PKK")),
        ("DIRECT_ACTION_(GREECE)_", ("Direct Action",)),
        ("A.B._VAJPAYEE_", ("A.B. Vajpayee",)),
        ("ETA_", ("ETA",)),
        ("TUPAMAROS_", ("Tupamaros",)),
        ("CARLOS SANTOS_CRUZ_", ("Carlos Santos Cruz",)),
        ("THE_BASE_", ()),
        ("ORDER,_THE_", ()),
        ("DHKP/C_", ()),
        ("39649_", ()),
    ],
)
def test_spellings(words: CodeWords, written: str, names: tuple[str, ...]) -> None:
    assert spellings(written, words) == names


@pytest.mark.parametrize(
    ("name", "own"),
    [
        ("Foreign Minister Astrid Haugen", "Astrid Haugen"),
        ("UN Secretary-General Kofi Annan", "Kofi Annan"),
        ("Lady Haugen", "Haugen"),
        ("John Major", "John Major"),
        ("Martin Luther King", "Martin Luther King"),
    ],
)
def test_own_name(words: CodeWords, name: str, own: str) -> None:
    assert own_name(name, words) == own


def test_what_is_made_loads_and_is_found(done: Conversion, tmp_path: Path) -> None:
    file = tmp_path / "fjord.yml"
    file.write_text(done.text("made"), encoding="utf-8")
    made = load_directory(load_extension([file]))
    assert {id_ for name in made.names.values["sif"] for id_ in name.ids} == {"NOR-SNOW-AND-ICE-FRONT"}
    (number,) = made.full_names.values["astrid j. haugen"]
    assert [(spell.since, spell.until) for spell in made.spells(number)] == [
        ("2021-02-01", "2023-05-01"), ("2023-05-01", None),
    ]  # fmt: skip


WORDS = ["WANG", "YI", "ASTRID", "THE", "ARMY", "OF", "NORWAY", "MINISTER", "NATO", "AL-", "O'", "(XY)", "Å"]
NAMES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(lambda parts: "_".join(parts) + "_")
CODES = st.tuples(
    st.sampled_from(["NOR", "CHN", "IGOUNO", "INT", "KKL", "NGO", "---", "~GOV", ""]),
    st.sampled_from(["", "GOV", "REB", "ELI", "XXX"]),
    st.sampled_from(["", " >010101", " <951231", " 890101-910101", " 990101-980101", " 99", " 20049999"]),
).map(lambda code: f"[{''.join(code)}]")
LINES = st.lists(st.one_of(NAMES, NAMES.map("+{}".format), CODES.map("\t{}".format), st.just("")), max_size=25)


@settings(deadline=None, max_examples=40)
@given(LINES)
def test_whatever_is_made_loads_and_every_line_is_accounted_for(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("any")
    (folder / "any.txt").write_text("\n".join(lines), encoding="utf-8")
    done = convert([read_dictionary(folder / "any.txt")], known())
    if any(done.actors.values()):
        (folder / "any.yml").write_text(done.text("made"), encoding="utf-8")
        check_extension(load_extension([folder / "any.yml"]))
    assert {one.line.number for one in done.left} <= {at for at, line in enumerate(lines, 1) if line}
