"""What of a text is compared."""

from __future__ import annotations

from detente.stories.wording import RUN, runs_of, wording_of


def test_numbers_are_the_same_in_words_and_in_figures() -> None:
    written = wording_of("The fleet lost twelve boats in 1911.")
    figures = wording_of("In 1,911 the fleet lost 12 boats.")
    assert {"#12", "#1911"} <= written.facts.keys() & figures.facts.keys()


def test_a_title_tells_no_facts() -> None:
    wording = wording_of("Ostrany Meets Veldmark In Sandnas\n\nThey met at noon in Varholm.")
    assert "varholm" in wording.facts
    assert "sandna" not in wording.facts


def test_a_name_that_begins_a_sentence_is_one_where_it_stands_inside_another() -> None:
    facts = wording_of("Kasprik left early. Reporters saw Kasprik at the quay.").facts
    assert (facts["kasprik"].kind, facts["kasprik"].sentence) == ("names", 0)


def test_what_is_quoted_makes_no_runs() -> None:
    plain = "The minister spoke in the old town hall before a crowd of fishermen and their families"
    quoted = f'{plain}. "We shall not give up a single mile of these waters to anybody."'
    assert set(wording_of(quoted).runs.tolist()) == set(wording_of(plain).runs.tolist())
    assert len(wording_of(quoted).quotations) == 1


def test_a_text_that_is_one_quotation_has_runs_all_the_same() -> None:
    assert len(wording_of('"We shall not give up a single mile of these waters to anybody."').runs) > RUN


def test_a_text_of_few_words_has_no_runs() -> None:
    assert runs_of(["to", "the", "quay"]).size == 0
    assert wording_of("").words == 0
