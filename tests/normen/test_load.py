"""Loading the norms: every fault of every file at once, in Dutch, with file, key and repair."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import prestatieafspraken.normen as package
from prestatieafspraken.normen import NormenError
from prestatieafspraken.normen.load import load, load_folder

SOURCE = Path(str(package.__file__)).parent
HUREN = "norm daeb_huurgrens"
LABEL = "klassen energielabel_nader_voorschrift"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Copy the norms to a folder that may be broken."""
    copy = tmp_path / "normen"
    shutil.copytree(SOURCE, copy, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    return copy


def _break(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def _faults(folder: Path) -> list[str]:
    with pytest.raises(NormenError) as caught:
        load_folder(folder)
    said = str(caught.value)
    assert said.startswith("De normen zijn niet te laden.\n- ")
    assert not {word for word in ("pydantic", "Input", "https://", "should") if word in said}
    return [str(fault) for fault in caught.value.faults]


def test_the_copy_is_whole(folder: Path) -> None:
    assert load_folder(folder) == load()


@pytest.mark.parametrize(
    ("name", "old", "new", "sentence"),
    [
        pytest.param(
            "huren.toml",
            'status = "te verifiëren"',
            'status = "te verifieren"',
            f"huren.toml, {HUREN} waarden 2018-01-01 status: De waarde te verifieren kan hier "
            "niet. Bedoelt u te verifiëren? Kies uit 'bevestigd', 'te verifiëren'.",
            id="a wrong status",
        ),
        pytest.param(
            "huren.toml",
            "waarde = 720.42",
            "waarden = 720.42",
            f"huren.toml, {HUREN} waarden 2019-01-01 waarden: De sleutel waarden bestaat niet. "
            "Bedoelt u waarde?",
            id="an unknown key of a value",
        ),
        pytest.param(
            "huren.toml",
            "omschrijving",
            "omschrijvng",
            f"huren.toml, {HUREN} omschrijvng: De sleutel omschrijvng bestaat niet. "
            "Bedoelt u omschrijving?",
            id="an unknown key of a norm",
        ),
        pytest.param(
            "huren.toml",
            "[[norm]]",
            "[[normen]]",
            "huren.toml, normen: De sleutel normen bestaat niet. Bedoelt u norm?",
            id="an unknown key of a file",
        ),
        pytest.param(
            "huren.toml",
            'bron = "hbo-argus.nl", ',
            "",
            f"huren.toml, {HUREN} waarden 2019-01-01 bron: De sleutel ontbreekt. Voeg bron toe.",
            id="a missing field of a value",
        ),
        pytest.param(
            "huren.toml",
            'eenheid = "euro per maand"\n',
            "",
            f"huren.toml, {HUREN} eenheid: De sleutel ontbreekt. Voeg eenheid toe.",
            id="a missing field of a norm",
        ),
        pytest.param(
            "huren.toml",
            'naam = "daeb_huurgrens"\n',
            "",
            "huren.toml, norm 1 naam: De sleutel ontbreekt. Voeg naam toe.",
            id="a norm without a name",
        ),
        pytest.param(
            "huren.toml",
            "vanaf = 2019-01-01, waarde",
            "waarde",
            f"huren.toml, {HUREN} waarden 5 vanaf: De sleutel ontbreekt. Voeg vanaf toe.",
            id="a value without a day",
        ),
        pytest.param(
            "huren.toml",
            "waarde = 720.42",
            'waarde = "720,42"',
            f"huren.toml, {HUREN} waarden 2019-01-01 waarde: De waarde 720,42 is niet van de goede "
            "soort. Vul hier een getal met een punt als decimaalteken in.",
            id="a text for a number",
        ),
        pytest.param(
            "huren.toml",
            "waarde = 720.42",
            "waarde = nan",
            f"huren.toml, {HUREN} waarden 2019-01-01 waarde: NaN is geen getal. "
            "Vul een gewoon getal in.",
            id="no number",
        ),
        pytest.param(
            "huren.toml",
            'bron = "hbo-argus.nl"',
            "bron = 2019",
            f"huren.toml, {HUREN} waarden 2019-01-01 bron: De waarde 2019 is niet van de goede "
            'soort. Vul hier een tekst tussen aanhalingstekens ("...") in.',
            id="a number for a text",
        ),
        pytest.param(
            "huren.toml",
            'bron = "hbo-argus.nl"',
            'bron = ""',
            f"huren.toml, {HUREN} waarden 2019-01-01 bron: De tekst is leeg. Vul hier iets in.",
            id="an empty source",
        ),
        pytest.param(
            "huren.toml",
            "vanaf = 2019-01-01",
            'vanaf = "2019-01-01"',
            f"huren.toml, {HUREN} waarden 2019-01-01 vanaf: De waarde 2019-01-01 is niet van de "
            "goede soort. Vul hier een dag als 2019-12-31, zonder aanhalingstekens in.",
            id="a day in quotes",
        ),
        pytest.param(
            "huren.toml",
            "vanaf = 2019-01-01",
            "vanaf = 2019",
            f"huren.toml, {HUREN} waarden 2019 vanaf: De waarde 2019 is niet van de goede soort. "
            "Vul hier een dag als 2019-12-31, zonder aanhalingstekens in.",
            id="a year for a day",
        ),
        pytest.param(
            "huren.toml",
            "vanaf = 2019-01-01",
            "vanaf = 2019-02-30",
            "huren.toml, regel 14, kolom 15: Deze dag bestaat niet. Schrijf een dag als "
            "2019-12-31.",
            id="a day that does not exist",
        ),
        pytest.param(
            "huren.toml",
            "vanaf = 2019-01-01",
            "vanaf = 2018-01-01",
            f"huren.toml, {HUREN} waarden 2018-01-01 vanaf: Er zijn twee waarden vanaf deze dag. "
            "Laat er één staan.",
            id="a doubled value",
        ),
        pytest.param(
            "huren.toml",
            "vanaf = 2019-01-01",
            "vanaf = 2017-06-01",
            f"huren.toml, {HUREN} waarden 2017-06-01 vanaf: De waarde begint voor het eind van die "
            "van 2018-01-01. Zet de waarden op volgorde van vanaf, en laat ze niet overlappen.",
            id="values out of order",
        ),
        pytest.param(
            "huren.toml",
            "tot = 2026-12-31",
            "tot = 2025-12-31",
            f"huren.toml, {HUREN} waarden 2026-01-01 tot: De waarde eindigt op 2025-12-31, voor "
            "zij begint. Zet bij tot een dag die niet voor vanaf ligt.",
            id="an end before the beginning",
        ),
        pytest.param(
            "inkomens.toml",
            'naam = "daeb_inkomensgrens"',
            'naam = "daeb_huurgrens"',
            "inkomens.toml, norm daeb_huurgrens: daeb_huurgrens staat er meer dan één keer. "
            "Laat er één staan.",
            id="a doubled norm",
        ),
        pytest.param(
            "huren.toml",
            'naam = "daeb_huurgrens"',
            "naam = ",
            "huren.toml, regel 6, kolom 8: Hier staat iets dat geen TOML is. Kijk naar "
            "aanhalingstekens, haken en het is-teken op deze plaats.",
            id="no TOML",
        ),
        pytest.param(
            "energie.toml",
            '{ klasse = "B", boven = 1.2, tot_en_met = 1.4 }',
            '{ klasse = "B", boven = 1.4, tot_en_met = 1.2 }',
            f"energie.toml, {LABEL} grenzen B: De ondergrens 1.4 ligt niet onder de bovengrens "
            "1.2. Maak boven kleiner dan tot_en_met.",
            id="bounds the wrong way round",
        ),
        pytest.param(
            "energie.toml",
            '{ klasse = "B", boven = 1.2, tot_en_met = 1.4 }',
            '{ klasse = "A", boven = 1.2, tot_en_met = 1.4 }',
            f"energie.toml, {LABEL} A: De klasse staat er meer dan één keer. Laat er één staan.",
            id="a doubled class",
        ),
        pytest.param(
            "energie.toml",
            '{ klasse = "B", boven = 1.2, tot_en_met = 1.4 }',
            '{ klasse = "B", bovn = 1.2, tot_en_met = 1.4 }',
            f"energie.toml, {LABEL} grenzen B bovn: De sleutel bovn bestaat niet. Bedoelt u boven?",
            id="an unknown key of a class",
        ),
    ],
)
def test_a_fault_says_file_key_and_repair(
    folder: Path, name: str, old: str, new: str, sentence: str
) -> None:
    _break(folder, name, old, new)
    assert sentence in _faults(folder)


def test_a_norm_without_values_and_classes_without_a_class(folder: Path) -> None:
    head = 'omschrijving = "x"\neenheid = "x"\n'
    (folder / "leeg.toml").write_text(
        f'[[norm]]\nnaam = "leeg"\n{head}waarden = []\n\n'
        f'[[klassen]]\nnaam = "niets"\n{head}bron = "x"\nstatus = "bevestigd"\n',
        encoding="utf-8",
    )
    assert _faults(folder) == [
        "leeg.toml, norm leeg waarden: De lijst is leeg. Zet er minstens één ding in.",
        "leeg.toml, klassen niets: Er zijn geen klassen. Voeg grenzen of volgorde toe.",
    ]


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (
            'elk_jaar = "07-01"',
            'elk_jaar = "02-29"',
            "kalender.toml, kalenderdag bod elk_jaar: 02-29 is geen dag die elk jaar komt. Schrijf "
            'maand en dag als "07-01" voor 1 juli.',
        ),
        (
            'elk_jaar = "07-01"',
            'elk_jaar = "07-01"\nop = 2019-07-01',
            "kalender.toml, kalenderdag bod: Er moet één van elk_jaar en op staan. "
            "Vul een van de twee in.",
        ),
        (
            'elk_jaar = "07-01"',
            "elkjaar = 1",
            "kalender.toml, kalenderdag bod elkjaar: De sleutel elkjaar bestaat niet. "
            "Bedoelt u elk_jaar?",
        ),
    ],
)
def test_a_fault_in_a_day_of_the_calendar(folder: Path, old: str, new: str, sentence: str) -> None:
    _break(folder, "kalender.toml", old, new)
    assert sentence in _faults(folder)


def test_a_norm_that_is_no_list(folder: Path) -> None:
    (folder / "los.toml").write_text('[norm]\nnaam = "x"\n', encoding="utf-8")
    assert _faults(folder) == [
        "los.toml, norm: Dit is geen lijst. Schrijf elk deel onder [[norm]]."
    ]


def test_a_file_that_cannot_be_read(folder: Path) -> None:
    (folder / "anders.toml").write_bytes(b'[[norm]]\nnaam = "caf\xe9"\n')
    (folder / "map.toml").mkdir()
    assert _faults(folder) == [
        "anders.toml: Het bestand is geen UTF-8-tekst. Sla het op met de codering UTF-8.",
        "map.toml: Het bestand is niet te lezen; het systeem geeft fout 21. Kijk of het een gewoon "
        "bestand is en of u het mag lezen.",
    ]


def test_all_faults_of_all_files_are_told_at_once(folder: Path) -> None:
    _break(folder, "huren.toml", 'status = "bevestigd"', 'status = "zeker"')
    _break(folder, "energie.toml", 'bron = "woonbond.nl"\n', "")
    _break(folder, "leefbaarheid.toml", "[[norm]]", "[[norm]")
    files = [fault.partition(",")[0] for fault in _faults(folder)]
    assert files == ["energie.toml", "huren.toml", "leefbaarheid.toml"]


def test_another_municipality_may_have_a_value_of_the_same_day(folder: Path) -> None:
    line = '{ vanaf = 2019-01-01, waarde = 720.42, bron = "hbo-argus.nl", status = "bevestigd" },'
    _break(folder, "huren.toml", line, line + line.replace("{ ", '{ gemeente = "Lisse", '))
    assert len(load_folder(folder).series["daeb_huurgrens"].waarden) == 13
