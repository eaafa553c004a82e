"""Judge a workbook: what reading found, then cells, rows, and what holds between tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from prestatieafspraken.afspraken.model import Afspraken
from prestatieafspraken.validators.cells import CELL_RULES, words
from prestatieafspraken.validators.codelists import codelists
from prestatieafspraken.validators.registry import CROSS_RULES, NOT_JUDGED, ROW_RULES
from prestatieafspraken.validators.rule import Case
from prestatieafspraken.validators.schema import failures
from prestatieafspraken.validators.words import plain, spoken
from prestatieafspraken.workbook.book import Book, TableData
from prestatieafspraken.workbook.finding import Finding, Place


def judge(book: Book, afspraken: Afspraken) -> list[Finding]:
    """Give all findings in the order of telling: reading, cells, rows, between tables.

    What could not be judged because of an earlier fault is said once, as information.
    """
    lists = codelists(afspraken)
    cells: list[Finding] = []
    rows: list[Finding] = []
    for data in book.tables.values():
        cell_findings, row_findings = _table(data, lists, afspraken)
        cells += cell_findings
        rows += row_findings
    return [
        *book.findings,
        *cells,
        *rows,
        *_cross(Case(book, afspraken)),
        *_not_judged(book),
    ]


def _table(
    data: TableData, lists: Mapping[str, Sequence[str]], afspraken: Afspraken
) -> tuple[list[Finding], list[Finding]]:
    order = {name: number for number, name in enumerate(data.letters)}
    rules = {rule.rule.code: rule for rule in ROW_RULES if rule.table == data.table.name}
    cells, rows = [], []
    for code, name, row in failures(data, lists):
        if code in CELL_RULES and name is not None:
            column = data.table.column(name)
            value = None if code == "CEL-001" else data.frame.at[row, name]
            known = {} if value is None else words(column, value, lists, afspraken)
            finding = CELL_RULES[code].at(data.place(row, name), waarde=plain(value), **known)
            cells.append((row, order[name], code, finding))
        else:
            rule = rules[code]
            known = {
                column.name: spoken(column, data.frame.at[row, column.name])
                for column in data.table.columns
                if column.name in data.frame.columns
            }
            value = data.frame.at[row, rule.column]
            place = data.place(row, rule.column)
            known = {key: text for key, text in known.items() if key not in ("waarde", "rij")}
            finding = rule.rule.at(place, waarde=plain(value), **known)
            rows.append((row, order[rule.column], code, finding))
    return [f[-1] for f in sorted(cells, key=_key)], [f[-1] for f in sorted(rows, key=_key)]


def _key(item: tuple[int, int, str, Finding]) -> tuple[int, int, str]:
    return item[:3]


def _cross(case: Case) -> Iterator[Finding]:
    for rule in CROSS_RULES:
        known = all(
            name in case.book.tables and set(columns) <= set(case.book.tables[name].frame.columns)
            for name, columns in rule.needs.items()
        )
        if known:
            yield from rule.findings(case, rule.rule)


def _not_judged(book: Book) -> Iterator[Finding]:
    for name, reason in book.not_judged.items():
        yield NOT_JUDGED.at(Place(tabel=name), naam=name.replace("_", " "), reden=reason)
