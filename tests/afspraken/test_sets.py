"""Sets of agreements outside the product: which there are, and which one counts."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from proving.kit.elders import MAP, NAAM, elders, vervang

from prestatieafspraken.afspraken import (
    OF_PRODUCT,
    AfsprakenError,
    Herkomst,
    Sources,
    load,
    load_folder,
)
from prestatieafspraken.afspraken.load import load_texts
from prestatieafspraken.afspraken.sets import NoSetsError, only, sets_in
from prestatieafspraken.afspraken.written import digest, texts

ALPHEN = ("alphen-aan-den-rijn", 2019)


def test_one_folder_is_one_set(tmp_path: Path) -> None:
    assert list(sets_in(elders(tmp_path / "set"))) == [(MAP, 2019)]


def test_a_folder_of_sets_is_looked_through_two_levels_deep(tmp_path: Path) -> None:
    elders(tmp_path / "kaag" / "2019")
    elders(tmp_path / "2020", jaar=2020)
    elders(tmp_path / "a" / "b" / "c", jaar=2021)  # too deep
    (tmp_path / "los.txt").write_text("geen map")
    assert sorted(sets_in(tmp_path)) == [(MAP, 2019), (MAP, 2020)]


def test_what_cannot_be_used_is_told(tmp_path: Path) -> None:
    with pytest.raises(NoSetsError, match=r"weg met afspraken is er niet\. Geef een map"):
        sets_in(tmp_path / "weg")
    with pytest.raises(NoSetsError, match=r"geen bestand gemeente\.toml"):
        sets_in(tmp_path)
    elders(tmp_path / "een")
    elders(tmp_path / "twee")
    with pytest.raises(NoSetsError, match=r"Kaag en Braassem voor 2019 staan er twee keer.*twee"):
        sets_in(tmp_path)
    vervang(tmp_path / "een", "gemeente.toml", "jaar =", "jaren =")
    with pytest.raises(AfsprakenError, match="gemeente jaren: De sleutel jaren bestaat niet"):
        sets_in(tmp_path)


def test_what_is_named_counts_before_what_is_set_and_that_before_the_product(
    tmp_path: Path,
) -> None:
    set_ = load_folder(elders(tmp_path / "instelling", "Alphen aan den Rijn"))
    named = set_.model_copy(update={"schouwlocaties": ["Elders"]})
    setting = sets_in(tmp_path / "instelling")
    where = {}
    for there in (
        Sources(only(named).named, setting),
        Sources({}, setting),
        OF_PRODUCT,
    ):
        found = there.find("Alphen aan den Rijn", 2019)
        assert found is not None
        where[found.herkomst] = found.afspraken
    assert where == {
        Herkomst.OPDRACHT: named,
        Herkomst.INSTELLING: set_,
        Herkomst.PROGRAMMA: load(*ALPHEN),
    }
    assert OF_PRODUCT.find(NAAM, 2019) is None
    assert len({Sources(only(named).named).mark, Sources({}, setting).mark, OF_PRODUCT.mark}) == 3


def test_sources_can_be_sent_to_another_process(tmp_path: Path) -> None:
    there = Sources(only(load(*ALPHEN)).named, sets_in(elders(tmp_path / "set")))
    again = pickle.loads(pickle.dumps(there))  # noqa: S301 (our own)
    assert again == there
    assert again.find(*ALPHEN).afspraken.partij("gemeente").is_gemeente


def test_a_set_that_changes_is_another(tmp_path: Path) -> None:
    folder = elders(tmp_path / "set")
    before = Sources({}, sets_in(folder))
    first = before.find(MAP, 2019)
    vervang(folder, "doelen.toml", "verandering = 600", "verandering = 700")
    after = Sources({}, sets_in(folder))
    second = after.find(MAP, 2019)
    assert before.mark != after.mark
    assert first is not None
    assert second is not None
    assert (
        first.afspraken.doel("D0-1").verandering,
        second.afspraken.doel("D0-1").verandering,
    ) == (
        600,
        700,
    )


def test_what_says_the_same_is_the_same_text(tmp_path: Path) -> None:
    folder = elders(tmp_path / "set")
    first = texts(load_folder(folder))
    vervang(folder, "doelen.toml", "verandering = 600", "verandering   = 600.0 # zeshonderd")
    assert texts(load_folder(folder)) == first
    assert load_texts(first) == load_folder(folder)
    vervang(folder, "doelen.toml", "verandering   = 600.0", "verandering = 600.5")
    assert digest(texts(load_folder(folder))) != digest(first)


def test_any_text_comes_back_as_it_was() -> None:
    afspraken = load(*ALPHEN)
    odd = 'a"b\\c = [1]\n# geen commentaar\t; é\u00a0😀'
    gemeente = afspraken.gemeente.model_copy(update={"titel": odd})
    changed = afspraken.model_copy(update={"gemeente": gemeente})
    assert load_texts(texts(changed)) == changed


@pytest.mark.parametrize(
    ("name", "old", "new", "sentence"),
    [
        ("gemeente.toml", "jaar = 2019", "jaar = 99999", "Vul hier ten hoogste 2200 in."),
        ("gemeente.toml", "jaar = 2019", f"jaar = {'9' * 5000}", "geen TOML"),
        ("gemeente.toml", "jaar = 2019", f"jaar = {'[' * 5000}", "geen TOML"),
        ("gemeente.toml", f'map = "{MAP}"', 'map = "elders"', f'Schrijf map = "{MAP}".'),
        ("doelen.toml", "verandering = 600", "verandering = 1e999999", "te veel cijfers"),
        ("doelen.toml", "verandering = 600", "verandering = 1e-999999", "te veel cijfers"),
        ("doelen.toml", "500 sociale", "500\u202e sociale", "te zien is (U+202E)"),
        ("doelen.toml", "500 sociale", "500\\u00ad sociale", "te zien is (U+00AD)"),
        ("doelen.toml", "500 sociale", "a" * 10_001, "meer dan 10000 tekens"),
        ("tabellen/tabellen.toml", 'id = "C1"', 'id = "../C1"', "Het id ../C1 kan niet."),
        ("doelen.toml", "# De doelen", "#" * 1_000_001, "samen langer dan 1000000 tekens"),
    ],
)
def test_what_no_agreement_needs_is_a_slip(
    tmp_path: Path, name: str, old: str, new: str, sentence: str
) -> None:
    folder = elders(tmp_path / "set")
    vervang(folder, name, old, new)
    with pytest.raises(AfsprakenError) as caught:
        load_folder(folder)
    assert any(sentence in str(fault) for fault in caught.value.faults), caught.value
    assert all(fault.bestand == name for fault in caught.value.faults[:1])
