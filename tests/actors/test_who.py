"""Who held what, when: questions as people put them, and names as documents spell them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from detente.actors.who import find_actor, find_territory, understand, who

if TYPE_CHECKING:
    from detente.actors import Linker
    from detente.actors.who import Holding


def ask(linker: Linker, words: str, day: str, actor: str | None = None) -> list[Holding]:
    start = datetime.fromisoformat(day)
    return who(linker.directory, words, start, start + timedelta(days=1), actor)


@pytest.mark.parametrize(
    ("words", "day", "person", "office"),
    [
        ("Chinese foreign minister", "2023-06-19", "Gang", "CHN.foreign"),
        ("China's foreign minister", "2024-06-19", "Yi", "CHN.foreign"),
        ("foreign minister of Russia", "2010-01-01", "Lavrov", "RUS.foreign"),
        ("president of the United States", "1999-12-31", "Clinton", "USA.head_of_state"),
        ("British prime minister", "2022-10-10", "Truss", "GBR.head_of_government"),
        ("NATO secretary-general", "2015-01-01", "Stoltenberg", "NATO.intl_head"),
        ("President of the European Commission", "2020-01-01", "Leyen", "EU.head_of_government"),
        ("German chancellor", "2016-01-01", "Merkel", "DEU.head_of_government"),
    ],
)
def test_offices_asked_for_in_words(linker: Linker, words: str, day: str, person: str, office: str) -> None:
    first = ask(linker, words, day)[0]
    assert (first.person.name.split()[-1], first.spell.office.id.split(".")[:2]) == (person, office.split("."))


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("LAVROV Sergey", "Lavrov"),
        ("H.E. Mr. Sergey V. Lavrov", "Lavrov"),
        ("Yi WANG", "Yi"),
        ("Mr. Emmanuel Macron,", "Macron"),
        ("Blinken", "Blinken"),
        ("Antonio Guterres", "Guterres"),
        ("Recep Tayyip ERDOGAN", "Erdoğan"),
        ("Annalena Baerbok", "Baerbock"),
        ("Her Excellency Ms. Annalena Baerbock", "Baerbock"),
    ],
)
def test_names_as_documents_spell_them(linker: Linker, words: str, name: str) -> None:
    assert {held.person.name.split()[-1] for held in ask(linker, words, "2022-09-20")} == {name}


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("The Taoiseach", "Martin"),
        ("the president of the Republic of Korea", "Yeol"),
        ("French President Macron", "Macron"),
        ("the Japanese prime minister Kishida", "Kishida"),
    ],
)
def test_words_as_the_press_puts_them(linker: Linker, words: str, name: str) -> None:
    assert {held.person.name.split()[-1] for held in ask(linker, words, "2022-09-20")} == {name}


def test_an_envoy_goes_to_the_state_given_apart(linker: Linker) -> None:
    (held,) = ask(linker, "US ambassador", "2023-05-01", "CHN")
    assert (held.person.name, held.spell.office.state) == ("Nicholas Burns", "USA")


@pytest.mark.parametrize("words", ["Sudan", "the Kremlin", "Ivory Coast", "NATO"])
def test_a_state_or_body_alone_is_no_name_spelt_nearly_so(linker: Linker, words: str) -> None:
    question = understand(linker.directory, words)
    assert (question.roles, question.persons) == ((), ())
    assert question.actor is not None


@pytest.mark.parametrize("words", ["Zorblat Quxington", "Mohammed", "of the", "", "Wang Yiyiyi Chen"])
def test_words_that_name_nobody_give_nobody(linker: Linker, words: str) -> None:
    assert len({held.person.id for held in ask(linker, words, "1801-01-01")}) == 0


def test_the_state_narrows_a_name(linker: Linker) -> None:
    assert {held.spell.office.state for held in ask(linker, "Kim", "2015-06-01", "PRK")} == {"PRK"}


def test_an_acting_holder_is_marked(linker: Linker) -> None:
    directory = linker.directory
    acting = [spell for number in range(len(directory.persons)) for spell in directory.spells(number) if spell.acting]
    assert acting
    assert all(spell.until is None or spell.until > spell.since for spell in acting)


def test_months_stay_months(linker: Linker) -> None:
    directory = linker.directory
    precisions = {len(spell.since) for number in range(len(directory.persons)) for spell in directory.spells(number)}
    assert precisions == {4, 7, 10}


@pytest.mark.parametrize(
    ("words", "day", "holders"),
    [
        ("Japanese leader", "2021-02-01", {"yoshihide-suga"}),
        ("Australia's leader", "2021-02-01", {"scott-morrison"}),
        ("Iraqi leader", "2021-02-01", {"mustafa-al-kadhimi"}),
        ("leader of Georgia", "2021-02-01", {"giorgi-gakharia"}),
        ("Armenian leader", "2017-02-01", {"serzh-sargsyan"}),
        ("Armenian leader", "2021-02-01", {"nikol-pashinyan"}),
        ("Chinese leader", "2004-12-01", {"hu-jintao"}),
        ("French leader", "2021-02-01", {"emmanuel-macron"}),
        ("Japanese head of state", "2021-02-01", {"naruhito"}),
        ("Pakistan's foreign secretary", "2020-06-01", {"sohail-mahmood"}),
        ("British foreign secretary", "2020-06-01", {"dominic-raab"}),
        ("crown prince of Bahrain", "2021-02-01", {"salman-bin-hamad-al-khalifa"}),
        ("Danish crown prince", "2021-02-01", set()),
        ("Kremlin spokesman", "2021-02-01", {"dmitry-peskov"}),
        ("White House press secretary", "2018-02-01", {"sarah-huckabee-sanders"}),
        ("Iranian foreign ministry spokesman", "2021-02-01", {"saeed-khatibzadeh"}),
        ("Iran's government spokesman", "2021-02-01", {"ali-rabiei"}),
        ("Turkish presidential spokesman", "2021-02-01", {"ibrahim-kalin"}),
        ("Iranian intelligence minister", "2020-06-01", {"mahmoud-alavi"}),
        ("Mossad chief", "2020-06-01", {"yossi-cohen"}),
        ("Fed chair", "2016-06-01", {"janet-yellen"}),
        ("Bundestag president", "2020-06-01", {"wolfgang-schauble"}),
        ("Russian ambassador to the UN", "2010-06-01", {"vitaly-churkin"}),
        ("UN special envoy for Yemen", "2020-06-01", {"martin-griffiths"}),
        ("AU Commission chairperson", "2020-06-01", {"moussa-faki-mahamat"}),
        ("ICC president", "2020-06-01", set()),
        ("PLO chairman", "2000-06-01", {"yasser-arafat"}),
        ("pope", "2020-06-01", {"francis"}),
        ("secretary of state", "2020-06-01", {"mike-pompeo"}),
        ("Welsh leader", "2020-06-01", set()),
        ("Chinese ambassador to the United States", "2015-06-01", {"cui-tiankai"}),
    ],
)
def test_the_words_choose_among_holders(linker: Linker, words: str, day: str, holders: set[str]) -> None:
    assert {held.person.id for held in ask(linker, words, day)} == holders


@pytest.mark.parametrize(
    ("words", "actor", "day", "person"),
    [
        ("government spokesman", "COD", "2023-01-01", "patrick-muyaya"),
        ("opposition leader", "GBR", "2018-01-01", "jeremy-corbyn"),
        ("central bank governor", "RUS", "2018-01-01", "elvira-nabiullina"),
        ("parliament speaker", "IRN", "2018-01-01", "ali-larijani"),
        ("army chief", "PAK", "2018-01-01", "qamar-javed-bajwa"),
    ],
)
def test_titles_with_the_state_apart(linker: Linker, words: str, actor: str, day: str, person: str) -> None:
    assert person in {held.person.id for held in ask(linker, words, day, actor)}


@pytest.mark.parametrize(
    ("words", "territory"),
    [("Crimea", "CRIMEA"), ("governor of the Golan Heights", "GOLAN"), ("Kashmir's leader", "KASHMIR"), ("Peru", None)],
)
def test_disputed_territories_are_told(linker: Linker, words: str, territory: str | None) -> None:
    found = find_territory(linker.directory, words)
    assert (found and found.id) == territory
    assert find_actor(linker.directory, words) == ("PER" if territory is None else None)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("CHN", "CHN"),
        ("South Korea", "KOR"),
        ("the Philippines", "PHL"),
        ("Ukrainian", "UKR"),
        ("Paris", "FRA"),
        ("EU", "EU"),
    ],
)
def test_actors_by_any_name(linker: Linker, words: str, code: str) -> None:
    assert find_actor(linker.directory, words) == code


def test_a_name_that_is_a_title_elsewhere_stays_a_name(linker: Linker) -> None:
    assert understand(linker.directory, "Yi").persons
    assert understand(linker.directory, "foreign minister").roles
