"""What the linker promises whatever the parse: spans, the index by token, clues, offices at a date."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.actors.who import who
from detente.language.tree import Entity
from detente.model import When

from .trees import tree_of

if TYPE_CHECKING:
    from detente.actors import Linker

UNKNOWN = When(None, None, None, "unknown")
VISIT = (
    "China/PROPN/nmod:poss/4 's/PART/case/1 foreign/ADJ/amod/4 minister/NOUN/nsubj/8 ,/PUNCT/punct/6 "
    "Wang/PROPN/appos/4 Yi/PROPN/flat/6 met/VERB/root/0 Blinken/PROPN/obj/8 in/ADP/case/11 Beijing/PROPN/obl/8 "
    "./PUNCT/punct/8"
)


def _day(text: str) -> When:
    start = datetime.fromisoformat(text)
    return When(start, start.replace(hour=23), "day", "given")


def test_every_token_of_a_mention_returns_it(linker: Linker) -> None:
    found = linker.link(tree_of(VISIT), UNKNOWN)
    assert [m.actor for m in found.at(3)] == ["wang-yi"]
    assert [m.actor for m in found.at(0)] == ["wang-yi", "CHN"]
    assert found.at(0)[0].office_written == "foreign minister"
    assert found.at(7) == ()


@pytest.mark.parametrize(("noun", "name"), [("officials", "Chinese officials"), ("side", "China")])
def test_groups_are_called_as_written_and_sides_by_their_state(linker: Linker, noun: str, name: str) -> None:
    tree = tree_of(f"The/DET/det/3 Chinese/ADJ/amod/3 {noun}/NOUN/nsubj/4 met/VERB/root/0 ./PUNCT/punct/4")
    mention = linker.link(tree, UNKNOWN).at(2)[0]
    assert (mention.name, mention.actor, mention.state) == (name, "CHN", "CHN")


def test_longest_mention_comes_first(linker: Linker) -> None:
    found = linker.link(tree_of(VISIT), UNKNOWN)
    lengths = [m.span.end - m.span.start for m in found.at(0)]
    assert lengths == sorted(lengths, reverse=True)


def test_inner_name_is_a_modifier(linker: Linker) -> None:
    found = linker.link(tree_of(VISIT), UNKNOWN)
    assert [(m.actor, m.role) for m in found.at(0)][1] == ("CHN", "modifier")


def test_plural_yields_one_mention_per_actor_over_one_span(linker: Linker) -> None:
    tree = tree_of(
        "China/PROPN/nsubj/4 and/CCONJ/cc/3 Japan/PROPN/conj/1 met/VERB/root/0 ./PUNCT/punct/4",
        "The/DET/det/3 two/NUM/nummod/3 sides/NOUN/nsubj/4 agreed/VERB/root/0 ./PUNCT/punct/4",
    )
    both = linker.link(tree, UNKNOWN).at(7)
    assert {m.actor for m in both} == {"CHN", "JPN"}
    assert len({m.span for m in both}) == 1


def test_office_bounds_an_unstated_date(linker: Linker) -> None:
    tree = tree_of("Foreign/ADJ/amod/2 Minister/PROPN/nsubj/5 Qin/PROPN/flat/2 Gang/PROPN/flat/2 spoke/VERB/root/0")
    (clue,) = linker.link(tree, UNKNOWN).clues
    assert (clue.bounds.start, clue.bounds.end) == (datetime(2022, 12, 30), datetime(2023, 7, 25))
    assert clue.bounds.basis == "inferred"
    assert tree.text[clue.span.start : clue.span.end] == "Foreign Minister Qin Gang"


def test_office_held_twice_bounds_by_the_hull(linker: Linker) -> None:
    tree = tree_of("Foreign/ADJ/amod/2 Minister/PROPN/nsubj/5 Wang/PROPN/flat/2 Yi/PROPN/flat/2 spoke/VERB/root/0")
    (clue,) = linker.link(tree, UNKNOWN).clues
    assert (clue.bounds.start, clue.bounds.end) == (datetime(2013, 3, 16), None)


@pytest.mark.parametrize("word", ["former", "then", "ex"])
def test_a_former_office_bounds_nothing(linker: Linker, word: str) -> None:
    name = "Foreign/ADJ/amod/3 Minister/PROPN/nsubj/6 Qin/PROPN/flat/3 Gang/PROPN/flat/3 spoke/VERB/root/0"
    tree = tree_of(f"{word}/ADJ/amod/3 {name}")
    found = linker.link(tree, UNKNOWN)
    assert found.clues == ()
    assert found.at(3)[0].flag == "former"


@pytest.mark.parametrize(
    ("day", "flag", "held"),
    [
        ("2018-10-08", "agrees", "Minister of Foreign Affairs"),
        ("2023-06-19", "out of date", "Director of the Office of the CCP Central Foreign Affairs Commission"),
        ("2023-07-24", "out of date", "Director of the Office of the CCP Central Foreign Affairs Commission"),
        ("2023-07-25", "agrees", "Minister of Foreign Affairs"),
    ],
)
def test_office_on_the_day(linker: Linker, day: str, flag: str, held: str) -> None:
    tree = tree_of("Foreign/ADJ/amod/2 Minister/PROPN/nsubj/5 Wang/PROPN/flat/2 Yi/PROPN/flat/2 spoke/VERB/root/0")
    (mention,) = linker.link(tree, _day(day)).at(3)
    assert (mention.flag, mention.office_held) == (flag, held)


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize("name", ["Xi/PROPN/nsubj/5 Jinping/PROPN/flat/3", "Vladimir/PROPN/nsubj/5 Obama/PROPN/flat/3"])
def test_the_calendar_has_ends(linker: Linker, day: str, name: str) -> None:
    entities = (Entity(0, 1, "PER"), Entity(2, 4, "PER"))
    tree = tree_of(f"Obama/PROPN/nmod/3 president/NOUN/compound/3 {name} spoke/VERB/root/0", entities=entities)
    assert linker.link(tree, _day(day)).at(2)


def test_an_unknown_person_gets_an_id_and_no_state(linker: Linker) -> None:
    tree = tree_of(
        "Jude/PROPN/nsubj/7 Blanchette/PROPN/flat/1 ,/PUNCT/punct/1 a/DET/det/6 China/PROPN/compound/6 "
        "expert/NOUN/appos/1 disagreed/VERB/root/0",
        entities=(Entity(0, 2, "PER"),),
    )
    (mention,) = linker.link(tree, UNKNOWN).at(1)
    assert (mention.actor, mention.state, mention.person) == ("jude-blanchette", None, True)


def test_who_held_an_office(linker: Linker) -> None:
    day = datetime(2023, 6, 19)
    directory = linker.directory
    assert [h.person.name for h in who(directory, "foreign minister", day, day, "CHN")] == ["Qin Gang"]
    offices = {h.spell.office.id for h in who(directory, "Wang Yi", day, day)}
    assert offices == {"CHN.party_foreign"}


words = st.sampled_from(
    [
        "China",
        "the",
        "U.S.",
        "US-China",
        "two",
        "sides",
        "President",
        "Wang",
        "Yi",
        "he",
        "its",
        "officials",
        ",",
        "'s",
        "and",
        "in",
        "minister",
        "Foreign",
        "of",
        "Korea",
        "Xi",
        "-",
        "ex",
        "May",
        "may",
        "Chinese",
        "former",
        "Mr.",
        "counterpart",
        "his",
        "North",
        "Trump",
        "administration",
        "\n",
        "Élysée",
    ]
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(words, st.sampled_from(["PROPN", "NOUN", "ADJ", "VERB"]), st.integers(0, 30)), min_size=1, max_size=25
    )
)
def test_any_parse_yields_sound_spans(linker: Linker, tokens: list[tuple[str, str, int]]) -> None:
    n = len(tokens)
    parts = [
        f"{w}/{tag}/{'root' if not head else 'nmod'}/{0 if i == 0 else 1 + head % i}"
        for i, (w, tag, head) in enumerate(tokens)
    ]
    tree = tree_of(" ".join(parts), entities=(Entity(0, n, "PER"),) if n % 3 == 0 else ())
    found = linker.link(tree, UNKNOWN)
    for mention in found.mentions:
        assert 0 <= mention.span.start < mention.span.end <= len(tree.text)
        assert mention.name
        assert (
            mention.state is None
            or mention.state in linker.directory.states
            or mention.state in linker.directory.bodies
        )
    for i in range(n):
        for mention in found.at(i):
            assert mention.span.overlaps(tree.span(i, i + 1))
    assert linker.link(tree, UNKNOWN) == found


lively = st.sampled_from(
    [
        "President",
        "Xi",
        "Trump",
        "H.R.",
        "McMaster",
        "Adviser",
        "National",
        "Security",
        "U.S.",
        "China",
        "the",
        "The",
        "two",
        "leaders",
        "both",
        "sides",
        "they",
        "their",
        "country",
        "island",
        "West",
        "bloc",
        "NATO",
        "EU",
        "Brussels",
        "Foreign",
        "Affairs",
        "and",
        "Minister",
        "of",
        "Politburo",
        "member",
        "top",
        "diplomat",
        "counterpart",
        "his",
        "its",
        "he",
        "Lavrov",
        "Fidan",
        "Kim",
        "May",
        "Johnson",
        "Bush",
        ",",
        "'s",
        "-",
        "(",
        "R",
        ")",
        "spokesman",
        "for",
        "Mr.",
        "ambassador",
        "to",
        "Mohamed",
        "Morsy",
        "Egyptian",
        "regime",
        "communist",
        "minister",
        "Nordic",
        "kingdom",
        "1984",
        "2011",
        "other",
        "African",
        "leaders",
        "De",
        "Maiziere",
    ]
)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(lively, st.sampled_from(["PROPN", "NOUN", "ADJ", "VERB"]), st.integers(0, 30), st.integers(0, 9)),
        min_size=2,
        max_size=25,
    ),
    st.sampled_from(["1991-03-01", "2012-12-13", "2017-08-01", "2023-06-19"]),
)
def test_dated_texts_link_alike_twice(linker: Linker, tokens: list[tuple[str, str, int, int]], day: str) -> None:
    deps = ("nmod", "nsubj", "obj", "conj", "appos", "compound", "amod", "flat", "obl", "nmod:poss")
    parts = [
        f"{word}/{tag}/{'root' if i == 0 else deps[dep]}/{0 if i == 0 else 1 + head % i}"
        for i, (word, tag, head, dep) in enumerate(tokens)
    ]
    entities = tuple(Entity(i, i + 2, "PER") for i in range(0, len(tokens) - 1, 5))
    tree = tree_of(" ".join(parts), entities=entities)
    found = linker.link(tree, _day(day))
    assert linker.link(tree, _day(day)) == found
    for mention in found.mentions:
        assert 0 <= mention.span.start < mention.span.end <= len(tree.text)
        assert not mention.person or mention.actor not in linker.directory.states
