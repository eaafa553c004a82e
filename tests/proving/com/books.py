"""The workbooks that are open."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from proving.com.cells import Range
from proving.com.dispatch import CALLS, Dispatch, Many, com_error
from proving.com.file import load, save, small
from proving.com.sheets import SHOWN, Sheet, Sheets

if TYPE_CHECKING:
    from proving.com.excel import Excel

FORCE_DISABLE = 3
SEPARATORS = "/", "\\"


class Name(Dispatch):
    """A name of a workbook."""

    def __init__(self, book: Book, name: str, refers_to: str) -> None:
        self.book, self.name, self.refers_to = book, name, refers_to

    @property
    def Name(self) -> str:  # noqa: N802
        return self.name

    @property
    def RefersTo(self) -> str:  # noqa: N802
        return self.refers_to

    @property
    def RefersToRange(self) -> Range:  # noqa: N802
        sheet, mark, where = self.refers_to.removeprefix("=").rpartition("!")
        if not mark or "#REF" in self.refers_to:
            raise com_error("Door de toepassing of door object gedefinieerde fout")
        found: Range = self.book.sheet(sheet.strip("'").replace("''", "'")).Range(where)
        return found


class Book(Dispatch):
    """A workbook; `address` is what Excel gives as its full name."""

    def __init__(self, excel: Excel, address: str, data: bytes) -> None:
        self.excel, self.address, self.data = excel, address, data
        self.sheets: list[Sheet] = []
        self.active: Sheet = None  # type: ignore[assignment]
        self.structure = self.read_only = self.autosaved = False
        self.names = [Name(self, *one) for one in load(self, data)]

    @property
    def name(self) -> str:
        """Give its name: that of the file."""
        for one in SEPARATORS:
            if one in self.address:
                return self.address.rpartition(one)[2]
        return self.address

    def sheet(self, name: str) -> Sheet:
        """Give a sheet by its name."""
        found = next((one for one in self.sheets if one.name.casefold() == name.casefold()), None)
        if found is None:
            raise com_error("Het subscript valt buiten het bereik")
        return found

    def shown(self) -> list[Sheet]:
        """Give the sheets that can be seen."""
        return [sheet for sheet in self.sheets if sheet.shown == SHOWN]

    def demand_structure(self) -> None:
        """Refuse, as in a workbook whose structure is protected."""
        if self.structure:
            raise com_error("De werkmap is beveiligd")

    @property
    def Name(self) -> str:  # noqa: N802
        return self.name

    @property
    def FullName(self) -> str:  # noqa: N802
        return self.address

    @property
    def Path(self) -> str:  # noqa: N802
        return next((self.address.rpartition(s)[0] for s in SEPARATORS if s in self.address), "")

    @property
    def FileFormat(self) -> int:  # noqa: N802
        return 51

    @property
    def ReadOnly(self) -> bool:  # noqa: N802
        return self.read_only

    @property
    def ProtectStructure(self) -> bool:  # noqa: N802
        return self.structure

    @property
    def AutoSaveOn(self) -> bool:  # noqa: N802
        return self.autosaved

    @property
    def Application(self) -> Excel:  # noqa: N802
        return self.excel

    @property
    def Worksheets(self) -> Sheets:  # noqa: N802
        return Sheets(self)

    @property
    def ActiveSheet(self) -> Sheet:  # noqa: N802
        return self.active

    @property
    def Names(self) -> Many:  # noqa: N802
        return Many(self.names)

    def Activate(self) -> None:  # noqa: N802
        self.excel.in_view = self

    def Close(self, SaveChanges: bool | None = None) -> None:  # noqa: N802, N803
        assert SaveChanges is False, "Excel would ask, and wait for an answer"
        self.excel.books.remove(self)
        if self.excel.in_view is self:
            self.excel.in_view = self.excel.books[-1] if self.excel.books else None

    def SaveAs(self, path: str, **_: object) -> None:  # noqa: N802
        save(self, Path(path), self.data)
        self.address = path

    def SaveCopyAs(self, path: str) -> None:  # noqa: N802
        save(self, Path(path), self.data)


class Books(Many):
    """The workbooks that are open."""

    def __init__(self, excel: Excel) -> None:
        self.excel = excel
        super().__init__(excel.books)

    @property
    def Application(self) -> Excel:  # noqa: N802
        return self.excel

    def __iter__(self) -> Iterator[Book]:
        CALLS["Next"] += len(self.items)
        return iter(list(self.items))

    def Add(self) -> Book:  # noqa: N802
        return self.excel.open(f"Map{len(self.items) + 1}", small("Blad1"))

    def Open(self, name: Any, links: object = None, *_: object) -> Book:  # noqa: N802
        """Open a file as Excel does: what may happen by itself, happens."""
        path = Path(str(name))
        excel = self.excel
        excel.happened.append(f"open {path.name}")
        if excel.security != FORCE_DISABLE:
            excel.happened.append("macro")
        if excel.events:
            excel.happened.append("event")
        if links != 0 or links is None:
            excel.happened.append("links")
        for one in self.items:
            if one.address == str(name):
                excel.in_view = one
                return one
        if excel.broken:
            raise com_error("Bestand beschadigd")
        try:
            return excel.open(str(name), path.read_bytes())
        except Exception as error:
            raise com_error("Bestand kan niet worden geopend") from error
