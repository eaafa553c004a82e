"""A set of agreements written as a folder of files, whole and never over another unasked."""

from __future__ import annotations

from pathlib import Path

from prestatieafspraken.afspraken.model import Afspraken
from prestatieafspraken.afspraken.written import readable
from prestatieafspraken.batch.guarding.safe_write import leads_away
from prestatieafspraken.batch.guarding.written import cause, check_free, write_file
from prestatieafspraken.dutch.user_error import UserError

TABLES = "tabellen"


def check_folder(folder: Path, *, overwrite: bool) -> None:
    """Refuse a folder that holds agreements already, or that leads elsewhere (UserError)."""
    taken = [*folder.glob("*.toml"), *(folder / TABLES).glob("*")]
    if taken and not overwrite:
        raise UserError(
            "UIT-013",
            f"In de map {folder} staat al een set afspraken ({taken[0].name}); er is niets "
            "overschreven.",
            "Kies bij --uit een andere map, of voeg --overschrijf toe.",
        )


def write_folder(folder: Path, afspraken: Afspraken, *, overwrite: bool = False) -> None:
    """Write the files of a set; what the folder holds besides stays (UserError)."""
    check_folder(folder, overwrite=overwrite)
    inner = folder / TABLES
    try:
        folder.mkdir(parents=True, exist_ok=True)
        inner.mkdir(exist_ok=True)
        if leads_away(inner.lstat()):
            raise UserError(
                "UIT-012",
                f"Er is niets geschreven: {inner} is een verwijzing naar een andere plaats.",
                "Haal weg wat daar staat, of kies een andere naam.",
            )
    except OSError as error:
        raise UserError(
            "UIT-004",
            f"{folder} kon niet worden geschreven: {cause(error)}.",
            "Controleer uw rechten, of kies een andere map.",
        ) from error
    files = readable(afspraken)
    for name in files:
        check_free(folder / name, overwrite=overwrite)
    for name, text in files.items():
        write_file(folder / name, text, overwrite=overwrite, private=False)
