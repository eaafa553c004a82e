"""Which agreements a command, a button or a program works with, and what is wrong with a folder."""

from __future__ import annotations

import os
from pathlib import Path

from prestatieafspraken.afspraken.load import AfsprakenError, listed, load_folder, map_of, not_there
from prestatieafspraken.afspraken.model import Afspraken
from prestatieafspraken.afspraken.sets import NoSetsError, Sources, Stored, Whose, sets_in
from prestatieafspraken.dutch.user_error import UserError, WrongArgumentError
from prestatieafspraken.validators.sheets.tables import of_agreements

SETTING = "PRESTATIEAFSPRAKEN_AFSPRAKEN"
"""The variable of the environment in which a user or an administrator names a folder."""


def sources(folder: Path | None = None) -> Sources:
    """Gather the sets in the folder that is named, and say which are in the one that is set.

    What is named is loaded at once, so that all that is wrong with it is told now (UserError).
    """
    return Sources(_named(folder) if folder is not None else {}, _set())


def _named(folder: Path) -> dict[Whose, Afspraken]:
    try:
        found = {owner: load_folder(one.folder) for owner, one in sets_in(folder).items()}
        for one in found.values():
            of_agreements(one)  # what they say of the sheets is looked at there
        return found
    except NoSetsError as error:
        raise WrongArgumentError("AFS-901", error.melding, error.herstel) from error
    except AfsprakenError as error:
        raise WrongArgumentError(
            "AFS-902", str(error), "Verbeter de bestanden die hierboven staan."
        ) from error


def _set() -> dict[Whose, Stored]:
    written = os.environ.get(SETTING, "").strip()
    if not written:
        return {}
    folder = Path(written)
    try:
        if not folder.is_absolute():
            raise NoSetsError(f"{folder} is geen volledig pad.", "Begin het pad bij de schijf.")
        return sets_in(folder)
    except AfsprakenError as error:
        raise UserError(
            "AFS-903",
            f"De map met afspraken bij de instelling {SETTING} is niet te gebruiken. {error}",
            "Verbeter de map of de instelling, of haal de instelling weg.",
        ) from error


def chosen(
    given: Sources, gemeente: str | None, jaar: int | None, partij: str | None = None
) -> Afspraken:
    """Give the set that is meant (UserError with those that there are when none or several are).

    What one set alone can be needs no more words: by its municipality, its year, or a party that
    no other has. Between several it is never guessed.
    """
    owners = sorted(given.named) or given.owners()

    def called(owner: Whose) -> str:
        there = given.find(*owner)
        return there.afspraken.gemeente.naam if there else owner[0]

    fit = [
        (map_, year)
        for map_, year in owners
        if (gemeente is None or map_ == map_of(gemeente)) and jaar in (None, year)
    ]
    if partij and len(fit) > 1:
        fit = [owner for owner in fit if _takes_part(given, owner, partij)] or fit
    if len(fit) > 1:
        what = f"{listed((called(one), one[1]) for one in fit)}."
        if given.named:
            raise UserError(
                "AFS-905",
                f"Er zijn afspraken van meer gemeenten of jaren: {what}",
                "Kies er een met --gemeente en --jaar.",
            )
        raise UserError(
            "AFS-904",
            "Het is niet bekend van welke gemeente en welk jaar de afspraken zijn. "
            f"Er zijn er van: {what}",
            "Kies een van die met --gemeente en --jaar.",
        )
    found = given.find(*fit[0]) if fit else None
    if found is None:
        raise WrongArgumentError(
            "AFS-900",
            not_there(gemeente, jaar, owners, called),
            "Kies een gemeente en jaar waarvan de afspraken er zijn.",
        )
    return found.afspraken


def _takes_part(given: Sources, owner: Whose, naam: str) -> bool:
    found = given.find(*owner)
    try:
        return found is not None and found.afspraken.partij(naam).doet_mee
    except KeyError:
        return False
