"""Write `persons.tsv`, its index of names and `offices.tsv` from fact tables and the chains of holders kept by hand.

    python training/actors/build_persons.py ../shared/gold/actors/lists [--without UN_ROWS.csv]

Sources, weakest first: Wikidata statements to 2022 (CC0, basis W), the CIA World Factbook's heads (public domain, F),
the Institute for Government's ministers database (CC BY 4.0, U), and `holders/*.txt` (own knowledge, K): a line there
replaces what the others say between its first and its last date. Overlaps in an office that one person holds are cut
at the successor. Who spoke in the general debate of the United Nations, and as what, fills what is still unknown
(basis N, the month of the debate; rows in UN_ROWS.csv are left out, so that they can be used to measure).
"""

from __future__ import annotations

import csv
import re
import sys
from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from un_debate import speakers

from detente.actors.person_index import index_text
from detente.actors.phrases import fold as without_marks
from detente.actors.tables import load_tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

GERMAN = {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"}
DANISH = {"æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa"}
SPELT_OUT = {**dict.fromkeys(("DEU", "AUT", "CHE", "LIE", "DDR"), GERMAN), **dict.fromkeys(("DNK", "NOR"), DANISH)}
FOLDER = Path(__file__).parent
DATA = FOLDER.parents[1] / "detente" / "data" / "actors"
KEPT = {
    "head_of_state",
    "head_of_government",
    "deputy_head",
    "foreign",
    "defence",
    "finance",
    "trade",
    "interior",
    "security_adviser",
    "spokesperson",
    "chief_of_staff",
    "party",
}
MANY = {
    "deputy_head",
    "spokesperson",
    "legislator",
    "un_envoy",
    "envoy",
    "adviser",
    "ambassador",
    "commissioner",
    "vice_premier",
    "deputy_foreign",
    "state_councilor",
    "official",
    "opposition",
    "military",
    "under_foreign",
    "deputy_security",
}
FAMILY_FIRST = {"CHN", "TWN", "HKG", "MAC", "KOR", "PRK"}
NOISE = re.compile(
    r"\s*[-–] previously.*| appointed .*|^Cnsp Prime Minister |^Crown Prince |, (?:Prince|Grand Duke|King|Queen) of .*"
    r"| of (?:Brunei|Denmark|the Netherlands)$| \([^)]*\)| [\"“][^\"”]*[\"”]"
)
VACANT = "vacant"
WRONG = re.compile(r"Deputy Chancellor of Justice")
SHARED = {"SMR", "BIH", "SDN", "YEM"}
CROWNS = {
    "charles iii": "GBR",
    "elizabeth ii": "GBR",
    "frederik x of denmark": "DNK",
    "frederik x": "DNK",
    "emmanuel macron": "FRA",
    "francois hollande": "FRA",
    "nicolas sarkozy": "FRA",
    "jacques chirac": "FRA",
}
RANKS = re.compile(r"^(?:(?:Sr|Gen|Col|Lt|Maj|Capt|Brig|Adm|Dr|Sir|Dame|Sheikh|Shaykh|Hon)\.?\s+)+")
UK = (
    (r"^Prime Minister$", "head_of_government"),
    (r"^Deputy Prime Minister", "deputy_head"),
    (r"^Secretary of State for Foreign", "foreign"),
    (r"^Secretary of State for Defence", "defence"),
    (r"^Secretary of State for the Home", "interior"),
    (r"^Chancellor of the Exchequer", "finance"),
    (r"^Secretary of State for (International Trade|Business and Trade)", "trade"),
    (r"^Minister of State for (Europe|the Indo-Pacific|Security)|^Minister for (Europe|Security)", "junior_foreign"),
)


@dataclass(frozen=True)
class Spell:
    """One person's time in one office; `end` is "" while it lasts, dates are ISO, maybe without day."""

    state: str
    role: str
    title: str
    person: str
    start: str
    end: str
    basis: str
    acting: bool = False


def fold(text: str) -> str:
    """Lower case without accents, hyphens as spaces."""
    return without_marks(text).replace("-", " ")


def rows(path: Path) -> Iterator[dict[str, str]]:
    """Rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream)


def known() -> list[list[Spell]]:
    """The chains of `holders/*.txt`, a list for each line; an end that is not given is the next start.

    `STATE|role|title|Name from[..to];Name (acting) from[..to];...`; "vacant" holds an office that nobody is known to.
    """
    return [chain(line) for path in sorted((FOLDER / "holders").glob("*.txt")) for line in lines_of(path)]


def lines_of(path: Path) -> list[str]:
    """The lines of a hand-kept list that are neither empty nor comments."""
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]


def chain(line: str) -> list[Spell]:
    """The spells of one line of `holders/*.txt`."""
    try:
        state, role, title, text = line.split("|")
        holders = [part.strip().rsplit(" ", 1) for part in text.split(";")]
        days = [(*dates.partition("..")[::2],) for _, dates in holders]
    except ValueError as error:
        raise SystemExit(f"not STATE|role|title|Name from[..to];...: {line[:90]}") from error
    spells = []
    for number, ((person, _), (start, end)) in enumerate(zip(holders, days, strict=True)):
        if not all(re.fullmatch(r"\d{4}(-\d\d){0,2}", day) for day in (start, end or start)):
            raise SystemExit(f"{person}: {start!r} or {end!r} is no date: {line[:60]}")
        following = days[number + 1][0] if number + 1 < len(days) and role not in MANY else ""
        name = person.removesuffix(" (acting)")
        spells.append(Spell(state, role, title, name, start, end or following, "K", name != person))
    return spells


def wikidata(folder: Path, states: set[str]) -> Iterator[Spell]:
    """Spells of key offices from the Wikidata table."""
    for row in rows(folder / "offices_wikidata_2000_2022.csv"):
        good = (
            row["iso3"] in states
            and not WRONG.search(row["position"])
            and row["role"] in KEPT
            and row["person"].isprintable()
        )
        latin = all(ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x2020 for c in row["person"])
        ordered = not row["end"] or row["end"] >= row["start"][: len(row["end"])]
        if good and latin and row["start"] and ordered:
            yield Spell(row["iso3"], row["role"], row["position"], row["person"], row["start"], row["end"], "W")


def spoken(name: str) -> str:
    """A factbook name as newspapers print it: "Sébastien LECORNU" -> "Sébastien Lecornu"."""
    words = RANKS.sub("", name).split()
    return " ".join(w.capitalize() if w.isupper() and len(w) > 2 and "-" not in w else cased(w) for w in words)


def plain(name: str) -> str:
    """A name without remarks, realms and nicknames that the sources put with it."""
    return NOISE.sub("", name).replace(", J", " J").strip()


def cased(word: str) -> str:
    """Title case for hyphenated capitals, anything else as it is."""
    return "-".join(p.capitalize() for p in word.split("-")) if word.isupper() and "-" in word else word


def factbook(folder: Path, states: set[str]) -> Iterator[Spell]:
    """Heads that took office after the Wikidata snapshots."""
    roles = {"chief of state": "head_of_state", "head of government": "head_of_government"}
    with (DATA / "states.tsv").open(encoding="utf-8", newline="") as table:
        parts = {row["iso3"] for row in csv.DictReader(table, delimiter="\t") if row["kind"] == "part"}
    skip = re.compile(r"Vice|Deputy|Chairman|Chairperson|of the$|Governor General|Represent", re.IGNORECASE)
    for row in rows(folder / "heads_factbook_2014_2026.csv"):
        odd = skip.search(row["title"]) or not row["title"] or re.search(r"[,0-9(]|caretaker|Council", row["person"])
        if row["iso3"] in states and row["since"] >= "2022-05" and not odd:
            role = "head_of_state" if row["title"] in ("President", "King") else roles[row["post"]]
            if role == "head_of_state" and row["iso3"] in parts:
                continue
            yield Spell(row["iso3"], role, row["title"], spoken(row["person"]), row["since"], row["gone_by"], "F")


def british(folder: Path) -> Iterator[Spell]:
    """British secretaries of state and the like."""
    for row in rows(folder / "offices_uk_2000_2026.csv"):
        for pattern, role in UK:
            if re.search(pattern, row["position"]) and row["status"] != "x":
                yield Spell("GBR", role, row["position"], row["person"], row["start"], row["end"], "U")
                break


def at_home(spell: Spell) -> bool:
    """Whether a monarch (or Andorra's co-prince) is listed under the own state, not under a realm abroad."""
    return CROWNS.get(fold(spell.person), spell.state) == spell.state


def merge(sources: Iterable[Iterable[Spell]], chains: Iterable[list[Spell]]) -> list[Spell]:
    """The fact tables, each replacing the one before from its first date on, and the chains over all of them."""
    merged: list[Spell] = []
    for source in sources:
        new = list(source)
        first: dict[tuple[str, str], str] = {}
        for spell in new:
            key = (spell.state, spell.role)
            first[key] = min(first.get(key, "9"), spell.start)
        merged = [
            kept
            for old in merged
            for kept in ([old] if old.role in MANY else outside(old, first.get((old.state, old.role), "9"), "9"))
        ] + new
    for spells in chains:
        office = (spells[0].state, spells[0].role)
        start = min(spell.start for spell in spells)
        end = "9" if any(not spell.end for spell in spells) else max(spell.end for spell in spells)
        names = {fold(spell.person) for spell in spells}
        merged = [
            kept
            for old in merged
            for kept in (
                [old]
                if (old.state, old.role) != office
                or old.basis == "K"
                or (old.role in MANY and fold(old.person) not in names)
                else outside(old, start, end)
            )
        ] + spells
    return merged


def outside(spell: Spell, start: str, end: str) -> list[Spell]:
    """What is left of a spell without [start, end): nothing, one piece or two; "9" is never.

    An open spell that began before `end` is over: its end was not entered, and others held the office since.
    """
    last = spell.end or "9"
    pieces = []
    if spell.start < start:
        pieces.append(replace(spell, end=min(last, start) if min(last, start) != "9" else ""))
    if last > end and (spell.end or spell.start >= end):
        pieces.append(replace(spell, start=max(spell.start, end)))
    return pieces


def settle(spells: list[Spell]) -> list[Spell]:
    """Cut the holders of one office at their successors; drop what is left empty or doubled."""
    by_office: dict[tuple[str, str, str], list[Spell]] = defaultdict(list)
    for spell in sorted(set(spells), key=lambda s: (s.state, s.role, s.start, s.end or "9", s.person)):
        by_office[spell.state, spell.role, "" if single(spell.role) else spell.title].append(spell)
    return [spell for office in by_office.values() for spell in succession(office)]


def single(role: str) -> bool:
    """Whether one person at a time holds the offices of this role in a state."""
    return role in {"head_of_government", "foreign", "defence", "finance"}


def first_day(text: str) -> str:
    """A date with its missing month and day filled up: "2006" is 2006-01-01."""
    return text + "-01-01"[len(text) - 10 :] if len(text) < 10 else text


def one_holder(state: str, role: str) -> bool:
    """Whether the office ends for one holder when the next begins (a presidency may be shared)."""
    return single(role) or (role == "head_of_state" and state not in SHARED)


def succession(office: list[Spell]) -> list[Spell]:
    """One office's holders in order without overlap (an office of many is left alone, but doubles go)."""
    out: list[Spell] = []
    for spell in office:
        same = out and (spell.person, spell.acting) == (out[-1].person, out[-1].acting)
        if same and (not out[-1].end or spell.start <= out[-1].end):
            out[-1] = replace(out[-1], end=max(spell.end, out[-1].end) if spell.end and out[-1].end else "")
            continue
        if one_holder(spell.state, spell.role) and out and (not out[-1].end or out[-1].end > spell.start):
            out[-1] = replace(out[-1], end=spell.start)
        out.append(spell)
    return [s for s in out if not s.end or first_day(s.end) > first_day(s.start)]


def family(name: str, state: str, given: str) -> str:
    """The family name where it is not the last word."""
    words = name.split()
    if given or len(words) < 2 or state not in FAMILY_FIRST or not words[1][0].isupper():
        return given
    western = state in ("TWN", "HKG") and "-" not in name and len(words) == 2 and len(words[0]) > 4
    return "" if western else words[0]


def spelt_out(name: str, state: str) -> list[str]:
    """Name and family name as newspapers without special letters write them in the states of `SPELT_OUT`.

    >>> spelt_out("Gerhard Schröder", "DEU")
    ['Gerhard Schroeder', 'Schroeder']
    """
    plain_name = "".join(SPELT_OUT.get(state, {}).get(letter, letter) for letter in name)
    if plain_name == name:
        return []
    one, other = name.rpartition(" ")[2], plain_name.rpartition(" ")[2]
    return [plain_name] if one == other else [plain_name, other]


def people() -> tuple[dict[str, str], dict[str, tuple[list[str], str, str]]]:
    """The facts of `people/*.txt`: canonical name by other name, and (other names, family, sex) by name."""
    canonical: dict[str, str] = {}
    facts: dict[str, tuple[list[str], str, str]] = {}
    for path in sorted((FOLDER / "people").glob("*.txt")):
        for line in lines_of(path):
            name, *others, last, sex = line.split("|")
            facts[name] = ([other for other in others if other], last, sex)
            canonical.update({fold(other): name for other in [name, *others] if " " in other})
    return canonical, facts


def write(spells: list[Spell]) -> None:
    """Write both tables."""
    offices: dict[tuple[str, str, str], str] = {}
    counts: dict[tuple[str, str], int] = defaultdict(int)
    by_person: dict[tuple[str, str], list[str]] = defaultdict(list)
    names: dict[tuple[str, str], str] = {}
    _, facts = people()
    homes = home(spells)
    for spell in sorted(spells, key=lambda s: (s.state, s.role, s.title, s.start)):
        key = (spell.state, spell.role, spell.title)
        if key not in offices:
            counts[key[:2]] += 1
            offices[key] = f"{key[0]}.{key[1]}" + ("" if counts[key[:2]] == 1 else f".{counts[key[:2]]}")
        who = (fold(spell.person), homes[spell])
        names[who] = spell.person if spell.basis == "K" or who not in names else names[who]
        by_person[who].append(
            f"{offices[key]} {spell.start} {spell.end or '-'} {spell.basis}{' acting' * spell.acting}"
        )
    ids: dict[str, int] = defaultdict(int)
    lines = ["id\tname\taliases\tstate\tfamily\tsex\tspells"]
    for who in sorted(by_person):
        slug = re.sub(r"[^a-z0-9]+", "-", who[0]).strip("-")
        ids[slug] += 1
        others, last, sex = facts.get(names[who], ([], "", ""))
        last = family(names[who], who[1], last)
        others = list(dict.fromkeys((*others, *spelt_out(names[who], who[1]))))
        name = names[who]
        tag = slug if ids[slug] == 1 else f"{slug}-{who[1].lower()}"
        held = sorted(set(by_person[who]), key=lambda text: (text.split()[1], text))
        lines.append("\t".join([tag, name, "|".join(others), who[1], last, sex, "|".join(held)]))
    (DATA / "persons.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    table = [
        f"{tag}\t{state}\t{role}\t{title}\t{'yes' if one_holder(state, role) else 'no'}"
        for (state, role, title), tag in sorted(offices.items(), key=lambda pair: pair[1])
    ]
    (DATA / "offices.tsv").write_text("\n".join(["id\tstate\trole\ttitle\tsingle", *table]) + "\n", encoding="utf-8")
    tables = load_tables()
    (DATA / "person_names.tsv").write_text(index_text(tables.persons, tables.words), encoding="utf-8")


def home(spells: list[Spell]) -> dict[Spell, str]:
    """The state under which each spell's holder is filed.

    The head of a body or a former state keeps his own, and so do those of `abroad.txt`.
    """
    states_of: dict[str, set[str]] = defaultdict(set)
    for spell in spells:
        states_of[fold(spell.person)].add(spell.state)
    abroad = dict(line.split("|") for line in lines_of(FOLDER / "abroad.txt"))
    out: dict[Spell, str] = {}
    for spell in spells:
        states = states_of[fold(spell.person)] - BODIES - FORMER
        own = min(states) if spell.state in BODIES | FORMER and len(states) == 1 else spell.state
        out[spell] = abroad.get(spell.person, own)
    return out


FORMER = {"SUN", "YUG", "CSK", "DDR", "YMD"}
BODIES = {line.split(";")[0] for line in (FOLDER / "bodies.txt").read_text(encoding="utf-8").splitlines()}


def main() -> None:
    """Build the tables from the folder of fact lists."""
    folder = Path(sys.argv[1])
    left_out = {tuple(row.values()) for row in rows(Path(sys.argv[3]))} if "--without" in sys.argv else set()
    states = {line.split(";")[0] for line in (FOLDER / "states.txt").read_text(encoding="utf-8").splitlines()}
    canonical, _ = people()

    def named(spells: Iterable[Spell]) -> list[Spell]:
        return [replace(s, person=canonical.get(fold(plain(s.person)), plain(s.person))) for s in spells if at_home(s)]

    tables = (wikidata(folder, states), factbook(folder, states), british(folder))
    spells = [s for s in settle(merge(map(named, tables), map(named, known()))) if s.person != VACANT]
    debate = (row for row in rows(folder / "ungdc_speakers.csv") if tuple(row.values()) not in left_out)
    spoken = speakers(debate, spells, states, lambda name: canonical.get(fold(name), name))
    write(spells + [Spell(*fields, "N") for fields in spoken])


if __name__ == "__main__":
    main()
