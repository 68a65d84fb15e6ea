"""Direction of clauses, on parses written by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from detente.model import When
from detente.times.tense import Tense
from detente.times.words import load_tense_words
from tests.times.build import parsed, plain
from tests.times.test_cases import written

if TYPE_CHECKING:
    from detente.times import TimeFinder

PAST = """
Wang Wang PROPN NNP 2 nsubj
left leave VERB VBD 0 root
on on ADP IN 4 case
Monday Monday PROPN NNP 2 obl
"""
FUTURE = """
Wang Wang PROPN NNP 3 nsubj
will will AUX MD 3 aux
leave leave VERB VB 0 root
on on ADP IN 5 case
Monday Monday PROPN NNP 3 obl
"""
SCHEDULED = """
Talks talk NOUN NNS 3 nsubj:pass
are be AUX VBP 3 aux:pass
scheduled schedule VERB VBN 0 root
for for ADP IN 5 case
Monday Monday PROPN NNP 3 obl
"""
WAS_SCHEDULED = """
Talks talk NOUN NNS 3 nsubj:pass
were be AUX VBD 3 aux:pass
scheduled schedule VERB VBN 0 root
for for ADP IN 5 case
Monday Monday PROPN NNP 3 obl
"""
PERFECT = """
He he PRON PRP 3 nsubj
has have AUX VBZ 3 aux
left leave VERB VBN 0 root
on on ADP IN 5 case
Monday Monday PROPN NNP 3 obl
"""
PLANS_TO = """
He he PRON PRP 2 nsubj
plans plan VERB VBZ 0 root
to to PART TO 4 mark
leave leave VERB VB 2 xcomp
on on ADP IN 6 case
Monday Monday PROPN NNP 4 obl
"""
PLANNED_TO = """
He he PRON PRP 2 nsubj
planned plan VERB VBD 0 root
to to PART TO 4 mark
leave leave VERB VB 2 xcomp
on on ADP IN 6 case
Monday Monday PROPN NNP 4 obl
"""
IS_LEAVING = """
He he PRON PRP 3 nsubj
is be AUX VBZ 3 aux
leaving leave VERB VBG 0 root
on on ADP IN 5 case
Monday Monday PROPN NNP 3 obl
"""
SAID_WOULD = """
He he PRON PRP 2 nsubj
said say VERB VBD 0 root
he he PRON PRP 5 nsubj
would would AUX MD 5 aux
leave leave VERB VB 2 ccomp
on on ADP IN 7 case
Monday Monday PROPN NNP 5 obl
"""
COULD_HAVE = """
He he PRON PRP 4 nsubj
could could AUX MD 4 aux
have have AUX VB 4 aux
left leave VERB VBN 0 root
on on ADP IN 6 case
Monday Monday PROPN NNP 4 obl
"""


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (PAST, "past"),
        (FUTURE, "future"),
        (SCHEDULED, "future"),
        (WAS_SCHEDULED, "past"),
        (PERFECT, "past"),
        (PLANS_TO, "future"),
        (PLANNED_TO, "open"),
        (IS_LEAVING, "future"),
        (SAID_WOULD, "future"),
        (COULD_HAVE, "past"),
    ],
)
def test_direction(rows: str, expected: str | None) -> None:
    tree = parsed(rows)
    at = tree.words.index("Monday")
    assert Tense(load_tense_words()).direction(tree, at, at + 1) == expected


@pytest.mark.parametrize(("rows", "day"), [(PAST, "2023-06-19"), (FUTURE, "2023-06-26"), (SCHEDULED, "2023-06-26")])
def test_weekday_follows_clause(finder: TimeFinder, rows: str, day: str) -> None:
    (found,) = finder.find(parsed(rows), written({})).mentions
    assert found.value.to_dict()["start"] == day


def test_nothing_to_go_by() -> None:
    assert Tense(load_tense_words()).direction(plain("Monday"), 0, 1) is None
    assert Tense(load_tense_words()).direction(plain(""), 0, 1) is None


def test_in_two_weeks_needs_future(finder: TimeFinder) -> None:
    assert finder.find(plain("It was the first in two weeks."), written({})).mentions == ()
    (found,) = finder.find(plain("They will meet in two weeks."), written({})).mentions
    assert isinstance(found.value, When)
    assert found.value.to_dict()["start"] == "2023-07-03"
