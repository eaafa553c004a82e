"""Files of ours as people find them: never over another unasked, and what goes wrong is told."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Mapping
from pathlib import Path

from prestatieafspraken.batch.guarding import safe_write
from prestatieafspraken.dutch.user_error import UserError

MOST_OF_A_NAME = 1_000
"""Files of one name that one folder gets."""


def check_free(path: Path, *, overwrite: bool) -> None:
    """Refuse, before any work is done, a target that exists or whose folder does not."""
    try:
        is_folder, has_folder = path.is_dir(), path.parent.is_dir()
        if has_folder and not is_folder:
            safe_write.demand_free(path, overwrite=overwrite)
    except FileExistsError as error:
        raise _taken(path) from error
    except OSError as error:
        raise unwritable(path, error) from error
    if is_folder:
        raise UserError(
            "UIT-002",
            f"{path} is een map en geen bestand.",
            "Geef bij --uit de naam van een bestand.",
        )
    if not has_folder:
        raise UserError(
            "UIT-003",
            f"De map {path.parent} bestaat niet.",
            "Maak de map eerst aan, of kies bij --uit een andere plaats.",
        )


def make_folder(folder: Path) -> None:
    """Make a folder and those above it (UserError when it cannot be); one that is there is fine."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(
            "UIT-008",
            f"De map {folder} kon niet worden gemaakt: {cause(error)}.",
            "Kies een plaats waar u mag schrijven.",
        ) from error


def write_file(
    path: Path, content: str | bytes, *, overwrite: bool = False, private: bool = True
) -> None:
    """Write a file (UserError when it cannot be); a private one is for its owner only."""
    check_free(path, overwrite=overwrite)
    data = content.encode("utf-8", "replace") if isinstance(content, str) else content
    try:
        safe_write.write(path, data, overwrite=overwrite, private=private)
    except FileExistsError as error:
        raise _taken(path) from error
    except OSError as error:
        raise unwritable(path, error) from error


def write_all(folder: Path, files: Mapping[Path, str | bytes], *, overwrite: bool = False) -> None:
    """Write files into a folder, made if it is not there: all of them, or none (UserError).

    What was there before and may be replaced is not put back when a later one fails.
    """
    made = _made_folder(folder)
    done: list[Path] = []
    try:
        for path in files:
            check_free(path, overwrite=overwrite)
        for path, content in files.items():
            is_new = not os.path.lexists(path)
            write_file(path, content, overwrite=overwrite, private=False)
            done += [path] if is_new else []
    except BaseException:
        with contextlib.suppress(OSError):
            for path in done:
                path.unlink()
            if made:
                folder.rmdir()
        raise


def _made_folder(folder: Path) -> bool:
    """Make a folder that is not there yet (UserError); say whether it was made."""
    try:
        if folder.is_dir():
            return False
        folder.mkdir(parents=True)
    except FileExistsError:
        raise UserError(
            "UIT-018", f"{folder} is een bestand en geen map.", "Geef bij --uit een map op."
        ) from None
    except (OSError, ValueError) as error:
        why = cause(error) if isinstance(error, OSError) else "zo kan een map niet heten"
        raise UserError(
            "UIT-008",
            f"De map {folder} kon niet worden gemaakt: {why}.",
            "Kies bij --uit een plaats waar u mag schrijven.",
        ) from error
    return True


def write_new(folder: Path, name: str, data: bytes) -> Path:
    """Write a file under a name that is free (UserError when none is): x.xlsx, else x-2.xlsx."""
    stem, suffix = Path(name).stem, Path(name).suffix
    for number in range(1, MOST_OF_A_NAME):
        path = folder / (name if number == 1 else f"{stem}-{number}{suffix}")
        try:
            safe_write.write(path, data)
        except FileExistsError:
            continue
        except OSError as error:
            raise UserError(
                "UIT-015",
                f"In de map {folder} kan niet worden geschreven: {cause(error)}.",
                "Kies een plaats waar u mag schrijven.",
            ) from error
        return path
    raise UserError(
        "UIT-016",
        f"In de map {folder} staan al te veel bestanden die {stem} heten.",
        "Verplaats de oude naar een andere map.",
    )


def _taken(path: Path) -> UserError:
    return UserError(
        "UIT-001",
        f"Het bestand {path} bestaat al en is niet overschreven.",
        "Kies bij --uit een andere naam, of voeg --overschrijf toe.",
    )


def unwritable(path: Path, error: OSError) -> UserError:
    """Say why a file or folder could not be written."""
    if error.errno in NO_FILE:
        return UserError(
            "UIT-012",
            f"Er is niets geschreven: {path} is {NO_FILE[error.errno]}.",
            "Haal weg wat daar staat, of kies een andere naam.",
        )
    return UserError(
        "UIT-004",
        f"{path} kon niet worden geschreven: {cause(error)}.",
        "Sluit het bestand als het open staat, controleer uw rechten en probeer het opnieuw.",
    )


def cause(error: OSError) -> str:
    """Say in Dutch why the system refused; its own words are in another language."""
    return CAUSES.get(error.errno or 0, f"het systeem geeft fout {error.errno}")


CAUSES = {
    errno.EACCES: "u mag daar niet schrijven",
    errno.EPERM: "u mag daar niet schrijven",
    errno.EROFS: "de schijf is alleen te lezen",
    errno.ENOSPC: "de schijf is vol",
    errno.ENOENT: "de map is er niet meer",
    errno.ENOTDIR: "een deel van het pad is geen map",
    errno.EEXIST: "er staat al een bestand met die naam",
    errno.ENAMETOOLONG: "de naam is te lang",
    errno.EBUSY: "het bestand is in gebruik",
}
NO_FILE = {
    errno.ELOOP: "een verwijzing naar een andere plaats",
    errno.ENXIO: "geen gewoon bestand",
}
"""What a name may stand for that nothing of ours is ever written to."""
