"""Personal data where nobody looks: found in every part of a file, and never repeated."""

from __future__ import annotations

import html
import json
import os
import random
import unicodedata
from collections.abc import Callable
from itertools import product
from pathlib import Path
from urllib.parse import unquote

import pytest
from proving.kit.markdown import book_from_markdown
from proving.kit.package import packed, unpacked
from proving.kit.tabellen import of_party
from proving.kit.voorbeeld import PARTIJEN, gedrukt
from proving.planten.personen import HIDINGS, MAKERS, Secret, bsn, iban, mail

from prestatieafspraken.afspraken import load
from prestatieafspraken.batch.judging.check import check
from prestatieafspraken.batch.judging.verdict import Verdict
from prestatieafspraken.batch.run.pool import Pool
from prestatieafspraken.batch.run.worker import Task
from prestatieafspraken.cli.app import run
from prestatieafspraken.validators.judging.judge import judge
from prestatieafspraken.workbook.finding import Place
from prestatieafspraken.workbook.table import Table

pytestmark = pytest.mark.traag

SEED = int(os.environ["PRESTATIEAFSPRAKEN_ZAAD"])
AFSPRAKEN = load("alphen-aan-den-rijn", 2019)
ROUNDS = int(os.environ.get("PRESTATIEAFSPRAKEN_PERSONEN", "1"))


def _told(verdict: Verdict) -> list[tuple[str, Place, str]]:
    return [(f.code, f.place, f.melding) for f in verdict.findings if f.code.startswith("PRV")]


def plainly(text: str) -> str:
    """Give a text as letters and digits alone, whatever stands between them."""
    whole = unicodedata.normalize("NFKC", html.unescape(unquote(text)))
    latin = whole.translate(str.maketrans("АВЕН", "ABEH"))
    marks = unicodedata.normalize("NFKD", latin)
    return "".join(
        str(unicodedata.digit(c, c)) for c in marks if c.isalnum() and c != "_"
    ).casefold()


@pytest.mark.steekproef(15)
@pytest.mark.parametrize("hiding", HIDINGS)
def test_it_is_found_where_nobody_looks(hiding: str, tmp_path: Path) -> None:
    rng = random.Random(f"{SEED} {hiding}")  # noqa: S311
    place = HIDINGS[hiding]
    secret = mail(rng) if hiding == "link" else rng.choice((bsn, iban))(rng)
    if hiding == "link":
        secret = Secret("PRV-002", "jandevries", "jan.devries@woonforte.nl")
    parts = unpacked(gedrukt("Woonforte"))
    written = secret.written.replace("\t", " ").replace("/", "-") if hiding == "sheet" else None
    place.put(parts, written or secret.written)
    path = tmp_path / "w.xlsx"
    path.write_bytes(packed(parts))
    told = [one for one in _told(check(path)) if one[0] == secret.code]
    assert len(told) == 1, (SEED, hiding, secret, told)
    ((_, where, sentence),) = told
    assert sentence.startswith(f"{place.where} lijkt een "), (SEED, sentence)
    if hiding != "sheet":
        assert where.blad == place.blad
    assert place.cel is None or where.cel == place.cel
    assert secret.bare not in plainly(sentence + str(where))


@pytest.mark.parametrize("hiding", ["author", "writer of a note", "person", "modified by"])
def test_the_name_of_a_writer_alone_is_no_finding(hiding: str, tmp_path: Path) -> None:
    """Every program writes it into nearly every workbook."""
    parts = unpacked(gedrukt("Woonforte"))
    HIDINGS[hiding].put(parts, "Jan de Vries")
    (tmp_path / "w.xlsx").write_bytes(packed(parts))
    assert _told(check(tmp_path / "w.xlsx")) == []


@pytest.mark.parametrize("partij", PARTIJEN)
def test_a_workbook_as_it_is_filled_in_has_none(partij: str, tmp_path: Path) -> None:
    (tmp_path / "w.xlsx").write_bytes(gedrukt(partij))
    assert _told(check(tmp_path / "w.xlsx")) == []


def test_the_name_of_the_file_is_one_of_the_places(tmp_path: Path) -> None:
    path = tmp_path / "prv 111222333.xlsx"
    path.write_bytes(gedrukt("Woonforte"))
    ((code, place, sentence),) = _told(check(path))
    assert (code, place) == ("PRV-001", Place())
    assert sentence == (
        "In de naam van het bestand lijkt een burgerservicenummer te staan: 1••••••••."
    )


def test_a_part_that_is_no_good_xml_is_read_all_the_same(tmp_path: Path) -> None:
    parts = unpacked(gedrukt("Woonforte"))
    parts["xl/drawings/vmldrawing9.vml"] = b"<xml><br><v:textbox>bel 06-12345678 <b></v:textbox>"
    (tmp_path / "w.xlsx").write_bytes(packed(parts))
    assert [code for code, *_ in _told(check(tmp_path / "w.xlsx"))] == ["PRV-003"]


@pytest.mark.parametrize("written", ["111222&#9;333", "&#49;11222333", "11122&#x32;333"])
def test_a_character_that_is_written_by_its_number_is_read(written: str, tmp_path: Path) -> None:
    for name, part in {
        "xl/pivotCache/pivotCacheRecords1.xml": f'<r><s v="{written}"/></r>',
        "xl/drawings/vmldrawing9.vml": f"<xml><br><v:textbox>{written} <b></v:textbox>",
    }.items():
        parts = unpacked(gedrukt("Woonforte")) | {name: part.encode()}
        (tmp_path / "w.xlsx").write_bytes(packed(parts))
        assert [code for code, *_ in _told(check(tmp_path / "w.xlsx"))] == ["PRV-001"], name


def test_coordinates_and_keys_of_a_program_are_no_numbers_of_persons(tmp_path: Path) -> None:
    parts = unpacked(gedrukt("Woonforte"))
    parts["xl/drawings/drawing7.xml"] = (
        b'<d><colOff>111222333</colOff><axId val="111222333"/><ext cx="111222333"/>'
        b"<numCache><pt><v>111222333</v></pt></numCache></d>"
    )
    (tmp_path / "w.xlsx").write_bytes(packed(parts))
    assert _told(check(tmp_path / "w.xlsx")) == []


def _planted(rng: random.Random) -> tuple[bytes, list[Secret]]:
    """Give a workbook with a secret in every place at once, and in cells of a table and beside."""
    parts = unpacked(gedrukt("Woonforte"))
    secrets = []
    for name, hiding in HIDINGS.items():
        secret = mail(rng) if name == "link" else rng.choice(MAKERS)(rng)
        written = secret.written
        if name == "link":
            secret = Secret("PRV-002", "sevda77", written := "sevda77@habeko.nl")
        if name == "sheet":
            secret = bsn(rng)
            written = secret.written.replace("/", "-").replace("\t", " ")
        hiding.put(parts, written)
        secrets.append(secret)
    cells = "".join(
        f'<row r="{row}"><c r="A{row}" t="inlineStr"><is><t xml:space="preserve">'
        f"{html.escape(secret.written)}</t></is></c></row>"
        for row, secret in enumerate((make(rng) for make in MAKERS * 3), 30_000)
        if secrets.append(secret) is None
    )
    sheet = "xl/worksheets/sheet7.xml"
    parts[sheet] = parts[sheet].replace(b"</sheetData>", cells.encode() + b"</sheetData>")
    return packed(parts), secrets


@pytest.mark.parametrize("number", range(ROUNDS))
def test_what_is_planted_is_found_and_in_no_output(
    number: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rng = random.Random(f"{SEED} {number}")  # noqa: S311
    data, secrets = _planted(rng)
    folder = tmp_path / "in"
    folder.mkdir()
    named = bsn(rng)
    path = folder / f"{named.written.replace('/', '-')}.xlsx"
    path.write_bytes(data)
    secrets.append(named)
    verdict = check(path)
    for code in sorted({secret.code for secret in secrets}):
        found = [one for one in verdict.findings if one.code == code]
        planted = [secret for secret in secrets if secret.code == code]
        assert len(found) >= len(planted), (SEED, number, code, planted, found)
    for form in ("txt", "json", "html", "xlsx", "xml", "sarif"):
        run(["controleer", str(folder), "--uit", str(tmp_path / f"h.{form}")])
    run(["controleer", str(folder)])
    run(["controleer", str(folder), "--uitmap", str(tmp_path / "uit")])
    run(["bereken", str(path), "--alles"])
    printed = capsys.readouterr()
    told = {"screen": printed.out + printed.err}
    # A copy keeps what the sender wrote; its list of findings is read by itself.
    copies = tmp_path / "uit" / "werkmappen"
    for file in tmp_path.rglob("*"):
        if file.is_file() and file != path:
            is_copy = file.parent.parent == copies and file.suffix == ".xlsx"
            told[file.name] = _content(file, keep=set(unpacked(data)) if is_copy else set())
    leaks = [
        (name, secret)
        for name, text in told.items()
        for secret in secrets
        if secret.bare in plainly(text)
    ]
    assert leaks == [], (SEED, number)
    assert len(told) >= 12


def _content(file: Path, keep: set[str]) -> str:
    data = file.read_bytes()
    if file.suffix == ".xlsx":
        return "".join(part.decode() for name, part in unpacked(data).items() if name not in keep)
    return data.decode("utf-8", "ignore")


def _full(make: Callable[[random.Random], str]) -> bytes:
    """Give a workbook with forty cells as long as Excel allows, full of what `make` gives."""
    rng = random.Random(f"{SEED} full")  # noqa: S311
    parts = unpacked(gedrukt("Woonforte"))
    texts = [", ".join(make(rng) for _ in range(3_300))[:32_000] for _ in range(4)]
    cells = "".join(
        f'<row r="{row}"><c r="A{row}" t="inlineStr"><is><t xml:space="preserve">'
        f"rij {row}: {html.escape(texts[row % 4])}</t></is></c></row>"
        for row in range(30_000, 30_040)
    )
    sheet = "xl/worksheets/sheet7.xml"
    parts[sheet] = parts[sheet].replace(b"</sheetData>", cells.encode() + b"</sheetData>")
    return packed(parts)


@pytest.mark.steekproef(2)
@pytest.mark.parametrize(
    ("make", "what"),
    [
        (lambda rng: bsn(rng).bare, "burgerservicenummer"),
        (lambda rng: " ".join(bsn(rng).bare), "burgerservicenummer"),
        (lambda rng: mail(rng).written, "e-mailadres van een persoon"),
        (lambda rng: iban(rng).written, "rekeningnummer"),
        (
            lambda rng: f"J. de Vries{rng.choice('abc')}, Dorpsstraat {rng.randrange(99)}",
            "naam met een adres",
        ),
    ],
)
def test_forty_full_cells_are_judged_within_the_bounds_of_a_worker(
    make: Callable[[random.Random], str], what: str, tmp_path: Path
) -> None:
    path = tmp_path / "vol.xlsx"
    path.write_bytes(_full(make))
    with Pool(1, Task()) as pool:
        ((_, verdict),) = pool.verdicts([path])
    # All of one cell is one finding, with the code of what was found in it first.
    told = [one for one in verdict.findings if f" een {what} te staan" in one.melding]
    assert len({one.place.cel for one in told}) == len(told) == 40, verdict.status
    assert all(len(finding.melding) < 500 for finding in told)


def test_a_number_of_a_person_is_not_told_as_an_amount() -> None:
    """A text with spaces in a column of numbers is read as a number, and told as one."""
    head = "| toewijzingen | Corporatie | Jaar | Lokaal maatwerk |\n|---|---|---|---|\n"
    for written in ("852 986 695", "852.986.695", "852\u2009986\u2009695"):
        text = f"{head}|  | Woonforte | 2018 | {written} |\n"
        found = judge(book_from_markdown(text, of_party("gemeente")), AFSPRAKEN)
        assert {"PRV-001", "CEL-007"} <= {finding.code for finding in found}
        for finding in found:
            told = plainly(json.dumps(finding.as_dict(), ensure_ascii=False))
            assert "852986695" not in told, finding


def _row(rng: random.Random, table: Table) -> tuple[str, list[Secret]]:
    """Give a table in Markdown with a secret in every cell, many of them where texts are cut."""
    headers, cells, secrets = [], [], []
    for column in table.input_columns:
        secret = rng.choice(MAKERS)(rng)
        before = rng.choice(("zie ", "nu: ", "x" * rng.randrange(30, 62) + " ", "woord " * 9))
        cells.append(f"{before}{secret.written}{rng.choice(('', ' en nog meer woorden' * 3))}")
        headers.append(column.header)
        secrets.append(secret)
    line = " | ".join(cells).replace("\t", " ")
    head = f"| {table.name} | {' | '.join(headers)} |\n|{'---|' * (len(headers) + 1)}"
    return f"{head}\n|  | {line} |\n", secrets


def test_no_rule_that_quotes_a_cell_tells_what_is_hidden_in_it() -> None:
    """Not the whole of it, and not all but the last character, which check digits give away."""
    rng = random.Random(f"{SEED} quoted")  # noqa: S311
    tables, codes = of_party("gemeente"), set()
    for _ in range(40):
        text, secrets = _row(rng, rng.choice(tables))
        for finding in judge(book_from_markdown(text, of_party("gemeente")), AFSPRAKEN):
            codes.add(finding.code)
            told = plainly(json.dumps(finding.as_dict(), ensure_ascii=False))
            leaks = [s for s in secrets if (s.bare[:-1] if len(s.bare) > 8 else s.bare) in told]
            assert leaks == [], (SEED, finding)
    assert {"CEL-002", "CEL-008"} <= codes


def test_a_row_that_is_named_by_half_an_address_is_not() -> None:
    """The name of a row is cut short, and half of an address is no longer known for one."""
    head = "| leefbaarheid | Corporatie | Jaar |\n|---|---|---|\n"
    spellings = ("jan.vos @ huis [dot] nl", "jan.vos (at) huis punt nl", "jan.vos at huis (dot) nl")
    spellings += ("jan.vos@huis․nl", "jan.vos＠huis．nl")
    rows = [
        f"|  | {'x' * at} {one} | geen jaar |\n" for at, one in product(range(20, 56), spellings)
    ]
    book = book_from_markdown(head + "".join(rows), of_party("gemeente"))
    found = [finding for finding in judge(book, AFSPRAKEN) if finding.code == "CEL-002"]
    assert len(found) == len(rows)
    for finding in judge(book, AFSPRAKEN):
        told = plainly(json.dumps(finding.as_dict(), ensure_ascii=False))
        assert "janvoshuis" not in told.replace("at", ""), told
