"""The page that says of every agreement, goal, table, rule and printed mistake what covers it.

What belongs to an agreement, goal or printed table follows from the data: lines of the document
that overlap, and ids that rules, sheets and indicators name as their source. The rules and the
mistakes stand in dekking.toml, as no other file of the product knows them.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from prestatieafspraken.afspraken import load
from prestatieafspraken.afspraken.model import Afspraak, Afspraken, Doel, GedrukteTabel
from prestatieafspraken.indicators.bronnen import sources
from prestatieafspraken.indicators.compute import DEFINITIONS
from prestatieafspraken.validators.registry import RULES
from prestatieafspraken.validators.sheets.tables import TABLES, sheets
from prestatieafspraken.workbook.goal import GOALS
from prestatieafspraken.workbook.theme import table_name

TABLE = Path(__file__).parent / "dekking.toml"
KINDS = {
    "T": "Afspraken",
    "D": "Doelen",
    "M": "Mijlpalen",
    "C": "Gedrukte tabellen",
    "R": "Regels",
    "E": "Fouten in het document",
}
"""The kinds of ids by their first letter, in the order of the page."""
Lines = frozenset[int]


@dataclass(frozen=True)
class Covered:
    """One row: what `id` is, and what covers it; `bij` is what a finding of it must name."""

    id: str
    wat: str
    regels: tuple[str, ...] = ()
    indicatoren: tuple[str, ...] = ()
    bladen: tuple[str, ...] = ()
    reden: str = ""
    bij: str = ""


def _own() -> Afspraken:
    return load("alphen-aan-den-rijn", 2019)


def covered() -> list[Covered]:
    """Give every row: those that follow from the agreements of 2019, then those of the table."""
    afspraken = _own()
    known = sheets(afspraken)
    derived = [
        *(_agreement(afspraak, known) for afspraak in afspraken.afspraken),
        *(_goal(doel) for doel in afspraken.doelen),
        *(_printed(tabel) for tabel in afspraken.tabellen.values()),
    ]
    return [*derived, *_declared({row.id: row for row in derived})]


def _agreement(afspraak: Afspraak, known: Mapping[str, str]) -> Covered:
    ids = {afspraak.id, *afspraak.tabellen}
    theme = known[table_name(afspraak.thema)]
    return _row(afspraak, ids, [theme, *_sheets(ids, _lines(afspraak.regels))])


def _goal(doel: Doel) -> Covered:
    measured = [t.sheet for t in TABLES if doel.cijfer and t.name == doel.cijfer.tabel]
    return _row(doel, {doel.id}, [GOALS, *measured, *_sheets({doel.id}, frozenset())])


def _printed(tabel: GedrukteTabel) -> Covered:
    return _row(tabel, {tabel.id}, _sheets({tabel.id}, _lines(tabel.regels)))


def _row(item: Afspraak | Doel | GedrukteTabel, ids: set[str], sheets: Iterable[str]) -> Covered:
    lines = _lines(item.regels)
    rules = [code for code in RULES if _names(_own().bron_van(code), ids, lines)]
    indicators = [d.code for d in DEFINITIONS if ids & set(sources(_own(), d))]
    return Covered(item.id, item.titel, tuple(rules), tuple(indicators), _once(sheets))


def _sheets(ids: set[str], lines: Lines) -> list[str]:
    return [table.sheet for table in TABLES if _names(_own().bron_van_blad(table.name), ids, lines)]


def _names(source: str | None, ids: set[str], lines: Lines) -> bool:
    """Say whether a source names one of the ids, or else cites some of these lines.

    The lines only count when the source names no id of the same kind: it would have named this.
    """
    named = set(source_ids(source))
    kinds = {code[0] for code in ids}
    if ids & named or any(code[0] in kinds for code in named):
        return bool(ids & named)
    return bool(lines & _cited(source or ""))


def source_ids(source: str | None) -> tuple[str, ...]:
    """Give the ids that a source names: of agreements, goals, milestones and printed tables."""
    return tuple(_IDS.findall(source or ""))


_IDS = re.compile(r"\b(?:[TD]\d-\d+|M-\d+|C\d+)\b")
_CITED = re.compile(r"\br\. ([\d, -]+)")


def _cited(source: str) -> Lines:
    return frozenset(line for part in _CITED.findall(source) for line in _lines(part))


def _lines(ranges: str) -> Lines:
    """Read "26-28, 40" as the lines 26, 27, 28 and 40."""
    found: set[int] = set()
    for first, last in re.findall(r"(\d+)(?:-(\d+))?", ranges):
        found |= set(range(int(first), int(last or first) + 1))
    return frozenset(found)


def _declared(derived: dict[str, Covered]) -> Iterator[Covered]:
    for code, row in tomllib.loads(TABLE.read_text(encoding="utf-8")).items():
        sources = [derived[source] for source in row.get("bron", [])]
        indicators = [i for source in sources for i in source.indicatoren if code[0] == "R"]
        sheets = [sheet for source in sources for sheet in source.bladen]
        indicators += row.get("indicatoren", [])
        reasons = [row.get("reden", ""), "" if indicators else row.get("volgt", "")]
        yield Covered(
            code,
            row["wat"],
            tuple(row.get("regels", [])),
            _once(indicators),
            _once([*sheets, *row.get("bladen", [])]),
            " ".join(reason for reason in reasons if reason),
            row.get("bij", ""),
        )


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def coverage_page() -> str:
    """Give the page, in Markdown."""
    rows = covered()
    parts = [
        "# Dekking",
        "",
        "Deze pagina volgt uit de afspraken van 2019, de regels, de indicatoren en `dekking.toml`.",
        "T is een afspraak, D een doel, M een mijlpaal, C een gedrukte tabel, R een regel uit het",
        "document en E een fout die erin staat. Voor elke afspraak gelden ook de regels AFS en TXT",
        "en de indicatoren AFS, en voor elk doel de regels DOE; ze staan hier alleen waar ze deze",
        "afspraak of dit doel noemen. Elke regel die bij een fout staat, vindt haar in de toets",
        "van de afspraken van 2019 (`afspraken controleer`): een test toetst die. In de werkmap",
        "staat alleen wat wie haar invult nog kan aanvullen, of zelf heeft veranderd.",
        "",
    ]
    columns = ("id", "wat", "regels", "indicatoren", "bladen", "waarom niet (alleen) software")
    for letter, title in KINDS.items():
        parts += [f"## {title}", "", f"| {' | '.join(columns)} |", "|---" * len(columns) + "|"]
        parts += [_line(row) for row in rows if row.id.startswith(letter)]
        parts.append("")
    return "\n".join(parts)


def _line(row: Covered) -> str:
    lists = (row.regels, row.indicatoren, row.bladen)
    cells = [row.id, row.wat, *(", ".join(names) for names in lists), row.reden]
    return "| " + " | ".join(cells) + " |"
