"""The sentences that a claim rests on, with the one before and the one after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from detente.brief.wording import clean, shorten
from detente.cli.marking import marked, spans_within

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from detente.model import Article, Reading, Span

__all__ = ["passage"]

_CONTEXT = 300


def passage(reading: Reading, spans: Sequence[Span], words: Sequence[Span], styled: bool) -> Iterator[Text]:
    """Context, sentences with the deciding words marked, context; each a line of its own."""
    article = reading.article
    sentences = sorted(reading.sentences) or list(spans)
    inside = [at for at, sentence in enumerate(sentences) if any(sentence.overlaps(span) for span in spans)]
    if not inside:  # evidence outside all sentences, as in a headline
        sentences, inside = sorted(spans), list(range(len(spans)))
    for at in range(max(0, inside[0] - 1), min(len(sentences), inside[-1] + 2)) if inside else ():
        if at in inside:
            yield _sentence(article, sentences[at], words, styled)
        elif at in (inside[0] - 1, inside[-1] + 1):
            yield Text(shorten(_text(article, sentences[at]), _CONTEXT), "dim")
        elif at - 1 in inside:
            yield Text("…", "dim")


def _sentence(article: Article, sentence: Span, words: Sequence[Span], styled: bool) -> Text:
    marks = spans_within(words, sentence)
    text = _text(article, sentence)
    if any(len(clean(text[span.start : span.end])) == len(clean(text)) for span in marks):
        marks = []  # what covers all marks nothing
    return marked(text, marks, styled)


def _text(article: Article, span: Span) -> str:
    return article.text[span.start : span.end]
