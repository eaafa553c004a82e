"""The same workbook before the product and before the slow second judge: both must say the same."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

from prestatieafspraken.validators.judging.judge import judge
from prestatieafspraken.validators.registry import CROSS_RULES, ROW_RULES
from prestatieafspraken.workbook.book import Book
from prestatieafspraken.workbook.finding import Finding
from prestatieafspraken.workbook.raw import RawBook
from prestatieafspraken.workbook.reading.normalise import normalise
from prestatieafspraken.workbook.reading.read import read
from proving.kit.tabellen import of_party
from proving.kit.voorbeeld import afspraken
from proving.orakel.bevinding import Bevinding, ernst, verschillen
from proving.orakel.document import regels
from proving.orakel.feiten import Feiten
from proving.orakel.judge import Orakel, Told
from proving.orakel.opbouw import Bestand, ExcelTabel
from proving.orakel.start import lees
from proving.planten.planting import Damage, Filled, in_raw

HERE = Path(__file__).parent
ROOT = HERE.parents[2]


# --- what the second judge sees ---


def seen(raw: RawBook) -> Bestand:
    """Write down plainly what the raw form of a workbook holds."""
    cells = {
        (sheet.name, row, col): value
        for sheet in raw.sheets
        for row, values in enumerate(sheet.rows, 1)
        for col, value in enumerate(values, 1)
    }
    for sheet in raw.sheets:
        cells |= {(sheet.name, row, col): str(e) for (row, col), e in sheet.errors.items()}
    tables = [
        ExcelTabel(t.name, t.sheet, t.first_row - 1, t.last_row, range(t.first_col, t.last_col + 1))
        for t in raw.tables
    ]
    formulas = {(sheet.name, *cell) for sheet in raw.sheets for cell in sheet.formulas or {}}
    return Bestand(cells, formulas, tables, {sheet.name: sheet.merged for sheet in raw.sheets})


def seen_in_file(path: Path) -> Bestand:
    """Write down plainly what another program reads in a file; it keeps no outcomes."""
    cells, formulas, tables = {}, set(), []
    for sheet in (book := load_workbook(path)).worksheets:
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            place = (sheet.title, cell.row, cell.column)
            if cell.data_type == "f":
                formulas.add(place)
            else:
                cells[place] = cell.value
        for table in sheet.tables.values():
            left, top, right, bottom = range_boundaries(table.ref)
            span = range(left, right + 1)
            tables.append(ExcelTabel(table.name, sheet.title, top, bottom, span))
    merged = {
        sheet.title: [(r.min_row, r.min_col, r.max_row, r.max_col) for r in sheet.merged_cells]
        for sheet in book.worksheets
    }
    return Bestand(cells, formulas, tables, merged)


def second_opinion(
    bestand: Bestand, *, own: bool, peildatum: date | None = None, jaar: int = Feiten.jaar
) -> list[Bevinding]:
    """Let the plain judge look; `own` says that it is the workbook of one corporatie."""
    start = lees(bestand.cellen, Feiten.jaar, eigen=own)
    day = peildatum or start.peildatum or date.min
    return [*start.told, *Orakel(bestand, Feiten(own, start.partij or "", day, jaar)).told]


# --- both beside each other ---


@dataclass(frozen=True)
class Verdicts:
    """What both say, by code, sheet and cell (or else header)."""

    product: Counter[Told]
    oracle: Counter[Told]
    findings: Sequence[Finding]
    otherwise: Sequence[tuple[Told, str]]
    """Where both say it, but with another severity, value or fact."""

    @property
    def differences(self) -> list[Told]:
        """What only one of them says, or not as often, or with something else in it."""
        once = (self.product - self.oracle) + (self.oracle - self.product)
        return sorted({*once, *(told for told, _ in self.otherwise)})


def laid_beside(raw: RawBook, peildatum: date | None = None, jaar: int = Feiten.jaar) -> Verdicts:
    """Let both judge the raw form of a workbook, as if the agreements were those of a year."""
    book = normalise(raw, of_party)
    gemeente = afspraken().gemeente.model_copy(update={"jaar": jaar})
    known = afspraken().model_copy(update={"gemeente": gemeente})
    findings = judge(book, known, peildatum)
    return of_both(book, findings, seen(raw), peildatum, jaar)


def judged_in_file(path: Path) -> Verdicts:
    """Let both judge what stands in a file, each as it reads that itself.

    These workbooks have other figures than the document, so what was agreed is not put back first.
    """
    book = read(path, of_party)
    return of_both(book, judge(book, afspraken()), seen_in_file(path))


def of_both(
    book: Book,
    findings: Sequence[Finding],
    bestand: Bestand,
    peildatum: date | None = None,
    jaar: int = Feiten.jaar,
) -> Verdicts:
    """Let the second judge look beside findings of the product.

    Of a table or column that cannot be read nobody can say more than that: the rules that need it
    are left out of both.
    """
    oracle = second_opinion(bestand, own=book.is_own, peildatum=peildatum, jaar=jaar)
    silent = _silent(book) | _resting_on_nothing(bestand, findings, own=book.is_own, day=peildatum)

    def heard(told: Told) -> bool:
        return bool(ernst(told[0])) and not {told[:1], told[:2]} & silent

    theirs = [told for told in oracle if heard(tuple(told))]
    ours = [finding for finding in findings if heard(known_as(finding))]
    otherwise = told_otherwise(ours, theirs)
    product = Counter(map(known_as, ours))
    return Verdicts(product, Counter(map(tuple, theirs)), findings, otherwise)


def told_otherwise(
    findings: Iterable[Finding], oracle: Iterable[Bevinding]
) -> list[tuple[Told, str]]:
    """Give what the product says otherwise of what both found: severity, value, or a fact.

    Of findings that are known by the same code and place each of the oracle's must have one of the
    product's own.
    """
    product: dict[Told, list[Finding]] = {}
    for finding in findings:
        product.setdefault(known_as(finding), []).append(finding)
    otherwise = []
    for found in oracle:
        said = product.get(tuple(found), [])
        wrong = [(list(verschillen(found, f.ernst, f.waarde, f.melding)), f) for f in said]
        if not wrong:
            continue
        differences, finding = min(wrong, key=lambda one: len(one[0]))
        said.remove(finding)
        otherwise += [(tuple(found), text) for text in differences]
    return otherwise


def known_as(finding: Finding) -> Told:
    """Give what a finding is known by."""
    place = finding.place
    return finding.code, place.blad or "", place.cel or place.kolom or ""


def _silent(book: Book) -> set[tuple[str, ...]]:
    """Give the codes of rules that need what is lost; of those on one table with its sheet."""
    held = {name: data.letters.keys() for name, data in book.tables.items()}
    sheets = {table.name: table.sheet for table in of_party(book.template.soort)}  # type: ignore[union-attr]
    needs = [(rule.rule.code, {rule.table: rule.needs}) for rule in ROW_RULES]
    needs += [(rule.rule.code, dict(rule.needs)) for rule in CROSS_RULES]
    return {
        (code, sheets[next(iter(tables))]) if len(tables) == 1 else (code,)
        for code, tables in needs
        if not tables.keys() <= sheets.keys()
        or any(not held.get(name, set()) >= set(columns) for name, columns in tables.items())
        if set(tables) & sheets.keys()
    }


def _resting_on_nothing(
    bestand: Bestand, findings: Sequence[Finding], *, own: bool, day: date | None
) -> set[tuple[str, ...]]:
    """Give the codes that the product says it did not apply for want of a day or a party.

    It is believed only where the second judge does not know that either.
    """
    start = lees(bestand.cellen, Feiten.jaar, eigen=own)
    unknown = {"peildatum": (day or start.peildatum) is None, "partij": start.partij is None}
    told = [f.melding for f in findings if f.code == "NBO-006"]
    assert len(told) == sum(unknown.values()), told
    assert all(
        any(f"De {field} is niet" in text for text in told) for field in unknown if unknown[field]
    )
    return {(code,) for text in told for code in re.findall(r"[A-Z]{3}-\d{3}", text)}


# --- telling what is wrong ---


def agree(
    book: Filled,
    damages: Sequence[Damage],
    verdicts: Verdicts | None = None,
    peildatum: date | None = None,
) -> Verdicts:
    """Fail if the two do not say the same of a damaged workbook, with what is needed to mend it.

    Of many damages only those are shown that the difference needs.
    """
    verdicts = verdicts or _beside(book, damages, peildatum)
    if verdicts.differences:
        needed = _needed(book, damages, peildatum)
        fewer = _beside(book, needed, peildatum)
        raise AssertionError(explained(book, needed, fewer if fewer.differences else verdicts))
    return verdicts


def _beside(book: Filled, damages: Sequence[Damage], peildatum: date | None) -> Verdicts:
    return laid_beside(in_raw(book.raw, [e for one in damages for e in one.edits]), peildatum)


def _needed(book: Filled, damages: Sequence[Damage], peildatum: date | None) -> list[Damage]:
    """Leave out half of the damages, then smaller parts, for as long as the two keep differing."""
    needed, size = list(damages), len(damages) // 2
    while size:
        for start in range(0, len(needed), size):
            fewer = needed[:start] + needed[start + size :]
            if _beside(book, fewer, peildatum).differences:
                needed = fewer
                break
        else:
            size //= 2
    return needed


def explained(book: Filled, damages: Sequence[Damage], verdicts: Verdicts) -> str:
    """Say per difference what each says, what was planted, and which files to look in."""
    lines = [f"the workbook of {book.naam}, with the figures of seed {book.seed}"]
    lines += [f"  damaged: {damage}" for damage in damages]
    for told in dict.fromkeys(verdicts.differences):
        code, sheet, cell = told
        said = [f.melding for f in verdicts.findings if known_as(f) == told]
        lines += [
            f"{code} at {sheet}!{cell}",
            f"  the product says it {verdicts.product[told]} times: {' / '.join(said) or '-'}",
            f"  the oracle says it {verdicts.oracle[told]} times",
            *(f"  {text}" for other, text in verdicts.otherwise if other == told),
            f"  edit the rule: {where(code, ROOT / 'validators', ROOT / 'workbook')}",
            f"  or the oracle: {where(code, HERE) or 'tell it in tests/proving/orakel'}",
        ]
    return "\n".join(lines)


def where(code: str, *folders: Path) -> str:
    """Give the file and line in which a code is written; nothing if there is none."""
    for path in (path for folder in folders for path in sorted(folder.rglob("*.py"))):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if re.search(rf"\b{code}\b", line):
                return f"{path.relative_to(ROOT)}:{number}"
    remarked = code in {remark["code"] for remark in regels("opmerkingen")}
    return f"{(HERE / 'tabellen/opmerkingen.csv').relative_to(ROOT)}" if remarked else ""


# --- what a rule needs to be proven ---

ELSEWHERE = {
    "AFG": "what was agreed in every set, beside what is there (bewijs/test_afgesproken)",
    "AFS-034": "no agreement of 2019 is part of another: tests/validators/test_onderdelen.py",
    "KGT-00[4578]": "a goal of another kind than D0-3: tests/validators/test_kengetallen.py",
    "VWD": "a goal with a condition: tests/validators/test_voorwaarden.py",
    "BST": "the file cannot be opened or holds other things than cells (batch, hostile files)",
    "SJB-00[1-5]": "without the id of the template nothing else is read (test_read, test_cli)",
    "SJB-01": "the agreements that a workbook carries (batch/test_kopie)",
    "INL": "what happened to a file after it was handed in (workbook/test_inzending)",
    "VBG": "what the file hides (test_verborgen)",
    "INZ": "several workbooks beside each other (test_inzendingen)",
    "JRV-002": "a workbook of last year that is not there (test_previous)",
    "TLC": "the sheet with explanations (test_toelichtingen)",
    "TXT-006": "no agreement of 2019 counts what it names (example page)",
    "NBO": "what the product says of its own rules (test_rules)",
}
"""Rules that one workbook's cells cannot show, by the start of their code, each with its proof."""


def unproven(code: str, planted: Set[str]) -> list[str]:
    """Say which file lacks what for a rule to be proven."""
    elsewhere = [start for start in ELSEWHERE if re.match(start, code)]
    document = code in {remark["code"] for remark in regels("opmerkingen")}
    lacks = {
        f"tests/proving/orakel/tabellen/ernst.csv has no row for {code}": not ernst(code),
        f"nothing in tests/proving/orakel tells {code} (rijen.py: of one row)": not where(
            code, HERE
        ),
        f"tests/proving/planten (regels.py, afspraken.py) damages nothing for {code}": (
            code not in planted and not document
        ),
    }
    missing = [text for text, lacking in lacks.items() if lacking]
    if elsewhere:
        return [] if missing else [f"{code} is proven here: take {elsewhere} out of ELSEWHERE"]
    return missing
