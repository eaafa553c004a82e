"""A workbook of a year or a municipality whose agreements are not known here."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.packaging.custom import StringProperty
from proving.kit.tabellen import of_party

from prestatieafspraken.afspraken import load
from prestatieafspraken.batch.judging.check import check
from prestatieafspraken.batch.judging.verdict import exit_code
from prestatieafspraken.validators.sheets.codelists import codelists
from prestatieafspraken.workbook.building.build import build
from prestatieafspraken.workbook.template_id import TEMPLATE_PROPERTY


def test_last_years_template(tmp_path: Path) -> None:
    afspraken = load("alphen-aan-den-rijn", 2019)
    partij = afspraken.partij("Woonforte")
    tables = of_party(partij.soort)
    data = build(afspraken, partij, tables, codelists(afspraken), {}, date(2019, 12, 31))
    book = load_workbook(io.BytesIO(data))
    del book.custom_doc_props[TEMPLATE_PROPERTY]
    template = "alphen-aan-den-rijn/2018/1/corporatie"
    book.custom_doc_props.append(StringProperty(name=TEMPLATE_PROPERTY, value=template))
    book["Start"]["C5"] = 2018
    path = tmp_path / "vorig-jaar.xlsx"
    book.save(path)
    verdict = check(path)
    assert verdict.status == "onleesbaar"
    assert [f.code for f in verdict.findings][-1] == "SJB-005"
    assert "2018" in verdict.findings[-1].melding
    assert exit_code([verdict]) == 4
