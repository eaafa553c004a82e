"""A set that is written and read again is the same set, whatever its texts hold."""

from __future__ import annotations

from pathlib import Path

import pytest
from proving.kit.sets import any_reference, made

from prestatieafspraken.afspraken import load, load_folder
from prestatieafspraken.afspraken.load import load_texts
from prestatieafspraken.afspraken.written import readable, texts
from prestatieafspraken.batch.agreements_folder import write_folder
from prestatieafspraken.dutch.user_error import UserError

ALPHEN = load("alphen-aan-den-rijn", 2019)


@pytest.mark.steekproef(10)
@pytest.mark.parametrize("seed", [None, *range(60)])
def test_what_is_written_says_the_same(seed: int | None) -> None:
    afspraken = ALPHEN if seed is None else made(seed)
    with any_reference():
        assert load_texts(readable(afspraken)) == afspraken
        assert load_texts(texts(afspraken)) == afspraken


def test_people_can_read_it() -> None:
    written = readable(ALPHEN)["afspraken.toml"]
    assert '[[afspraak]]\nid = "T0-01"\nthema = 0\n' in written
    assert "\ngetallen = [\n    {wat = " in written


def test_a_folder_holds_the_set(tmp_path: Path) -> None:
    folder = tmp_path / "alphen" / "2019"
    write_folder(folder, ALPHEN)
    assert load_folder(folder) == ALPHEN
    assert sorted(p.name for p in folder.iterdir() if p.name.startswith(".")) == []


def test_a_folder_with_agreements_stays_as_it_is_unless_told(tmp_path: Path) -> None:
    folder = tmp_path / "set"
    write_folder(folder, ALPHEN)
    before = {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    titled = ALPHEN.gemeente.model_copy(update={"titel": "Anders"})
    other = ALPHEN.model_copy(update={"gemeente": titled})
    with pytest.raises(UserError, match="staat al een set"):
        write_folder(folder, other)
    assert {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()} == before
    write_folder(folder, other, overwrite=True)
    assert load_folder(folder) == other


def test_nothing_is_written_through_a_link(tmp_path: Path) -> None:
    away = tmp_path / "elders"
    away.mkdir()
    (tmp_path / "set").mkdir()
    (tmp_path / "set" / "tabellen").symlink_to(away, target_is_directory=True)
    with pytest.raises(UserError):
        write_folder(tmp_path / "set", ALPHEN, overwrite=True)
    assert list(away.iterdir()) == []
