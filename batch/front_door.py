"""What an engineer asks of the product from Python; the commands and the buttons ask it here too.

A slip of the caller is a TypeError or a ValueError. What is wrong with a workbook is a finding in
its verdict, and what a user can put right besides is a UserError, with a code and a repair.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from prestatieafspraken.batch.arguments import (
    Source,
    day,
    path_of,
    read_here,
    several,
    source_of,
    sources_of,
)
from prestatieafspraken.batch.judging.verdict import Verdict
from prestatieafspraken.dutch.data_faults import suggestion
from prestatieafspraken.dutch.user_error import WrongArgumentError

if TYPE_CHECKING:
    from collections.abc import Callable

    from prestatieafspraken.afspraken import Afspraken, Sources
    from prestatieafspraken.afspraken.model import Partij
    from prestatieafspraken.batch.judging.previous import Previous
    from prestatieafspraken.batch.run.events import Event
    from prestatieafspraken.indicators.result import Indicator
    from prestatieafspraken.workbook.finding import Rule


def check(
    source: Source,
    *,
    peildatum: date | None = None,
    previous: Iterable[str | os.PathLike[str]] = (),
    name: str | None = None,
    agreements: Afspraken | None = None,
) -> Verdict:
    """Read and judge one workbook, in this process.

    Args:
        source: Its path, its bytes, or an open binary file (read from where it stands).
        peildatum: The day to judge on; without one the day in the workbook holds.
        previous: Workbooks of last year, or folders with them, to lay beside this one.
        name: What the verdict calls bytes; of a file its path.
        agreements: What `load_agreements` gave. They count for workbooks of their municipality and
            year; for others those in the folder that is set, and those of the product.

    Returns:
        The verdict, with every finding. A file that is not there or is no workbook has a verdict
        too (status onleesbaar). `verdict.book` holds what was read.

    Raises:
        TypeError: `source` is none of these, or `peildatum` no date.
        ValueError: `source` is an empty path.
        UserError: A workbook of last year cannot be read.
    """
    there = sources_of(agreements)
    return _checked(source_of(source), day(peildatum), _previous(previous), there, name)


def check_all(
    sources: Iterable[Source],
    *,
    peildatum: date | None = None,
    previous: Iterable[str | os.PathLike[str]] = (),
    folder: str | os.PathLike[str] | None = None,
    resume: bool = False,
    workers: int | None = None,
    tell: Callable[[Event], None] | None = None,
    agreements: Afspraken | None = None,
) -> list[Verdict]:
    """Judge several workbooks, and lay them side by side.

    Args:
        sources: Paths of workbooks or of folders with workbooks, bytes, or open files.
        peildatum: The day to judge on; without one the day in each workbook holds.
        previous: Workbooks of last year, or folders with them.
        folder: Where pages, an overview and a ledger are kept; only for paths.
        resume: Go on in a folder in which an earlier run stopped.
        workers: Judge so many files at a time, each in a process under bounds. Use this for files
            that anybody may have sent; what was read does not come along then.
        tell: Is told of every step (see `batch.run.events`).
        agreements: As for `check`.

    Returns:
        A verdict for each workbook, in the order of the sources.

    Raises:
        TypeError: `sources` is one source and not several, or holds something else.
        ValueError: There are no sources, or `workers` is below 1.
        UserError: The folder holds results already, or cannot be written.
    """
    from prestatieafspraken.batch.run.events import silent
    from prestatieafspraken.batch.run.many import judge_all
    from prestatieafspraken.batch.run.order import Order

    if isinstance(sources, str | bytes | os.PathLike) or not isinstance(sources, Iterable):
        raise TypeError(f"sources must be several workbooks, such as [path], not {sources!r:.80}")
    if workers is not None and workers < 1:
        raise ValueError(f"workers must be at least 1, not {workers}")
    on, taken = day(peildatum), [source_of(source) for source in sources]
    if not taken:
        raise ValueError("sources is empty: give at least one workbook")
    there = sources_of(agreements)
    paths = [one for one in taken if isinstance(one, Path)]
    kept = path_of(folder, "folder") if folder is not None else None
    if len(paths) < len(taken):
        if kept or workers:
            raise TypeError("a run with a folder or workers takes paths, not bytes or open files")
        return _beside(taken, on, previous, there)
    before = tuple(path_of(path, "previous") for path in several(previous, "previous"))
    order = Order(tuple(paths), on, before, kept, resume, workers, sources=there)
    return judge_all(order, now, tell or silent)


def compute(
    verdicts: Verdict | Iterable[Verdict],
    *,
    peildatum: date | None = None,
    chosen: Iterable[str | os.PathLike[str]] = (),
) -> list[Indicator]:
    """Compute the indicators of one workbook, or of those of all parties together.

    Args:
        verdicts: What `check` or `check_all` gave.
        peildatum: The day to compute on; without one the day of the workbooks.
        chosen: The names of the files that count where two workbooks say something else.

    Returns:
        Every indicator: its value (None where it cannot be known), unit, norm and verdict.

    Raises:
        TypeError: These are no verdicts.
        ValueError: A workbook could not be read, they are of different agreements or contradict
            each other, or no day is known: nothing is guessed.
    """
    from prestatieafspraken.batch.side_by_side.reported import computed

    read = read_here(verdicts)
    return computed(read, day(peildatum), _names(chosen)).indicators


def report(
    verdicts: Verdict | Iterable[Verdict],
    form: str = ".docx",
    *,
    peildatum: date | None = None,
    public: bool = False,
    chosen: Iterable[str | os.PathLike[str]] = (),
    template: str | os.PathLike[str] | None = None,
    theme: str | os.PathLike[str] | None = None,
) -> bytes:
    """Give the annual report.

    Args:
        verdicts: What `check` or `check_all` gave, of one municipality and one year.
        form: .docx, .html, .pdf or .md.
        peildatum: The day of the report; without one the day of the workbooks.
        public: Leave out small counts, internal remarks, file names and cells.
        chosen: As for `compute`.
        template: An own Word template.
        theme: A CSS file with colours and letters.

    Raises:
        TypeError, ValueError: As `compute`; or `form` is none of these.
        UserError: The template or theme cannot be used, a part is not installed, or personal
            data would be published.
    """
    from prestatieafspraken.batch.guarding.own_template import own
    from prestatieafspraken.batch.side_by_side.reported import gathered, made
    from prestatieafspraken.templates.forms.form import SUFFIXES, Look
    from prestatieafspraken.templates.forms.theme import PLAIN, read

    if form not in SUFFIXES:
        raise ValueError(f"form must be one of {', '.join(SUFFIXES)}, not {form!r}")
    given = read_here(verdicts)
    on = day(peildatum)
    look = Look(
        own(path_of(template, "template")) if template is not None else None,
        read(path_of(theme, "theme")) if theme is not None else PLAIN,
    )
    return made(gathered(given, on, public=public, chosen=_names(chosen)), form, look)


def build(
    afspraken: Afspraken, partij: str = "gemeente", *, peildatum: date | None = None
) -> bytes:
    """Give the .xlsx of a new workbook of one party, filled in with what was agreed.

    Args:
        afspraken: What `load_agreements` gave.
        partij: The name of a corporatie; "gemeente" for the workbook of the municipality.
        peildatum: The day of the workbook; without one the last day of the year of the agreements.

    Raises:
        TypeError: `afspraken` is something else.
        ValueError: There is no such party, or it has no workbook of its own.
    """
    from prestatieafspraken.afspraken import Afspraken as Model
    from prestatieafspraken.validators.workbook import workbook

    if not isinstance(afspraken, Model):
        raise TypeError(f"afspraken must be what load_agreements gives, not {type(afspraken)}")
    on = day(peildatum) or date(afspraken.gemeente.jaar, 12, 31)
    return workbook(afspraken, party(afspraken, partij), on)


def rules() -> Mapping[str, Rule]:
    """Give every rule by its code, such as CEL-006: title, severity, reason and source."""
    from prestatieafspraken.batch.judging.all_rules import all_rules

    return all_rules()


def load_agreements(folder: str | os.PathLike[str], jaar: int | None = None) -> Afspraken:
    """Load agreements from a folder, or with a year those of a municipality that are known here.

    Args:
        folder: A folder with gemeente.toml and the files beside it; with `jaar` the name of a
            municipality.
        jaar: The year of agreements in the folder that is set (see docs/beheer.md), or of those
            that come with the product.

    Raises:
        ValueError: There are none, or a file is not as it should be (AfsprakenError, a ValueError
            that names every fault of every file).
    """
    from prestatieafspraken.afspraken import load_folder
    from prestatieafspraken.batch.agreements import chosen, sources

    if jaar is not None:
        return chosen(sources(), str(folder), jaar)
    return load_folder(path_of(folder, "folder"))


def party(afspraken: Afspraken, naam: str) -> Partij:
    """Give the party that has a workbook of its own (WrongArgumentError names those)."""
    if naam.casefold() == "gemeente":
        return afspraken.gemeentepartij
    known = with_workbook(afspraken)
    repair = f"Kies uit: {', '.join(known)}."
    try:
        partij = afspraken.partij(naam)
    except KeyError:
        said = f"De partij {naam} komt in deze afspraken niet voor.{suggestion(naam, known)}"
        raise WrongArgumentError("PRT-900", said, repair) from None
    if not partij.soort.has_workbook:
        raise WrongArgumentError(
            "PRT-901", f"Voor {partij.naam} ({partij.soort}) is er geen eigen werkmap.", repair
        )
    return partij


def with_workbook(afspraken: Afspraken) -> list[str]:
    """Name those who take part and have a workbook: "gemeente", and the others by their name."""
    there = [p for p in afspraken.partijen if p.doet_mee and p.soort.has_workbook]
    return ["gemeente", *(p.naam for p in there if not p.is_gemeente)]


def _names(chosen: object) -> list[str]:
    return [str(path_of(one, "chosen")) for one in several(chosen, "chosen")]


def _previous(paths: object) -> Previous | None:
    from prestatieafspraken.batch.run.many import last_year
    from prestatieafspraken.batch.run.order import Order

    before = tuple(path_of(path, "previous") for path in several(paths, "previous"))
    return last_year(Order((), previous=before))


def _beside(
    taken: Sequence[Path | tuple[bytes, str]],
    day: date | None,
    previous: Iterable[object],
    there: Sources,
) -> list[Verdict]:
    """Judge paths and bytes here, and lay them side by side."""
    from prestatieafspraken.batch.side_by_side.compare import compare

    beside = _previous(previous)
    return compare([_checked(one, day, beside, there) for one in taken], sources=there)


def _checked(
    taken: Path | tuple[bytes, str],
    day: date | None,
    beside: Previous | None,
    there: Sources,
    name: str | None = None,
) -> Verdict:
    """Judge a path or bytes in this process; `name` is what the verdict calls bytes."""
    from prestatieafspraken.batch.judging.check import check as check_file
    from prestatieafspraken.batch.judging.check import check_data

    if isinstance(taken, Path):
        return check_file(taken, day, previous=beside, sources=there)
    data, own = taken
    return check_data(data, name or own, day, previous=beside, sources=there)


def now() -> str:
    """Give the time, to the second."""
    return datetime.now().astimezone().isoformat(timespec="seconds")
