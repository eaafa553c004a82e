"""Reading a workbook and judging it: a file, bytes, or what a program has open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from prestatieafspraken.afspraken import OF_PRODUCT, Sources
from prestatieafspraken.afspraken.written import digest_of
from prestatieafspraken.batch.collect import shown
from prestatieafspraken.batch.judging.agreements import counting, tables_by
from prestatieafspraken.batch.judging.previous import Previous
from prestatieafspraken.batch.judging.verdict import Verdict, guarded, guarded_data
from prestatieafspraken.validators.any_sheet.jaarvergelijking import VORIGE_ONTBREEKT
from prestatieafspraken.validators.any_sheet.privacy import veiled
from prestatieafspraken.validators.judging.judge import judge_as_agreed
from prestatieafspraken.validators.volledigheid import Stand, Volledigheid, of_book
from prestatieafspraken.workbook.book import Book
from prestatieafspraken.workbook.finding import Finding, Place, Severity
from prestatieafspraken.workbook.lists.checked import Status
from prestatieafspraken.workbook.package.limits import LIMITS, Limits
from prestatieafspraken.workbook.reading.read import read, read_data
from prestatieafspraken.workbook.reading.structure_faults import (
    SJB_ONBEKENDE_AFSPRAKEN,
    TABEL_ONTBREEKT,
)


def check(
    path: Path,
    peildatum: date | None = None,
    limits: Limits = LIMITS,
    previous: Previous | None = None,
    sources: Sources = OF_PRODUCT,
) -> Verdict:
    """Read and judge the workbook at `path`; `peildatum` overrules the one in the workbook.

    With `previous`, figures are also laid beside last year's workbook of the same party;
    `sources` says which agreements there are besides those of the product.
    A fault of our own becomes a verdict too (status intern), so that the other files go on.
    """

    def of_file() -> Verdict:
        return judged(
            read(path, tables_by(sources), limits), shown(path), peildatum, previous, sources
        )

    return guarded(path, peildatum, of_file)


def check_data(
    data: bytes,
    name: str,
    peildatum: date | None = None,
    limits: Limits = LIMITS,
    previous: Previous | None = None,
    sources: Sources = OF_PRODUCT,
) -> Verdict:
    """Judge bytes as `check` judges a file; `name` is what the verdict calls them."""

    def of_data() -> Verdict:
        book = read_data(name, data, tables_by(sources), limits)
        return judged(book, told, peildatum, previous, sources)

    told = shown(Path(name))
    return guarded_data(told, peildatum, of_data)


def judged(
    book: Book,
    name: str,
    peildatum: date | None = None,
    previous: Previous | None = None,
    sources: Sources = OF_PRODUCT,
) -> Verdict:
    """Judge a workbook that was read, from a file or from a program that has it open."""
    verdict = Verdict(
        *(name, Status.ONLEESBAAR, tuple(veiled(book.findings))),
        *(book.sha256 or None, peildatum),
        book=book,
    )
    if not book.readable or book.template is None:
        return verdict
    template = book.template
    verdict = replace(
        verdict,
        peildatum=peildatum or book.start.peildatum,
        gemeente=template.gemeente,
        jaar=template.jaar,
        soort=template.soort,
        partij=book.start.partij,
        gemeentenaam=book.start.gemeente,
        ingeleverd=book.ingeleverd,
    )
    found, about = counting(book, sources)
    book.findings += veiled(about)
    if found is None:
        # Nobody knows which tables it should hold.
        sure = [one for one in veiled(book.findings) if one.code != TABEL_ONTBREEKT.code]
        unknown = SJB_ONBEKENDE_AFSPRAKEN.at(
            Place(), gemeente=template.gemeente, jaar=template.jaar
        )
        return replace(verdict, findings=(*sure, unknown))
    earlier = previous.of(book, sources) if previous else None
    book, told = judge_as_agreed(book, found.afspraken, peildatum, earlier)
    findings = tuple(told)
    if previous and earlier is None:
        known = {"partij": book.start.partij or "deze partij", "jaar": template.jaar - 1}
        findings = (*findings, VORIGE_ONTBREEKT.at(Place(), **known))
    there = of_book(book, found.afspraken, verdict.peildatum)
    return replace(
        verdict,
        book=book,
        status=status_of(findings, there),
        findings=findings,
        volledigheid=there,
        afspraken=found.afspraken,
        herkomst=found.herkomst,
        afspraken_sha256=digest_of(found.afspraken),
    )


def status_of(findings: Sequence[Finding], there: Volledigheid | None) -> Status:
    """Say what becomes of a workbook that could be judged."""
    if any(finding.ernst is Severity.FOUT for finding in findings):
        return Status.FOUTEN
    is_whole = there is not None and there.stand is Stand.VOLLEDIG
    return Status.GOED if is_whole else Status.ONVOLLEDIG
