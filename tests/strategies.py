"""Hypothesis strategies for everything that the model can hold."""

from __future__ import annotations

from datetime import datetime
from typing import get_args

from hypothesis import strategies as st

from detente import model
from detente.model import (
    Article,
    Clue,
    Dropped,
    Event,
    Evidence,
    Mention,
    Pledge,
    Quantity,
    Reading,
    Rejected,
    Span,
    Speaker,
    Stand,
    Statement,
    TimeMention,
    When,
    Why,
)

words = st.text(st.characters(codec="utf-8"), max_size=12)
some = st.none() | words
lists = st.lists(words, max_size=3).map(tuple)
codes = st.sampled_from(("USA", "CHN", "TWN", "NATO", "UN", "PRK"))
sides = st.lists(codes, max_size=2, unique=True).map(tuple)
moments = st.datetimes(datetime(1, 1, 1), datetime(9999, 12, 31))
texts = st.text(st.characters(codec="utf-8"), min_size=1, max_size=200)


def spans(text: str) -> st.SearchStrategy[Span]:
    """Any span of `text`."""
    ends = st.integers(0, len(text))
    return st.tuples(ends, ends).map(lambda pair: Span(min(pair), max(pair)))


whens = st.builds(
    When,
    start=st.none() | moments,
    end=st.none() | moments,
    precision=st.none() | st.sampled_from(get_args(model.Precision)),
    basis=st.sampled_from(get_args(model.Basis)),
    expression=some,
)


def whys(text: str) -> st.SearchStrategy[Why]:
    """A reason with deciding words in `text`."""
    return st.builds(Why, origin=words, words=st.lists(spans(text), max_size=2).map(tuple), steps=lists)


def articles_of(text: str) -> st.SearchStrategy[Article]:
    """An article with this text."""
    clues = st.builds(Clue, span=spans(text), bounds=whens, reason=words)
    dropped = st.builds(Dropped, span=spans(text), reason=words)
    return st.builds(
        Article,
        text=st.just(text),
        path=some,
        url=some,
        title=some,
        title_span=st.none() | spans(text),
        outlet=some,
        authors=lists,
        published=whens,
        published_clues=st.lists(clues, max_size=2).map(tuple),
        language=words,
        retrieved=st.none() | moments,
        dropped=st.lists(dropped, max_size=2).map(tuple),
    )


def mentions_in(text: str) -> st.SearchStrategy[Mention]:
    """A mention in `text`."""
    return st.builds(
        Mention,
        span=spans(text),
        actor=codes | words,
        name=words,
        state=st.none() | codes,
        role=st.sampled_from(get_args(model.Role)),
        person=st.booleans(),
        office_written=some,
        office_held=some,
        flag=st.none() | st.sampled_from(get_args(model.Flag)),
        why=whys(text),
        sector=st.none() | codes,
    )


def pieces(text: str) -> st.SearchStrategy[Evidence]:
    """A piece of `text`."""
    return spans(text).map(lambda span: Evidence(span, text[span.start : span.end]))


def events_in(text: str) -> st.SearchStrategy[Event]:
    """An event with evidence in `text`."""
    return st.builds(
        Event,
        actor=sides,
        recipient=sides,
        symmetric=st.booleans(),
        type=st.sampled_from(("CONSULT", "AGREE", "ACCUSE")),
        mode=some,
        context=lists,
        cameo=some,
        status=st.sampled_from(get_args(model.Status)),
        when=whens,
        place=some,
        issues=lists,
        people=lists,
        intensity=st.none() | st.floats(-10, 10),
        confidence=st.floats(0, 1),
        reported_by=lists,
        evidence=st.lists(pieces(text), max_size=2).map(tuple),
        why=whys(text),
        actor_sector=lists,
        recipient_sector=lists,
    )


def statements_in(text: str) -> st.SearchStrategy[Statement]:
    """A statement in `text`."""
    return st.builds(
        Statement,
        speaker=st.builds(Speaker, name=words, id=st.none() | codes | words, state=st.none() | codes, office=some),
        speaker_span=st.none() | spans(text),
        addressee=sides,
        cue=words,
        cue_span=spans(text),
        content=words,
        span=spans(text),
        kind=st.sampled_from(get_args(model.Kind)),
        act=st.sampled_from(get_args(model.Act)),
        issues=lists,
        stance=some,
        attribution=lists,
        about=sides,
        when=whens,
        why=whys(text),
        condition=st.none() | pieces(text),
        confidence=st.floats(0, 1),
    )


def stands_in(text: str) -> st.SearchStrategy[Stand]:
    """A stand shown in `text`."""
    return st.builds(
        Stand,
        holder=codes | words,
        person=some,
        issue=words,
        stance=st.sampled_from(get_args(model.Stance)),
        strength=st.integers(1, 3),
        red_line=st.none() | st.sampled_from(get_args(model.RedLine)),
        addressee=sides,
        object=st.none() | pieces(text),
        wording=pieces(text),
        condition=st.none() | pieces(text),
        own=st.booleans(),
        reported_by=lists,
        when=whens,
        why=whys(text),
    )


def pledges_in(text: str) -> st.SearchStrategy[Pledge]:
    """A report of a commitment in `text`."""
    return st.builds(
        Pledge,
        promisor=sides,
        promisee=sides,
        kind=st.sampled_from(get_args(model.PledgeKind)),
        content=st.none() | pieces(text),
        condition=st.none() | pieces(text),
        due=whens,
        fate=st.sampled_from(get_args(model.Fate)),
        issues=lists,
        wording=pieces(text),
        reported_by=lists,
        when=whens,
        why=whys(text),
    )


def quantities_in(text: str) -> st.SearchStrategy[Quantity]:
    """A quantity in `text`."""
    bounds = st.none() | st.floats(allow_nan=False)
    return st.builds(
        Quantity,
        span=spans(text),
        low=bounds,
        high=bounds,
        about=st.booleans(),
        unit=words,
        dimension=st.sampled_from(get_args(model.Dimension)),
        clause=st.none() | spans(text),
        role=st.sampled_from(get_args(model.QuantityRole)),
        why=whys(text),
    )


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """All that some article might yield, repetitions included."""
    text = draw(texts)
    times = st.builds(TimeMention, span=spans(text), value=whens, why=whys(text))
    return Reading(
        article=draw(articles_of(text)),
        reader=draw(st.sampled_from(("reader 1", "reader 2"))),
        sentences=tuple(draw(st.lists(spans(text), max_size=4))),
        mentions=tuple(draw(st.lists(mentions_in(text), max_size=3))),
        times=tuple(draw(st.lists(times, max_size=2))),
        events=tuple(draw(st.lists(events_in(text), max_size=3))),
        statements=tuple(draw(st.lists(statements_in(text), max_size=3))),
        stands=tuple(draw(st.lists(stands_in(text), max_size=2))),
        pledges=tuple(draw(st.lists(pledges_in(text), max_size=2))),
        quantities=tuple(draw(st.lists(quantities_in(text), max_size=2))),
    )


rejections = st.builds(Rejected, source=words, reason=words)
