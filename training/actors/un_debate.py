"""Who spoke for a state in the general debate of the United Nations, and as what: spells where no better source is.

A speaker whom the tables know in that state is left alone, whatever the spelling. Anyone else held the office in the
month of the debate, and from one debate to the next where the same person spoke in the same office.
"""

from __future__ import annotations

import re
from collections import defaultdict
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Protocol

from detente.actors.who import name_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

__all__ = ["role_of", "same_name", "speakers", "spoken_name"]

FIRST_YEAR = 1990
ROLES = (
    (r"^(deputy|vice)[- ](prime|president|chair)|first deputy", "deputy_head", "Deputy Prime Minister"),
    (
        r"^(constitutional |interim |transitional )?president( of the (republic|state).*)?$",
        "head_of_state",
        "President",
    ),
    (r"^president and ", "head_of_state", "President"),
    (r"^head of state", "head_of_state", "Head of State"),
    (r"^(king|queen|amir|emir|sultan|grand duke|sovereign prince|co-prince)", "head_of_state", ""),
    (r"^chairman of the presidency", "head_of_state", ""),
    (r"prime minister|head of government|president of the council of minist", "head_of_government", "Prime Minister"),
    (r"president of the government|chancellor", "head_of_government", "Prime Minister"),
    (r"permanent rep|un rep|representative", "un_envoy", "Permanent Representative to the United Nations"),
    (r"fore(i)?gn|external|secretary of state", "foreign", "Minister of Foreign Affairs"),
)
HONORIFIC = re.compile(
    r"^(?:(?:h\.?\s?e|mr|mrs|ms|miss|mme|m|dr|sir|dame|the|hon|rt|right|honou?rable|his|her|excellency|shri|dato|datuk|"
    r"tan|sri|general|gen|major|lt|col|captain|sheikh|shaikh|prof|professor|monsignor|archbishop|cardinal|lord|baroness|"
    r"king|prince|queen|crown|president|chief|alhaji|el|dr|ratu|maj|brigadier|admiral|lieutenant|colonel)\b\.?\s*)+(?=\S+\s)",
    re.IGNORECASE,
)


class Held(Protocol):
    """A spell of the builder, as far as it is looked at here."""

    @property
    def state(self) -> str: ...
    @property
    def role(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def person(self) -> str: ...
    @property
    def start(self) -> str: ...
    @property
    def end(self) -> str: ...


def role_of(post: str) -> tuple[str, str] | None:
    """The role and a title for a post as the list of speakers words it.

    >>> role_of("Minister for Foregn Affairs")
    ('foreign', 'Minister of Foreign Affairs')
    """
    text = " ".join(post.lower().split())
    for pattern, role, title in ROLES:
        if re.search(pattern, text):
            return role, title or post.strip().title()
    return None


def spoken_name(name: str) -> str:
    """A speaker's name without title, commas and capitals.

    >>> spoken_name("MR. ROBERT G. MUGABE"), spoken_name("Mr. Charles A. SAVARIN,")
    ('Robert G. Mugabe', 'Charles A. Savarin')
    """
    bare = HONORIFIC.sub("", " ".join(name.replace(",", " ").split()))
    return " ".join(w.title() if w.isupper() and len(w) > 2 else w for w in bare.split())


def same_name(one: str, other: str) -> bool:
    """Whether two spellings are likely one person's: two words alike, or the whole of the shorter one.

    >>> same_name("Lenin Moreno Garcés", "Lenín Moreno"), same_name("Han Zheng", "Zheng Han")
    (True, True)
    >>> same_name("Hassan Ali", "Ali Omar")
    False
    """
    short, long = sorted((name_words(one), name_words(other)), key=len)
    if not short:
        return False
    alike = sum(any(word == w or _near(word, w) for w in long) for word in short)
    joined = SequenceMatcher(None, "".join(short), "".join(long)).ratio()
    return alike >= 2 or (alike == len(short) == 1 and len(short[0]) > 3) or joined > 0.84


def _near(one: str, other: str) -> bool:
    return min(len(one), len(other)) > 3 and SequenceMatcher(None, one, other).ratio() > 0.8


def speakers(
    rows: Iterable[dict[str, str]], spells: Sequence[Held], states: set[str], usual: Callable[[str], str]
) -> Iterator[tuple[str, str, str, str, str, str]]:
    """(state, role, title, name, from, to) of speakers whom `spells` does not know in their state in that role then.

    Args:
        rows: The list of speakers.
        spells: What is known from better sources.
        states: Codes of the states looked at.
        usual: The usual spelling of a name, or the name itself.
    """
    known: dict[str, list[Held]] = defaultdict(list)
    for spell in spells:
        known[spell.state].append(spell)
    attested: dict[tuple[str, str, str, str], list[int]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: row["year"]):
        office = role_of(row["post"])
        name = usual(spoken_name(row["name"]))
        if int(row["year"]) < FIRST_YEAR or row["iso3"] not in states or office is None or not _sound(name):
            continue
        role, title = office
        of_state = known[row["iso3"]]
        day = f"{row['year']}-09-20"
        in_role = [s for s in of_state if s.role == role and s.start <= day and (not s.end or s.end > day)]
        if (in_role and role != "deputy_head") or any(same_name(name, s.person) for s in in_role):
            continue
        same = next((s.person for s in of_state if same_name(name, s.person)), None)
        same = same or next((k[3] for k in attested if k[0] == row["iso3"] and same_name(name, k[3])), name)
        title = next((s.title for s in of_state if s.role == role), title)
        attested[row["iso3"], role, title, same].append(int(row["year"]))
    for (state, role, title, name), years in attested.items():
        others = [s for s in known[state] if s.role == role and role != "deputy_head"]
        for first, last in runs(years):
            start = max([f"{first}-09", *(s.end for s in others if s.end.startswith(f"{first}-09"))])
            end = min([f"{last}-10", *(s.start for s in others if f"{last}-09" <= s.start < f"{last}-10")])
            yield state, role, title, name, start, end


def runs(years: list[int]) -> Iterator[tuple[int, int]]:
    """Years that follow each other without a gap, as first and last."""
    first = last = years[0]
    for year in years[1:]:
        if year > last + 1:
            yield first, last
            first = year
        last = year
    yield first, last


def _sound(name: str) -> bool:
    """Whether it can be a person's full name."""
    return " " in name and name[0].isalpha() and re.sub(r"[-.'’ ]", "", name).isalpha()
