"""A run with a folder for its results: a page per workbook, an overview, and a ledger."""

from __future__ import annotations

import contextlib
import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from prestatieafspraken.cli.output import UserError, cause, write_file
from prestatieafspraken.workbook.dutch import listing

if TYPE_CHECKING:
    from datetime import date

    from prestatieafspraken.batch.ledger import Ledger
    from prestatieafspraken.batch.run import Done, Judges
    from prestatieafspraken.batch.verdict import Verdict
    from prestatieafspraken.batch.worker import Task
    from prestatieafspraken.templates.overzicht import Row

LEDGER = "voortgang.sqlite"
PAGES = "werkmappen"

Progress = Callable[[Iterator["Done"], int], Iterator["Done"]]


@dataclass
class ResultFolder:
    """Where the results of a run go; `rows` sums up each workbook for the overview.

    `compared` are the workbooks that were laid side by side.
    """

    path: Path
    rows: dict[str, Row] = field(default_factory=dict)
    compared: set[str] = field(default_factory=set)

    def task(self, peildatum: date | None) -> Task:
        """Give how each file is judged: with its annotated copy beside its page."""
        from prestatieafspraken.batch.worker import Task

        return Task(peildatum, copies=self.path / PAGES)

    def add(self, done: Done) -> None:
        """Write the page and the JSON of one workbook, unless they are there already."""
        self._write(done.key, done.verdict, fresh=not done.again)

    def _write(self, key: str, verdict: Verdict, *, fresh: bool) -> None:
        from importlib.metadata import version

        from prestatieafspraken.batch.verdict import report

        row = self.summary(key, verdict)
        contract = report([verdict], version("prestatieafspraken"), verdict.peildatum)
        text = json.dumps(contract, ensure_ascii=False, indent=2) + "\n"
        target = self.path / PAGES / f"{key}.json"
        # A run that was killed may have left the page of an earlier verdict. The JSON is written
        # last, so where it says the same, the page does too.
        with contextlib.suppress(OSError, ValueError):
            if not fresh and target.read_text(encoding="utf-8") == text:
                return
        self._write_page(key, verdict, row)
        write_file(target, text, overwrite=True)

    def beside_each_other(self, ledger: Ledger, keys: Sequence[str]) -> dict[str, Verdict]:
        """Compare the workbooks with each other, and write anew what that changes.

        The ledger keeps what was found in each workbook by itself: what lies beside it may be
        another workbook at the next run.
        """
        from prestatieafspraken.batch.inzendingen import compare

        known = dict(ledger.verdicts(keys))
        numbered = list(known)
        verdicts = compare(list(known.values()), lambda number: ledger.figures(numbered[number]))
        for key, verdict in zip(numbered, verdicts, strict=True):
            self._write(key, verdict, fresh=False)
        self.compared = set(keys)
        return dict(zip(numbered, verdicts, strict=True))

    def summary(self, key: str, verdict: Verdict) -> Row:
        """Sum up one workbook for the overview."""
        from prestatieafspraken.templates.overzicht import row
        from prestatieafspraken.validators.tables import TABLES

        theme_of = {
            table.excel_name: f"Thema {table.theme}" if table.theme else "Algemeen"
            for table in TABLES
        }
        self.rows[key] = row(
            *(verdict.path, verdict.status, verdict.partij, verdict.jaar, verdict.findings),
            *(theme_of, f"{PAGES}/{key}.html"),
        )
        return self.rows[key]

    def _write_page(self, key: str, verdict: Verdict, row: Row) -> None:
        from prestatieafspraken.templates.overzicht import page

        folder = self.path / PAGES
        links = {"Dezelfde uitkomst als JSON": f"{key}.json"}
        copy = next((f for f in (f"{key}.xlsx", f"{key}.xlsm") if (folder / f).exists()), None)
        if copy and verdict.status == "fouten":
            links = {"De werkmap met de fouten gemarkeerd": copy, **links}
        html = page(row, verdict.path, verdict.sha256, verdict.findings, links)
        write_file(folder / f"{key}.html", html, overwrite=True)

    def finish(self, keys: Sequence[str], notes: Sequence[str] = ()) -> None:
        """Write the overview of these workbooks, those included that the run did not come to."""
        from prestatieafspraken.templates.overzicht import as_csv, overview, table
        from prestatieafspraken.validators.registry import RULES
        from prestatieafspraken.workbook.overview_book import overview_book

        rows = [self.rows[key] for key in keys if key in self.rows]
        titles = {code: rule.titel for code, rule in RULES.items()}
        left = len(keys) - len(rows)
        html = overview(rows, titles, notes, left)
        failed = None
        for name, content in (
            ("overzicht.html", html),
            ("overzicht.csv", as_csv(rows)),
            ("overzicht.xlsx", overview_book(table(rows))),
        ):
            try:
                write_file(self.path / name, content, overwrite=True)
            except UserError as error:  # one that stands open must not keep the others from you
                failed = error
        if failed:
            raise failed


def prepared(path: Path, *, resume: bool) -> ResultFolder:
    """Make the folder (UserError when it holds results already and nobody said to go on)."""
    try:
        (path / PAGES).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _not_written(path, error) from error
    if not resume and (path / LEDGER).exists():
        raise UserError(
            "UIT-020",
            f"In de map {path} staan al resultaten van een controle.",
            "Voeg --hervat toe om daarmee verder te gaan, of kies bij --uitmap een andere map.",
        )
    return ResultFolder(path)


def judge_into(
    folder: ResultFolder,
    files: Sequence[Path],
    judges: Judges,
    peildatum: date | None,
    progress: Progress,
    *,
    whole: bool,
) -> list[Verdict]:
    """Judge the files, keep the results in the folder, and give the verdicts in order.

    Their findings come along if `whole`; of very many files they take much memory. Ctrl+C writes
    the overview of what was done and then passes on; `--hervat` does the rest.
    """
    from prestatieafspraken.batch.ledger import look
    from prestatieafspraken.batch.run import run

    keys = list(dict.fromkeys(look(path).key for path in files))
    with ledger_of(folder.path, peildatum) as ledger:
        if not (folder.path / "overzicht.html").exists():
            folder.finish(keys)  # so that a run that is killed leaves one too
        try:
            with contextlib.closing(run(files, judges, ledger, now)) as stream:
                for done in progress(stream, len(files)):
                    folder.add(done)
            verdicts = folder.beside_each_other(ledger, keys)
        finally:
            folder.finish(keys, notes(folder, keys))
        return [one if whole else replace(one, findings=()) for one in verdicts.values()]


@contextlib.contextmanager
def ledger_of(folder: Path, peildatum: date | None) -> Iterator[Ledger]:
    """Open the ledger of a folder of results; what may be wrong with it is told as a UserError."""
    from prestatieafspraken.batch.ledger import Ledger, LedgerInUse, LedgerUnusable, rules_version

    try:
        with Ledger(folder / LEDGER, rules_version(), peildatum) as ledger:
            yield ledger
    except LedgerInUse as error:
        raise UserError(
            "UIT-021",
            f"In de map {folder} is al een controle bezig.",
            "Wacht tot die klaar is, of kies bij --uitmap een andere map.",
        ) from error
    except LedgerUnusable as error:
        raise UserError(
            "UIT-022",
            f"De voortgang kon niet worden bewaard in {folder / LEDGER}.",
            "Kijk of de schijf vol is en of u in de map mag schrijven; ga dan verder met --hervat.",
        ) from error


def notes(folder: ResultFolder, keys: Sequence[str]) -> list[str]:
    """Say which parties have more than one workbook, and that figures were not compared yet."""
    parties = Counter(folder.rows[key].partij for key in keys if key in folder.rows)
    twice = sorted(party for party, times in parties.items() if party and times > 1)
    notes = [f"Van {listing(twice)} is er meer dan één werkmap."] if twice else []
    if len(keys) > len(folder.compared):
        notes.append("De cijfers van de werkmappen zijn nog niet met elkaar vergeleken.")
    return notes


def now() -> str:
    """Give the time, to the second."""
    from datetime import datetime

    return datetime.now().astimezone().isoformat(timespec="seconds")


def _not_written(path: Path, error: OSError) -> UserError:
    return UserError(
        "UIT-004",
        f"{path} kon niet worden geschreven: {cause(error)}.",
        "Controleer of u in deze map mag schrijven, of kies een andere map.",
    )
