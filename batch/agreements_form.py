"""Forms and folders with agreements: read behind the door, written and read back."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from prestatieafspraken.afspraken.load import AfsprakenError, load_folder
from prestatieafspraken.afspraken.model import Afspraken
from prestatieafspraken.afspraken.sets import NoSetsError, sets_in
from prestatieafspraken.batch.collect import shown as shown_name
from prestatieafspraken.batch.guarding.bounded import bounded
from prestatieafspraken.dutch.data_faults import Fault
from prestatieafspraken.dutch.user_error import UserError
from prestatieafspraken.validators.formulier.reading import read_form
from prestatieafspraken.validators.formulier.rows import form_rows
from prestatieafspraken.validators.formulier.sheets import form_lists, form_tables, growing_lists
from prestatieafspraken.validators.formulier.slip import Slip, of_fault
from prestatieafspraken.validators.toets.toets import Toets, toets
from prestatieafspraken.validators.told import shown
from prestatieafspraken.workbook.building.form import build_form
from prestatieafspraken.workbook.finding import Place, Severity
from prestatieafspraken.workbook.package.content import content, is_folder
from prestatieafspraken.workbook.package.door import FaultyFileError
from prestatieafspraken.workbook.package.limits import LIMITS
from prestatieafspraken.workbook.reading.read import raw_book


@dataclass(frozen=True)
class Written:
    """What people wrote in a form or in a folder: the agreements, and what is wrong with them.

    `review` is there when it was asked for and the agreements could be read.
    """

    pad: str
    afspraken: Afspraken | None
    slips: tuple[Slip, ...]
    review: tuple[Toets, ...] = ()

    @property
    def faults(self) -> int:
        """How many things must be repaired before it can be used."""
        return sum(slip.ernst is Severity.FOUT for slip in self.slips)


def new_form() -> bytes:
    """Give an empty form."""
    return build_form(form_tables(), {}, form_lists(), growing_lists())


def form_of(afspraken: Afspraken) -> bytes:
    """Give a form with agreements in it, which gives the same ones when it is read (UserError)."""
    data = build_form(form_tables(), form_rows(afspraken), form_lists(), growing_lists())
    again = read_form(raw_book("formulier.xlsx", hashlib.sha256(data).hexdigest(), data, LIMITS))
    if again.afspraken != afspraken:
        lost = next((f" {told(s).where}: {told(s).melding}" for s in again.slips), "")
        raise UserError(
            "AFS-906",
            f"Deze afspraken passen niet zonder verlies in een formulier.{lost}",
            "Verander in de bestanden wat er niet in past, of blijf in de bestanden werken.",
        )
    return data


def read_agreements(path: Path, *, review: bool = False) -> Written:
    """Read a form or a folder (UserError when it is neither, or cannot be read at all)."""
    if is_folder(path):
        return _in_folder(path, review=review)
    return bounded([path], _read, path, review)


def _read(path: Path, review: bool) -> Written:
    try:
        data = content(path, LIMITS)
        raw = raw_book(str(path), hashlib.sha256(data).hexdigest(), data, LIMITS)
    except FaultyFileError as fault:
        name = shown_name(path)
        found = fault.rule.at(Place(), **{"pad": name, **fault.words})
        message = f"{name}: {found.melding}"
        raise UserError(found.code, message, found.herstel, exit_code=4) from fault
    reading = read_form(raw)
    written = Written(shown_name(path), reading.afspraken, reading.slips)
    return _judged(written, reading.places.slip, review=review)


def _in_folder(folder: Path, *, review: bool) -> Written:
    name = shown_name(folder)
    try:
        if not any(folder.glob("*.toml")):
            found = sets_in(folder)
            if len(found) > 1:
                raise NoSetsError(
                    f"In de map {folder} staat meer dan één set afspraken.",
                    "Geef de map van één ervan op.",
                )
            (folder,) = (one.folder for one in found.values())
        return _judged(Written(name, load_folder(folder), ()), of_fault, review=review)
    except NoSetsError as error:
        raise UserError("AFS-901", error.melding, error.herstel) from error
    except AfsprakenError as error:
        return Written(name, None, tuple(told(of_fault(fault)) for fault in error.faults))


def _judged(written: Written, at: Callable[[Fault], Slip], *, review: bool) -> Written:
    """Give what was written as it may be shown, reviewed where a workbook can be made of it."""
    slips, known = [*written.slips], written.afspraken
    try:
        reviewed = toets(known) if known and review else []
    except AfsprakenError as error:
        slips, known, reviewed = [*slips, *map(at, error.faults)], None, []
    toetsen = [
        replace(one, punten=tuple(replace(p, slip=told(at(p.fault))) for p in one.punten))
        for one in reviewed
    ]
    return replace(written, afspraken=known, slips=tuple(map(told, slips)), review=tuple(toetsen))


def told(slip: Slip) -> Slip:
    """Give a slip as it may be shown: legible, with personal data veiled."""
    return replace(
        slip,
        melding=shown(slip.melding),
        herstel=shown(slip.herstel),
        blad=slip.blad and shown(slip.blad),
        kolom=slip.kolom and shown(slip.kolom),
        rij=slip.rij and shown(slip.rij),
        bestand=slip.bestand and shown(slip.bestand),
        sleutel=slip.sleutel and shown(slip.sleutel),
    )
