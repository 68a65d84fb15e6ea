"""Sentences that we wrote, with events marked: the form of `written/events/*.txt`, read and checked.

    python training/written_events.py training/written/events/*.txt

One sentence a line: `[a words]` marks a party, `{1 words}` the words that tell an event, and after ` | ` stand the
events: `1 TYPE.mode status a>b`, several parted by ` ; `. Parties may be several (`a,b>c`), unsaid (`->c`), or mutual
(`a=b`). A sentence without an event ends in ` | none`. Marks do not cross; a party may lie in another.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Event", "Sentence", "parse_line", "read_written"]

STATUSES = ("happened", "ongoing", "planned", "possible", "hypothetical", "denied", "cancelled")
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
        ValueError: A line is wrong; the message names file, line and fault.
    """
    sentences = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        try:
            sentences.append(parse_line(line))
        except (ValueError, KeyError) as error:
            raise ValueError(f"{path.name}, line {number}: {error}") from error
    return sentences


def main() -> None:
    """Check files and count what they hold."""
    every = [sentence for name in sys.argv[1:] for sentence in read_written(Path(name))]
    texts = Counter(sentence.text for sentence in every)
    events = [event for sentence in every for event in sentence.events]
    print(f"{len(every)} sentences, {len(events)} events, {sum(not s.events for s in every)} without an event")
    print("types   ", Counter(event.type for event in events).most_common())
    print("modes   ", Counter(f"{event.type}.{event.mode}" for event in events if event.mode).most_common())
    print("statuses", Counter(event.status for event in events).most_common())
    print("words   ", sum(len(s.text.split()) for s in every) // max(1, len(every)), "a sentence")
    print("twice   ", [text for text, count in texts.items() if count > 1])


if __name__ == "__main__":
    main()
