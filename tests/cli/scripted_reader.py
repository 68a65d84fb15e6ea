"""`detente` with a reader that needs no model: each article yields one meeting and one statement, slowly if it says so.

$SCRIPTED_READER is its version, "1" by default.
"""

from __future__ import annotations

import os
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente import reading
from detente.cli import main
from detente.model import Article, Event, Evidence, Reading, Span, Speaker, Statement, Why

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@dataclass(frozen=True)
class ScriptedReader:
    version: str

    def read_all(self, articles: Iterable[Article]) -> Iterator[Reading]:
        for article in articles:
            if "slow" in article.text:
                sys.stderr.write("reading slowly\n")
                sys.stderr.flush()
                time.sleep(20)
            yield read(article, self.version)


def read(article: Article, version: str) -> Reading:
    if article.language != "en":
        return Reading(article, version)
    whole = Span(0, len(article.text))
    evidence = (Evidence(whole, article.text),)
    why = Why("script", (whole,))
    event = Event(
        actor=("USA",), recipient=("CHN",), symmetric=True, type="CONSULT", mode=None, context=(), cameo="040",
        status="happened", when=article.published, place=None, issues=(), people=(), intensity=2.5, confidence=1.0,
        reported_by=(), evidence=evidence, why=why,
    )  # fmt: skip
    statement = Statement(
        speaker=Speaker("Wang Yi", "wang-yi", "CHN", None), speaker_span=None, addressee=("USA",), cue="said",
        cue_span=whole, content=article.text, span=whole, kind="indirect", act="assert", issues=(), stance=None,
        attribution=(), about=(), when=article.published, why=why,
    )  # fmt: skip
    return Reading(article, version, (whole,), events=(event,), statements=(statement,))


def load_scripted_reader(threads: int = 1) -> ScriptedReader:
    return ScriptedReader(os.environ.get("SCRIPTED_READER", "1"))


if __name__ == "__main__":
    reading.load_article_reader = load_scripted_reader
    sys.exit(main())
