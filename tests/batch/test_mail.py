"""The text that goes back to a sender, beside the marked copy."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

import prestatieafspraken as pa
from prestatieafspraken.afspraken import available, load
from prestatieafspraken.batch.judging.asked import asked, waiting
from prestatieafspraken.batch.run.copies import named
from prestatieafspraken.batch.run.mail import mail
from prestatieafspraken.cli.app import run

SEED = os.environ["PRESTATIEAFSPRAKEN_ZAAD"]


@pytest.mark.parametrize(("map_", "jaar"), available())
def test_the_text_says_what_is_asked_of_this_party(map_: str, jaar: int) -> None:
    own = load(map_, jaar)
    parties = [p.naam for p in own.partijen if p.doet_mee and p.is_corporatie]
    partij = random.Random(SEED).choice(parties)  # noqa: S311
    verdict = pa.check(pa.build(own, partij), name="werkmap.xlsx")
    text = mail(verdict, "x-gemarkeerd.xlsx")
    for part in (partij, own.gemeente.naam, str(jaar), "werkmap.xlsx", "x-gemarkeerd.xlsx"):
        assert part in text
    lines = asked(verdict, 2)
    assert len(lines) <= 3
    assert all(line in asked(verdict, 99) for line in lines[:2])
    assert waiting(verdict).count("(") == len([b for b in verdict.volledigheid.bladen if b.open])


def test_one_workbook_is_answered_on_the_screen_and_in_a_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "w.xlsx"
    path.write_bytes(pa.build(load("alphen-aan-den-rijn", 2019), "Woonforte"))
    run(["controleer", str(path), "--uitmap", str(tmp_path / "uit")])
    (text,) = tmp_path.glob("uit/werkmappen/*/woonforte-2019-mail.txt")
    (copy,) = text.parent.glob("*.xlsx")
    assert copy.name == "woonforte-2019-gemarkeerd.xlsx"
    said = text.read_text(encoding="utf-8")
    assert copy.name in said
    assert said.strip() in capsys.readouterr().out


def test_a_name_is_letters_alone() -> None:
    verdict = pa.check(b"geen werkmap", name="x.xlsx")
    assert named(verdict, "mail.txt") == "werkmap-mail.txt"
