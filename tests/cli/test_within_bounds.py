"""Whatever a file does, a command ends within bounds with one sentence: here or in a worker."""

from __future__ import annotations

import contextlib
import json
import re
import signal
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from proving.hostile.kinds import cells, same_rows, texts
from proving.hostile.misbehave import grow, misbehave, steps
from proving.kit import voorbeeld
from proving.kit.cost import command

from prestatieafspraken.afspraken import OF_PRODUCT
from prestatieafspraken.batch.guarding.bounded import bounded
from prestatieafspraken.batch.guarding.limited import ExceededError, Reason
from prestatieafspraken.batch.guarding.within import SMALL, UNPACKED, is_small, within
from prestatieafspraken.batch.judging.check import check
from prestatieafspraken.cli.app import run
from prestatieafspraken.cli.side_by_side import checked
from prestatieafspraken.dutch.user_error import UserError
from prestatieafspraken.workbook.package.limits import COST, Cost

pytestmark = pytest.mark.traag

QUICK, SOON = Cost(seconds=1, clock=6), Cost(seconds=1, clock=2)
COMMON = ["--gemeente", "Alphen aan den Rijn", "--jaar", "2019", "--partij", "Woonforte"]


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a good workbook, which is small."""
    path = tmp_path_factory.mktemp("goed") / "goed.xlsx"
    path.write_bytes(voorbeeld.gedrukt("Woonforte"))
    return path


@pytest.fixture(scope="module")
def large(good: Path) -> Path:
    """Give the same workbook with something large beside it, as a picture would be."""
    import io
    import random
    import zipfile

    stream = io.BytesIO(good.read_bytes())
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("xl/media/foto.bin", random.Random(1).randbytes(SMALL))  # noqa: S311
    path = good.with_name("groot.xlsx")
    path.write_bytes(stream.getvalue())
    return path


def test_what_is_small(good: Path, large: Path, tmp_path: Path) -> None:
    import zipfile

    assert is_small(good)
    assert not is_small(large)
    packed = tmp_path / "ingepakt.xlsx"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.xml", b" " * (UNPACKED + 1))
    assert packed.stat().st_size < SMALL // 50
    assert not is_small(packed)
    assert is_small(tmp_path / "weg.xlsx")  # costs nothing


def spin() -> None:
    """Never end, and keep every fault, as a judge does that answers for any."""
    while True:
        with contextlib.suppress(Exception):
            sum(range(1000))


def backtrack() -> None:
    """Never end within one call."""
    re.match(r"(a|aa)+$", "a" * 200 + "b")


@pytest.mark.parametrize("work", [spin, backtrack])
def test_the_clock_ends_what_goes_on_in_this_process(work: Callable[[], None], good: Path) -> None:
    with pytest.raises(ExceededError) as caught:
        within([good], work, cost=Cost(seconds=0.3))
    assert caught.value.reason is Reason.TIME
    assert signal.getitimer(signal.ITIMER_PROF) == (0, 0)  # it is off again


@pytest.mark.parametrize(
    ("how", "code"),
    [("sleep", "BST-014"), ("rust", "BST-015"), ("abort", "BST-016")],
)
def test_work_on_a_large_file_that_dies_is_told(how: str, code: str, large: Path) -> None:
    with pytest.raises(UserError) as caught:
        bounded([large], misbehave, Path(f"{how}.xlsx"), cost=SOON if how == "sleep" else QUICK)
    error = caught.value
    assert (error.code, error.exit_code) == (code, 4)
    assert error.message.startswith(f"{large}: ")
    assert error.repair.endswith(".")


def test_work_on_a_large_file_that_takes_all_memory_is_told(large: Path) -> None:
    with pytest.raises(UserError) as caught:
        bounded([large, large], grow)
    assert caught.value.code == "BST-015"
    assert "2048 MB" in caught.value.message  # of two files together


def test_progress_comes_from_either_process(good: Path, large: Path) -> None:
    for files in ([good], [good, large]):
        told: list[str] = []
        assert within(files, steps, 2, tell=told.append) == [0, 1]
        assert told == ["stap 0", "stap 1"]


@pytest.mark.parametrize(
    "words",
    [
        ["bereken", "{}"],
        ["bereken", "{}", "--formaat", "json"],
        ["bereken", "{}", "--herleid", "ELB-DEKKING"],
    ],
)
def test_a_large_file_gives_what_a_small_one_gives(
    words: list[str], good: Path, large: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = []
    for path in (good, large):
        code = run([word.replace("{}", str(path)) for word in words])
        out = capsys.readouterr().out.replace(path.name, "x.xlsx")
        said.append((code, re.sub(r"[0-9a-f]{64}", "", out)))
    assert said[0] == said[1]
    assert said[0][1]


def test_a_report_of_a_large_file_is_that_of_a_small_one(
    good: Path, large: Path, tmp_path: Path
) -> None:
    made = []
    for path in (good, large):
        out = tmp_path / f"{path.stem}.md"
        assert run(["verslag", str(path), "--uit", str(out)]) == 0
        text = out.read_text(encoding="utf-8").replace(path.name, "x.xlsx")
        made.append(re.sub(r"[0-9a-f]{8,64}", "", text))
    assert made[0] == made[1]


def test_a_large_workbook_in_use_is_filled(large: Path, tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text(
        "Pand_Energieklasse;Pand_postcode;Pand_bagverblijfsobjectid\nB;2405XB;0484010000000001\n"
    )
    (tmp_path / "l.csv").write_text("BAG-id\n0484010000000001\n")
    out = tmp_path / "uit.xlsx"
    words = ["energielabels", str(tmp_path / "r.csv"), "--adressen", str(tmp_path / "l.csv")]
    assert run([*words, "--in", str(large), "--uit", str(out)]) == 0
    book = check(out, date(2019, 12, 31)).book
    assert book is not None
    frame = book.frame("energielabels")
    assert frame is not None
    assert frame["label"].tolist() == ["B"]


@pytest.mark.steekproef(1)
@pytest.mark.parametrize("words", [["controleer"], ["bereken"], ["verslag", "--uit", "v.html"]])
def test_forty_cells_of_numbers_of_persons_end_with_a_verdict(
    words: list[str], good: Path, tmp_path: Path
) -> None:
    """A file of 0.1 MB took hours: each number was held against each other piece of its cell."""
    path = tmp_path / "nummers.xlsx"
    path.write_bytes(texts("111222333 ")(good.read_bytes()))
    came = command([words[0], path, *words[1:]], tmp_path, clock=100)
    assert came.code in (0, 1), came
    assert "Traceback" not in came.err
    assert came.peak < 1024


def test_a_report_tells_no_more_findings_than_anybody_reads(
    good: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With every finding of 12,000 rows a report took gigabytes."""
    path = tmp_path / "rijen.xlsx"
    path.write_bytes(cells(same_rows(3_000))(good.read_bytes()))
    found = checked(path, None, OF_PRODUCT).findings
    assert len(found) == COST.findings + 1
    assert found[-1].code == "BST-027"
    assert run(["controleer", str(path), "--formaat", "json"]) == 1
    told = json.loads(capsys.readouterr().out)["bestanden"][0]["bevindingen"]
    assert len(told) == COST.findings + 1
