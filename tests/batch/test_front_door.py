"""The front door: what goes in, what comes out, and what is said of a slip of the caller."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
import zipfile
from datetime import date, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from proving.kit.elders import elders
from proving.kit.voorbeeld import werkmap

import prestatieafspraken as pa
from prestatieafspraken.batch.run.events import Begun, Judged

pytestmark = pytest.mark.traag

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
DAY = date(2019, 12, 31)


@pytest.fixture(scope="session")
def bytes_() -> bytes:
    return werkmap("Woonforte", 7)


@pytest.fixture
def path(tmp_path: Path, bytes_: bytes) -> Path:
    path = tmp_path / "woonforte.xlsx"
    path.write_bytes(bytes_)
    return path


def _script() -> str:
    (script,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    return str(script)


def test_every_name_is_there_and_explains_itself() -> None:
    assert set(pa.__all__) <= set(dir(pa))
    for name in pa.__all__:
        assert getattr(pa, name).__doc__, name
    assert pa.__version__ == version("prestatieafspraken")
    with pytest.raises(AttributeError, match="cheque"):
        pa.cheque  # noqa: B018


def test_nothing_is_loaded_before_it_is_asked_for() -> None:
    ask = "import prestatieafspraken, sys; print(len([n for n in sys.modules if 'pandas' in n]))"
    told = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "0"


def test_a_path_bytes_and_a_file_give_the_same(path: Path, bytes_: bytes) -> None:
    by_path = pa.check(path)
    assert by_path.status == "onvolledig"
    assert by_path.findings
    assert pa.check(str(path)) == by_path
    with path.open("rb") as stream:
        assert pa.check(stream) == by_path
    of_bytes = pa.check(bytes_, name=by_path.path)
    assert of_bytes == by_path
    assert pa.check(io.BytesIO(bytes_)).path == "werkmap.xlsx"
    assert pa.check(bytearray(bytes_), name=by_path.path) == by_path


def test_what_is_no_workbook_has_a_verdict(tmp_path: Path) -> None:
    for source in (tmp_path / "niets.xlsx", b"", b"PK\x03\x04 kapot", b"%PDF-1.7"):
        verdict = pa.check(source)
        assert verdict.status == "onleesbaar", source
        assert verdict.findings[-1].herstel
        assert verdict.findings[-1].code != "INT-001"


def test_bytes_go_through_the_same_limits_as_a_file(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("xl/workbook.xml", b" " * 400_000_000)
    (tmp_path / "bom.xlsx").write_bytes(packed.getvalue())
    of_file, of_bytes = pa.check(tmp_path / "bom.xlsx"), pa.check(packed.getvalue())
    assert of_bytes.status == of_file.status == "onleesbaar"
    assert [f.code for f in of_bytes.findings] == [f.code for f in of_file.findings]


def test_a_name_of_a_person_is_not_told(bytes_: bytes) -> None:
    verdict = pa.check(b"geen werkmap", name="x\u202eslx\x1b[31m.xlsx")
    assert "\x1b" not in verdict.path + verdict.findings[-1].melding
    assert "\u202e" not in verdict.path


SLIPS: dict[str, tuple[Any, type[Exception], str]] = {
    "a number as source": (lambda p: pa.check(7), TypeError, "source must be a path, not int"),
    "nothing as source": (lambda p: pa.check(None), TypeError, "source must be a path"),
    "an empty path": (lambda p: pa.check(" "), ValueError, "source is an empty path"),
    "a path of bytes": (lambda p: pa.check_all([p, 3]), TypeError, "source must be a path"),
    "a text file": (lambda p: pa.check(io.StringIO("x")), TypeError, "opened to read bytes"),
    "a text as day": (lambda p: pa.check(p, peildatum="2019-12-31"), TypeError, "must be a date"),
    "one path for several": (lambda p: pa.check_all(str(p)), TypeError, "must be several"),
    "no sources": (lambda p: pa.check_all([]), ValueError, "sources is empty"),
    "no workers": (lambda p: pa.check_all([p], workers=0), ValueError, "at least 1"),
    "one path of last year": (lambda p: pa.check(p, previous=p), TypeError, "previous must be"),
    "bytes with a folder": (
        lambda p: pa.check_all([b"x"], folder=p.parent / "uit"),
        TypeError,
        "takes paths",
    ),
    "a path to compute": (lambda p: pa.compute(p), TypeError, "what check gives"),
    "paths to compute": (lambda p: pa.compute([p]), TypeError, "what check gives"),
    "nothing to compute": (lambda p: pa.compute([]), ValueError, "is empty"),
    "an unreadable one": (lambda p: pa.compute(pa.check(b"x")), ValueError, "onleesbaar"),
    "an unknown form": (lambda p: pa.report(pa.check(p), "pptx"), ValueError, ".docx, .html"),
    "another type": (lambda p: pa.build("Alphen"), TypeError, "what load_agreements gives"),
    "an unknown party": (
        lambda p: pa.build(pa.load_agreements("Alphen aan den Rijn", 2019), "Woonfort"),
        ValueError,
        "Woonfort komt in deze afspraken niet voor",
    ),
    "no agreements": (lambda p: pa.load_agreements("Lutjebroek", 2019), ValueError, "Lutjebroek"),
    "no folder": (lambda p: pa.load_agreements(p.parent / "weg"), ValueError, "niet te laden"),
    "a path as agreements": (lambda p: pa.check(p, agreements=p), TypeError, "load_agreements"),
    "a number as folder": (lambda p: pa.load_agreements(7), TypeError, "folder must be a path"),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_of_the_caller_is_an_error_of_python(slip: str, path: Path) -> None:
    call, error, said = SLIPS[slip]
    with pytest.raises(error, match=re.escape(said)):
        call(path)


def test_several_are_laid_side_by_side(path: Path, tmp_path: Path, bytes_: bytes) -> None:
    again = tmp_path / "nog-eens.xlsx"
    shutil.copy(path, again)
    of_paths = pa.check_all([path, str(again)])
    assert [Path(one.path).name for one in of_paths] == ["woonforte.xlsx", "nog-eens.xlsx"]
    # Which of the two is called the copy follows from their names, and not from their order.
    assert "INZ-001" in {finding.code for finding in of_paths[0].findings}
    assert pa.check_all([again, path]) == of_paths[::-1]
    mixed = pa.check_all([path, bytes_])
    codes = [{finding.code for finding in one.findings} for one in mixed]
    assert codes[0] ^ codes[1] == {"INZ-001"}


def test_a_run_with_results_tells_what_it_does(path: Path, tmp_path: Path) -> None:
    told: list[Any] = []
    uit = tmp_path / "uit"
    verdicts = pa.check_all([path], folder=uit, tell=told.append)
    assert (uit / "overzicht.html").exists()
    assert told[0] == Begun(1)
    assert [one.verdict.status for one in told if isinstance(one, Judged)] == ["onvolledig"]
    with pytest.raises(pa.UserError) as refused:
        pa.check_all([path], folder=uit)
    assert refused.value.code == "UIT-020"
    assert refused.value.repair
    assert [one.status for one in pa.check_all([path], folder=uit, resume=True)] == ["onvolledig"]
    assert verdicts[0].findings


def test_compute_and_report_rest_on_the_verdict(path: Path) -> None:
    verdict = pa.check(path)
    found = pa.compute(verdict)
    assert {one.oordeel for one in found} <= set(pa.Oordeel)
    assert any(one.waarde is not None for one in found)
    assert pa.report(verdict, ".md").startswith(b"# ")
    assert pa.report([verdict], ".html").startswith(b"<!")
    undated = pa.check(path, peildatum=datetime(2019, 6, 30, 12))
    assert undated.peildatum == date(2019, 6, 30)


def test_a_day_is_never_guessed(path: Path) -> None:
    from dataclasses import replace

    verdict = replace(pa.check(path), peildatum=None)
    for ask in (pa.compute, pa.report):
        with pytest.raises(ValueError, match="Zonder peildatum"):
            ask(verdict)
    assert pa.compute(verdict, peildatum=DAY)


def test_what_is_built_is_what_the_command_builds(tmp_path: Path) -> None:
    from prestatieafspraken.cli.app import run

    words = ["--gemeente", "Alphen aan den Rijn", "--jaar", "2019", "--partij", "Habeko Wonen"]
    assert run(["werkmap", "nieuw", *words, "--uit", str(tmp_path / "h.xlsx")]) == 0
    afspraken = pa.load_agreements("Alphen aan den Rijn", 2019)
    assert pa.build(afspraken, "Habeko Wonen") == (tmp_path / "h.xlsx").read_bytes()
    same = pa.load_agreements(ROOT / "afspraken" / "alphen-aan-den-rijn" / "2019")
    assert same == afspraken


def test_agreements_of_the_caller_count(tmp_path: Path) -> None:
    afspraken = pa.load_agreements(elders(tmp_path / "set"))
    data = pa.build(afspraken, "Woonforte")
    verdict = pa.check(data, agreements=afspraken)
    assert verdict.afspraken is afspraken
    (alone,) = pa.check_all([data], agreements=afspraken)
    assert alone.findings == verdict.findings
    assert {one.code for one in pa.compute(verdict)}


def test_the_rules_are_those_of_the_command() -> None:
    assert pa.rules()["CEL-006"].titel
    assert isinstance(pa.rules()["CEL-006"], pa.Rule)
    assert "INT-001" in pa.rules()


def test_the_script_of_the_readme_runs(tmp_path: Path) -> None:
    assert len([line for line in _script().splitlines() if line.strip()]) <= 10
    done = subprocess.run(
        [sys.executable, "-I", "-c", _script()], cwd=tmp_path, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout
    assert (tmp_path / "jaarverslag.docx").read_bytes().startswith(b"PK")


@pytest.mark.steekproef(1, familie="het hele huis")
def test_the_script_of_the_readme_is_typed_outside_the_repository(tmp_path: Path) -> None:
    pytest.importorskip("mypy", reason="mypy is not installed")
    (tmp_path / "script.py").write_text(_script())
    place = tmp_path / "hier"
    place.mkdir()
    (place / "prestatieafspraken").symlink_to(ROOT, target_is_directory=True)
    words = [*(sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path / "c"))]
    ini = tmp_path / "mypy.ini"
    ini.write_text(
        "[mypy]\nstrict = true\nfollow_untyped_imports = true\n"
        "[mypy-prestatieafspraken.*]\nfollow_imports = silent\n"
    )
    done = subprocess.run(
        [*words, "--config-file", str(ini), "script.py"],
        cwd=tmp_path,
        env={"MYPYPATH": str(place), "PATH": ""},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_workbook_without_a_peildatum_is_reported_on_the_day_that_is_named(
    bytes_: bytes,
) -> None:
    """Nobody knows whether its figures are of the day of the others."""
    own = pa.load_agreements("alphen-aan-den-rijn", 2019)
    book = load_workbook(io.BytesIO(pa.build(own, "Habeko Wonen")))
    book["Start"]["C7"].value = None
    stream = io.BytesIO()
    book.save(stream)
    without = pa.check(stream.getvalue())
    assert without.peildatum is None
    both = [without, pa.check(bytes_)]
    with pytest.raises(pa.UserError, match=r"werkmap\.xlsx"):
        pa.report(both, ".md")
    text = pa.report(both, ".md", peildatum=DAY).decode("utf-8")
    assert "31 december 2019" in text
