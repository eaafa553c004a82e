"""The report button lays the open workbooks side by side, as the commands do."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from proving.kit import voorbeeld

import prestatieafspraken as pa
from prestatieafspraken.addin import report
from prestatieafspraken.addin.stop import StopError
from prestatieafspraken.batch.judging.verdict import Verdict


@pytest.fixture
def pressed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """Give what presses the button with these workbooks open, the first in view."""

    def press(*open_: Verdict | None) -> tuple[str, str]:
        app = SimpleNamespace(books=[])
        app.books += [
            SimpleNamespace(app=app, impl=app, fullname=str(tmp_path / f"{at}.xlsx"), found=found)
            for at, found in enumerate(open_)
        ]
        written: list[bytes] = []

        def verdict(book: Any) -> Verdict:
            if book.found is None:
                raise StopError("SJB-001", "Niet van ons.", "Sluit haar.")
            return book.found

        def write(_: object, name: str, suffix: str, data: bytes) -> Path:
            written.append(data)
            return Path(name + suffix)

        def as_text(verdicts: Any, _: str) -> bytes:
            return pa.report(verdicts, ".md")

        monkeypatch.setattr(report, "verdict", verdict)
        monkeypatch.setattr(report, "write", write)
        monkeypatch.setattr(report, "report", as_text)
        said = report.make_report(app.books[0])
        return said, written[0].decode()

    return press


def test_the_open_workbooks_of_the_same_agreements_are_reported_together(pressed: Any) -> None:
    shared = pa.check(voorbeeld.gedrukt(voorbeeld.GEMEENTE), name="g.xlsx")
    own = pa.check(voorbeeld.gedrukt("Woonforte"), name="w.xlsx")
    elsewhere = pa.check(pa.build(pa.load_agreements("rietmeer", 2025)), name="r.xlsx")
    said, text = pressed(own, None, shared, elsewhere)
    assert said == "Het jaarverslag van w.xlsx en g.xlsx staat in jaarverslag-2019.docx."
    assert "maar niet van Habeko Wonen" in text
    assert "r.xlsx" not in text
    said, text = pressed(own, None)
    assert said == "Het jaarverslag staat in jaarverslag-2019.docx."
    assert "Tussen de werkmappen" not in text


def test_two_open_versions_are_refused(pressed: Any) -> None:
    own = pa.check(voorbeeld.gedrukt("Woonforte"), name="w.xlsx")
    later = pa.check(voorbeeld.werkmap("Woonforte", 1), name="w (1).xlsx")
    with pytest.raises(pa.UserError, match="spreken elkaar tegen") as refused:
        pressed(own, later)
    assert refused.value.code == "VSL-019"
