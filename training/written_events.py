"""Checks and counts the sentences of `written/events/*.txt`, whose form `detente.evaluation.written_events` reads.

python training/written_events.py training/written/events/*.txt
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from detente.evaluation.written_events import MODES, STATUSES, Event, Sentence, parse_line, read_written

__all__ = ["MODES", "STATUSES", "Event", "Sentence", "parse_line", "read_written"]


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
