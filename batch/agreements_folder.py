"""A set of agreements written as a folder of files, whole and never over another unasked."""

from __future__ import annotations

import errno
import stat
from pathlib import Path

from prestatieafspraken.afspraken.model import Afspraken
from prestatieafspraken.afspraken.written import readable
from prestatieafspraken.batch.guarding.safe_write import leads_away
from prestatieafspraken.batch.guarding.written import NO_FILE, cause, check_free, write_file
from prestatieafspraken.dutch.user_error import UserError

TABLES = "tabellen"


def check_folder(folder: Path, *, overwrite: bool) -> None:
    """Refuse what is no folder, one that leads elsewhere or that holds a set (UserError)."""
    for place in (folder, folder / TABLES):
        _demand_folder(place)
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
    try:
        (folder / TABLES).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _refused(folder, error) from error
    files = readable(afspraken)
    for name in files:
        check_free(folder / name, overwrite=overwrite)
    for name, text in files.items():
        write_file(folder / name, text, overwrite=overwrite, private=False)


def _demand_folder(place: Path) -> None:
    try:
        found = place.lstat()
    except FileNotFoundError:
        return
    except (OSError, ValueError) as error:
        raise _refused(place, error) from error
    away = leads_away(found)
    if away or not stat.S_ISDIR(found.st_mode):
        what = NO_FILE[errno.ELOOP] if away else "geen map"
        raise UserError(
            "UIT-012",
            f"Er is niets geschreven: {place} is {what}.",
            "Haal weg wat daar staat, of kies bij --uit een andere map.",
        )


def _refused(place: Path, error: OSError | ValueError) -> UserError:
    why = cause(error) if isinstance(error, OSError) else "zo kan een map niet heten"
    return UserError(
        "UIT-004",
        f"De map {place} kon niet worden gemaakt: {why}.",
        "Controleer de naam en uw rechten, of kies een andere map.",
    )
