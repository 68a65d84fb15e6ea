"""PETRARCH's files: mended while they are read, refused with the line where that cannot be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from detente.actors import load_linker
from detente.errors import UsageError
from detente.evaluation.gold import kind_of
from detente.evaluation.petrarch import (
    gold_of,
    is_ordinary,
    land_code,
    load_rules,
    petrarch_linker,
    scheme_of,
    tell_act,
)
from detente.evaluation.petrarch_records import PetrarchRecord, read_petrarch

if TYPE_CHECKING:
    from pathlib import Path

HEAD = """<Validation>
words & <EventCoding...> before the records
<Environment><Verbfile>{verbs}</Verbfile></Environment>
"""
RECORD = """<Sentence date="20150101" id="{id}" category="{category}" evaluate="true"{closing}>
<!-- {remark} -->
{events}
<Text>
Gondor met
Bree &amp; Kenya.
</Text>
<Parse>
1	<a>	& b
</Parse>
</Sentence>
"""
MEETING = '<EventCoding eventcode="031" sourcecode="GON" targetcode="BREGOV" />'
BACK = "<EventCoding sourcecode='BREGOV' targetcode='GON' eventcode='031'></EventCoding>"


def record(
    id_: str = "DEMO-01", category: str = "DEMO", remark: str = "plain", events: str = MEETING, closing: str = ""
) -> str:
    return RECORD.format(id=id_, category=category, remark=remark, events=events, closing=closing)


def written(path: Path, *records: str, verbs: str = "PETR.Validate.verbs.txt", end: str = "</Sentences>") -> Path:
    file = path / "records.xml"
    file.write_text(HEAD.format(verbs=verbs) + "<Sentences>\n" + "".join(records) + end)
    return file


@pytest.mark.parametrize("closing", ["", "/"])
def test_a_record_is_read_however_it_opens(tmp_path: Path, closing: str) -> None:
    path = written(tmp_path, record(closing=closing), record("DEMO-02", events=MEETING + "\n" + BACK))
    file = read_petrarch(path)
    assert kind_of(path) == "petrarch"
    assert (file.verbs, len(file.records)) == ("PETR.Validate.verbs.txt", 2)
    first = file.records[0]
    assert (first.id, first.category, first.remarks, first.line) == ("DEMO-01", "DEMO", "plain", 5)
    assert first.text == "Gondor met Bree & Kenya."
    assert [(e.source, e.target, e.code) for e in first.events] == [("GON", "BREGOV", "031")]
    assert len(file.records[1].events) == 2


@pytest.mark.parametrize(
    ("records", "end", "fault"),
    [
        (
            [record().replace("</Sentence>\n", ""), record()],
            "",
            r"line 15: the record 'DEMO-01' of line 5 has not ended",
        ),
        ([record().replace("</Sentence>\n", "")], "", r"line 5: the record 'DEMO-01' does not end"),
        ([record().replace("</Text>", "")], "", r"line 12: <Parse> stands in the <Text> of line 8"),
        ([record().replace(' id="DEMO-01"', "")], "", r"line 5: the record has no id"),
        ([record(events='<EventCoding sourcecode="A"/>')], "", r"line 7: <EventCoding> has no targetcode"),
        ([MEETING], "", r"line 5: <EventCoding> stands in no record"),
        ([record().replace("Bree &", "<b>Bree</b> &")], "", r"line 10: <b> stands in a text"),
        ([record(), "<!-- no end"], "", r"line 16: a remark does not end"),
        ([], "", r"line 1: there is no <Sentence>"),
    ],
)
def test_what_cannot_be_mended_is_named_by_its_line(tmp_path: Path, records: list[str], end: str, fault: str) -> None:
    with pytest.raises(UsageError, match=fault):
        read_petrarch(written(tmp_path, *records, end=end))


def test_records_that_test_messages_or_have_no_text_are_not_scored(tmp_path: Path) -> None:
    empty = record("B").replace("Gondor met\nBree &amp; Kenya.\n", "")
    error = record("C", events='<EventCoding error="dateline"/>')
    none = record("D", events='<EventCoding noevents = "True"/>')
    records = read_petrarch(written(tmp_path, record(), empty, error, none)).records
    assert [one.is_scored for one in records] == [True, False, False, True]
    assert records[3].events == ()


def test_the_dictionary_of_a_file_says_what_its_codes_mean(tmp_path: Path) -> None:
    rules = load_rules()
    for verbs, types in (("PETR.Validate.verbs.txt", ("CONSULT",)), ("CAMEO.2.0.txt", ("AGREE",))):
        file = read_petrarch(written(tmp_path, record(), verbs=verbs))
        assert scheme_of(file, file.records[0], rules).types("031") == types
    file = read_petrarch(written(tmp_path, record("COMPOUND-39")))
    assert scheme_of(file, file.records[0], rules).name == "cameo"
    assert scheme_of(file, file.records[0], rules).types("901") is None


def gold(tmp_path: Path, events: str) -> list[tuple[object, ...]]:
    file = read_petrarch(written(tmp_path, record(events=events)))
    scheme = scheme_of(file, file.records[0], load_rules())
    return [
        (set(e.source_lands), e.type, set(e.target_lands), e.mutual) for e in gold_of(file.records[0], scheme).events
    ]


def test_an_event_told_both_ways_is_one(tmp_path: Path) -> None:
    assert gold(tmp_path, MEETING + "\n" + BACK) == [({"BRE"}, "CONSULT", {"GON"}, True)]
    assert gold(tmp_path, MEETING) == [({"GON"}, "CONSULT", {"BRE"}, False)]


def test_comments_and_codes_of_no_scheme_are_no_events(tmp_path: Path) -> None:
    assert gold(tmp_path, MEETING.replace("031", "023")) == []
    assert gold(tmp_path, MEETING.replace("031", "901")) == []


@pytest.mark.parametrize(
    ("change", "ordinary"),
    [
        ({}, True),
        ({"category": "SYNSET"}, False),
        ({"remark": "checks a multi-word Pattern"}, False),
        ({"events": MEETING.replace("031", "901")}, False),
        ({"events": MEETING.replace("BREGOV", "---GOV")}, False),
        ({"events": ""}, False),
    ],
)
def test_which_records_are_about_ordinary_language(tmp_path: Path, change: dict[str, str], ordinary: bool) -> None:
    rules = load_rules()
    file = read_petrarch(written(tmp_path, record(**change)))
    assert is_ordinary(file.records[0], scheme_of(file, file.records[0], rules), rules.ordinary) is ordinary


def test_a_name_that_is_misspelt_on_purpose_is_not_ordinary(tmp_path: Path) -> None:
    rules = load_rules()
    file = read_petrarch(written(tmp_path, record().replace("Gondor met", "Gxndor met")))
    assert not is_ordinary(file.records[0], scheme_of(file, file.records[0], rules), rules.ordinary)


def test_a_plan_counts_as_the_act() -> None:
    assert [tell_act("AID", status) for status in ("happened", "planned", "possible")] == ["AID", "AID", None]
    assert (tell_act("CONSULT", "cancelled"), tell_act("AID", "denied")) == ("REJECT", None)


def test_lands_of_sides() -> None:
    assert [land_code(side) for side in ("GONGOV", "IGOUNO", "---MIL", "###", "SOME WORDS")] == [
        "GON",
        "IGO",
        "",
        "",
        "",
    ]


@pytest.mark.reader
def test_invented_lands_are_known_only_where_a_file_speaks_of_them() -> None:
    shipped = load_linker()
    assert petrarch_linker(shipped, [PetrarchRecord("1", "AFP", 1, "Kenya met Uganda.")]) is shipped
    known = petrarch_linker(shipped, [PetrarchRecord("1", "DEMO", 1, "Gondor met Uganda.")])
    assert known.directory.actor_name("GON") == "Gondor"
    assert "GON" not in shipped.directory.states
