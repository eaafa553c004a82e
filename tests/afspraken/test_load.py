"""Loading: every fault of every file at once, in Dutch, with file, key and repair."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

import prestatieafspraken.afspraken as package
from prestatieafspraken.afspraken import AfsprakenError, available, load, load_folder

SOURCE = Path(str(package.__file__)).parent / "alphen-aan-den-rijn" / "2019"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Copy the agreements to a folder that may be broken."""
    copy = tmp_path / "2019"
    shutil.copytree(SOURCE, copy)
    return copy


def _break(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def _faults(folder: Path) -> list[str]:
    with pytest.raises(AfsprakenError) as caught:
        load_folder(folder)
    assert "Traceback" not in str(caught.value)
    assert "pydantic" not in str(caught.value).lower()
    return [str(fault) for fault in caught.value.faults]


def test_the_copy_is_whole(folder: Path) -> None:
    assert load_folder(folder) == load("alphen-aan-den-rijn", 2019)


@pytest.mark.parametrize(
    ("name", "old", "new", "sentence"),
    [
        (
            "afspraken.toml",
            "trekker = ",
            "treker = ",
            "afspraken.toml, afspraak T0-01 treker: De sleutel treker bestaat niet. "
            "Bedoelt u trekker?",
        ),
        (
            "afspraken.toml",
            'trekker = "Corporaties"',
            'trekker = "Corporatie"',
            "afspraken.toml, afspraak T0-01 trekker: De partij Corporatie bestaat niet. "
            "Bedoelt u Corporaties? Kies een naam uit partijen.toml of een groep.",
        ),
        (
            "afspraken.toml",
            'doelen = ["D0-1"]',
            'doelen = ["D0-9"]',
            "afspraken.toml, afspraak T0-03 doelen: Het doel D0-9 bestaat niet. Bedoelt u D0-3? "
            "Kies een doel uit doelen.toml.",
        ),
        (
            "afspraken.toml",
            "thema = 0",
            "thema = 7",
            "afspraken.toml, afspraak T0-01 thema: Thema 7 bestaat niet. "
            "Kies een thema uit gemeente.toml.",
        ),
        (
            "afspraken.toml",
            "thema = 0",
            'thema = "nul"',
            "afspraken.toml, afspraak T0-01 thema: De waarde nul is niet van de goede soort. "
            "Vul hier een geheel getal zonder aanhalingstekens in.",
        ),
        (
            "afspraken.toml",
            'id = "T0-02"',
            'id = "T0-01"',
            "afspraken.toml, afspraak T0-01: T0-01 komt 2 keer voor. Laat er één staan.",
        ),
        (
            "afspraken.toml",
            'soort = "seizoen"',
            'soort = "seizon"',
            "afspraken.toml, afspraak T0-01 termijn.soort: De waarde seizon kan hier niet. "
            "Bedoelt u seizoen?",
        ),
        (
            "afspraken.toml",
            "van = 2019-03-01, tot = 2019-05-31",
            "van = 2019-06-01, tot = 2019-05-31",
            "afspraken.toml, afspraak T0-01 termijn: De termijn begint (2019-06-01) na het einde "
            "(2019-05-31). Zet van en tot in de goede volgorde.",
        ),
        (
            "doelen.toml",
            "streefwaarde = 1.25",
            'streefwaarde = "veel"',
            "doelen.toml, doel D3-1 streefwaarde: De waarde veel is niet van de goede soort. "
            "Vul hier een getal met een punt als decimaalteken in.",
        ),
        (
            "doelen.toml",
            'titel = "500 sociale woningen erbij"\n',
            "",
            "doelen.toml, doel D0-1 titel: De sleutel ontbreekt. Voeg titel toe.",
        ),
        (
            "kernen.toml",
            "schouwlocaties",
            "schouwlokaties",
            "kernen.toml, schouwlokaties: De sleutel schouwlokaties bestaat niet. "
            "Bedoelt u schouwlocaties?",
        ),
        (
            "partijen.toml",
            "[[partij]]",
            "[[partij]",
            "Hier staat iets dat geen TOML is.",
        ),
        (
            "partijen.toml",
            'soort = "gemeente"',
            'soort = "overig"',
            "partijen.toml, partij: Er moet precies één partij van de soort gemeente zijn.",
        ),
        (
            "doelen.toml",
            'id = "D0-1"\n',
            "",
            "doelen.toml, doel 1 id: De sleutel ontbreekt.",
        ),
        (
            "kernen.toml",
            'naam = "Boskoop"',
            'naam = "Boskoop"\nstad = true',
            "kernen.toml, kern: Meer dan één kern heeft stad = true. Laat het bij één kern staan.",
        ),
        (
            "inkomensklassen.toml",
            "tot_en_met = 30825",
            "tot_en_met = 2700",
            "De ondergrens 22700 ligt niet onder de bovengrens.",
        ),
        (
            "afspraken.toml",
            'tabellen = ["C3"]',
            'tabellen = ["C33"]',
            "afspraken.toml, afspraak T1-01 tabellen: De tabel C33 bestaat niet. Bedoelt u C3? "
            "Kies een tabel uit tabellen.toml.",
        ),
        (
            "afspraken.toml",
            'onderwerp = "mutaties boven de inkomensgrens", tot_jaar',
            "tot_jaar",
            "afspraken.toml, afspraak T1-11 getallen: Het getal deel van de mutaties boven de "
            "inkomensgrens geldt een deel van de jaren, maar heeft geen onderwerp.",
        ),
        (
            "afspraken.toml",
            'partij = "Habeko Wonen", wat',
            'partij = "Habeko Wonnen", wat',
            "afspraken.toml, afspraak T1-12 getallen: De partij Habeko Wonnen bestaat niet. "
            "Bedoelt u Habeko Wonen? Kies een naam uit partijen.toml of een groep.",
        ),
        (
            "afspraken.toml",
            "tot_jaar = 2021",
            "tot_jaar = 2021, na_jaar = 2021",
            "geldt in geen enkel jaar. Maak na_jaar kleiner dan tot_jaar.",
        ),
        (
            "afspraken.toml",
            "conclusie = { jaar = 2019",
            'conclusie = { jaar = "2019"',
            "afspraken.toml, afspraak T1-08 conclusie.jaar: De waarde 2019 is niet van de goede "
            "soort. Vul hier een geheel getal zonder aanhalingstekens in.",
        ),
        (
            "doelen.toml",
            "streefwaarde = 1.25\n",
            "",
            "doelen.toml, doel D3-1 streeflabel: Naast het label staat geen streefwaarde.",
        ),
        (
            "inkomensklassen.toml",
            "tot_en_met = 22700",
            'tot_en_met = 22700\ndoelgroep = "primaire doelgroepen"',
            "De doelgroep primaire doelgroepen komt in geen afspraak voor. Bedoelt u primaire "
            "doelgroep?",
        ),
        (
            "tabellen/C1.csv",
            "0.35;getal",
            ";getal",
            "tabellen/C1.csv, regel 2: Soort getal past niet bij waarde leeg.",
        ),
        (
            "tabellen/C1.csv",
            "0.35;getal",
            "veel;getal",
            "tabellen/C1.csv, regel 2 waarde: De waarde veel is niet van de goede soort.",
        ),
        (
            "tabellen/C1.csv",
            "rij;kolom",
            "kolom;rij",
            "tabellen/C1.csv, regel 1: De kop is kolom;rij;gedrukt;waarde;soort;regel.",
        ),
        (
            "tabellen/C4.csv",
            "Woonforte 2017;DAEB;9.769",
            "Woonforte 2017;DAEB;9.769;x",
            "tabellen/C4.csv, regel 2: Er staan 7 velden.",
        ),
    ],
)
def test_a_fault_is_told_with_its_place(
    name: str, old: str, new: str, sentence: str, folder: Path
) -> None:
    _break(folder, name, old, new)
    faults = _faults(folder)
    assert any(sentence in fault for fault in faults), faults


def test_all_faults_are_told_at_once(folder: Path) -> None:
    _break(folder, "afspraken.toml", "thema = 0", 'thema = "nul"')
    _break(folder, "doelen.toml", "thema = 0", "thma = 0")
    (folder / "partijen.toml").unlink()
    _break(folder, "tabellen/C7.csv", "750;750", "750;zeven")
    files = [fault.split(",")[0].split(":")[0] for fault in _faults(folder)]
    assert set(files) == {"afspraken.toml", "doelen.toml", "partijen.toml", "tabellen/C7.csv"}


def test_a_set_needs_no_kernen_no_classes_and_no_tables(folder: Path) -> None:
    for name in ("kernen.toml", "inkomensklassen.toml", "tabellen/tabellen.toml"):
        (folder / name).unlink()
    path = folder / "afspraken.toml"
    text = re.sub(r"^tabellen = .*\n", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    path.write_text(text, encoding="utf-8")
    loaded = load_folder(folder)
    bare = (loaded.kernen, loaded.schouwlocaties, loaded.inkomensklassen, loaded.tabellen)
    assert bare == ([], [], [], {})
    assert len(loaded.afspraken) == 40


def test_a_file_that_is_no_text(folder: Path) -> None:
    (folder / "doelen.toml").write_bytes(b"\xff\xfe\x00titel")
    assert "doelen.toml: Het bestand is geen UTF-8-tekst." in _faults(folder)[0]


def test_unknown_municipality_and_year() -> None:
    with pytest.raises(AfsprakenError, match="Er zijn geen afspraken van Lieden voor 2019"):
        load("Lieden", 2019)
    with pytest.raises(AfsprakenError, match="Wel van: Alphen aan den Rijn 2019"):
        load("alphen-aan-den-rijn", 1999)
    assert ("alphen-aan-den-rijn", 2019) in available()


def test_what_the_document_has_wrong_is_no_loading_fault(folder: Path) -> None:
    _break(folder, "tabellen/C4.csv", "606;606", "607;607")
    assert load_folder(folder).tabellen["C4"].waarde("Totaal ‘22", "niet-DAEB") == 607
