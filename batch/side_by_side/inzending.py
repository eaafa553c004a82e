"""One workbook among those that are laid side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from prestatieafspraken.afspraken import Afspraken
from prestatieafspraken.batch.side_by_side.extract import Extract, FaultyCells
from prestatieafspraken.workbook.book import TableData
from prestatieafspraken.workbook.finding import Finding


@dataclass(frozen=True)
class Inzending:
    """One workbook that could be judged: whose it is, and where its verdict stands in the run.

    Its tables are only there, and only take room, once they are compared.
    """

    number: int
    path: str
    partij: str
    is_shared: bool
    """Whether it is the workbook of the municipality, which holds the figures of all."""
    afspraken: Afspraken
    load: Callable[[], Extract]
    name: str
    """The file as it is called in a sentence."""

    @cached_property
    def _extract(self) -> Extract:
        return self.load()

    @property
    def tables(self) -> Mapping[str, TableData]:
        """The tables that are compared."""
        return self._extract.tables

    @property
    def faulty(self) -> FaultyCells:
        """The cells (sheet, address) with a FOUT of their own: they are not compared."""
        return self._extract.faulty


ForVerdicts = Iterator[tuple[int, Finding]]
"""The number of a verdict in the run, with a finding for it."""
