"""Write `detente/data/actors/states.tsv` from the short hand-kept list beside this file (`states.txt`).

One line a state, fields separated by ";", values of a list by "|". Codes and names are facts written from knowledge;
the linter under tests/actors checks them. People nouns are derived where English forms them regularly.
"""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent
OUT = FOLDER.parents[1] / "detente" / "data" / "actors" / "states.tsv"
HEADER = [
    "iso3",
    "iso2",
    "cow",
    "fips",
    "gdelt",
    "kind",
    "claimed",
    "since",
    "until",
    "name",
    "aliases",
    "adjectives",
    "people",
    "capitals",
    "seats",
    "cities",
]
CLAIMED = {
    "TWN": "CHN",
    "XKX": "SRB",
    "ESH": "MAR",
    "CYN": "CYP",
    "ABK": "GEO",
    "OST": "GEO",
    "PMR": "MDA",
    "SOL": "SOM",
    "ART": "AZE",
    "FLK": "ARG",
}
PARTS = {
    "HKG": "CHN",
    "MAC": "CHN",
    "GRL": "DNK",
    "FRO": "DNK",
    "NCL": "FRA",
    "PRI": "USA",
    "GUM": "USA",
    "GIB": "GBR",
    "BMU": "GBR",
    "FLK": "GBR",
    "COK": "NZL",
    "NIU": "NZL",
}
GDELT = {"ROU": "ROM", "TLS": "TMP"}
FORMER = {"SUN", "YUG", "CSK", "DDR", "YMD"}

LIVES = {
    line.split(";")[0]: line.split(";")[1:]
    for line in (FOLDER / "lives.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
}


def listed(name: str) -> dict[str, str]:
    """A file of "CODE;VALUE" lines."""
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return dict(line.split(";", 1) for line in lines)


ISO2, CITIES = listed("iso2.txt"), listed("cities.txt")


def people(adjectives: list[str]) -> list[str]:
    """Plural and singular nouns for the people, where the adjective serves ("Kenyan": "Kenyans", "Kenyan")."""
    return [noun for word in adjectives if word[-1] in "nikcyt" for noun in (word + "s", word)]


def row(line: str) -> str:
    """One line of the list as a line of the table."""
    iso3, cow, fips, name, aliases, adjectives, nouns, capitals, seats = line.split(";")
    nouns = nouns or "|".join(people(adjectives.split("|")) if adjectives else [])
    kind = "former" if iso3 in FORMER else "part" if iso3 in PARTS else "disputed" if iso3 in CLAIMED else "state"
    claimed = "|".join(sorted({*PARTS.get(iso3, "").split(), *CLAIMED.get(iso3, "").split()}))
    gdelt = GDELT.get(iso3, "" if iso3 in {"CYN", "ABK", "OST", "PMR", "SOL", "ART", *FORMER} else iso3)
    since, until = LIVES.get(iso3, ("", ""))
    return "\t".join(
        [
            iso3,
            ISO2.get(iso3, ""),
            cow,
            fips,
            gdelt,
            kind,
            claimed,
            since,
            until,
            name,
            aliases,
            adjectives,
            nouns,
            capitals,
            seats,
            CITIES.get(iso3, ""),
        ]
    )


def main() -> None:
    """Write the table."""
    lines = (FOLDER / "states.txt").read_text(encoding="utf-8").splitlines()
    OUT.write_text("\n".join(["\t".join(HEADER), *map(row, lines)]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
