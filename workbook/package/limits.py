"""How much of anything a workbook may hold, and what reading it may cost: settings, with reasons.

A limit keeps out what no person sends. Each was held against thousands of workbooks from public
projects: together they turn away one in a thousand, all of them made by programs to test programs.
"""

from __future__ import annotations

from dataclasses import dataclass

MB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of the door; a run may have others."""

    file: int = 64 * MB
    """Bytes of the file: ten times a register of 100,000 dwellings."""

    entries: int = 500
    """Parts in the zip; a workbook with a sheet per kern and pictures has a hundred."""

    part: int = 64 * MB
    """Bytes of one part unpacked; the sheet of 100,000 dwellings takes 36 MB."""

    total: int = 100 * MB
    """Bytes of all parts unpacked; what lies in memory while reading is a few times as much."""

    ratio: int = 200
    """How many times smaller a large part may be packed; sheets of figures reach 20."""

    ratio_from: int = 1 * MB
    """Bytes from which the ratio counts; small parts of nothing but repetition are innocent."""

    area: int = 5_000_000
    """Cells between A1 and the last filled cell, over all sheets; each of them takes room."""

    strings: int = 200 * MB
    """Bytes of all shared texts, each counted as often as a cell refers to it."""

    sheets: int = 200
    """Sheets; the template has some thirty."""

    merges: int = 50_000
    """Merged ranges of one sheet."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What reading and judging one workbook may cost in a process of its own."""

    memory: int = 1024 * MB
    """Bytes of address space; a register of 100,000 dwellings takes two thirds of it."""

    seconds: float = 20
    """Seconds of the processor; a large workbook takes a few."""

    clock: float = 60
    """Seconds by the clock, for a reader that waits instead of working; a busy computer is slow."""

    findings: int = 5_000
    """Findings on one workbook that are kept; nobody reads more before repairing some."""


LIMITS = Limits()
COST = Cost()
