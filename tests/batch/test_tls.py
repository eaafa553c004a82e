"""A cluster over a network: only with TLS and an authority of its own, or with a word of consent.

Whoever answers as the scheduler runs code here, so each of these would be the whole computer.
"""

from __future__ import annotations

import json
import os
import socket
import ssl
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from proving.kit.certificates import Authority, Pair
from proving.kit.soffice import missing

from prestatieafspraken.batch.run.scheduler import scheduler_at
from prestatieafspraken.cli.app import run as cli

pytestmark = pytest.mark.traag

try:
    from prestatieafspraken.batch.run import cluster
except ImportError:
    missing("dask (distributed) is not installed")

SERVER = """
import sys
from distributed import LocalCluster
from distributed.security import Security
if __name__ == "__main__":
    ca, cert, key = sys.argv[1:]
    security = Security(
        require_encryption=True, tls_ca_file=ca,
        tls_scheduler_cert=cert, tls_scheduler_key=key,
        tls_worker_cert=cert, tls_worker_key=key,
        tls_client_cert=cert, tls_client_key=key,
    )
    cluster = LocalCluster(n_workers=2, threads_per_worker=1, host="127.0.0.1", protocol="tls",
                           security=security, dashboard_address=None)
    print(cluster.scheduler_address, flush=True)
    sys.stdin.read()
    cluster.close()
"""


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """Give the authority of the cluster."""
    return Authority(tmp_path_factory.mktemp("ours"), "cluster")


@pytest.fixture(scope="module")
def theirs(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """Give an authority that this cluster knows nothing of."""
    return Authority(tmp_path_factory.mktemp("theirs"), "anderen")


@pytest.fixture(scope="module")
def me(ours: Authority) -> Pair:
    """Give who asks the cluster to judge."""
    return ours.certify("ik")


@pytest.fixture(scope="module")
def address(ours: Authority) -> Iterator[str]:
    """Start a secure cluster of two workers in a process of its own; give its address."""
    pair = ours.certify("scheduler")
    server = ours.folder / "server.py"
    server.write_text(SERVER)
    words = [sys.executable, server, ours.cert, pair.cert, pair.key]
    pipe = subprocess.PIPE
    with subprocess.Popen(
        words, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, text=True, cwd=ours.folder
    ) as process:
        assert process.stdin
        assert process.stdout
        yield process.stdout.readline().strip()
        process.stdin.close()


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "SECONDS_TO_CONNECT", 5)


def words(address: str, ca: Path, cert: Path, key: Path) -> list[str]:
    files = ["--tls-ca", str(ca), "--tls-cert", str(cert), "--tls-key", str(key)]
    return ["--executor", "dask", "--scheduler", address, *files]


def refused(
    folder: Path, capsys: pytest.CaptureFixture[str], code: str, more: Sequence[str]
) -> str:
    """Check a workbook with these options; give the one message that it ends with."""
    (folder / "a.xlsx").write_bytes(b"geen werkmap")
    assert cli(["controleer", str(folder / "a.xlsx"), *more]) == 2
    told = capsys.readouterr().err
    assert told.startswith(code)
    assert "Traceback" not in told
    return told


def test_a_secure_cluster_judges_as_this_computer_does(
    address: str,
    ours: Authority,
    me: Pair,
    tmp_path: Path,
    werkmap: bytes,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert address.startswith("tls://")
    for name, data in (("a", werkmap), ("b", b"geen werkmap")):
        (tmp_path / f"{name}.xlsx").write_bytes(data)
    check = ["controleer", str(tmp_path), "--formaat", "json"]

    def told(*more: str) -> object:
        assert cli([*check, *more]) == 4
        return json.loads(capsys.readouterr().out)

    assert told(*words(address, ours.cert, me.cert, me.key)) == told()


def test_the_settings_of_dask_will_do(
    address: str, ours: Authority, me: Pair, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import dask

    (tmp_path / "a.xlsx").write_bytes(b"geen werkmap")
    check = ["controleer", str(tmp_path), "--executor", "dask", "--scheduler", address]
    settings = {
        "distributed.comm.tls.ca-file": str(ours.cert),
        "distributed.comm.tls.client.cert": str(me.cert),
        "distributed.comm.tls.client.key": me.key.read_text(),
    }
    with dask.config.set(settings):
        assert cli(check) == 4
    capsys.readouterr()
    told = refused(tmp_path, capsys, "GBR-033", check[2:])
    assert "distributed.comm.tls.ca-file ontbreekt" in told


def test_settings_of_dask_that_ask_for_tls_are_heeded(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import dask

    there = ["--executor", "dask", "--scheduler", "tcp://127.0.0.1:1"]
    with dask.config.set({"distributed.comm.require-encryption": True}):
        assert "eisen TLS" in refused(tmp_path, capsys, "GBR-033", there)


@pytest.mark.parametrize(
    "there",
    [
        "tcp://10.0.0.1:8786",
        "10.0.0.1:8786",  # dask takes it for tcp
        "TCP://10.0.0.1:8786",
        "tcp://[2001:db8::1]:8786",
        "tcp://[::]:8786",
        "tcp://0.0.0.0:8786",
        "tcp://rekenserver:8786",
        "tcp://localhost.example.nl:8786",  # the names begin like one of ours
        "tcp://127.0.0.1.example.nl:8786",
        "tcp://127.1:8786",
        "tcp://2130706433:8786",
        "tcp://ip6-localhost:8786",
    ],
)
def test_tcp_over_a_network_asks_for_consent(
    there: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def connect(*_: object, **__: object) -> None:
        raise AssertionError("nothing may be connected to")

    monkeypatch.setattr(cluster, "Client", connect)
    told = refused(tmp_path, capsys, "GBR-032", ["--executor", "dask", "--scheduler", there])
    assert "--onbeveiligd" in told
    results = tmp_path / "uit"
    more = ["--executor", "dask", "--scheduler", there, "--uitmap", str(results)]
    refused(tmp_path, capsys, "GBR-032", more)
    assert not results.exists()


@pytest.mark.parametrize("there", ["127.0.0.1:1", "tcp://[::1]:1", "tcp://LOCALHOST:1"])
def test_this_computer_needs_no_consent(
    there: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "SECONDS_TO_CONNECT", 1)
    refused(tmp_path, capsys, "GBR-009", ["--executor", "dask", "--scheduler", there])


def test_with_consent_it_is_tried(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = []

    def connect(address: str, **_: object) -> None:
        tried.append(address)
        raise OSError

    monkeypatch.setattr(cluster, "Client", connect)
    there = ["--executor", "dask", "--scheduler", "10.0.0.1:8786", "--onbeveiligd"]
    refused(tmp_path, capsys, "GBR-009", there)
    assert tried == ["tcp://10.0.0.1:8786"]


@pytest.mark.parametrize(
    "there",
    [
        "ws://127.0.0.1:8786",
        "wss://10.0.0.1:8786",
        "ucx://10.0.0.1:8786",
        "inproc://10.0.0.1/1/1",
        "tcp://127.0.0.1",
        "tcp://127.0.0.1:0",
        "tcp://127.0.0.1:99999",
        "tcp://127.0.0.1:8786@10.0.0.1:8786",
        "tcp://127.0.0.1:8786,tcp://10.0.0.1:8786",
        "tls://tcp://10.0.0.1:8786",
        "tcp://127.0.0.1:8786\n",
        "tcp://１２７.0.0.1:8786",
        "tcp://::1:8786",
        "/etc/scheduler.json",
    ],
)
def test_what_is_no_address_of_tcp_or_tls_is_told(
    there: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    refused(tmp_path, capsys, "GBR-030", ["--executor", "dask", "--scheduler", there])


def test_what_is_held_for_near_is_what_is_connected_to() -> None:
    for address in ("tcp://127.0.0.1:8786", "tcp://[::1]:8786", "tls://rekenserver:8786"):
        assert scheduler_at(address).address == address
    assert scheduler_at("LocalHost:8786").address == "tcp://localhost:8786"


@pytest.mark.parametrize(
    "more",
    [
        ["--onbeveiligd"],
        ["--tls-ca", "ca.pem"],
        ["--executor", "lokaal", "--tls-ca", "ca.pem", "--tls-cert", "c.pem", "--tls-key", "k.pem"],
    ],
)
def test_options_of_a_cluster_without_one_are_told(
    more: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    refused(tmp_path, capsys, "GBR-006", more)


@pytest.mark.parametrize(
    ("there", "left_out"), [("tcp://127.0.0.1:1", 0), ("tls://127.0.0.1:1", 2), ("127.0.0.1:1", 0)]
)
def test_half_of_tls_is_told(
    there: str,
    left_out: int,
    ours: Authority,
    me: Pair,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    whole = words(there, ours.cert, me.cert, me.key)
    refused(tmp_path, capsys, "GBR-031", whole[: len(whole) - left_out])


def test_files_that_do_not_serve_are_told_at_once(
    address: str, ours: Authority, me: Pair, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The password would be asked of the terminal, and the pipe would be waited for for ever."""
    locked, other = ours.certify("slot", password=b"geheim"), ours.certify("ander")
    pipe, text, large = tmp_path / "pijp", tmp_path / "tekst.pem", tmp_path / "groot.pem"
    os.mkfifo(pipe)
    text.write_text("geen certificaat")
    large.write_bytes(ours.pem + b"\n" * 2_000_000)
    public = tmp_path / "publiek.pem"
    public.write_bytes(b"".join(Authority(tmp_path, f"ca{i}").pem for i in range(9)))
    for ca, cert, key, why in (
        (ours.cert, me.cert, tmp_path / "weg.key", "bij --tls-key is niet te lezen"),
        (ours.cert, me.cert, tmp_path, "bij --tls-key is geen gewoon bestand"),
        (ours.cert, pipe, me.key, "bij --tls-cert is geen gewoon bestand"),
        (pipe, me.cert, me.key, "bij --tls-ca is geen gewoon bestand"),
        (Path("/dev/zero"), me.cert, me.key, "geen gewoon bestand"),
        (large, me.cert, me.key, "geen gewoon bestand"),
        (text, me.cert, me.key, "geen certificaat in PEM"),
        (ours.cert, text, me.key, "die bij elkaar horen"),
        (ours.cert, me.cert, other.key, "die bij elkaar horen"),
        (ours.cert, locked.cert, locked.key, "heeft een wachtwoord"),
        (public, me.cert, me.key, "te ruim"),
    ):
        told = refused(tmp_path, capsys, "GBR-033", words(address, ca, cert, key))
        assert why in told


def test_each_side_must_be_of_the_cluster(
    address: str,
    ours: Authority,
    theirs: Authority,
    me: Pair,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    stranger, late = theirs.certify("vreemde"), ours.certify("laat", years_from_now=-2)
    for ca, pair, why in (
        (theirs.cert, me, "niet van de certificaatautoriteit"),
        (ours.cert, stranger, "weigert ons certificaat"),
        (ours.cert, late, "weigert ons certificaat"),
    ):
        told = refused(tmp_path, capsys, "GBR-033", words(address, ca, pair.cert, pair.key))
        assert why in told


class Payload:
    """What a false scheduler sends: it makes a folder where it is unpickled."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, (str(self.path),)


@contextmanager
def false_scheduler(mark: Path, context: ssl.SSLContext | None) -> Iterator[int]:
    """Answer as a scheduler of dask would, with a pickle in its greeting; give the port."""
    from distributed.protocol import dumps
    from distributed.protocol.serialize import ToPickle
    from distributed.protocol.utils import pack_frames

    greeting = pack_frames(dumps(ToPickle(Payload(mark))))
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            while True:
                try:
                    talk, _ = server.accept()
                except OSError:
                    return
                try:
                    with context.wrap_socket(talk, server_side=True) if context else talk as end:
                        end.sendall(len(greeting).to_bytes(8, "little") + greeting)
                        end.recv(1)
                except OSError:
                    talk.close()

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield server.getsockname()[1]
        server.shutdown(socket.SHUT_RDWR)
        thread.join()


def as_server(pair: Pair) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(pair.cert, pair.key)
    return context


def test_a_false_scheduler_runs_nothing_here(
    ours: Authority,
    theirs: Authority,
    me: Pair,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    mark = tmp_path / "code van een ander"
    for context, why in (
        (None, "spreekt geen TLS"),
        (as_server(theirs.certify("vals")), "niet van de certificaatautoriteit"),
        (as_server(ours.certify("oud", years_from_now=-2)), "is verlopen"),
        (as_server(ours.certify("jong", years_from_now=1)), "geldt nog niet"),
    ):
        with false_scheduler(mark, context) as port:
            there = words(f"tls://127.0.0.1:{port}", ours.cert, me.cert, me.key)
            assert why in refused(tmp_path, capsys, "GBR-033", there)
        assert not mark.exists()


def test_whoever_has_a_certificate_of_the_cluster_runs_code_here(
    ours: Authority, me: Pair, tmp_path: Path
) -> None:
    """This is so, and the page for administrators says it: the authority is the lock."""
    mark = tmp_path / "code van een ander"
    (tmp_path / "a.xlsx").write_bytes(b"geen werkmap")
    with false_scheduler(mark, as_server(ours.certify("werker"))) as port:
        there = words(f"tls://127.0.0.1:{port}", ours.cert, me.cert, me.key)
        cli(["controleer", str(tmp_path / "a.xlsx"), *there])
    assert mark.exists()
