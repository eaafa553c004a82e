"""Folders that are followed, look by look; where versions differ; slips of agreements, counted."""

from __future__ import annotations

import os
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from prestatieafspraken.afspraken import load
from prestatieafspraken.batch import agreements_form
from prestatieafspraken.batch.agreements_form import Written, form_of
from prestatieafspraken.batch.judging.verdict import Verdict
from prestatieafspraken.batch.run.ledger import FRESH, Seen, is_fresh, look
from prestatieafspraken.batch.run.run import Done
from prestatieafspraken.batch.run.watch import LATER, Watch
from prestatieafspraken.batch.side_by_side.otherwise import otherwise
from prestatieafspraken.cli.slip_text import counted
from prestatieafspraken.dutch.user_error import UserError
from prestatieafspraken.validators.declaring.column import count, year
from prestatieafspraken.validators.formulier.slip import Slip
from prestatieafspraken.workbook.finding import Finding, Severity
from prestatieafspraken.workbook.lists.checked import Status

OLD = time.time() - 10 * FRESH


def put(path: Path, text: str, at: float = OLD) -> Path:
    """Write a file as it was written at a moment."""
    path.write_text(text)
    os.utime(path, (at, at))
    return path


def done(path: Path, *codes: str) -> Done:
    """Give a verdict with these findings."""
    found = tuple(Finding(code, Severity.FOUT, "x", "y") for code in codes)
    return Done(path, look(path).key, Verdict(path.name, Status.FOUTEN, found))


def test_a_file_is_judged_once_it_lies_still_and_again_when_it_changed(tmp_path: Path) -> None:
    one, two = put(tmp_path / "a.xlsx", "1"), put(tmp_path / "b.xlsx", "2")
    put(tmp_path / "uit.xlsx", "result")
    watch = Watch([tmp_path], tmp_path / "uit.xlsx")

    def seen() -> tuple[list[str], list[str]]:
        found = watch.look()
        assert found is not None
        return [path.name for path in found.new], [path.name for path in found.there]

    first = {"a.xlsx", "b.xlsx"}
    assert seen() == ([], [])
    new, there = seen()
    assert first <= set(new)
    assert new == there
    watch.note(done(one))
    watch.note(done(two, sorted(LATER)[0]))  # somebody has it open
    new, there = seen()
    assert "a.xlsx" not in new
    assert "b.xlsx" in new
    assert first <= set(there)
    put(one, "more")
    new, there = seen()
    assert "a.xlsx" not in new  # it may still grow
    assert "a.xlsx" in there
    assert "a.xlsx" in seen()[0]
    one.unlink()
    assert "a.xlsx" not in seen()[1]


def test_a_verdict_on_what_was_written_just_now_is_not_kept(tmp_path: Path) -> None:
    path = put(tmp_path / "a.xlsx", "1", time.time())
    watch = Watch([tmp_path], tmp_path / "uit")
    watch.look()
    watch.note(done(path))
    found = watch.look()
    assert found is not None
    assert found.new == (path,)


def test_a_folder_that_is_away_gives_no_round(tmp_path: Path) -> None:
    watch = Watch([tmp_path, tmp_path / "weg"], tmp_path / "uit")
    assert watch.look() is None


@pytest.mark.parametrize(("ago", "fresh"), [(FRESH - 0.5, True), (FRESH + 0.5, False)])
def test_a_file_is_fresh_for_so_long(ago: float, fresh: bool) -> None:
    assert is_fresh(Seen("k", 1, int((1000 - ago) * 1e9)), 1000) is fresh
    assert not is_fresh(Seen("k", None, None), 1000)


def test_a_file_that_is_not_there_has_no_size(tmp_path: Path) -> None:
    path = put(tmp_path / "a", "abc")
    here, gone = look(path), look(tmp_path / "b")
    assert (here.size, (gone.size, gone.changed)) == (3, (None, None))
    assert here.key != gone.key
    assert len(here.key) == 16


def version(rows: dict[int, dict[str, Any]], name: str = "voorraad") -> Any:
    """Give a version of a workbook with one table."""
    columns = [year(help=""), count("daeb", "DAEB", help="", unit="woningen")]
    data = SimpleNamespace(
        table=SimpleNamespace(input_columns=columns, title=name.capitalize()),
        sheet="Voorraad",
        row_numbers=list(rows),
        rows=rows,
        raw_values={"jaar": [], "daeb": []},
        letters={"jaar": "B", "daeb": "D"},
        raw_value=lambda row, column: rows[row][column],
    )
    return SimpleNamespace(tables={name: data})


def test_where_two_versions_differ_is_named_cell_by_cell() -> None:
    one = version({7: {"jaar": 2018, "daeb": 5}, 9: {"jaar": "", "daeb": "Jan 111222333"}})
    other = version({7: {"jaar": 2018, "daeb": 6}, 8: {"jaar": 2019, "daeb": None}})
    assert list(otherwise(one, other)) == [
        "Voorraad!D7 (5 en 6)",
        "Voorraad!B8 (leeg en 2019)",
        "Voorraad!D9 ('Jan 1••••••••' en leeg)",
    ]
    assert list(otherwise(one, one)) == []
    told = "de tabel Energie, die in een van beide staat"
    assert list(otherwise(SimpleNamespace(tables={}), version({}, "energie"))) == [told]  # type: ignore[arg-type]
    assert list(otherwise(version({}, "energie"), SimpleNamespace(tables={}))) == [told]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("slips", "told"),
    [
        ((), "geen fouten"),
        ((Slip("a", "b", Severity.INFO),), "geen fouten"),
        ((Slip("a", "b"),), "1 fout"),
        ((Slip("a", "b"), Slip("c", "d"), Slip("e", "f", Severity.WAARSCHUWING)), "2 fouten"),
    ],
)
def test_faults_of_agreements_are_counted(slips: tuple[Slip, ...], told: str) -> None:
    assert counted(Written("map", None, slips)) == told


@pytest.mark.parametrize(
    ("slips", "end"),
    [
        ((), "in een formulier."),
        ((Slip("Dit is te lang.", "Kort het in.", blad="Doelen", cel="B7"),), "Dit is te lang."),
    ],
)
def test_agreements_that_do_not_fit_a_form_are_told(
    slips: tuple[Slip, ...], end: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    lost = SimpleNamespace(afspraken=None, slips=slips)
    for name, gives in (("build_form", b""), ("raw_book", None), ("read_form", lost)):
        monkeypatch.setattr(agreements_form, name, lambda *_, given=gives: given)
    with pytest.raises(UserError, match="passen niet zonder verlies") as caught:
        form_of(load("alphen-aan-den-rijn", 2019))
    assert caught.value.message.endswith(end)
