"""Sentences with events marked by hand, in the form of `training/written/events/*.txt`: read and checked.

One sentence a line: `[a words]` marks a party, `{1 words}` the words that tell an event, and after ` | ` stand the
events: `1 TYPE.mode status a>b`, several parted by ` ; `. Parties may be several (`a,b>c`), unsaid (`->c`), or mutual
(`a=b`). A sentence without an event ends in ` | none`. Marks do not cross; a party may lie in another.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar, get_args

from detente.errors import UsageError
from detente.evaluation.event_gold import GoldEvent, GoldSentence
from detente.model import Span, Status

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

__all__ = [
    "MODES",
    "STATUSES",
    "Event",
    "Sentence",
    "held_out",
    "is_written",
    "parse_line",
    "read_held_out",
    "read_written",
    "written_files",
]

T = TypeVar("T")

STATUSES: tuple[str, ...] = get_args(Status)
TEST_SHARE = 0.12
MODES = {
    "AGREE": (), "CONSULT": ("visit", "third-party", "multilateral", "phone"), "SUPPORT": (), "CONCEDE": (),
    "COOPERATE": (), "AID": (), "RETREAT": ("withdraw", "release", "disarm", "ceasefire", "access", "resign"),
    "REQUEST": ("assist", "change", "yield", "meet"), "ACCUSE": ("disapprove", "investigate", "allege"),
    "REJECT": ("assist", "change", "yield", "meet"),
    "THREATEN": ("restrict", "arrest", "relations", "expel", "territory", "violence"),
    "PROTEST": ("demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"),
    "SANCTION": ("convict", "expel", "withdraw", "discontinue"), "MOBILIZE": ("troops", "weapons", "police", "militia"),
    "COERCE": ("seize", "restrict", "censor", "curfew", "martial-law", "arrest", "deport", "withhold", "misinformation",
               "cyber"),
    "ASSAULT": ("abduct", "beat", "torture", "sexual", "targeted", "destroy", "primitive", "firearms", "explosives",
                "suicide-attack", "aerial", "drone", "heavy-weapons", "crowd-control", "unconventional"),
}  # fmt: skip
_MARK = re.compile(r"\[(?P<party>[a-z]) |\{(?P<trigger>\d) |[\]}]")
_EVENT = re.compile(r"(\d) ([A-Z]+)(?:\.([a-z-]+))? ([a-z]+) ([a-z](?:,[a-z])*|-)([>=])([a-z](?:,[a-z])*|-)")


@dataclass(frozen=True, slots=True)
class Event:
    """One event: the span of its trigger, type, mode ("" for none), status, and the spans of both sides."""

    trigger: tuple[int, int]
    type: str
    mode: str
    status: str
    actors: tuple[tuple[int, int], ...]
    recipients: tuple[tuple[int, int], ...]
    mutual: bool


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence without its marks, its parties and events; all spans are characters [start, end) of `text`."""

    text: str
    parties: tuple[tuple[int, int], ...]
    events: tuple[Event, ...]


def parse_line(line: str) -> Sentence:
    """Read one line.

    Raises:
        ValueError: It has not the form; the message says where.

    >>> sentence = parse_line("[a Peru] {1 expelled} [b two envoys of Chile]. | 1 SANCTION.expel happened a>b")
    >>> sentence.text, sentence.events[0].type, sentence.events[0].recipients
    ('Peru expelled two envoys of Chile.', 'SANCTION', ((14, 33),))
    """
    marked, bar, told = line.rpartition(" | ")
    if not bar:
        raise ValueError("no ' | ' with the events")
    text, spans = _unmark(marked)
    events = () if told.strip() == "none" else tuple(_event(one.strip(), spans) for one in told.split(" ; "))
    parties = tuple(span for name, span in spans.items() if name.isalpha())
    used = {span for event in events for span in (event.trigger, *event.actors, *event.recipients)}
    idle = [name for name, span in spans.items() if name.isdigit() and span not in used]
    if idle:
        raise ValueError(f"trigger {idle[0]} has no event")
    return Sentence(text, parties, events)


def _unmark(marked: str) -> tuple[str, dict[str, tuple[int, int]]]:
    text, at, stack, spans = "", 0, list[tuple[str, int]](), dict[str, tuple[int, int]]()
    for found in _MARK.finditer(marked):
        text += marked[at : found.start()]
        at = found.end()
        name = found["party"] or found["trigger"]
        if name:
            stack.append((name, len(text)))
        elif not stack:
            raise ValueError(f"a mark closes that never opened: {marked[max(0, at - 20) : at]!r}")
        else:
            name, start = stack.pop()
            if name.isalpha() != (found[0] == "]") or name in spans:
                raise ValueError(f"mark {name} is closed by the other bracket or stands twice")
            spans[name] = (start, len(text))
    text += marked[at:]
    if stack or re.search(r"[\[\]{}]", text):
        raise ValueError("a mark does not close")
    return text, spans


def _event(told: str, spans: dict[str, tuple[int, int]]) -> Event:
    found = _EVENT.fullmatch(told)
    if not found:
        raise ValueError(f"not '1 TYPE.mode status a>b': {told!r}")
    number, kind, mode, status, actors, sign, recipients = found.groups()
    if kind not in MODES or (mode and mode not in MODES[kind]):
        raise ValueError(f"{kind}.{mode}: no such type or mode; {', '.join(MODES.get(kind, MODES))}")
    if status not in STATUSES:
        raise ValueError(f"{status}: no such status; there are {', '.join(STATUSES)}")
    sides = [tuple(spans[name] for name in side.split(",") if name != "-") for side in (actors, recipients)]
    return Event(spans[number], kind, mode or "", status, sides[0], sides[1], sign == "=")


def read_written(path: Path) -> list[Sentence]:
    """All sentences of a file; lines that begin with "#" are comments.

    Raises:
        UsageError: A line is wrong; the message names file, line and fault.
    """
    sentences = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        try:
            sentences.append(parse_line(line))
        except (ValueError, KeyError) as error:
            raise UsageError(f"{path.name}, line {number}: {error}") from error
    return sentences


def written_files(path: Path) -> list[Path]:
    """The files that a path is or holds, in order."""
    return sorted(path.glob("*.txt")) if path.is_dir() else [path]


def is_written(path: Path) -> bool:
    """Whether a path is a file of such sentences, or a folder of them."""
    files = written_files(path)
    if not files or files[0].suffix != ".txt":
        return False
    with files[0].open(encoding="utf-8") as lines:
        first = next((line.rstrip() for line in lines if line.strip() and not line.startswith("#")), "")
    told = first.rpartition(" | ")[2]
    return " | " in first and (told == "none" or all(_EVENT.fullmatch(one.strip()) for one in told.split(" ; ")))


def held_out(sentences: Sequence[T], share: float = TEST_SHARE) -> tuple[Sequence[T], Sequence[T]]:
    """The sentences of a file that may be learned from, and its last ones, which are kept to test with.

    Neighbouring lines tell one story in several forms, so the test part is no draw.

    >>> held_out(range(10), 0.2)
    (range(0, 8), range(8, 10))
    """
    cut = round(len(sentences) * (1 - share))
    return sentences[:cut], sentences[cut:]


def read_held_out(path: Path) -> list[GoldSentence]:
    """The test part of each file that `path` is or holds."""
    return [
        _gold(f"{file.stem} {number}", sentence)
        for file in written_files(path)
        for number, sentence in enumerate(held_out(read_written(file))[1], 1)
    ]


def _gold(id_: str, sentence: Sentence) -> GoldSentence:
    events = tuple(
        GoldEvent(
            event.type,
            frozenset((event.type,)),
            tuple(Span(*span) for span in event.actors),
            tuple(Span(*span) for span in event.recipients),
            mutual=event.mutual,
            trigger=Span(*event.trigger),
            status=event.status,
        )
        for event in sentence.events
    )
    return GoldSentence(id_, sentence.text, events, full=True)
