"""Which time dates an event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.model import UNKNOWN_TIME
from tests.times.build import parsed, plain
from tests.times.test_cases import written

if TYPE_CHECKING:
    from detente.times import TimeFinder

TWO_CLAUSES = """
Wang Wang PROPN NNP 2 nsubj
said say VERB VBD 0 root
Friday Friday PROPN NNP 2 obl:tmod
he he PRON PRP 5 nsubj
met meet VERB VBD 2 ccomp
Xi Xi PROPN NNP 5 obj
in in ADP IN 8 case
2019 2019 NUM CD 5 obl
"""
REPORT_ONLY = """
On on ADP IN 2 case
Friday Friday PROPN NNP 4 obl
Wang Wang PROPN NNP 4 nsubj
said say VERB VBD 0 root
he he PRON PRP 6 nsubj
met meet VERB VBD 4 ccomp
Xi Xi PROPN NNP 6 obj
"""
NOUN = """
The the DET DT 2 det
meeting meeting NOUN NN 3 nsubj
took take VERB VBD 0 root
place place NOUN NN 3 obj
on on ADP IN 6 case
Monday Monday PROPN NNP 3 obl
, , PUNCT , 8 punct
following follow VERB VBG 3 advcl
the the DET DT 10 det
visit visit NOUN NN 8 obj
in in ADP IN 12 case
May May PROPN NNP 10 nmod
"""
CONJ = """
He he PRON PRP 2 nsubj
met meet VERB VBD 0 root
Xi Xi PROPN NNP 2 obj
on on ADP IN 5 case
Monday Monday PROPN NNP 2 obl
and and CCONJ CC 7 cc
signed sign VERB VBD 2 conj
it it PRON PRP 7 obj
"""
RANGE = """
They they PRON PRP 2 nsubj
met meet VERB VBD 0 root
from from ADP IN 5 case
30 30 NUM CD 5 nummod
May May PROPN NNP 2 obl
to to ADP IN 8 case
2 2 NUM CD 8 nummod
June June PROPN NNP 2 obl
"""
OTHER_SUBJECT = """
The the DET DT 2 det
trip trip NOUN NN 4 nsubj:pass
was be AUX VBD 4 aux:pass
set set VERB VBN 0 root
for for ADP IN 6 case
February February PROPN NNP 4 obl
but but CCONJ CC 9 cc
he he PRON PRP 9 nsubj
left leave VERB VBD 4 conj
"""
FRAMED = """
In in ADP IN 2 case
November November PROPN NNP 4 obl
he he PRON PRP 4 nsubj
met meet VERB VBD 0 root
Xi Xi PROPN NNP 4 obj
, , PUNCT , 8 punct
who who PRON WP 8 nsubj
leads lead VERB VBZ 5 acl:relcl
China China PROPN NNP 8 obj
and and CCONJ CC 12 cc
both both DET DT 12 nsubj
agreed agree VERB VBD 4 conj
"""
AFTER = """
On on ADP IN 2 case
Monday Monday PROPN NNP 4 obl
they they PRON PRP 4 nsubj
met meet VERB VBD 0 root
; ; PUNCT , 4 punct
after after ADP IN 8 case
the the DET DT 8 det
meeting meeting NOUN NN 10 obl
Xi Xi PROPN NNP 10 nsubj
spoke speak VERB VBD 4 parataxis
"""


def dated(finder: TimeFinder, rows: str, word: str) -> str | None:
    tree = parsed(rows)
    times = finder.find(tree, written({}))
    found = finder.when_of(tree, times, tree.words.index(word), written({}))
    return None if found is None else f"{found.to_dict()['start']} {found.to_dict()['end']}"


def test_each_clause_has_its_own(finder: TimeFinder) -> None:
    assert dated(finder, TWO_CLAUSES, "met") == "2019-01-01 2020-01-01"
    assert dated(finder, TWO_CLAUSES, "said") == "2023-06-16 2023-06-17"


def test_time_of_saying_is_not_that_of_content(finder: TimeFinder) -> None:
    assert dated(finder, REPORT_ONLY, "met") is None


def test_noun_takes_the_verbs_and_its_own(finder: TimeFinder) -> None:
    assert dated(finder, NOUN, "meeting") == "2023-06-19 2023-06-20"
    assert dated(finder, NOUN, "visit") == "2023-05-01 2023-06-01"


def test_second_verb_shares(finder: TimeFinder) -> None:
    assert dated(finder, CONJ, "signed") == "2023-06-19 2023-06-20"


def test_range_is_joined(finder: TimeFinder) -> None:
    assert dated(finder, RANGE, "met") == "2023-05-30 2023-06-03"


def test_another_subject_does_not_share(finder: TimeFinder) -> None:
    assert dated(finder, OTHER_SUBJECT, "set") == "2023-02-01 2023-03-01"
    assert dated(finder, OTHER_SUBJECT, "left") is None


def test_opening_time_frames_clauses_but_not_relative_ones(finder: TimeFinder) -> None:
    assert dated(finder, FRAMED, "agreed") == "2022-11-01 2022-12-01"
    assert dated(finder, FRAMED, "leads") is None


def test_after_the_meeting_ends_with_publication(finder: TimeFinder) -> None:
    assert dated(finder, AFTER, "spoke") == "2023-06-19 2023-06-22"


def test_no_time(finder: TimeFinder) -> None:
    tree = plain("They met in Geneva.")
    assert finder.when_of(tree, finder.find(tree, UNKNOWN_TIME), 1, UNKNOWN_TIME) is None
