"""The workbooks of the parties beside each other, in memory and through the command."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from openpyxl import load_workbook
from proving.kit.markdown import book_from_markdown
from proving.kit.tabellen import of_party
from proving.kit.voorbeeld import werkmap

from prestatieafspraken.afspraken import load
from prestatieafspraken.batch.judging.verdict import Verdict
from prestatieafspraken.batch.run.ledger import look
from prestatieafspraken.batch.run.worker import Task
from prestatieafspraken.batch.side_by_side.compare import compare
from prestatieafspraken.cli.app import run
from prestatieafspraken.validators import inzending
from prestatieafspraken.validators.judging.judge import judge
from prestatieafspraken.workbook.finding import Finding, Severity
from prestatieafspraken.workbook.lists.checked import Status
from prestatieafspraken.workbook.template_id import TemplateId

pytestmark = pytest.mark.traag

PAGES = Path(__file__).parents[2] / "validators" / "regels"
AFSPRAKEN = load("alphen-aan-den-rijn", 2019)
NIEUW = ["werkmap", "nieuw", "--gemeente", "Alphen aan den Rijn", "--jaar", "2019"]


def _verdict(name: str, text: str) -> Verdict:
    settings = dict(re.findall(r"^- (\w+): (.+)$", text, flags=re.MULTILINE))
    partij = settings.setdefault("partij", "Gemeente Alphen aan den Rijn")
    soort = AFSPRAKEN.partij(partij).soort
    judged_by = f"{hash(settings.pop('afspraken', 'dezelfde')):064x}"
    template = f"alphen-aan-den-rijn/{settings.pop('sjabloonjaar', '2019')}/1/{soort}"
    book = book_from_markdown(text.strip(), of_party(soort), template=template, **settings)
    findings = tuple(judge(book, AFSPRAKEN))
    wrong = any(finding.ernst is Severity.FOUT for finding in findings)
    status = Status.FOUTEN if wrong else Status.GOED
    assert book.template is not None
    return Verdict(
        *(name, status, findings, book.sha256),
        gemeente=book.template.gemeente,
        jaar=book.template.jaar,
        soort=soort,
        partij=book.start.partij,
        gemeentenaam=book.start.gemeente,
        afspraken_sha256=judged_by,
        book=book,
        afspraken=AFSPRAKEN,
    )


def _sent(verdict: Verdict) -> Verdict:
    """Give a verdict as it comes back from a worker."""
    check = partial(_as_it_is, verdict)
    return Task(check=check).run(Path(verdict.path))


def _as_it_is(verdict: Verdict, *_: object) -> Verdict:
    return verdict


def _verdicts(text: str) -> list[Verdict]:
    parts = re.split(r"^### (.+)$", text, flags=re.MULTILINE)
    return [_verdict(name, part) for name, part in zip(parts[1::2], parts[2::2], strict=True)]


def _more(verdicts: list[Verdict]) -> list[tuple[str, Finding]]:
    """Give what only follows from laying the workbooks side by side."""
    compared = compare(verdicts)
    # What a worker sends back says the same as the workbooks themselves.
    sent = compare([_sent(verdict) for verdict in verdicts])
    assert sent == compared
    return [
        (after.path, finding)
        for before, after in zip(verdicts, compared, strict=True)
        for finding in after.findings[len(before.findings) :]
    ]


def _told(code: str, text: str) -> list[str]:
    return [
        f"{path} {'!'.join(p for p in (f.place.blad, f.place.cel) if p)} [{f.code}] {f.melding}"
        for path, f in _more(_verdicts(text))
        if f.code == code
    ]


@pytest.mark.parametrize("code", [rule.code for rule in inzending.RULES])
def test_rule_says_what_its_page_says(code: str) -> None:
    titles = re.split(
        r"^## (.+)$", (PAGES / f"{code}.md").read_text(encoding="utf-8"), flags=re.MULTILINE
    )
    parts = dict(zip(titles[1::2], titles[2::2], strict=True))
    expected = [line for line in parts["Meldingen"].strip().splitlines() if line]
    assert expected, "a rule that never speaks is no rule"
    assert _told(code, parts["Goed"]) == []
    assert _told(code, parts["Fout"]) == expected


def test_a_workbook_from_elsewhere_is_called_by_its_own_name() -> None:
    here = [_verdict("a.xlsx", "- partij: Woonforte"), _verdict("b.xlsx", "- partij: Habeko Wonen")]
    there = replace(
        _verdict("c.xlsx", ""),
        gemeente="kaag-en-braassem",
        gemeentenaam="Kaag en Braassem",
        jaar=2020,
    )
    nameless = replace(there, path="d.xlsx", sha256="0" * 64, gemeentenaam=None, jaar=2021)
    told = [(path, f.melding) for path, f in _more([*here, there, nameless]) if f.code == "INZ-007"]
    about = "terwijl deze controle over Alphen aan den Rijn 2019 gaat."
    assert told == [
        ("c.xlsx", f"Deze werkmap is van Kaag en Braassem 2020, {about}"),
        ("d.xlsx", f"Deze werkmap is van kaag-en-braassem 2021, {about}"),
    ]


def test_a_single_workbook_is_never_compared() -> None:
    for text in ("- partij: Woonforte", ""):
        verdicts = [_verdict("een.xlsx", text)]
        assert compare(verdicts) == verdicts
    assert compare([]) == []


PROJECT = """
| nieuwbouwprojecten | Corporatie | Project | Kern | Type | Woningen | Jaar |
|---|---|---|---|---|---|---|
|  | {} | Concertweg | {} | EGW | {} | 2019 |
"""


def test_a_cell_with_its_own_fault_is_not_compared() -> None:
    shared = PROJECT.format("Woonforte", "Boskoop", 11)
    right = "- partij: Woonforte\n" + PROJECT.format("Woonforte", "Boskoop", 12)
    assert "INZ-005" in [f.code for _, f in _more([_verdict("g", shared), _verdict("w", right)])]
    for bad in ("0", "elf", "9999999"):
        wrong = "- partij: Woonforte\n" + PROJECT.format("Woonforte", "Boskoop", bad)
        found = _more([_verdict("g", shared), _verdict("w", wrong)])
        assert [f.code for _, f in found if f.code != "INZ-003"] == []
    lost = "- partij: Habeko Wonen\n" + PROJECT.format("Habeko Wonen", "Bosdorp", 11)
    found = _more([_verdict("g", shared), _verdict("h", lost)])
    assert [f.code for _, f in found if f.code != "INZ-003"] == []


def test_of_many_workbooks_of_a_party_a_few_are_named() -> None:
    told = _told(
        "INZ-002",
        "".join(f"### {n}\n- partij: Woonforte\n- peildatum: 2019-12-{n}\n" for n in range(10, 30)),
    )
    assert len(told) == 20
    assert told[1] == "11 Start [INZ-002] Van Woonforte is er ook 10, 12, 13 en nog 16 andere."


def test_files_that_could_not_be_judged_are_left_alone() -> None:
    """An unreadable file, and one with a fault of ours, neither crash nor count as a party."""
    good = [_verdict("g", ""), _verdict("w", "- partij: Woonforte")]
    bad = [
        Verdict("x.xls", Status.ONLEESBAAR, ()),
        replace(_verdict("h", "- partij: Habeko Wonen"), status=Status.INTERN),
        _verdict("zonder partij", "- partij: Woonforte"),
    ]
    stranger = replace(bad[2], partij="Onbekend")
    told = _more([*good, bad[0], bad[1], stranger])
    assert {f.code for _, f in told} == {"INZ-001", "INZ-003"}
    assert [f.melding for _, f in told if f.code == "INZ-003"] == [
        "Er zijn werkmappen van Gemeente Alphen aan den Rijn en Woonforte, maar niet van "
        "Habeko Wonen, Huurdersorganisatie Woonforte en Huurdersorganisatie Habeko Wonen."
    ]


def test_another_year_is_a_group_of_its_own() -> None:
    old = _verdict("oud", "- partij: Woonforte\n- sjabloonjaar: 2018")
    assert old.book is not None
    assert old.book.template == TemplateId("alphen-aan-den-rijn", 2018, 1, "corporatie")
    told = _more([_verdict("g", ""), _verdict("h", "- partij: Habeko Wonen"), old])
    assert [path for path, f in told if f.code == "INZ-007"] == ["oud"]


def test_the_command_compares_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tenants = [f"Huurdersorganisatie {naam}" for naam in ("Woonforte", "Habeko Wonen")]
    for partij in ("gemeente", "Woonforte", "Habeko Wonen", *tenants):
        assert run([*NIEUW, "--partij", partij, "--uit", str(tmp_path / f"{partij}.xlsx")]) == 0
    capsys.readouterr()

    def codes(*paths: Path) -> dict[str, list[str]]:
        run(["controleer", *map(str, paths), "--formaat", "json"])
        report = json.loads(capsys.readouterr().out)
        assert report["samenvatting"]["intern"] == 0
        return {
            Path(file["pad"]).name: [
                finding["code"]
                for finding in file["bevindingen"]
                if finding["code"].startswith("INZ") or finding["ernst"] == "FOUT"
            ]
            for file in report["bestanden"]
        }

    # The workbooks as they are sent agree with each other.
    signing = ("gemeente", "Woonforte", "Habeko Wonen", *tenants)
    clean: dict[str, list[str]] = {f"{partij}.xlsx": [] for partij in signing}
    assert codes(tmp_path) == clean
    assert codes(tmp_path / "Woonforte.xlsx") == {"Woonforte.xlsx": []}
    (tmp_path / "zzz.xlsx").write_bytes((tmp_path / "Woonforte.xlsx").read_bytes())
    (tmp_path / "Habeko Wonen.xlsx").unlink()
    assert codes(tmp_path) == {
        "gemeente.xlsx": ["INZ-003"],
        "Woonforte.xlsx": [],
        "zzz.xlsx": ["INZ-001"],
        **{f"{partij}.xlsx": [] for partij in tenants},
    }


SAME_PROJECT = {
    "project": "Kerkstraat",
    "kern": "Boskoop",
    "woningtype": "EGW",
    "woningen": 12,
    "jaar": 2019,
}
STOCK = {"jaar": 2019, "soort_cijfer": "realisatie", "daeb": 15, "niet_daeb": 2}
"""A project and a stock of which nothing was agreed: what was, is put back."""
CODES = {rule.code for rule in inzending.RULES}


def test_a_folder_of_results_says_what_the_command_says(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With workers, after resuming, and when the missing workbook comes in later."""
    folder, out = tmp_path / "in", tmp_path / "uit"
    folder.mkdir()
    for partij in ("Woonforte", "Habeko Wonen"):
        rows = {
            "nieuwbouwprojecten": [{**SAME_PROJECT, "corporatie": partij}],
            "woningvoorraad": [{**STOCK, "corporatie": partij}],
        }
        (folder / f"{partij}.xlsx").write_bytes(werkmap(partij, 1, rows))
    verdict = ["controleer", str(folder), "--formaat", "json"]
    kept = ["--uitmap", str(out), "--werkers", "2"]

    def found(*more: str) -> dict[str, list[dict[str, object]]]:
        run([*verdict, *more])
        report = json.loads(capsys.readouterr().out)
        return {Path(file["pad"]).name: file["bevindingen"] for file in report["bestanden"]}

    def inz(findings: dict[str, list[dict[str, object]]]) -> set[object]:
        return {one["code"] for of in findings.values() for one in of} & CODES

    here = found()
    assert inz(here) == {"INZ-003", "INZ-004"}
    assert found("--werkers", "2") == here
    assert found(*kept) == here
    assert found(*kept, "--hervat") == here
    pages = [json.loads(page.read_text()) for page in (out / "werkmappen").glob("*.json")]
    assert {
        Path(file["pad"]).name: file["bevindingen"] for one in pages for file in one["bestanden"]
    } == here
    assert "INZ-004" in (out / "overzicht.csv").read_text(encoding="utf-8-sig")

    naam = "Gemeente Alphen aan den Rijn"
    totals = [{"onderdeel": "Woningvoorraad: DAEB", "jaar": 2019, "opgegeven": 31}]
    (folder / "gemeente.xlsx").write_bytes(werkmap(naam, 1, {"totalen": totals}))
    here = found()
    assert inz(here) == {"INZ-003", "INZ-004", "INZ-006"}  # the huurdersorganisaties sign too
    assert found(*kept, "--hervat") == here


def _told_in_copy(out: Path, folder: Path, partij: str) -> list[str] | None:
    """Give the codes on the sheet of findings of a copy, and check that their cells are marked."""
    key = look(folder / f"{partij}.xlsx").key
    place = out / "werkmappen" / key
    page = place.with_suffix(".html").read_text(encoding="utf-8")
    assert "mail.txt" in page
    copies = list(place.glob("*.xlsx"))
    assert ("gemarkeerd.xlsx" in page) == bool(copies)
    if not copies:
        return None
    (path,) = copies
    book = load_workbook(path)
    rows = book["Bevindingen controle"].iter_rows(min_row=7, values_only=True)
    found = [(str(row[1]), str(row[2])) for row in rows]
    for place, code in found:
        if code in CODES:
            sheet, _, cell = place.partition("!")
            assert any(cell in rule.sqref for rule in book[sheet].conditional_formatting), place
    return [code for _, code in found if code in CODES]


def test_the_copy_tells_what_lies_beside_it(tmp_path: Path) -> None:
    """Also after a kill before the page, on resuming, and no more once the other is repaired."""
    folder, out = tmp_path / "in", tmp_path / "uit"
    folder.mkdir()

    def write(partij: str, **project: object) -> None:
        rows = [{**SAME_PROJECT, "corporatie": partij, **project}]
        data = werkmap(partij, 1, {"nieuwbouwprojecten": rows})
        (folder / f"{partij}.xlsx").write_bytes(data)

    def results() -> dict[str, tuple[bytes, int]]:
        found = (p for p in (out / "werkmappen").rglob("*") if p.is_file())
        return {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in found}

    def told() -> list[list[str] | None]:
        run(["controleer", str(folder), "--uitmap", str(out), "--hervat", "--werkers", "2"])
        return [_told_in_copy(out, folder, partij) for partij in ("Woonforte", "Habeko Wonen")]

    write("Woonforte")  # nothing wrong with it by itself
    write("Habeko Wonen", woningen=-3)  # a FOUT of its own
    assert told() == [["INZ-004"], ["INZ-004"]]
    before = results()
    assert told() == [["INZ-004"], ["INZ-004"]]
    assert results() == before  # nothing changed, so nothing was written
    key = look(folder / "Woonforte.xlsx").key
    (out / "werkmappen" / f"{key}.json").unlink()  # as if it was killed while it made the copy
    (copy,) = (out / "werkmappen" / key).glob("*.xlsx")
    copy.unlink()
    assert told() == [["INZ-004"], ["INZ-004"]]
    assert {name: data for name, (data, _) in results().items()} == {
        name: data for name, (data, _) in before.items()
    }
    write("Habeko Wonen", woningen=-3, project="Elders")
    assert told() == [[], []]  # their own questions are still there
