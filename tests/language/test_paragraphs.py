from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from detente.language.paragraphs import is_headline, paragraphs_of
from detente.model import Article, Dropped, Span


def texts(article: Article) -> list[str]:
    return [article.text[s.start : s.end] for s in paragraphs_of(article)]


def test_lines_are_paragraphs_and_furniture_is_left_out() -> None:
    text = "Talks resume\n\nShare this\nEnvoys met. Photo: X They spoke.\n"
    share, photo = text.index("Share"), text.index("Photo")
    dropped = (Dropped(Span(share, share + 10), "share bar"), Dropped(Span(photo, photo + 8), "credit"))
    assert texts(Article(text, dropped=dropped)) == ["Talks resume", "Envoys met.", "They spoke."]


def test_hard_wrapped_lines_are_joined() -> None:
    text = "The two governments said on Tuesday that their negotiators would\nmeet again in Oslo.\nnext item"
    assert texts(Article(text)) == [text[: text.index("\nnext")], "next item"]


@given(
    st.text(alphabet="ab .\n\t\r", max_size=80), st.lists(st.tuples(st.integers(0, 80), st.integers(0, 30)), max_size=3)
)
def test_paragraphs_lie_in_order_outside_what_is_dropped(text: str, cuts: list[tuple[int, int]]) -> None:
    dropped = tuple(Dropped(Span(a, min(a + n, len(text))), "test") for a, n in cuts if a < a + n and a < len(text))
    article = Article(text, dropped=dropped)
    spans = list(paragraphs_of(article))
    assert spans == sorted(spans)
    for before, after in pairwise(spans):
        assert before.end <= after.start
    for span in spans:
        assert article.text[span.start : span.end].strip() == article.text[span.start : span.end] != ""
        joined = "\n" in article.text[span.start : span.end]
        assert joined or not any(gone.span.overlaps(span) for gone in dropped)


def test_a_headline_is_short_and_has_no_mark_inside() -> None:
    assert is_headline(["Meeting", "Sparks", "Hope", "in", "Juba"])
    assert is_headline(["Will", "they", "meet", "?"])
    assert not is_headline(["They", "met", ".", "Talks", "went", "on"])
    assert not is_headline(["word"] * 30)
