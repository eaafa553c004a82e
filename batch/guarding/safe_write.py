"""The one writer of files: whole or not at all, and never through a link that somebody laid.

A folder may be shared with people who mean ill. So a file is made under a name that nobody can
guess, in a folder that is held open from the first look to the last step, and is then put in
place. `x.csv`, which is a link to `~/.profile`, is refused; when it becomes one at the last
moment, the link itself is replaced and what it led to stays as it is.
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_CAN_HOLD = os.open in os.supports_dir_fd
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_LINK | getattr(os, "O_BINARY", 0)
_LEADS_AWAY = (
    getattr(stat, "IO_REPARSE_TAG_SYMLINK", 0xA000000C),
    getattr(stat, "IO_REPARSE_TAG_MOUNT_POINT", 0xA0000003),
)
"""What Windows calls a link and a junction; a file in the cloud has a tag too, and is a file."""


def write(path: Path, data: bytes, *, overwrite: bool = False, private: bool = True) -> None:
    """Write a file that is seen when it is whole (OSError when that cannot be done).

    Without `overwrite` what is there already stays (FileExistsError), also when it came while
    this was at work. A private file is for its owner only; any other has the rights that new
    files of this user have. Ctrl+C leaves nothing behind.
    """
    with _opened(path.parent) as folder:
        folder.demand_free(path.name, overwrite=overwrite)
        made = f".{secrets.token_hex(16)}.deel"
        try:
            with os.fdopen(folder.new(made, 0o600 if private else 0o666), "wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            if overwrite:
                folder.replace(made, path.name)
            else:
                folder.name(made, path.name)
        finally:
            with contextlib.suppress(OSError):
                folder.remove(made)


def demand_free(path: Path, *, overwrite: bool) -> None:
    """Refuse beforehand what `write` would refuse (OSError); a folder that is gone, too."""
    with _opened(path.parent) as folder:
        folder.demand_free(path.name, overwrite=overwrite)


def leads_away(found: os.stat_result) -> bool:
    """Tell whether what `lstat` found is a link, or what Windows has for one."""
    return stat.S_ISLNK(found.st_mode) or getattr(found, "st_reparse_tag", 0) in _LEADS_AWAY


@dataclass(frozen=True, slots=True)
class _Folder:
    """A folder that is held open; where a system cannot do that (Windows), its path."""

    path: Path
    held: int | None

    def _place(self, name: str) -> str | Path:
        return self.path / name if self.held is None else name

    def demand_free(self, name: str, *, overwrite: bool) -> None:
        try:
            found = os.stat(self._place(name), dir_fd=self.held, follow_symlinks=False)
        except FileNotFoundError:
            return
        if leads_away(found):
            raise _refused(errno.ELOOP, self.path / name)
        if stat.S_ISDIR(found.st_mode):
            raise _refused(errno.EISDIR, self.path / name)
        if not stat.S_ISREG(found.st_mode):
            raise _refused(errno.ENXIO, self.path / name)
        if not overwrite:
            raise _refused(errno.EEXIST, self.path / name)

    def new(self, name: str, mode: int) -> int:
        return os.open(self._place(name), _NEW, mode, dir_fd=self.held)

    def remove(self, name: str) -> None:
        os.unlink(self._place(name), dir_fd=self.held)

    def replace(self, made: str, name: str) -> None:
        places = self._place(made), self._place(name)
        os.replace(*places, src_dir_fd=self.held, dst_dir_fd=self.held)

    def name(self, made: str, name: str) -> None:
        """Give what was made its name, unless that is taken (FileExistsError)."""
        places = self._place(made), self._place(name)
        if os.name == "nt":
            Path(places[0]).rename(places[1])  # Windows itself refuses a name that is taken
            return
        held = self.held
        try:
            os.link(*places, src_dir_fd=held, dst_dir_fd=held, follow_symlinks=False)
        except FileExistsError:
            raise
        except OSError:  # a stick or a share that does not know two names for one file
            self._claim(made, name)

    def _claim(self, made: str, name: str) -> None:
        """Take the name with an empty file, and put what was made in the place of that."""
        os.close(self.new(name, 0o600))
        try:
            self.replace(made, name)
        except BaseException:
            self.remove(name)
            raise


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[_Folder]:
    if not _CAN_HOLD:
        yield _Folder(path, None)
        return
    # To work in a folder one need not be allowed to list it, where the system knows the difference.
    held = os.open(path, getattr(os, "O_PATH", os.O_RDONLY) | os.O_DIRECTORY)
    try:
        yield _Folder(path, held)
    finally:
        os.close(held)


def _refused(why: int, path: Path) -> OSError:
    return OSError(why, os.strerror(why), str(path))
