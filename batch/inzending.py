"""Handing in: a workbook becomes an inzending, and what is received is told back to its sender."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib import metadata

from prestatieafspraken.afspraken import OF_PRODUCT, Afspraken, Sources
from prestatieafspraken.afspraken.model import Gemeente, Partij
from prestatieafspraken.batch.judging.check import check_data
from prestatieafspraken.batch.judging.verdict import Verdict
from prestatieafspraken.dutch import written
from prestatieafspraken.dutch.folded import hyphenated
from prestatieafspraken.dutch.user_error import UserError
from prestatieafspraken.dutch.written import listing
from prestatieafspraken.workbook.book import Book
from prestatieafspraken.workbook.finding import Severity
from prestatieafspraken.workbook.lists.checked import TOLD_AS, Status, beside, headline
from prestatieafspraken.workbook.package.limits import LIMITS, Limits
from prestatieafspraken.workbook.patching.handed_on import ActsError, handed_on
from prestatieafspraken.workbook.patching.values_copy import MOST, TooManyError, values_of
from prestatieafspraken.workbook.patching.voorblad import Cover, handed_in
from prestatieafspraken.workbook.reading.inzending import PARTY, TEMPLATE
from prestatieafspraken.workbook.reading.read import raw_book
from prestatieafspraken.workbook.template_id import SjabloonSoort

VALUES_ONLY = (
    "Alles behalve de waarden in de cellen: de werkmap bevat iets dat meer doet dan tonen, zoals "
    "een verwijzing naar een ander bestand of een formule die iets ophaalt"
)
NO_MACROS = "De macro's en de knoppen"


@dataclass(frozen=True, slots=True)
class Gemaakt:
    """An inzending that was made: how its file is called, its bytes, its number and verdict.

    `weggelaten` says what of the workbook is not in it.
    """

    naam: str
    data: bytes
    controlegetal: str
    verdict: Verdict
    weggelaten: str


def make(
    data: bytes, name: str, at: datetime, sources: Sources = OF_PRODUCT, limits: Limits = LIMITS
) -> Gemaakt:
    """Make the inzending of a workbook (UserError, FaultyFileError when it cannot be handed in).

    `at` is when that is; the verdict is on what is handed in, as whoever receives it finds it.
    """
    raw_book(name, "", data, limits)  # what is no workbook is told for what it is
    shown, left_out = _showing(data, limits)
    verdict = check_data(shown, name, limits=limits, sources=sources)
    book, afspraken = _read(verdict)
    owner = owner_of(book, afspraken)
    if verdict.peildatum is None:
        raise UserError(
            "INL-903",
            "Er komt geen inzending zonder peildatum, en op het blad Start is er geen te lezen.",
            "Vul op het blad Start bij Peildatum een dag in, zoals 31-12-2019.",
        )
    gemeente = afspraken.gemeente
    facts = {
        "Partij": owner.naam,
        "Afspraken": f"{gemeente.naam} {gemeente.jaar}",
        "Peildatum": f"{verdict.peildatum:%d-%m-%Y}",
        "Status": book.start.status or "niet ingevuld",
        "Oordeel": f"{TOLD_AS[verdict.status][0]} {headline(verdict)}",
        "Verder": beside(verdict) or "geen bijzonderheden",
        "Gemaakt op": f"{at:%d-%m-%Y %H:%M:%S}",
        "Gemaakt met": f"prestatieafspraken {metadata.version('prestatieafspraken')}",
    }
    if gemeente.inleveren_voor or gemeente.inleveren_bij:
        facts["Inleveren"] = hand_in(gemeente)
    if left_out:
        facts["Niet meegenomen"] = f"{left_out}."
    kept = {
        PARTY: book.start.partij or "",
        TEMPLATE: str(book.template),
        "gemeente": gemeente.naam,
        "jaar": str(gemeente.jaar),
        "oordeel": facts["Oordeel"],
        "gemaakt": facts["Gemaakt op"],
    }
    title = f"Inzending van {owner.naam}, {gemeente.naam} {gemeente.jaar}"
    made, number = handed_in(shown, Cover(title, facts, list(_open(verdict)), kept), limits)
    return Gemaakt(file_name(owner, afspraken), made, number, verdict, left_out)


def file_name(partij: Partij, afspraken: Afspraken) -> str:
    """Name the file after the party, the municipality and the year.

    A name in the agreements may come from the workbook: in that of a file it is letters alone.
    """
    gemeente = afspraken.gemeente
    whose = ("gemeente",) if partij.is_gemeente else (partij.naam,)
    parts = "inzending", *whose, gemeente.naam, str(gemeente.jaar)
    return "-".join(hyphenated(part, 60) for part in parts)


def hand_in(gemeente: Gemeente) -> str:
    """Say before which day and to whom: "vóór 15 februari 2026 bij wonen@rietmeer.example"."""
    day = f"vóór {written.day(gemeente.inleveren_voor)} " if gemeente.inleveren_voor else ""
    return f"{day}bij {gemeente.inleveren_bij or f'de gemeente {gemeente.naam}'}"


def _showing(data: bytes, limits: Limits) -> tuple[bytes, str]:
    """Give what of a workbook may be handed on, and what is left out."""
    try:
        shown = handed_on(data, limits)
    except ActsError:
        try:
            return values_of(data, limits), VALUES_ONLY
        except TooManyError as error:
            raise UserError(
                "INL-902",
                "De werkmap bevat iets dat meer doet dan tonen, en is te groot om alleen de "
                f"waarden over te nemen (meer dan {MOST} cellen).",
                "Haal verwijzingen naar andere bestanden, query's en besturingselementen weg.",
            ) from error
    return shown, "" if shown is data else NO_MACROS


def _read(verdict: Verdict) -> tuple[Book, Afspraken]:
    if verdict.book is None or verdict.afspraken is None:
        last = verdict.findings[-1]
        code = 3 if verdict.status is Status.INTERN else 4
        raise UserError(last.code, last.melding, last.herstel, code)
    book = verdict.book
    if book.not_judged:
        lost = [table.sheet for table in book.declared if table.name in book.not_judged]
        raise UserError(
            "INL-901",
            f"De inzending zou niet volledig zijn, want dit is niet te lezen: {listing(lost)}.",
            "Controleer de werkmap, volg wat bij de fouten over blad, tabel en kolom staat, en "
            "maak de inzending dan opnieuw.",
            exit_code=1,
        )
    return book, verdict.afspraken


def owner_of(book: Book, afspraken: Afspraken) -> Partij:
    """Give the party whose workbook it is (UserError when Start does not say so)."""
    try:
        owner = afspraken.partij(book.start.partij or "")
    except KeyError:
        raise UserError(
            "INL-904",
            "Op het blad Start staat geen partij uit de afspraken.",
            "Zet de naam van uw organisatie terug zoals die in de werkmap stond die u kreeg.",
        ) from None
    kind = book.template.soort if book.template else SjabloonSoort.GEMEENTE
    if owner.soort != kind:
        raise UserError(
            "INL-905",
            "De partij op het blad Start past niet bij het sjabloon van deze werkmap.",
            "Zet op Start de naam terug die er stond toen u de werkmap kreeg.",
        )
    return owner


def _open(verdict: Verdict) -> Iterator[Sequence[str]]:
    """Give what is open or was explained, the most serious first."""
    order = list(Severity)
    found = [one for one in verdict.findings if one.ernst is not Severity.INFO or one.toelichting]
    for one in sorted(found, key=lambda one: order.index(one.ernst)):
        yield (
            one.ernst.labelled,
            one.code,
            one.place.where,
            one.melding,
            one.herstel,
            one.toelichting or "",
        )
