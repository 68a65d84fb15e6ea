"""What the rules propose for written sentences, with what the annotation says of it: examples for the judge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from event_examples import judged

from detente.actors import load_linker
from detente.events import load_event_coder
from detente.events.proposals import proposals_of
from detente.language import load_reader
from detente.model import UNKNOWN_TIME, Article

if TYPE_CHECKING:
    from collections.abc import Iterable

    from event_examples import EventSentence

__all__ = ["add_drafts"]


def add_drafts(sentences: Iterable[EventSentence]) -> None:
    """Run the rules over annotated sentences and keep their proposals in `drafts`."""
    reader, linker, coder = load_reader(), load_linker(), load_event_coder(learned=False)
    for sentence in sentences:
        tree = reader.parse(Article(sentence.text))
        if tree.words != sentence.words:
            continue
        actors = linker.link(tree, UNKNOWN_TIME)
        for draft in coder.proposed(coder.scene(tree, actors)):
            made = proposals_of(tree, actors, draft)
            sentence.drafts += [judged(sentence, one.trigger[0], one.source, one.target) for one in made]
