"""Issues: the list of the contract, its words, and what a passage raises."""

from __future__ import annotations

import pytest

from detente.issues import IssueFinder, load_issue_finder
from detente.issues.lexicon import load_issues
from detente.issues.trie import PhraseTrie
from detente.language.tree import Tree

CONTRACT = [
    "taiwan",
    "south-china-sea",
    "trade",
    "technology",
    "sanctions",
    "ukraine-war",
    "middle-east",
    "north-korea",
    "fentanyl",
    "climate",
    "human-rights",
    "detainees",
    "espionage",
    "military-contacts",
    "artificial-intelligence",
    "people-to-people",
    "elections",
    "pandemic",
    "nuclear",
    "cyber",
    "territory",
    "migration",
    "energy",
    "aid",
    "general-relations",
    "other",
]


def tree_of(text: str, lemmas: dict[str, str] | None = None) -> Tree:
    words = text.split()
    starts = [sum(len(w) + 1 for w in words[:i]) for i in range(len(words))]
    n = len(words)
    return Tree(
        text=text,
        words=words,
        lemmas=[(lemmas or {}).get(w, w.lower()) for w in words],
        upos=["X"] * n,
        xpos=["XX"] * n,
        morphs=[""] * n,
        deps=["dep"] * n,
        heads=[0] * n,
        starts=starts,
        ends=[s + len(w) for s, w in zip(starts, words, strict=True)],
        sentences=[(0, n)],
    )


@pytest.fixture(scope="module")
def finder() -> IssueFinder:
    return load_issue_finder()


def issues_of(finder: IssueFinder, text: str, lemmas: dict[str, str] | None = None) -> tuple[str, ...]:
    tree = tree_of(text, lemmas)
    return finder.find(tree).within(0, len(tree))


def test_the_list_is_the_contracts() -> None:
    assert list(load_issues()) != []
    assert set(load_issues()) == set(CONTRACT)


def test_size() -> None:
    assert sum(len(i.strong) + len(i.plain) + len(i.weak) for i in load_issues().values()) >= 300


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("the one - China principle", "taiwan"),
        ("ships near Scarborough Shoal", "south-china-sea"),
        ("new tariffs on steel", "trade"),
        ("the export controls on chips", "technology"),
        ("talks on artificial intelligence", "artificial-intelligence"),
        ("rules for AI", "artificial-intelligence"),
        ("an arms embargo and an asset freeze", "sanctions"),
        ("grain leaving Odesa", "ukraine-war"),
        ("a ceasefire in Gaza", "middle-east"),
        ("Pyongyang fired a missile", "north-korea"),
        ("precursor chemicals for fentanyl", "fentanyl"),
        ("emissions and global warming", "climate"),
        ("forced labour in Xinjiang", "human-rights"),
        ("the prisoner swap", "detainees"),
        ("a spy balloon", "espionage"),
        ("a defense hotline between the militaries", "military-contacts"),
        ("student exchanges and direct flights", "people-to-people"),
        ("the presidential election", "elections"),
        ("a pandemic treaty", "pandemic"),
        ("uranium enrichment and centrifuges", "nuclear"),
        ("a ransomware gang", "cyber"),
        ("the border dispute over Kashmir", "territory"),
        ("asylum seekers and refugees", "migration"),
        ("gas through the pipeline", "energy"),
        ("food aid after the famine", "aid"),
        ("mutual respect and dialogue", "general-relations"),
    ],
)
def test_issue(finder: IssueFinder, text: str, first: str) -> None:
    lemmas = {
        "tariffs": "tariff",
        "chips": "chip",
        "controls": "control",
        "chemicals": "chemical",
        "emissions": "emission",
    }
    lemmas |= {
        "exchanges": "exchange",
        "flights": "flight",
        "seekers": "seeker",
        "refugees": "refugee",
        "centrifuges": "centrifuge",
    }
    assert issues_of(finder, text, lemmas)[0] == first


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("the two sides traded barbs", "trade"),
        ("the trade union met", "trade"),
        ("a bargaining chip", "technology"),
        ("the business environment", "climate"),
        ("the political climate", "climate"),
        ("police used tear gas", "energy"),
        ("a prisoner exchange", "people-to-people"),
        ("the stock exchange", "people-to-people"),
        ("a military campaign", "elections"),
        ("public relations", "general-relations"),
        ("they who came", "pandemic"),
        ("he said ai", "artificial-intelligence"),
    ],
)
def test_near_miss(finder: IssueFinder, text: str, absent: str) -> None:
    assert absent not in issues_of(finder, text, {"traded": "trade", "barbs": "barb", "relations": "relation"})


def test_specific_issues_outrank_relations(finder: IssueFinder) -> None:
    assert issues_of(finder, "relations dialogue ties and Taiwan")[0] == "taiwan"


def test_weak_words_do_not_raise_an_issue_alone(finder: IssueFinder) -> None:
    assert issues_of(finder, "a company") == ()
    assert issues_of(finder, "the price of a product") == ("trade",)


def test_within_reads_only_the_range(finder: IssueFinder) -> None:
    hits = finder.find(tree_of("tariffs rose while Taiwan voted", {"tariffs": "tariff"}))
    assert hits.within(0, 2) == ("trade",)
    assert hits.within(2, 5) == ("taiwan",)


def test_longest_phrase_wins() -> None:
    trie: PhraseTrie[str] = PhraseTrie()
    trie.add("trade", "short")
    trie.add("trade union", "long")
    assert [m.values for m in trie.matches(tree_of("a trade union and trade"))] == [("long",), ("short",)]
