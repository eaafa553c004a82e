"""A ledger of somebody else: nothing in it is believed, and it costs and breaks nothing."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import stat
import struct
import time
import tracemalloc
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from prestatieafspraken.batch.guarding import seal
from prestatieafspraken.batch.guarding.sound_ledger import LedgerForeignError, opened
from prestatieafspraken.batch.judging.verdict import Verdict
from prestatieafspraken.batch.run.ledger import Ledger, look, rules_version
from prestatieafspraken.batch.side_by_side.extract import unpacked
from prestatieafspraken.cli.app import run
from prestatieafspraken.workbook.lists.checked import Status

pytestmark = pytest.mark.traag

FORGED = {
    "pad": "../../../etc/<b>x",
    "sha256": "",
    "status": "goed",
    "peildatum": None,
    "bevindingen": [],
    "gemeente": "alphen-aan-den-rijn",
    "jaar": 2019,
    "soort": "corporatie",
    "partij": "=HYPERLINK(1)",
    "gemeentenaam": "x",
}


@pytest.fixture
def judged(tmp_path: Path) -> Path:
    """Judge a file that is no workbook; give its path, with the results beside its folder."""
    path = tmp_path / "in" / "a.xlsx"
    path.parent.mkdir()
    path.write_text("geen werkmap")
    assert _again(path) == 4
    return path


def _again(path: Path) -> int:
    return run(["controleer", str(path.parent), "--uitmap", str(_out(path)), "--hervat"])


def _out(path: Path) -> Path:
    return path.parent.parent / "uit"


def _overview(path: Path) -> str:
    return (_out(path) / "overzicht.csv").read_text(encoding="utf-8-sig")


def _ledger(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(_out(path) / "voortgang.sqlite", isolation_level=None)


def _forge(path: Path, **columns: object) -> None:
    """Say of a file, in the ledger, that it is good; whoever can write there can do this."""
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    known = {
        "status": "goed",
        "sha256": sha256,
        "oordeel": json.dumps({**FORGED, "sha256": sha256}),
    }
    changed = {**known, **columns}
    names = ", ".join(f"{name} = ?" for name in changed)
    with closing(_ledger(path)) as data:
        data.execute(f"UPDATE bestand SET {names}", tuple(changed.values()))  # noqa: S608


def test_a_forged_verdict_is_not_believed(judged: Path) -> None:
    """The digest is right, and so are size, time and rules: the sender knows his own file."""
    _forge(judged)
    assert _again(judged) == 4
    assert "onleesbaar" in _overview(judged)
    assert "HYPERLINK" not in _overview(judged)
    assert "etc" not in _overview(judged)


def _as_it_was(data: sqlite3.Connection) -> None:
    """Change nothing: the record is believed, or the tests below would prove nothing."""


def _another_status(data: sqlite3.Connection) -> None:
    data.execute("UPDATE bestand SET status = 'goed'")


def _another_time(data: sqlite3.Connection) -> None:
    data.execute("UPDATE bestand SET klaar = '2030-01-01T00:00:00+00:00'")


def _no_seal(data: sqlite3.Connection) -> None:
    data.execute("UPDATE bestand SET zegel = ''")


def _seal_of_another_key(data: sqlite3.Connection) -> None:
    *record, _ = data.execute("SELECT * FROM bestand").fetchone()
    data.execute("UPDATE bestand SET zegel = ?", (seal.seal(bytes(32), record),))


def _not_in_its_form(data: sqlite3.Connection) -> None:
    data.execute("""UPDATE bestand SET oordeel = '{"pad":1}'""")


def _no_json(data: sqlite3.Connection) -> None:
    data.execute("UPDATE bestand SET oordeel = '['")


def _deep(data: sqlite3.Connection) -> None:
    data.execute("UPDATE bestand SET oordeel = ?", ("[" * 100_000,))


def _of_another_file(data: sqlite3.Connection) -> None:
    """Lay a true record of this user, of a file that is good, under the key of this one."""
    (key,) = data.execute("SELECT sleutel FROM bestand").fetchone()
    name = "0123456789abcdef"
    record = data.execute("SELECT * FROM bestand").fetchone()[1:-1]
    sealed = seal.seal(seal.own_key(), (name, *record))
    data.execute("UPDATE bestand SET sleutel = ?, zegel = ?", (name, sealed))
    data.execute("UPDATE bestand SET sleutel = ?", (key,))


@pytest.mark.parametrize(
    ("change", "again"),
    [
        (_as_it_was, True),
        (_another_status, False),
        (_another_time, False),
        (_no_seal, False),
        (_seal_of_another_key, False),
        (_not_in_its_form, False),
        (_no_json, False),
        (_deep, False),
        (_of_another_file, False),
    ],
)
def test_what_is_not_sealed_is_judged_again(
    judged: Path, change: Callable[[sqlite3.Connection], None], again: bool
) -> None:
    with closing(_ledger(judged)) as data:
        change(data)
    with Ledger(_out(judged) / "voortgang.sqlite", rules_version(), None) as ledger:
        assert (ledger.known(judged, look(judged)) is not None) == again
    assert _again(judged) == 4


def test_another_user_judges_again(judged: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Ledger(_out(judged) / "voortgang.sqlite", rules_version(), None) as ledger:
        assert ledger.known(judged, look(judged))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(judged.parent.parent / "ander"))
    with Ledger(_out(judged) / "voortgang.sqlite", rules_version(), None) as ledger:
        assert ledger.known(judged, look(judged)) is None
    assert _again(judged) == 4


def test_a_file_that_looks_the_same_is_held_against_its_digest(judged: Path) -> None:
    hour_ago = judged.stat().st_mtime - 3600  # long enough to be no accident of the clock
    os.utime(judged, (hour_ago, hour_ago))
    assert _again(judged) == 4
    found = judged.stat()
    judged.write_text("geen WERKMAP")
    os.utime(judged, ns=(found.st_atime_ns, found.st_mtime_ns))
    with Ledger(_out(judged) / "voortgang.sqlite", rules_version(), None) as ledger:
        assert look(judged).size == found.st_size
        assert ledger.known(judged, look(judged)) is None


def test_the_name_is_that_of_the_file_that_was_found(
    judged: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The record says how the file was called from where the first run was started."""
    monkeypatch.chdir(judged.parent)
    assert run(["controleer", ".", "--uitmap", "../uit", "--hervat"]) == 4
    assert _overview(judged).splitlines()[1].startswith('"a.xlsx"')
    (page,) = (_out(judged) / "werkmappen").glob("*.json")
    assert json.loads(page.read_text(encoding="utf-8"))["bestanden"][0]["pad"] == "a.xlsx"


@pytest.mark.parametrize(
    "page",
    [
        *("", "5", "[]", "{}", "[" * 200_000, '{"bestanden":[]}', '{"bestanden":[5]}'),
        *('{"bestanden":[{"bevindingen":5}]}', '{"bestanden":[{"bevindingen":null}]}'),
        *('{"bestanden":[{"bevindingen":[5]}]}', '{"bestanden":[{"bevindingen":[{}]}]}'),
        '{"bestanden":[{"bevindingen":[{"code":[],"cel":1}]}]}',
        *("MEER[5]", "MEER[{}]", 'MEER[{"code":{},"cel":"A1"}]'),
    ],
)
def test_a_page_of_somebody_else_stops_no_run_and_is_written_anew(judged: Path, page: str) -> None:
    (path,) = (_out(judged) / "werkmappen").glob("*.json")
    ours = path.read_text(encoding="utf-8")
    if page.startswith("MEER"):  # what is ours, and behind it what is not
        known = json.loads(ours)
        known["bestanden"][0]["bevindingen"] += json.loads(page[4:])
        page = json.dumps(known)
    path.write_text(page, encoding="utf-8")
    assert _again(judged) == 4
    assert path.read_text(encoding="utf-8") == ours


def _view(data: sqlite3.Connection) -> None:
    data.execute("ALTER TABLE bestand RENAME TO echt")
    data.execute(
        "CREATE VIEW bestand AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
        "SELECT echt.* FROM echt, n"
    )


def _trigger(data: sqlite3.Connection) -> None:
    data.execute(
        "CREATE TRIGGER t AFTER INSERT ON cijfers BEGIN UPDATE bestand SET status = 'goed'; END"
    )


def _another_table(data: sqlite3.Connection) -> None:
    data.execute("CREATE TABLE meer (x)")


def _index_with_a_formula(data: sqlite3.Connection) -> None:
    data.execute("CREATE INDEX i ON bestand (upper(pad))")


def _made_column(data: sqlite3.Connection) -> None:
    data.execute("ALTER TABLE bestand ADD COLUMN x TEXT AS (upper(pad))")


def _many_tables(data: sqlite3.Connection) -> None:
    data.execute("BEGIN")
    for number in range(4_000):
        data.execute(f"CREATE TABLE t{number} (x)")
    data.execute("COMMIT")


def _another_form(data: sqlite3.Connection) -> None:
    data.execute("PRAGMA user_version = 1")


def _log_beside_it(data: sqlite3.Connection) -> None:
    data.execute("PRAGMA journal_mode = WAL")
    data.execute("UPDATE bestand SET status = 'goed'")


@pytest.mark.parametrize(
    "change",
    [
        *(_view, _trigger, _another_table, _index_with_a_formula, _made_column, _many_tables),
        *(_another_form, _log_beside_it),
    ],
)
def test_a_ledger_in_another_form_is_told(
    judged: Path,
    change: Callable[[sqlite3.Connection], None],
    capsys: pytest.CaptureFixture[str],
) -> None:
    with closing(_ledger(judged)) as data:
        change(data)
    before = time.process_time()
    assert _again(judged) == 2
    assert time.process_time() - before < 3
    assert "UIT-024" in capsys.readouterr().err


def _zeros(place: Path) -> None:
    place.write_bytes(bytes(8192))


def _cut(place: Path) -> None:
    place.write_bytes(place.read_bytes()[:5000])


def _scrambled(place: Path) -> None:
    data = bytearray(place.read_bytes())
    for at in range(100, len(data), 7):
        data[at] ^= 0x55
    place.write_bytes(data)


def _folder(place: Path) -> None:
    place.unlink()
    place.mkdir()


@pytest.mark.parametrize("damage", [_zeros, _cut, _scrambled, _folder])
def test_a_ledger_that_is_damaged_is_told(
    judged: Path, damage: Callable[[Path], None], capsys: pytest.CaptureFixture[str]
) -> None:
    damage(_out(judged) / "voortgang.sqlite")
    assert _again(judged) == 2
    assert "UIT-02" in capsys.readouterr().err


def test_a_value_of_a_gigabyte_is_not_taken_in(judged: Path) -> None:
    with closing(_ledger(judged)) as data:
        data.execute("UPDATE bestand SET oordeel = hex(zeroblob(50000000))")
    tracemalloc.start()
    try:
        assert _again(judged) == 2
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()


def test_a_bomb_in_the_place_of_figures_is_not_unpacked(judged: Path) -> None:
    bomb = zlib.compress(bytes(150_000_000), 9)
    digest = hashlib.sha256(bomb).hexdigest()
    with closing(_ledger(judged)) as data:
        (key,) = data.execute("SELECT sleutel FROM bestand").fetchone()
        data.execute("INSERT INTO cijfers VALUES (?, ?)", (key, bomb))
    _forge(judged, cijfers=digest)
    tracemalloc.start()
    try:
        assert _again(judged) == 4
        assert tracemalloc.get_traced_memory()[1] < 50_000_000
    finally:
        tracemalloc.stop()
    with pytest.raises(ValueError, match="large"):
        unpacked(bomb)


def test_figures_that_were_taken_away_are_made_again(tmp_path: Path) -> None:
    """Without them nothing would be found between this workbook and another."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"x")
    verdict = Verdict("a.xlsx", Status.GOED, (), figures=b"cijfers")
    with Ledger(tmp_path / "l", "1", None) as ledger:
        ledger.write(path, look(path), verdict, "nu")
        assert ledger.figures(look(path).key) == b"cijfers"
        assert ledger.known(path, look(path))
    for change in ("UPDATE cijfers SET uittreksel = x'00'", "DELETE FROM cijfers"):
        with closing(sqlite3.connect(tmp_path / "l", isolation_level=None)) as data:
            data.execute(change)
        with Ledger(tmp_path / "l", "1", None) as ledger:
            assert ledger.figures(look(path).key) is None
            assert ledger.known(path, look(path)) is None


@pytest.fixture
def precious(judged: Path) -> Iterator[Path]:
    """Give a file of the user that must be there, as it was, when all is over."""
    path = judged.parent.parent / "precious.txt"
    path.write_bytes(b"kostbaar")
    yield path
    assert path.read_bytes() == b"kostbaar"


def _journal(ledger: Path, named: Path) -> None:
    """Lay a journal beside a ledger, as after a crash, that names a file to be deleted."""
    head = bytes.fromhex("d9d505f920a163d7")
    pages = len(ledger.read_bytes()) // 4096
    start = struct.pack(">8s5I", head, 0, 1, pages, 512, 4096).ljust(512, b"\0")
    name = str(named).encode()
    record = struct.pack(">I", 0x40000000 // 4096 + 1) + name
    end = struct.pack(">2I8s", len(name), sum(name) & 0xFFFFFFFF, head)
    ledger.with_name(ledger.name + "-journal").write_bytes(start + record + end)


def test_a_journal_deletes_no_file_of_the_user(
    judged: Path, precious: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _journal(_out(judged) / "voortgang.sqlite", precious)
    assert _again(judged) == 2
    assert "UIT-024" in capsys.readouterr().err


def test_sqlite_itself_would_delete_it(judged: Path) -> None:
    """What is refused above is a danger indeed; if this fails it no longer is."""
    other = judged.parent.parent / "weg.txt"
    other.write_bytes(b"kostbaar")
    _journal(_out(judged) / "voortgang.sqlite", other)
    with closing(_ledger(judged)) as data:
        data.execute("BEGIN EXCLUSIVE")
    assert not other.exists()


def test_an_honest_journal_is_rolled_back(judged: Path) -> None:
    """As a run leaves it that was killed in the middle of a record."""
    place = _out(judged) / "voortgang.sqlite"
    before = place.read_bytes()
    data = _ledger(judged)
    data.execute("PRAGMA cache_size = 1")
    data.execute("BEGIN EXCLUSIVE")
    data.execute("UPDATE bestand SET status = 'goed', oordeel = hex(zeroblob(500000))")
    data.execute("UPDATE bestand SET klaar = 'nooit'")
    journal = place.with_name(place.name + "-journal")
    half = place.read_bytes(), journal.read_bytes()
    data.execute("ROLLBACK")
    data.close()
    assert half[0] != before
    place.write_bytes(half[0])
    journal.write_bytes(half[1])
    with Ledger(place, rules_version(), None) as ledger:
        assert ledger.known(judged, look(judged))
    assert not journal.exists()


def test_a_ledger_that_is_swapped_while_it_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect = sqlite3.connect

    def then(path: Path, **words: object) -> object:
        if str(path) != ":memory:":
            path.unlink()
            path.symlink_to(tmp_path / "elders")
        return connect(path, **words)  # type: ignore[call-overload]

    monkeypatch.setattr(sqlite3, "connect", then)
    with pytest.raises(LedgerForeignError):
        opened(tmp_path / "l")


class TestTheKey:
    """It is made once, for its owner only; what is not that is not used."""

    @pytest.fixture(autouse=True)
    def _home(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "eigen"))

    def test_it_is_made_once(self, tmp_path: Path) -> None:
        key = seal.own_key()
        assert len(key) == 32
        assert seal.own_key() == key
        (place,) = (path for path in (tmp_path / "eigen").rglob("*") if path.is_file())
        assert stat.S_IMODE(place.stat().st_mode) == 0o600
        assert stat.S_IMODE(place.parent.stat().st_mode) == 0o700

    @pytest.mark.parametrize("harm", ["open", "short", "long", "empty"])
    def test_one_that_is_no_secret_is_made_anew(self, tmp_path: Path, harm: str) -> None:
        key = seal.own_key()
        place = tmp_path / "eigen" / "prestatieafspraken" / "zegel"
        if harm == "open":
            place.chmod(0o644)
        else:
            place.write_bytes({"short": key[:31], "long": key + b"x", "empty": b""}[harm])
        other = seal.own_key()
        assert len(other) == 32
        assert other != key
        assert seal.own_key() == other

    @pytest.mark.parametrize("lay", [os.mkfifo, Path.mkdir])
    def test_one_that_is_no_file(self, tmp_path: Path, lay: Callable[[Path], None]) -> None:
        place = tmp_path / "eigen" / "prestatieafspraken" / "zegel"
        place.parent.mkdir(parents=True)
        lay(place)
        assert seal.own_key() != seal.own_key()  # one for this run each time

    def test_a_link_to_a_known_key(self, tmp_path: Path) -> None:
        place = tmp_path / "eigen" / "prestatieafspraken" / "zegel"
        place.parent.mkdir(parents=True)
        (tmp_path / "bekend").write_bytes(bytes(32))
        (tmp_path / "bekend").chmod(0o600)
        place.symlink_to(tmp_path / "bekend")
        assert seal.own_key() != bytes(32)
        assert (tmp_path / "bekend").read_bytes() == bytes(32)

    def test_without_a_home(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def homeless() -> Path:
            raise RuntimeError("no home")

        monkeypatch.delenv("XDG_CONFIG_HOME")
        monkeypatch.setattr(Path, "home", homeless)
        assert len(seal.own_key()) == 32


def test_the_seal_is_of_the_whole_record() -> None:
    """No two records read alike: where one value ends and the next begins counts."""
    key = bytes(range(32))
    records: list[tuple[str | int | None, ...]] = [
        *(("a", "b"), ("ab", ""), ("a,b",), ('a", "b',), ("a", None), ("a", "null"), ("1",), (1,)),
    ]
    assert len({seal.seal(key, record) for record in records}) == len(records)
    for record in records:
        assert seal.holds(key, record, seal.seal(key, record))
        assert not seal.holds(bytes(32), record, seal.seal(key, record))
        assert not seal.holds(key, record, None)
