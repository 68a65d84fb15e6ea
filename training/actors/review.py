"""Show what the tables know of a state's offices beside what other lists say, for whoever keeps `holders/*.txt`.

    python training/actors/review.py ../shared/gold/actors/lists CHN KOR

For each key office the chain of holders since 1990 with bases, and where nobody is known; then leaders of Archigos,
speakers at the United Nations and later notes on whom the tables disagree or are silent.
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from datetime import date
from pathlib import Path

from build_persons import DATA, first_day, rows
from un_debate import role_of, same_name, spoken_name

ROLES = ("head_of_state", "head_of_government", "ruler", "foreign", "defence", "finance", "trade", "interior",
         "security_adviser", "spokesperson", "ambassador", "un_envoy", "deputy_head", "party")  # fmt: skip
COMPLETE = ("head_of_state", "head_of_government", "foreign")
Held = tuple[str, str, str, str]


def held_by_state() -> dict[tuple[str, str], list[Held]]:
    """(from, to, person, basis) by state and role."""
    out: dict[tuple[str, str], list[Held]] = defaultdict(list)
    lines = (DATA / "offices.tsv").read_text(encoding="utf-8").splitlines()[1:]
    offices = {line.split("\t")[0]: line.split("\t") for line in lines}
    for line in (DATA / "persons.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        name, spells = line.split("\t")[1], line.split("\t")[6]
        for spell in spells.split("|"):
            office, start, end, *basis = spell.split(" ")
            out[offices[office][1], offices[office][2]].append((start, end, name, " ".join(basis)))
    return out


def gaps(chain: list[Held]) -> list[str]:
    """Stretches of more than two months since 1990 in which nobody is known."""
    out, covered = [], "1990-01-01"
    for start, end, _, _ in [*chain, (date.today().isoformat(), "-", "", "")]:
        first = first_day(start)
        if (date.fromisoformat(first) - date.fromisoformat(min(covered, first))).days > 62:
            out.append(f"{covered} .. {first}")
        covered = max(covered, "9999-01-01" if end == "-" else first_day(end))
        covered = min(covered, date.today().isoformat()) if end == "-" else covered
    return out


def main() -> None:
    """Print the review of the states asked for."""
    lists, held_in = Path(sys.argv[1]), held_by_state()
    debate, archigos = list(rows(lists / "ungdc_speakers.csv")), list(rows(lists / "archigos.csv"))
    later = list(rows(lists / "offices_2022_2026_extra.csv")) + list(rows(lists / "leaders_2026.csv"))
    with (DATA / "states.tsv").open(encoding="utf-8", newline="") as table:
        codes = {row["iso3"]: row["cow"] for row in csv.DictReader(table, delimiter="\t")}
    for state in sys.argv[2:]:
        print(f"\n=== {state}")
        for role in ROLES:
            chain = sorted(held_in.get((state, role), ()))
            recent = [h for h in chain if h[1] == "-" or h[1] > "1990"]
            if recent or role in COMPLETE:
                print(f"{role}: " + "; ".join(f"{n} {a}..{b} {basis}" for a, b, n, basis in recent))
            if role in COMPLETE and (empty := gaps(recent)):
                print(f"   NOBODY KNOWN {'; '.join(empty)}")
        for row in archigos:
            if row["obsid"].startswith(codes[state] + "-") and row["enddate"] > "1990":
                spells = [h for (one, _), chain in held_in.items() if one == state for h in chain]
                within = [h for h in spells if h[0] < row["enddate"] and (h[1] == "-" or h[1] > row["startdate"])]
                if not any(same_name(row["leader"], name) for _, _, name, _ in within):
                    print(f"   Archigos: {row['leader']} {row['startdate']}..{row['enddate']} ({row['exit']})")
        for row in debate:
            if row["iso3"] != state or row["year"] < "1990" or not row["post"]:
                continue
            office = role_of(row["post"])
            day = f"{row['year']}-09-22"
            chain = held_in.get((state, office[0] if office else ""), [])
            now = [h for h in chain if h[0] <= day and (h[1] == "-" or h[1] > day)]
            if not any(same_name(spoken_name(row["name"]), h[2]) and h[3] != "N" for h in now):
                print(f"   UN {row['year']}: {row['name']} as {row['post']}; table: {[h[2] for h in now]}")
        for row in later:
            chain = held_in.get((state, row["role"]), [])
            if row["iso3"] == state and not any(same_name(row["person"], h[2]) for h in chain):
                seen = row.get("since") or row.get("start") or row.get("seen", "")
                source = f"[{row['source']} {row.get('trust', '')}]"
                print(f"   note: {row['role']} {row['position']} {row['person']} {seen} {source}")


if __name__ == "__main__":
    main()
