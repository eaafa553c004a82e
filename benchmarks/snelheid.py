"""How fast one workbook is read and judged: ratios in one run, against a floor and a naive peer.

python benchmarks/snelheid.py [--fasen] [ROWS ...]        default: 1000 12000

The floor unpacks every part and runs expat without handlers over all XML. The peer is what one
would write first: openpyxl, a frame per table, and pandera with coerce=True on the same schemas.
Processor time of this process is measured, so that a busy computer changes little; each figure is
the median of rounds in which all take their turn. Only the ratios mean anything elsewhere.

With --fasen our own part is told in phases, each as a multiple of the floor: the door (unpacking
and checking every part), the side scan of what the reader misses, the reader, the typed tables,
and the judge. The limits of the door are lifted, as one would for a register beyond them.
"""

from __future__ import annotations

import hashlib
import io
import re
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from dataclasses import fields
from datetime import date
from pathlib import Path
from statistics import median
from xml.parsers import expat

ROUNDS = 5
TABLE = "energielabels"
METHOD = "2015-2020 (Nader Voorschrift)"


def register(rows: int) -> bytes:
    """Build the workbook of the municipality with so many dwellings in its register of labels."""
    from prestatieafspraken.afspraken import load
    from prestatieafspraken.validators.sheets.tables import table
    from prestatieafspraken.validators.workbook import workbook

    afspraken = load("alphen-aan-den-rijn", 2019)
    data = workbook(
        afspraken, next(p for p in afspraken.partijen if p.is_gemeente), date(2019, 12, 31)
    )
    declared = table(TABLE)
    lines = []
    for n in range(rows):
        row = 7 + n
        values = [
            f"VHE-{n:06}",
            "Woonforte",
            f"{484010000000000 + n:016}",
            METHOD,
            "ABCDEFG"[n % 7],
        ]
        if n % 2000 == 999:
            values[2], values[4] = "12", "Z"
        cells = "".join(
            f'<c r="{"ABCDE"[i]}{row}" t="inlineStr"><is><t>{value}</t></is></c>'
            for i, value in enumerate(values)
        )
        lines.append(f'<row r="{row}">{cells}</row>')
    body = "".join(lines).encode()
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        sheet = None
        for name in old.namelist():
            if name.startswith("xl/tables/") and declared.excel_name.encode() in old.read(name):
                link = name.replace("xl/", "")
                sheet = next(
                    n
                    for n in old.namelist()
                    if n.startswith("xl/worksheets/_rels/") and link.encode() in old.read(n)
                )
        assert sheet
        part = sheet.replace("_rels/", "").removesuffix(".rels")
        for name in old.namelist():
            content = old.read(name)
            if name == part:
                content = re.sub(
                    rb'<row r="7".*</sheetData>',
                    lambda _: body + b"</sheetData>",
                    content,
                    flags=re.S,
                )
            elif name.startswith("xl/tables/") and declared.excel_name.encode() in content:
                content = re.sub(
                    rb'ref="A6:([A-Z]+)\d+"', rb'ref="A6:\g<1>%d"' % (6 + rows), content
                )
            new.writestr(name, content)
    return stream.getvalue()


def floor(path: Path) -> int:
    """Unpack every part and parse all XML."""
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            content = archive.read(name)
            if name.endswith((".xml", ".rels")):
                expat.ParserCreate().Parse(content, True)
    return 0


def ours(path: Path) -> int:
    """Judge the workbook as `controleer` does; give the number of findings on cells."""
    from prestatieafspraken.batch.judging.check import check

    return sum(finding.code in ("CEL-008", "CEL-013") for finding in check(path).findings)


def peer(path: Path) -> int:
    """Read with openpyxl and validate with pandera, as one would write it first."""
    import pandas as pd
    import pandera.pandas as pa
    from openpyxl import load_workbook
    from pandera.errors import SchemaErrors

    from prestatieafspraken.afspraken import load
    from prestatieafspraken.validators.judging.pandera_schema import schema
    from prestatieafspraken.validators.sheets.codelists import codelists
    from prestatieafspraken.validators.sheets.tables import of_agreements

    afspraken = load("alphen-aan-den-rijn", 2019)
    lists = codelists(afspraken)
    book = load_workbook(path, data_only=True)
    found = 0
    for table in of_agreements(afspraken):
        rows = list(book[table.sheet].iter_rows(min_row=6, values_only=True))
        names = {column.header: column.name for column in table.columns}
        frame = pd.DataFrame(rows[1:], columns=rows[0]).rename(columns=names)
        frame = frame[[name for name in names.values() if name in frame]].dropna(how="all")
        columns = {
            column.name: schema(column, lists[column.codelist] if column.codelist else ())
            for column in table.input_columns
            if column.name in frame
        }
        coercing = pa.DataFrameSchema(columns, strict=False, coerce=True)
        try:
            coercing.validate(frame, lazy=True)
        except SchemaErrors as errors:
            found += sum(
                int((~error.check_output).sum())
                for error in errors.schema_errors
                if isinstance(error.check_output, pd.Series)
                and getattr(error.check, "name", "") in ("CEL-008", "CEL-013")
            )
        except Exception:  # noqa: S112 (a column that cannot be coerced ends the naive way)
            continue
    return found


def phases(path: Path) -> dict[str, float]:
    """Read and judge a workbook; give the milliseconds of the processor of each phase."""
    from prestatieafspraken.batch.judging.verdict import no_collecting

    with no_collecting():  # as `controleer` does
        return _phases(path)


def _phases(path: Path) -> dict[str, float]:
    from prestatieafspraken.afspraken import OF_PRODUCT
    from prestatieafspraken.batch.judging.agreements import tables_by
    from prestatieafspraken.batch.judging.check import judged
    from prestatieafspraken.workbook.package import door, parts
    from prestatieafspraken.workbook.package.limits import Limits
    from prestatieafspraken.workbook.raw import RawBook
    from prestatieafspraken.workbook.reading import read
    from prestatieafspraken.workbook.reading.normalise import normalise

    lifted = Limits(*(10**10 for _ in fields(Limits)))
    clock = [time.process_time()]

    def took() -> float:
        clock.append(time.process_time())
        return 1000 * (clock[-1] - clock[-2])

    data = path.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    took()
    door.unpack(data, lifted)
    times = {"door": took()}
    opened = parts.open_package(data, lifted)
    times["scan"] = took() - times["door"]
    sheets = read._sheets(opened)
    times["read"] = took()
    of_file = (opened.tables, opened.names, opened.properties, opened.findings)
    book = normalise(RawBook(str(path), digest, sheets, *of_file), tables_by(OF_PRODUCT))
    times["tables"] = took()
    judged(book, str(path))
    times["judge"] = took()
    return times


def told(rows: int, path: Path) -> str:
    """Give the line of the table of phases for one workbook."""
    rounds = [
        (1000 * spent(floor, path), phases(path)) for _ in range(3 if rows > 50_000 else ROUNDS)
    ]
    low = median(one for one, _ in rounds)
    shares = [median(one[name] for _, one in rounds) / low for name in rounds[0][1]]
    cells = " | ".join(f"{share:.2f}" for share in [*shares, sum(shares[:-1]), sum(shares)])
    return f"| {rows} | {low:.0f} | {cells} | {1000 * low * sum(shares) / rows:.0f} |"


def spent(work: Callable[[Path], int], path: Path) -> float:
    """Give the seconds of the processor that one run takes."""
    begin = time.process_time()
    work(path)
    return time.process_time() - begin


def compared(rows: int, path: Path) -> str:
    """Give the line of the table of floor, ours and peer for one workbook."""
    found = f"{ours(path)} and {peer(path)}"
    times: dict[str, list[float]] = {"floor": [], "ours": [], "peer": []}
    for _ in range(3 if rows > 50_000 else ROUNDS):
        for work in (floor, ours, peer):
            times[work.__name__].append(spent(work, path))
    low, own, naive = (1000 * median(times[name]) for name in ("floor", "ours", "peer"))
    return (
        f"| {rows} | {low:.0f} | {own:.0f} | {naive:.0f} | {own / low:.1f} "
        f"| {naive / own:.1f} | {found} |"
    )


def main() -> None:
    """Measure every size and print the ratios."""
    words = sys.argv[1:]
    in_phases = "--fasen" in words
    sizes = [int(word) for word in words if word != "--fasen"] or [1_000, 12_000]
    if in_phases:
        print("| rows | floor (ms) | door | side scan | read | tables | judge", end="")
        print(" | before the judge | all | us per row |")
        print("|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|")
    else:
        print("| rows | floor (ms) | ours (ms) | peer (ms) | ours / floor | peer / ours | found |")
        print("|---:|---:|---:|---:|---:|---:|---|")
    for rows in sizes:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "register.xlsx"
            path.write_bytes(register(rows))
            print(told(rows, path) if in_phases else compared(rows, path), flush=True)


if __name__ == "__main__":
    main()
