"""HTML pages and feeds: text and metadata out of markup, also where it is broken."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.ingest.pages import text_of_fragment
from detente.model import Article, Rejected

Read = Callable[..., list[Article | Rejected]]


@pytest.fixture(name="page")
def fixture_page(body: str) -> str:
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>Envoys Return to Muscat - Example Times</title>
<meta property="og:title" content="Envoys Return to Muscat"><meta property="og:site_name" content="Example Times">
<meta name="author" content="Ana Petrova"><meta property="article:published_time" content="2023-06-21T10:00:00Z">
<link rel="canonical" href="https://example.org/envoys"></head><body>
<nav><a href="/">Home</a><a href="/w">World</a></nav>
<article><h1>Envoys Return to Muscat</h1><p>{body}</p><p>“We had a useful day,” said one of the envoys, who asked not to
be named because the talks were private. {body}</p><p>A third round is planned in the spring. {body}</p></article>
<footer>Copyright 2023 Example Times</footer><script>var x = "alert";</script></body></html>"""


def article_of(found: list[Article | Rejected]) -> Article:
    assert len(found) == 1
    assert isinstance(found[0], Article), found[0]
    return found[0]


def test_page(page: str, body: str, read_file: Read) -> None:
    article = article_of(read_file(page, "a.html"))
    lines = article.text.split("\n")
    assert lines[0] == article.title == "Envoys Return to Muscat"
    assert lines[1] == body
    assert article.title_span is not None
    assert (article.outlet, article.authors) == ("Example Times", ("Ana Petrova",))
    assert (article.published.to_dict()["start"], article.published.basis) == ("2023-06-21", "page metadata")
    assert "alert" not in article.text
    assert "World" not in article.text


@pytest.mark.parametrize("cut", [0.99, 0.8, 0.7])
def test_truncated_page_is_repaired(cut: float, page: str, body: str, read_file: Read) -> None:
    assert body in article_of(read_file(page[: int(cut * len(page))], "a.html")).text


def test_page_cut_before_its_text(page: str, read_file: Read) -> None:
    found = read_file(page[: page.index("<body")], "a.html")
    assert len(found) == 1
    assert isinstance(found[0], Rejected)


def test_page_without_a_date_has_none(page: str, read_file: Read) -> None:
    bare = page.replace('<meta property="article:published_time" content="2023-06-21T10:00:00Z">', "")
    assert article_of(read_file(bare, "a.html")).published.basis == "unknown"


def test_odd_time_zone_in_a_date(page: str, read_file: Read) -> None:
    odd = page.replace("2023-06-21T10:00:00Z", "2023-06-21T10:00:00 EZ")
    assert article_of(read_file(odd, "a.html")).title == "Envoys Return to Muscat"


def test_declared_charset(page: str, read_file: Read) -> None:
    cyrillic = "Министр встретился в Маскате со своим коллегой, и стороны договорились об обмене списками пленных. " * 3
    raw = (
        page.replace("utf-8", "koi8-r")
        .replace("A third round is planned in the spring.", cyrillic)
        .replace("“", '"')
        .replace("”", '"')
    )
    assert "Министр встретился" in article_of(read_file(raw.encode("koi8-r"), "a.html")).text


@pytest.mark.parametrize(
    "html",
    [
        "<p>" * 30_000 + "Ministers met in Muscat.",
        "<div>" * 3_000 + "Ministers met in Muscat." + "</div>" * 9,
        "<html><body><p>Ministers met in Muscat.<table><tr><td><p></body></p>",
        "<p>Ministers\x01 met &#0; &#xD800; in Muscat.&nosuch;</p><![CDATA[x]]><?php x ?>",
        "<html>" + "<a href='x' " * 20_000,
        "<!DOCTYPE html><!--" + "-" * 50_000,
    ],
    ids=lambda html: html[:9],
)
def test_hostile_markup(html: str, read_file: Read) -> None:
    assert len(read_file(html, "a.html")) == 1


def test_fragment() -> None:
    html = (
        "<h2>A&amp;B</h2><p>One <b>two</b>\nthree<br>four</p><script>x()</script><!-- no --><ul><li>five</li></ul>six"
    )
    assert text_of_fragment(html) == "A&B\nOne two three\nfour\nfive\nsix"


RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Example Times</title><link>https://example.org</link>
<item><title>Envoys Return</title><link>https://example.org/1</link><dc:creator>Ana Petrova</dc:creator>
<pubDate>Wed, 21 Jun 2023 14:30:00 +0200</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>Ministers met.</p><p>They agreed on lists &amp; dates.</p>]]></content:encoded></item>
<item><title>Grain Deal</title><description>A summary of the deal on grain.</description></item>
<item><title>Nothing</title></item></channel></rss>"""


def test_rss(read_file: Read) -> None:
    full, summary, empty = read_file(RSS, "feed.xml")
    assert isinstance(full, Article)
    assert full.text == "Envoys Return\nMinisters met.\nThey agreed on lists & dates."
    assert (full.title, full.outlet, full.authors) == ("Envoys Return", "Example Times", ("Ana Petrova",))
    assert full.published.to_dict()["start"] == "2023-06-21T12:30"
    assert full.url == "https://example.org/1"
    assert isinstance(summary, Article)
    assert summary.text == "Grain Deal\nA summary of the deal on grain."
    assert summary.published.basis == "unknown"
    assert isinstance(empty, Rejected)
    assert empty.reason == "item 3: entry without text"


def test_atom(read_file: Read) -> None:
    atom = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Example Times</title><entry><title>Envoys Return</title>
<published>2023-06-21</published><author><name>Jon Berg</name></author><content type="text">Ministers met.</content>
</entry></feed>"""
    article = article_of(read_file(atom, "a"))
    assert article.text == "Envoys Return\nMinisters met."
    assert (article.published.precision, article.authors) == ("day", ("Jon Berg",))


def test_truncated_feed_keeps_its_whole_entries(read_file: Read) -> None:
    found = read_file(RSS[: RSS.index("<item><title>Nothing")], "feed.xml")
    assert [type(item) for item in found] == [Article, Article]


@pytest.mark.parametrize(
    "raw",
    [
        b"<rss><channel><item><title>x &#x110000; & y</title><description>text</description></item></channel></rss>",
        b"<?xml version='1.0' encoding='\xcb'?><rss><channel><item><title>x</title></item></channel></rss>",
        b"<rss><channel><item><updated>2023-01-01</updated><description>Ministers met.</description></item></channel>",
        b"<rss><channel><item><pubDate>nonsense</pubDate><description>Ministers met.</description></item></channel>",
    ],
)
def test_hostile_feeds(raw: bytes, read_file: Read) -> None:
    assert len(read_file(raw, "feed.xml")) == 1


def test_feed_entities_do_not_explode(read_file: Read) -> None:
    bomb = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "ha"}">' for n in range(12))
    found = read_file(
        f'<?xml version="1.0"?><!DOCTYPE rss [{bomb}]><rss><channel><item><title>&a11;</title></item></channel></rss>'
    )
    assert len(found) == 1
