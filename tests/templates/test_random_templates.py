"""Templates made at random from the grammar of Jinja touch nothing and pass no limit.

PRESTATIEAFSPRAKEN_SJABLONEN=2000 python -m pytest tests/templates/test_random_templates.py
"""

from __future__ import annotations

import contextlib
import json
import os
import pickle
import secrets
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from proving.hostile import sjablonen

from prestatieafspraken.templates.forms.form import Laid
from prestatieafspraken.templates.word import filled

SEED = os.environ["PRESTATIEAFSPRAKEN_ZAAD"]
COUNT = int(os.environ.get("PRESTATIEAFSPRAKEN_SJABLONEN", "30"))


class Listener:
    """Hears every connection to a port of this computer."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self.heard = 0
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                line, _ = self._socket.accept()
                line.close()
                self.heard += 1

    def close(self) -> None:
        """Stop listening."""
        self._socket.close()


@pytest.fixture
def listener() -> Iterator[Listener]:
    """Listen while a test runs."""
    listening = Listener()
    yield listening
    listening.close()


def test_random_templates_touch_nothing_and_pass_no_limit(
    opgemaakt: Laid, tmp_path: Path, listener: Listener
) -> None:
    """Each is filled in as a Word template and as a page, in a process that notes what it does."""
    folder = tmp_path / "map"
    folder.mkdir()
    secret, precious = folder / "geheim.txt", folder / "kostbaar.txt"
    secret.write_text(secrets.token_hex(16), encoding="utf-8")
    precious.write_text("van mij", encoding="utf-8")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    drawn = filled.drawings(opgemaakt.charts[:1], lambda _: None)
    fields = tmp_path / "velden.pickle"
    fields.write_bytes(pickle.dumps(filled.fields(opgemaakt.content, drawn)))
    arguments = [SEED, "0", str(COUNT), str(fields), str(folder), str(listener.port)]
    done = subprocess.run(
        [sys.executable, sjablonen.__file__, *arguments],
        check=False,
        capture_output=True,
        text=True,
        timeout=600 + COUNT * 5,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert done.returncode == 0, done.stderr[-3000:]
    told = json.loads(done.stdout)
    sys.stdout.write(f"{told['told']} slowest {told['slowest']} s, peak {told['peak']} MB\n")
    assert told["watched"], "the watch sees nothing"
    assert told["strange"] == []
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert listener.heard == 1  # the one by which the process showed that it would be noticed
    assert told["peak"] < sjablonen.MEMORY // 2**20
    assert told["slowest"] < sjablonen.SECONDS
    for form in ("word", "html", "md"):
        outcomes = [told["told"].get(f"{form} {how}", 0) for how in ("gevuld", "geweigerd")]
        assert sum(outcomes) == COUNT
        assert min(outcomes) > COUNT // 20, "nearly all or nearly none is refused"


def test_the_same_seed_makes_the_same_templates() -> None:
    traps = ["/a", "/b", "http://127.0.0.1:1/x"]
    texts = [sjablonen.made("7", number, traps)[0] for number in range(20)]
    assert texts == [sjablonen.made("7", number, traps)[0] for number in range(20)]
    assert len(set(texts)) == 20
