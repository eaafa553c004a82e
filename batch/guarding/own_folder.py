"""The folder for results: of the user himself, and with nothing laid ready in it by another."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from prestatieafspraken.batch.collect import LEDGER, OVERVIEW, PAGES
from prestatieafspraken.batch.guarding.safe_write import leads_away
from prestatieafspraken.batch.guarding.sound_ledger import SIDE_FILES

LINK = "een verwijzing naar een andere plaats"
NO_FILE = "geen gewoon bestand"
STRANGE = "van iemand anders"

_OURS = {LEDGER, *(LEDGER + end for end in SIDE_FILES), PAGES} | {
    f"{OVERVIEW}.{form}" for form in ("html", "csv", "xlsx")
}


class NotOursError(Exception):
    """Something in the place of results that may lead them elsewhere; `why` is Dutch."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(why)
        self.path = path
        self.why = why


def own_folder(path: Path) -> None:
    """Make the folder and the one in it for pages, or see that what is there is ours.

    A new one is for its owner only; one that the user made himself keeps who may look in it, and
    loses that others may write in it: whoever can, can lay a link there a moment later.
    NotOursError for a link, a pipe or a folder of somebody else, OSError when the disk refuses.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    for folder in (path, path / PAGES):
        with contextlib.suppress(FileExistsError):
            folder.mkdir(mode=0o700)
        _demand_own(folder)
    for entry in _laid(path):
        found = entry.stat(follow_symlinks=False)
        if leads_away(found):
            raise NotOursError(Path(entry.path), LINK)
        if not stat.S_ISREG(found.st_mode) and not stat.S_ISDIR(found.st_mode):
            raise NotOursError(Path(entry.path), NO_FILE)


def _demand_own(folder: Path) -> None:
    found = folder.lstat()
    if leads_away(found):
        raise NotOursError(folder, LINK)
    if not stat.S_ISDIR(found.st_mode):
        raise NotADirectoryError(errno.ENOTDIR, "", str(folder))
    if os.name == "nt":
        return  # a folder has a list of who may do what there, which it gets from the one above
    if found.st_uid not in {os.geteuid(), 0}:
        raise NotOursError(folder, STRANGE)
    if found.st_mode & 0o022:
        with contextlib.suppress(OSError):  # a stick or a share that knows no rights
            folder.chmod(stat.S_IMODE(found.st_mode) & ~0o022)


def _laid(path: Path) -> Iterator[os.DirEntry[str]]:
    """Give what lies in the place of a file of ours; among the pages that is everything."""
    with os.scandir(path) as entries:
        yield from (entry for entry in entries if entry.name in _OURS)
    with os.scandir(path / PAGES) as entries:
        yield from entries
