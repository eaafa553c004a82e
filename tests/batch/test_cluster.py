"""The work on a dask cluster on this computer: the same verdicts, and a worker may be lost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from proving.hostile.misbehave import by_name
from proving.kit.soffice import missing

from prestatieafspraken.batch.run.worker import Task
from prestatieafspraken.cli.app import run as cli

SERVER = """
import sys
from distributed import LocalCluster
if __name__ == "__main__":
    sys.path.insert(0, sys.argv[1])
    cluster = LocalCluster(n_workers=2, threads_per_worker=1, host="127.0.0.1",
                           dashboard_address=None)
    print(cluster.scheduler_address, flush=True)
    sys.stdin.read()
    cluster.close()
"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start a cluster of two workers in a process of its own; give the address of its scheduler."""
    try:
        import distributed  # noqa: F401
    except ImportError:
        missing("dask (distributed) is not installed")
    folder = tmp_path_factory.mktemp("cluster")
    tests = str(Path(__file__).parent.parent)
    (folder / "server.py").write_text(SERVER)
    server = subprocess.Popen(
        [sys.executable, str(folder / "server.py"), tests],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        cwd=folder,
        # The far side runs this very product, wherever this process has it from.
        env={**os.environ, "PYTHONPATH": os.pathsep.join([tests, *sys.path])},
    )
    assert server.stdout
    assert server.stdin
    with server:
        yield server.stdout.readline().strip()
        server.stdin.close()


def test_results_are_those_of_this_computer(
    address: str, tmp_path: Path, werkmap: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name, data in (("b", werkmap), ("a", b"geen werkmap"), ("c", werkmap[:5000])):
        (folder / f"{name}.xlsx").write_bytes(data)
    there = ["--executor", "dask", "--scheduler", address]

    def results(name: str, *more: str) -> tuple[object, dict[str, bytes]]:
        words = ["controleer", str(folder), "--uitmap", str(tmp_path / name), "--formaat", "json"]
        assert cli([*words, *more]) == 4
        told = json.loads(capsys.readouterr().out)
        written = (tmp_path / name).rglob("*")
        pages = {p.name: p.read_bytes() for p in written if p.suffix in (".html", ".csv", ".json")}
        return told, pages

    assert results("dask", *there) == results("lokaal")
    # the ledger is that of any run: nothing is judged again, here or there
    assert results("dask", "--hervat") == results("lokaal", "--hervat", *there)


@pytest.mark.skipif(sys.platform != "linux", reason="finds the worker of dask in /proc")
def test_a_lost_worker_is_forgiven_once(address: str, tmp_path: Path) -> None:
    from prestatieafspraken.batch.run.cluster import Cluster
    from prestatieafspraken.batch.run.scheduler import scheduler_at

    names = ["quick1", "lost", "lostonce", "abort", "quick2", "quick3"]
    paths = [tmp_path / f"{name}.xlsx" for name in names]
    with Cluster(scheduler_at(address), Task(check=by_name)) as cluster:
        found = {path.stem: verdict for path, verdict in cluster.verdicts(paths)}
        later = dict(cluster.verdicts(paths[:1]))
    assert {name: verdict.status for name, verdict in found.items()} == {
        **{f"quick{n}": "goed" for n in (1, 2, 3)},
        "lostonce": "goed",
        "lost": "onleesbaar",
        "abort": "onleesbaar",
    }
    assert {found[name].findings[0].code for name in ("lost", "abort")} == {"BST-016"}
    tries = {name: len(list(tmp_path.glob(f"{name}.keer*"))) for name in ("lost", "lostonce")}
    assert tries == {"lost": 2, "lostonce": 2}
    assert later[paths[0]].status == "goed"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--executor", "dask"], "GBR-006"),
        (["--scheduler", "tcp://127.0.0.1:1"], "GBR-006"),
        (["--executor", "dask", "--scheduler", "tcp://127.0.0.1:1", "--werkers", "2"], "GBR-007"),
        (["--executor", "dask", "--scheduler", "geen adres"], "GBR-030"),
        (["--executor", "dask", "--scheduler", "tcp://127.0.0.1:1"], "GBR-009"),
    ],
)
def test_a_cluster_that_cannot_be_had_is_told(
    words: list[str],
    code: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cluster = pytest.importorskip("prestatieafspraken.batch.run.cluster")
    monkeypatch.setattr(cluster, "SECONDS_TO_CONNECT", 1)
    (tmp_path / "a.xlsx").write_bytes(b"x")
    assert cli(["controleer", str(tmp_path), *words]) == 2
    told = capsys.readouterr().err
    assert code in told
    assert "Traceback" not in told
