"""Rules on trees written by hand, without the neural reader."""

from __future__ import annotations

from datetime import datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from detente.issues import IssueHits
from detente.model import Article, Span, Statement, TimeMention, When
from detente.statements import load_attributor
from detente.statements.boundaries import split_run_on_sentences
from detente.times import Times
from tests.statements.support import link_names, tree_of

SAID = (
    "Mori/Mori/PROPN/nsubj/2 said/say/VERB/root/0 that/that/SCONJ/mark/5 ports/port/NOUN/nsubj/5 "
    "reopened/reopen/VERB/ccomp/2 ././PUNCT/punct/2"
)


def statements(*sentences: str) -> tuple[Statement, ...]:
    tree = tree_of(*sentences)
    return ATTRIBUTOR.attribute(tree, link_names(tree), Times(), IssueHits(), Article(tree.text)).statements


def test_clause() -> None:
    (found,) = statements(SAID)
    assert (found.speaker.name, found.speaker.id, found.speaker.state) == ("Mori", "mori", "JPN")
    assert (found.content, found.cue, found.kind, found.act) == ("ports reopened", "said", "indirect", "assert")
    assert found.why.origin == "rule:verb:clause"
    assert found.why.words == (found.cue_span,)


def test_statement_without_issue_is_other() -> None:
    (found,) = statements(SAID)
    assert found.issues == ("other",)


def test_unknown_publication_leaves_the_time_unknown() -> None:
    (found,) = statements(SAID)
    assert found.when.basis == "unknown"


WORDS = [
    "said/say/VERB",
    "urged/urge/VERB",
    "stressed/stress/VERB",
    "called/call/VERB",
    "quoted/quote/VERB",
    "saying/say/VERB",
    "Mori/Mori/PROPN",
    "Moscow/Moscow/PROPN",
    "he/he/PRON",
    "ports/port/NOUN",
    "concern/concern/NOUN",
    "warning/warning/NOUN",
    "worried/worried/ADJ",
    "that/that/SCONJ",
    "to/to/PART",
    "of/of/ADP",
    "according/accord/VERB",
    "as/as/ADP",
    "and/and/CCONJ",
    "not/not/PART",
    "“/“/PUNCT",
    "”/”/PUNCT",
    ",/,/PUNCT",
    "././PUNCT",
    ":/:/PUNCT",
    "will/will/AUX",
]
DEPS = [
    "nsubj",
    "obj",
    "ccomp",
    "xcomp",
    "advcl",
    "obl",
    "nmod",
    "acl",
    "acl:relcl",
    "parataxis",
    "conj",
    "mark",
    "case",
    "punct",
    "aux",
]


@st.composite
def sentences(draw: st.DrawFn) -> str:
    size = draw(st.integers(1, 14))
    items = []
    for i in range(size):
        head = 0 if i == 0 else draw(st.integers(1, i))
        dep = "root" if i == 0 else draw(st.sampled_from(DEPS))
        items.append(f"{draw(st.sampled_from(WORDS))}/{dep}/{head}")
    return " ".join(items)


ATTRIBUTOR = load_attributor(learned=False)


@settings(max_examples=300, deadline=None)
@given(st.lists(sentences(), min_size=1, max_size=3))
def test_any_tree_gives_spans_that_slice(drawn: list[str]) -> None:
    tree = tree_of(*drawn)
    for found in ATTRIBUTOR.attribute(tree, link_names(tree), Times(), IssueHits(), Article(tree.text)).statements:
        assert tree.text[found.span.start : found.span.end] == found.content != ""
        assert tree.text[found.cue_span.start : found.cue_span.end] == found.cue


def time_at(token: int, value: When) -> Times:
    return Times((TimeMention(Span(0, 1), value),), ((token, token + 1),))


def test_time_at_the_cue_dates_the_statement() -> None:
    monday = When(datetime(2025, 3, 3), datetime(2025, 3, 4), "day", "relative to publication", "Monday")
    tree = tree_of(
        "Mori/Mori/PROPN/nsubj/2 said/say/VERB/root/0 Monday/Monday/PROPN/obl/2 that/that/SCONJ/mark/6 "
        "ports/port/NOUN/nsubj/6 reopened/reopen/VERB/ccomp/2 ././PUNCT/punct/2"
    )
    article = Article(tree.text)
    (found,) = ATTRIBUTOR.attribute(tree, link_names(tree), time_at(2, monday), IssueHits(), article).statements
    assert found.when == monday
    (other,) = ATTRIBUTOR.attribute(tree, link_names(tree), time_at(4, monday), IssueHits(), article).statements
    assert other.when.basis == "unknown"


def test_statement_without_time_was_made_before_publication() -> None:
    published = When(datetime(2025, 3, 5), datetime(2025, 3, 6), "day", "stated")
    tree = tree_of(SAID)
    article = Article(tree.text, published=published)
    (found,) = ATTRIBUTOR.attribute(tree, link_names(tree), Times(), IssueHits(), article).statements
    assert found.when == When(None, published.end, "interval", "inferred")


def test_person_named_beside_an_office() -> None:
    (found,) = statements(
        "The/the/DET/det/2 minister/minister/NOUN/nsubj/6 ,/,/PUNCT/punct/4 Mori/Mori/PROPN/appos/2 ,/,/PUNCT/punct/4 "
        "said/say/VERB/root/0 that/that/SCONJ/mark/9 ports/port/NOUN/nsubj/9 "
        "reopened/reopen/VERB/ccomp/6 ././PUNCT/punct/6"
    )
    assert found.speaker.name == "Mori"


def test_unnamed_source_keeps_its_phrase_and_the_state_that_modifies_it() -> None:
    (found,) = statements(
        "Tokyo/Tokyo/PROPN/compound/2 officials/official/NOUN/nsubj/3 said/say/VERB/root/0 that/that/SCONJ/mark/6 "
        "ports/port/NOUN/nsubj/6 reopened/reopen/VERB/ccomp/3 ././PUNCT/punct/3"
    )
    assert (found.speaker.name, found.speaker.id, found.speaker.state) == ("Tokyo officials", None, "JPN")


def test_things_do_not_speak() -> None:
    assert not statements(
        "The/the/DET/det/2 collapse/collapse/NOUN/nsubj/3 suggests/suggest/VERB/root/0 that/that/SCONJ/mark/6 "
        "ports/port/NOUN/nsubj/6 rot/rot/VERB/ccomp/3 ././PUNCT/punct/3"
    )


def test_what_may_be_said_is_not_said() -> None:
    assert not statements(
        "Mori/Mori/PROPN/nsubj/3 may/may/AUX/aux/3 say/say/VERB/root/0 that/that/SCONJ/mark/6 ports/port/NOUN/nsubj/6 "
        "reopened/reopen/VERB/ccomp/3 ././PUNCT/punct/3"
    )


def test_addressee_and_about() -> None:
    (found,) = statements(
        "Mori/Mori/PROPN/nsubj/2 told/tell/VERB/root/0 Moscow/Moscow/PROPN/obj/2 that/that/SCONJ/mark/6 "
        "Seoul/Seoul/PROPN/nsubj/6 objected/object/VERB/ccomp/2 ././PUNCT/punct/2"
    )
    assert found.addressee == ("RUS",)
    assert found.about == ("KOR",)


def test_coordinated_speakers_give_one_statement_each() -> None:
    found = statements(
        "Mori/Mori/PROPN/nsubj/4 and/and/CCONJ/cc/3 Kaya/Kaya/PROPN/conj/1 said/say/VERB/root/0 that/that/SCONJ/mark/7 "
        "ports/port/NOUN/nsubj/7 reopened/reopen/VERB/ccomp/4 ././PUNCT/punct/4"
    )
    assert [s.speaker.name for s in found] == ["Kaya", "Mori"]
    assert len({s.span for s in found}) == 1


def test_pronoun_takes_up_the_speaker_before() -> None:
    found = statements(
        SAID,
        "He/he/PRON/nsubj/2 added/add/VERB/root/0 that/that/SCONJ/mark/5 ships/ship/NOUN/nsubj/5 "
        "sailed/sail/VERB/ccomp/2 ././PUNCT/punct/2",
    )
    assert [(s.speaker.name, s.content) for s in found] == [("Mori", "ports reopened"), ("Mori", "ships sailed")]


def test_relay_becomes_the_chain() -> None:
    (found,) = statements(
        "Reuters/Reuters/PROPN/nsubj/2 reported/report/VERB/root/0 that/that/SCONJ/mark/5 Mori/Mori/PROPN/nsubj/5 "
        "said/say/VERB/ccomp/2 that/that/SCONJ/mark/8 ports/port/NOUN/nsubj/8 "
        "reopened/reopen/VERB/ccomp/5 ././PUNCT/punct/2"
    )
    assert (found.speaker.name, found.content, found.attribution) == ("Mori", "ports reopened", ("Reuters",))


def test_nested_speech_of_others_is_no_statement_of_its_own() -> None:
    (found,) = statements(
        "Kaya/Kaya/PROPN/nsubj/2 said/say/VERB/root/0 that/that/SCONJ/mark/5 Mori/Mori/PROPN/nsubj/5 "
        "said/say/VERB/ccomp/2 that/that/SCONJ/mark/8 ports/port/NOUN/nsubj/8 "
        "reopened/reopen/VERB/ccomp/5 ././PUNCT/punct/2"
    )
    assert (found.speaker.name, found.content) == ("Kaya", "Mori said that ports reopened")


def test_run_on_sentence_is_cut_at_its_full_stop() -> None:
    tree = tree_of(
        "Mori/Mori/PROPN/nsubj/2 slept/sleep/VERB/root/0 ././PUNCT/punct/2 Kaya/Kaya/PROPN/nsubj/5 "
        "left/leave/VERB/ccomp/2 ././PUNCT/punct/5"
    )
    cut = split_run_on_sentences(tree)
    assert cut.sentences == [(0, 3), (3, 6)]
    assert (cut.deps[4], cut.heads[4]) == ("root", 4)
    assert tree.sentences == [(0, 6)]


def test_sentences_without_inner_stops_stay_one_object() -> None:
    tree = tree_of(SAID)
    assert split_run_on_sentences(tree) is tree
