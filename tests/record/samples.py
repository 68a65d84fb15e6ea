"""Readings made by hand, small enough to see through, for the tests of the record."""

from __future__ import annotations

from datetime import datetime, timedelta

from detente.model import (
    Article,
    Dropped,
    Event,
    Evidence,
    Mention,
    Pledge,
    Quantity,
    Reading,
    Span,
    Speaker,
    Stand,
    Statement,
    TimeMention,
    When,
    Why,
)

TEXT = (
    "Blinken met Wang Yi in Beijing on Monday, June 19. Talks were candid. "
    '"China will never yield on Taiwan," Wang said. Share this article.'
)


def day(year: int, month: int, number: int) -> When:
    """One day, said."""
    start = datetime(year, month, number)
    return When(start, start + timedelta(days=1), "day", "said", "that day")


def span(words: str) -> Span:
    """Where the words stand."""
    start = TEXT.index(words)
    return Span(start, start + len(words))


def evidence(words: str) -> Evidence:
    """The words as evidence."""
    return Evidence(span(words), words)


def event(
    actor: str = "USA",
    recipient: str = "CHN",
    when: When | None = None,
    symmetric: bool = False,
) -> Event:
    """A meeting between two sides (several codes are split at spaces)."""
    return Event(
        actor=tuple(actor.split()),
        recipient=tuple(recipient.split()),
        symmetric=symmetric,
        type="CONSULT",
        mode="visit",
        context=("diplomatic",),
        cameo="042",
        status="happened",
        when=when or day(2023, 6, 19),
        place="Beijing",
        issues=("taiwan",),
        people=("Antony Blinken", "Wang Yi"),
        intensity=3.5,
        confidence=0.75,
        reported_by=("Xinhua",),
        evidence=(evidence("Blinken met Wang Yi in Beijing"),),
        why=Why("rule:meet", (span("met"),), ("both sides are states",)),
        actor_sector=("GOV",),
        recipient_sector=("GOV",),
    )


def statement(state: str = "CHN", about: str = "TWN", when: When | None = None) -> Statement:
    """What Wang said."""
    content = "China will never yield on Taiwan,"
    return Statement(
        speaker=Speaker("Wang Yi", "wang-yi", state, "director"),
        speaker_span=span("Wang said"),
        addressee=("USA",),
        cue="said",
        cue_span=span("said"),
        content=content,
        span=span(content),
        kind="direct",
        act="reject",
        issues=("taiwan",),
        stance="against",
        attribution=(),
        about=tuple(about.split()),
        when=when or day(2023, 6, 19),
        why=Why("rule:quote"),
        condition=evidence("Talks were candid"),
        confidence=0.9,
    )


def stand() -> Stand:
    """What China holds by what Wang said."""
    return Stand(
        holder="CHN",
        person="Wang Yi",
        issue="taiwan",
        stance="oppose",
        strength=3,
        red_line="meant",
        addressee=("USA",),
        object=evidence("Taiwan"),
        wording=evidence("China will never yield on Taiwan"),
        condition=None,
        own=True,
        reported_by=(),
        when=day(2023, 6, 19),
        why=Why("stand:never", (span("never"),)),
    )


def pledge() -> Pledge:
    """A promise of frank talks."""
    return Pledge(
        promisor=("CHN", "USA"),
        promisee=(),
        kind="agreement",
        content=evidence("Talks were candid"),
        condition=None,
        due=day(2023, 12, 31),
        fate="made",
        issues=("general-relations",),
        wording=evidence("Talks were candid."),
        reported_by=("Xinhua",),
        when=day(2023, 6, 19),
        why=Why("pledge:agree"),
    )


def quantity() -> Quantity:
    """A number that is none: what matters is that all of its parts are kept."""
    return Quantity(
        span=span("June 19"),
        low=19.0,
        high=None,
        about=True,
        unit="day",
        dimension="count",
        clause=span("met"),
        role="object",
        why=Why("quantities/count", (span("19"),), ("least",)),
    )


def sentences() -> tuple[Span, ...]:
    """The sentences of the sample."""
    wanted = (
        "Blinken met Wang Yi in Beijing on Monday, June 19.",
        "Talks were candid.",
        '"China',
        "Share this article.",
    )
    starts = [TEXT.index(words) for words in wanted]
    return tuple(Span(start, end) for start, end in zip(starts, [*starts[1:], len(TEXT)], strict=True))


def reading(number: int = 0, reader: str = "reader 1", **parts: object) -> Reading:
    """The sample read; `number` makes texts that differ, `parts` take the place of what it yields."""
    text = TEXT + f" Dispatch {number}."
    fields: dict[str, object] = {
        "article": Article(
            text,
            path=f"desk/{number:03}.txt",
            title="Blinken in Beijing",
            outlet="The Desk",
            authors=("A. Writer",),
            dropped=(Dropped(span("Share this article."), "share bar"),),
        ),
        "reader": reader,
        "sentences": sentences(),
        "mentions": (
            Mention(span("Blinken"), "blinken", "Antony Blinken", "USA", "actor", True, None, "Secretary of State"),
            Mention(span("Beijing"), "CHN", "China", "CHN", "place"),
        ),
        "times": (TimeMention(span("on Monday, June 19"), day(2023, 6, 19), Why("rule:date"), "DATE", "2023-06-19"),),
        "events": (event(),),
        "statements": (statement(),),
        "stands": (stand(),),
        "pledges": (pledge(),),
        "quantities": (quantity(),),
    }
    return Reading(**(fields | parts))  # type: ignore[arg-type]
