"""A small record by hand: a dozen articles, two of them on the same meeting, one hostile, one in another language."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from detente import record
from detente.model import (
    UNKNOWN_TIME,
    Act,
    Article,
    Basis,
    Event,
    Evidence,
    Fate,
    Flag,
    Kind,
    Meaning,
    Mention,
    Pledge,
    Precision,
    Reading,
    RedLine,
    Rejected,
    Span,
    Speaker,
    Stance,
    Stand,
    Statement,
    Status,
    TimeMention,
    When,
    Why,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

READER = "0.1.0+by-hand"
HOSTILE = "<script>alert('x')</script> \x1b[31mred\x1b[0m *bold* [link](javascript:alert(1)) & \u202eevil"


def day(text: str, basis: Basis = "said", days: int = 1, precision: Precision = "day") -> When:
    """The interval of some days from an ISO date."""
    start = datetime.fromisoformat(text)
    return When(start, start + timedelta(days=days), precision, basis, text)


class Draft:
    """An article under construction; spans are found by the words they cover."""

    def __init__(self, text: str, path: str, published: When = UNKNOWN_TIME, **more: Any) -> None:
        title = text.split("\n", 1)[0]
        self.article = Article(
            text=text, path=path, title=title, title_span=Span(0, len(title)), published=published, **more
        )
        self.events: list[Event] = []
        self.statements: list[Statement] = []
        self.mentions: list[Mention] = []
        self.times: list[TimeMention] = []
        self.stands: list[Stand] = []
        self.pledges: list[Pledge] = []

    def span(self, words: str) -> Span:
        """Where `words` first stand."""
        start = self.article.text.index(words)
        return Span(start, start + len(words))

    def event(
        self,
        type_: str,
        sides: tuple[str, str],
        words: str,
        when: When = UNKNOWN_TIME,
        status: Status = "happened",
        people: Sequence[str] = (),
        **more: Any,
    ) -> Draft:
        """Add an event whose evidence is the sentence `words`, decided by its first word of length."""
        span = self.span(words)
        actor, recipient = ((side,) for side in sides)
        values: dict[str, Any] = {
            "symmetric": type_ == "CONSULT", "mode": None, "context": ("diplomatic",), "cameo": "036", "place": None,
            "issues": (), "intensity": 2.5, "confidence": 0.8, "reported_by": (), "actor_sector": ("GOV",),
            "recipient_sector": ("LEG",),
            "why": Why("rule:by-hand 1", (span,), ("sides: subject and object",)),
        } | more  # fmt: skip
        self.events.append(
            Event(actor, recipient, type=type_, status=status, when=when, people=tuple(people),
                  evidence=(Evidence(span, words),), **values)
        )  # fmt: skip
        return self

    def says(  # noqa: PLR0913, PLR0917
        self,
        speaker: tuple[str, str, str | None],
        cue: str,
        words: str,
        act: Act = "assert",
        issues: tuple[str, ...] = (),
        about: tuple[str, ...] = (),
        kind: Kind = "direct",
        attribution: tuple[str, ...] = (),
    ) -> Draft:
        """Add a statement of (name, state, office)."""
        name, state, office = speaker
        self.statements.append(
            Statement(
                speaker=Speaker(name, name.lower().replace(" ", "-"), state, office),
                speaker_span=None, addressee=(), cue=cue, cue_span=self.span(cue), content=words, span=self.span(words),
                kind=kind, act=act, issues=issues, stance=None, attribution=attribution, about=about,
                when=self.article.published, why=Why("rule:cue verb", (self.span(cue),)),
            )
        )  # fmt: skip
        return self

    def spoken_by(self, *names: str) -> Draft:
        """Set where the speakers of the statements so far are named: where each name stands last."""
        for place, name in enumerate(names):
            start = self.article.text.rindex(name)
            span = Span(start, start + len(name))
            self.statements[place] = replace(self.statements[place], speaker_span=span)
        return self

    def evidence(self, words: str) -> Evidence:
        """The first `words` as evidence."""
        return Evidence(self.span(words), words)

    def holds(
        self,
        holder: str,
        stance: Stance,
        words: str,
        issue: str,
        red_line: RedLine | None = None,
        own: bool = True,
        **more: Any,
    ) -> Draft:
        """Add a stand of `holder` on the object `words`."""
        values: dict[str, Any] = {
            "person": None, "strength": 3 if red_line else 2, "addressee": (), "condition": None, "reported_by": (),
            "when": self.article.published, "why": Why("stand:by-hand", (self.span(words),)),
        } | more  # fmt: skip
        self.stands.append(
            Stand(
                holder=holder, issue=issue, stance=stance, red_line=red_line, object=self.evidence(words),
                wording=self.evidence(words), own=own, **values,
            )
        )  # fmt: skip
        return self

    def pledges_to(self, sides: tuple[str, str], words: str, due: When = UNKNOWN_TIME, fate: Fate = "made") -> Draft:
        """Add a report of a promise of the first to the second."""
        self.pledges.append(
            Pledge(
                promisor=(sides[0],), promisee=tuple(filter(None, sides[1:])), kind="promise",
                content=self.evidence(words), condition=None, due=due, fate=fate,
                issues=("general-relations",), wording=self.evidence(words),
                reported_by=(), when=self.article.published, why=Why("rule:by-hand", (self.span(words),)),
            )
        )  # fmt: skip
        return self

    def person(
        self,
        words: str,
        name: str,
        state: str,
        held: str | None,
        written: str | None = None,
        flag: Flag | None = None,
        steps: tuple[str, ...] = (),
    ) -> Draft:
        """Add a mention of a person."""
        known_as, why = name.lower().replace(" ", "-"), Why("person", (), steps)
        self.mentions.append(Mention(self.span(words), known_as, name, state, "actor", True, written, held, flag, why))
        return self

    def reading(self) -> Reading:
        """What the article yields, read by a version that looks for vectors and found none."""
        return Reading(
            self.article, READER, tuple(_sentences(self.article.text)), tuple(self.mentions), tuple(self.times),
            tuple(self.events), tuple(self.statements), tuple(self.stands), tuple(self.pledges),
            meaning=Meaning(b"", b"", b""),
        )  # fmt: skip


def _sentences(text: str) -> list[Span]:
    found, start = [], 0
    for at, character in enumerate(text):
        if character == "\n" or (character in ".?!" and text[at + 1 : at + 2] in ("", " ", "\n")):
            if text[start : at + 1].strip():
                found.append(Span(start + len(text[start:]) - len(text[start:].lstrip()), at + (character != "\n")))
            start = at + 1
    return found


def readings() -> list[Reading]:
    """All of them, in the order of their paths."""
    return [draft.reading() for draft in (*_visits(), *_quarrels(), *_others())]


def fill(path: Path) -> Path:
    """Make the record at `path`."""
    with record.open(path) as book:
        for reading in readings():
            book.add(reading)
        book.reject(Rejected("desk/photo.png", "not text: PNG image"))
    return path


BLINKEN = ("Antony Blinken", "USA", "Secretary of State")
WANG = ("Wang Yi", "CHN", "Minister of Foreign Affairs")
QIN = ("Qin Gang", "CHN", "Minister of Foreign Affairs")


def _visits() -> list[Draft]:
    shelved = Draft(
        "Balloon grounds a trip\nAntony Blinken has put off his visit to Beijing, planned for 5 and 6 February. "
        "A balloon over Montana made the timing impossible, officials said.",
        "desk/01-balloon.txt", day("2023-02-03", "stated"), outlet="Harbour Post",
    ).event(
        "CONSULT", ("USA", "CHN"), "Antony Blinken has put off his visit to Beijing, planned for 5 and 6 February.",
        day("2023-02-05", days=2), "cancelled", ["Antony Blinken"], mode="visit", place="Beijing",
    ).person("Antony Blinken", "Antony Blinken", "USA", "Secretary of State")  # fmt: skip
    june = Draft(
        "Seven hours at the guesthouse\nMr Blinken and Qin Gang talked for seven hours in Beijing on Sunday. "
        "“We must keep the lines open,” Mr Blinken said. Mr Qin warned that Taiwan is the gravest risk between them. "
        "Foreign Minister Wang Yi is to receive him on Monday.",
        "desk/02-guesthouse.txt", day("2023-06-18", "stated"), outlet="Harbour Post",
    ).event(
        "CONSULT", ("USA", "CHN"), "Mr Blinken and Qin Gang talked for seven hours in Beijing on Sunday.",
        day("2023-06-18", "relative to publication"), people=["Antony Blinken", "Qin Gang"], place="Beijing",
    ).event(
        "CONSULT", ("CHN", "USA"), "Foreign Minister Wang Yi is to receive him on Monday.",
        day("2023-06-19", "relative to publication"), "planned", ["Wang Yi", "Antony Blinken"],
    ).says(BLINKEN, "said", "We must keep the lines open,", "demand", ("general-relations",)).says(
        QIN, "warned", "Taiwan is the gravest risk between them", "warn", ("taiwan",), ("USA", "TWN"), "indirect"
    ).holds("CHN", "concern", "Taiwan is the gravest risk between them", "taiwan", "meant", person="Qin Gang",
            addressee=("USA",)).holds("USA", "demand", "keep the lines open", "general-relations",
            person="Antony Blinken", strength=3,
    ).person("Mr Blinken", "Antony Blinken", "USA", "Secretary of State").person(
        "Qin Gang", "Qin Gang", "CHN", "Minister of Foreign Affairs"
    ).person("Foreign Minister Wang Yi", "Wang Yi", "CHN", "Director of the Central Foreign Affairs Commission Office",
             "Foreign Minister", "out of date", ("held that day by Qin Gang",))  # fmt: skip
    again = Draft(
        "A long Sunday in Beijing\nSeven hours of talks brought Blinken and his host Qin Gang no closer on Taiwan. "
        "Xinhua quoted Mr Qin: “Taiwan is the gravest risk between them.”",
        "desk/03-sunday.txt", When(datetime(2023, 6, 18), datetime(2023, 6, 22), "interval", "inferred"),
        outlet="Nightly Ledger",
    ).event(
        "CONSULT", ("USA", "CHN"), "Seven hours of talks brought Blinken and his host Qin Gang no closer on Taiwan.",
        day("2023-06-18", "inferred"), people=["Qin Gang", "Antony Blinken"], issues=("taiwan",),
    ).says(QIN, "quoted", "Taiwan is the gravest risk between them.", "warn", ("taiwan",), ("USA",),
           attribution=("Xinhua",)).holds("CHN", "concern", "Taiwan is the gravest risk between them.", "taiwan",
           "meant", person="Qin Gang", reported_by=("Xinhua",))  # fmt: skip
    april = Draft(
        "Beijing, round three\nIn April the Secretary of State saw Wang Yi and then Xi Jinping. "
        "“Our core interests are being challenged,” Mr Wang told his guest. Washington would not stand by while parts "
        "for Russian arms were sold, Mr Blinken warned. Mr Wang promised to meet again before 1 July. "
        "Beijing denied that it had asked for the call in May.",
        "desk/04-round-three.txt", day("2024-04-27", "page metadata"), outlet="The Courier",
    ).event(
        "CONSULT", ("USA", "CHN"), "In April the Secretary of State saw Wang Yi and then Xi Jinping.",
        day("2024-04-01", "said", 30, "month"), people=["Antony Blinken", "Wang Yi", "Xi Jinping"], place="Beijing",
    ).event(
        "CONSULT", ("CHN", "USA"), "Beijing denied that it had asked for the call in May.",
        day("2024-05-01", "said", 31, "month"), "denied", mode="phone",
    ).event(
        "THREATEN", ("USA", "CHN"), "Washington would not stand by while parts for Russian arms were sold",
        day("2024-04-27", "relative to publication"), issues=("ukraine-war", "sanctions"),
    ).says(WANG, "told", "Our core interests are being challenged,", "accuse", (), ("USA",)).says(
        BLINKEN, "warned", "Washington would not stand by while parts for Russian arms were sold", "warn",
        ("ukraine-war",), ("CHN", "RUS"), "indirect",
    ).says(WANG, "promised", "to meet again before 1 July", "promise", ("general-relations",), ("USA",), "indirect"
    ).person("Wang Yi", "Wang Yi", "CHN", "Minister of Foreign Affairs")  # fmt: skip
    due = When(None, datetime(2024, 7, 1), "interval", "said")
    april.times.append(TimeMention(april.span("before 1 July"), due))
    april.pledges_to(("CHN", "USA"), "to meet again before 1 July", due)
    return [shelved, june, again, april]


def _quarrels() -> list[Draft]:
    tariffs = Draft(
        "New duties on cars\nWashington raised duties on Chinese electric cars to 100 percent on 14 May 2024. "
        "China urged the United States to lift them at once. Trade talks are planned for the autumn.",
        "desk/05-duties.txt", day("2024-05-15", "stated"), outlet="Harbour Post",
    ).event(
        "SANCTION", ("USA", "CHN"), "Washington raised duties on Chinese electric cars to 100 percent on 14 May 2024.",
        day("2024-05-14"), issues=("trade",), intensity=-6.0,
    ).event(
        "REQUEST", ("CHN", "USA"), "China urged the United States to lift them at once.", issues=("trade",),
        mode="yield", reported_by=("Xinhua",),
    ).event(
        "CONSULT", ("USA", "CHN"), "Trade talks are planned for the autumn.",
        day("2024-09-01", "said", 91, "season"), "planned", issues=("trade",),
    ).holds("CHN", "demand", "lift them at once", "trade", addressee=("USA",), condition=None,
    ).holds("USA", "oppose", "Chinese electric cars", "trade", own=False, reported_by=("analysts",))  # fmt: skip
    undated = Draft(
        "Lines that no one dated\nThe United States and China agreed to open a channel between their armies.",
        "desk/06-channel.txt",
    ).event(
        "AGREE", ("USA", "CHN"), "The United States and China agreed to open a channel between their armies.",
        symmetric=True, issues=("military-contacts",),
    )  # fmt: skip
    hostile = Draft(
        f"{HOSTILE}\nChina accused the United States of {HOSTILE} on 2 March 2024.",
        "desk/07-<b>hostile</b>.txt", day("2024-03-03", "given"), outlet=HOSTILE,
    ).event(
        "ACCUSE", ("CHN", "USA"), f"China accused the United States of {HOSTILE} on 2 March 2024.", day("2024-03-02"),
    )  # fmt: skip
    return [tariffs, undated, hostile]


def _others() -> list[Draft]:
    foreign = Draft("Une visite annulée\nLe ministre ne viendra pas.", "desk/08-visite.txt", language="fr")
    japan = Draft(
        "Neighbours talk\nFumio Kishida telephoned Yoon Suk Yeol on 3 May 2023.",
        "desk/09-neighbours.txt", day("2023-05-03", "stated"), outlet="The Courier",
    ).event(
        "CONSULT", ("JPN", "KOR"), "Fumio Kishida telephoned Yoon Suk Yeol on 3 May 2023.", day("2023-05-03"),
        people=["Fumio Kishida", "Yoon Suk Yeol"], mode="phone",
    )  # fmt: skip
    plain = Draft("Nothing of note\nIt rained on the summit lawn.", "desk/10-rain.txt", day("2023-05-04", "stated"))
    return [foreign, japan, plain]
