"""A run with a folder for its results: a page per workbook, an overview, and a ledger."""

from __future__ import annotations

import contextlib
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from prestatieafspraken.batch.collect import OVERVIEW, PAGES
from prestatieafspraken.batch.guarding.written import unwritable, write_file
from prestatieafspraken.dutch.counted import agreeing
from prestatieafspraken.dutch.legible import json_safe, legible
from prestatieafspraken.dutch.user_error import UserError
from prestatieafspraken.dutch.written import listing
from prestatieafspraken.workbook.lists.checked import proposals
from prestatieafspraken.workbook.package.limits import MB

if TYPE_CHECKING:
    from prestatieafspraken.afspraken import Sources
    from prestatieafspraken.batch.judging.verdict import Verdict
    from prestatieafspraken.batch.run.ledger import Ledger
    from prestatieafspraken.batch.run.run import Done, Judges
    from prestatieafspraken.batch.run.worker import Task
    from prestatieafspraken.templates.verdicts.overview import Difference, OverviewRow
    from prestatieafspraken.workbook.finding import Finding

JudgesFor = Callable[["Task"], "Judges"]
"""Gives those who do a task."""
Paths = Mapping[str, Path]
"""Files by their key in the ledger."""
LARGEST = 32 * MB
"""Bytes of the JSON of one workbook; of the most findings that are kept it takes a few MB."""


@dataclass
class ResultFolder:
    """Where the results of a run go; `task` is how each file is judged, `clock` gives the moment.

    `done` are the files that this run came to, by their key. `between` is what followed from
    laying them side by side, None as long as that was not done. All else is in the ledger, so
    that memory stays flat.
    """

    path: Path
    task: Task
    clock: Callable[[], str] | None = None
    done: set[str] = field(default_factory=set)
    between: dict[str, tuple[Finding, ...]] | None = None

    def add(self, done: Done) -> None:
        """Write the page and the JSON of one workbook, unless they are there already."""
        self.done.add(done.key)
        # What an earlier run found between workbooks may have been added to them.
        if not (done.again and _is_on(done.verdict, self._written(done.key))):
            self._write(done.key, done.verdict)

    def beside_each_other(self, ledger: Ledger, paths: Paths, judges: JudgesFor) -> None:
        """Compare the workbooks with each other, and write anew what that changes.

        The ledger keeps what was found in each workbook by itself: what lies beside it may be
        another workbook at the next run.
        """
        from prestatieafspraken.batch.side_by_side.compare import compare

        self.between = None
        known = self.verdicts(ledger, paths)
        alone = {key: replace(verdict, findings=()) for key, verdict in known}
        keys = list(alone)
        compared = compare(
            list(alone.values()), lambda number: ledger.figures(keys[number]), self.task.sources
        )
        more = zip(keys, compared, strict=True)
        self.between = {key: verdict.findings for key, verdict in more if verdict.findings}
        again = []
        for key, verdict in self.verdicts(ledger, paths):
            page, wanted = self._written(key), verdict.as_dict()
            if _in_cells(page) != _in_cells(wanted):
                again.append(key)
            elif page != wanted:
                self._write(key, verdict)
        self._mark(again, ledger, paths, judges)

    def _mark(self, keys: Sequence[str], ledger: Ledger, paths: Paths, judges: JudgesFor) -> None:
        """Make the copies of these workbooks anew, and then their pages."""
        cells: dict[str, tuple[Finding, ...]] = {}
        marked = {key: paths[key] for key in keys}
        for key, verdict in ledger.verdicts(marked):
            more = (self.between or {}).get(key, ())
            cells[verdict.sha256 or ""] = tuple(one for one in more if one.place.cel)
        if keys:
            with judges(replace(self.task, between=cells)) as marking:
                for _ in marking.verdicts(marked.values()):
                    pass  # what is in the ledger holds: a file may have changed meanwhile
        for key, verdict in self.verdicts(ledger, marked):
            self._write(key, verdict)

    def verdicts(self, ledger: Ledger, paths: Paths) -> Iterator[tuple[str, Verdict]]:
        """Give the verdicts of this run one by one, with what was found between workbooks."""
        from prestatieafspraken.batch.side_by_side.compare import with_findings

        done = {key: path for key, path in paths.items() if key in self.done}
        for key, verdict in ledger.verdicts(done):
            yield key, with_findings(verdict, (self.between or {}).get(key, ()))

    def _written(self, key: str) -> dict[str, Any]:
        """Give what the JSON of a workbook says; one that is not there or not ours says nothing."""
        # It is written last, so where it stands, the page and the copy are of the same verdict.
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError, RecursionError):
            with (self.path / PAGES / f"{key}.json").open("rb") as stream:
                text = stream.read(LARGEST + 1)
            (written,) = json.loads(text if len(text) <= LARGEST else b"")["bestanden"]
            found = [{"code": "", "cel": None, **one} for one in written["bevindingen"]]
            if all(isinstance(one["code"], str) for one in found):
                return {**written, "bevindingen": found}
        return {"bevindingen": []}

    def _write(self, key: str, verdict: Verdict) -> None:
        from importlib.metadata import version

        from prestatieafspraken.batch.judging.all_rules import all_rules
        from prestatieafspraken.batch.judging.verdict import report
        from prestatieafspraken.templates.verdicts.page import html

        folder = self.path / PAGES
        contract = report([verdict], version("prestatieafspraken"), verdict.peildatum)
        text = json_safe(json.dumps(contract, ensure_ascii=False, indent=2)) + "\n"
        links = {"Dezelfde uitkomst als JSON": f"{key}.json"}
        if verdict.status.is_judged:
            links = _copy(folder, key, verdict) | links
        page = html(
            *([verdict], all_rules(), contract["versie"], self._today()),
            links=links,
            back=f"../{OVERVIEW}.html",
        )
        write_file(folder / f"{key}.html", page, overwrite=True)
        write_file(folder / f"{key}.json", text, overwrite=True)

    def finish(self, ledger: Ledger, paths: Paths) -> None:
        """Write the overview of these workbooks, those included that the run did not come to."""
        from prestatieafspraken.templates.verdicts.overview import as_csv, overview, table
        from prestatieafspraken.validators.registry import RULES
        from prestatieafspraken.workbook.lists.overview_list import overview_book

        rows = [
            summary(key, verdict, self.task.sources)
            for key, verdict in self.verdicts(ledger, paths)
        ]
        titles = {code: rule.titel for code, rule in RULES.items()}
        left = len(paths) - len(rows)
        told: dict[str, Any] = {
            "differences": self._differences(ledger, paths),
            "checked_on": self._today(),
        }
        notes = self._notes(rows)
        forms: dict[str, Callable[[], str | bytes]] = {
            f"{OVERVIEW}.html": lambda: overview(rows, titles, notes, left, **told),
            f"{OVERVIEW}.csv": lambda: as_csv(rows),
            f"{OVERVIEW}.xlsx": lambda: overview_book(table(rows)),
        }
        failed = None
        for name, content in forms.items():  # one at a time: of many workbooks each takes room
            try:
                write_file(self.path / name, content(), overwrite=True)
            except UserError as error:  # one that stands open must not keep the others from you
                failed = error
        if failed:
            raise failed

    def _today(self) -> date | None:
        return date.fromisoformat(self.clock()[:10]) if self.clock else None

    def _differences(self, ledger: Ledger, paths: Paths) -> list[Difference]:
        """Give what was found between workbooks, each once with the pages that tell it."""
        from prestatieafspraken.templates.verdicts.overview import Difference

        pages: dict[tuple[str, str], tuple[Finding, dict[str, str]]] = {}
        between = self.between or {}
        for key, verdict in self.verdicts(ledger, {k: paths[k] for k in between if k in paths}):
            name = legible(Path(verdict.path).name)
            for one in between[key]:
                _, at = pages.setdefault((one.code, one.melding), (one, {}))
                at[name] = f"{PAGES}/{key}.html"
        return [Difference(one, at) for one, at in pages.values()]

    def _notes(self, rows: Sequence[OverviewRow]) -> list[str]:
        """Say which parties have more than one workbook, and that nothing was compared yet."""
        from prestatieafspraken.templates.verdicts.overview import NOBODY

        parties = Counter(row.partij for row in rows if row.partij != NOBODY)
        twice = sorted(party for party, times in parties.items() if times > 1)
        notes = [f"Van {listing(twice)} is er meer dan één werkmap."] if twice else []
        notes += [
            f"In {row.naam} ({row.partij}) {agreeing(row.voorstellen, 'staat', 'staan')} "
            f"{proposals(row.voorstellen)} van wat is afgesproken."
            for row in rows
            if row.voorstellen
        ]
        if self.between is None:
            notes.append("De cijfers van de werkmappen zijn nog niet met elkaar vergeleken.")
        return notes


def _copy(folder: Path, key: str, verdict: Verdict) -> dict[str, str]:
    """Write the text that goes back to the sender; give it and the copy by what they are."""
    from prestatieafspraken.batch.run.copies import (
        MAIL,
        MARKED_COPY,
        VALUES,
        named,
        own_place,
        sent_back,
    )
    from prestatieafspraken.batch.run.mail import mail

    place, links, marked = folder / key, {}, "met de bevindingen gemarkeerd"
    copies = [path.name for path in sent_back(place) if path.suffix == ".xlsx"]
    for name in copies:
        if name.endswith(VALUES):
            why = "er zit iets in dat bij het openen kan gaan werken, zoals een koppeling"
            links[f"Alleen de waarden uit de werkmap, {marked}; {why}"] = f"{key}/{name}"
        elif name.endswith(MARKED_COPY):
            without = " (zonder macro's)" if verdict.path.lower().endswith(".xlsm") else ""
            links[f"De werkmap {marked}{without}"] = f"{key}/{name}"
    try:
        own_place(place)
    except OSError as error:
        raise unwritable(place, error) from error
    text = named(verdict, MAIL)
    write_file(place / text, mail(verdict, copies[0] if copies else None), overwrite=True)
    return {**links, "De tekst voor de mail aan de afzender": f"{key}/{text}"}


def _is_on(verdict: Verdict, page: Mapping[str, Any]) -> bool:
    """Tell whether a page is of this verdict, whatever was found between workbooks besides."""
    own = verdict.as_dict()
    findings = own.pop("bevindingen")
    told = page["bevindingen"][: len(findings)]
    return told == findings and all(page.get(name) == value for name, value in own.items())


def _in_cells(page: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Give what a page tells of cells that was found between workbooks; the copy tells it too."""
    from prestatieafspraken.validators import inzending

    codes = {rule.code for rule in inzending.RULES}
    return [found for found in page["bevindingen"] if found["code"] in codes and found["cel"]]


def summary(key: str, verdict: Verdict, sources: Sources) -> OverviewRow:
    """Sum up one workbook for the overview."""
    from prestatieafspraken.templates.verdicts.overview import row
    from prestatieafspraken.validators.sheets.tables import of_agreements

    found = sources.find(verdict.gemeente or "", verdict.jaar or 0)
    tables = of_agreements(found.afspraken) if found else ()
    theme_of = {
        table.excel_name: f"Thema {table.theme}" if table.theme else "Algemeen" for table in tables
    }
    return row(
        *(verdict.path, verdict.status, verdict.partij, verdict.jaar, verdict.findings),
        *(theme_of, f"{PAGES}/{key}.html", verdict.volledigheid),
    )
