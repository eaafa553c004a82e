"""Where results go: the terminal, or a file that is never overwritten unasked."""

from __future__ import annotations

import errno
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console


class UserError(Exception):
    """Something that the user can put right: a code, what is wrong and how to repair it."""

    def __init__(self, code: str, message: str, repair: str, exit_code: int = 2) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.repair = repair
        self.exit_code = exit_code


def console(*, stderr: bool = False) -> Console:
    """Give the terminal; piped output is not cut at 80 characters and has no colours."""
    from rich.console import Console

    stream = sys.stderr if stderr else sys.stdout
    width = None if stream.isatty() else 120
    return Console(stderr=stderr, width=width, highlight=False, soft_wrap=False)


def check_free(path: Path, *, overwrite: bool) -> None:
    """Refuse, before any work is done, a target that exists or whose folder does not."""
    try:
        is_folder, exists, has_folder = path.is_dir(), path.exists(), path.parent.is_dir()
    except OSError as error:
        raise _unwritable(path, error) from error
    if is_folder:
        raise UserError(
            "UIT-002",
            f"{path} is een map en geen bestand.",
            "Geef bij --uit de naam van een bestand.",
        )
    if exists and not overwrite:
        raise UserError(
            "UIT-001",
            f"Het bestand {path} bestaat al en is niet overschreven.",
            "Kies bij --uit een andere naam, of voeg --overschrijf toe.",
        )
    if not has_folder:
        raise UserError(
            "UIT-003",
            f"De map {path.parent} bestaat niet.",
            "Maak de map eerst aan, of kies bij --uit een andere plaats.",
        )


def write_file(path: Path, content: str | bytes, *, overwrite: bool = False) -> None:
    """Write beside the target and move into place, so that no half file is ever seen."""
    check_free(path, overwrite=overwrite)
    data = content.encode("utf-8", "replace") if isinstance(content, str) else content
    temporary: str | None = None
    try:
        handle, temporary = tempfile.mkstemp(prefix=".", suffix=".deel", dir=path.parent)
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        mask = os.umask(0)
        os.umask(mask)
        Path(temporary).chmod(0o666 & ~mask)
        Path(temporary).replace(path)
        temporary = None
    except OSError as error:
        raise _unwritable(path, error) from error
    finally:  # Ctrl+C leaves nothing behind either
        if temporary:
            Path(temporary).unlink(missing_ok=True)


def _unwritable(path: Path, error: OSError) -> UserError:
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
