"""Personal data: found as people write them, and never in notes that are about something else."""

from __future__ import annotations

import json

import pytest
from markdown import book_from_markdown

from prestatieafspraken.afspraken import load
from prestatieafspraken.batch.verdict import Verdict
from prestatieafspraken.validators.judge import judge
from prestatieafspraken.validators.persoonsgegevens import (
    BSN,
    IBAN,
    KINDS,
    MAIL,
    PERSON,
    PHONE,
    Kind,
    found,
    is_bsn,
    is_iban,
    masked,
)
from prestatieafspraken.validators.tables import of_party

QUIET = """
Project H. Hermansstraat, Alphen aan den Rijn, 12 woningen
Concertweg 12 en Preludeweg 3 t/m 15 vallen in fase 2
W. de Zwijgerlaan 4, Jan van Goyenstraat 12 en Dr. A. Schweitzerlaan 3
Rode dorp, Edelstenenbuurt en de Preludeweg
Burgemeester Visserpark 3, 2405 CR Alphen aan den Rijn
Anne Frank School, Concertweg 12
Prins Hendrikstraat 1-25: label B, oplevering 12-03-2019
BAG 0484010000012345 en 0484200000123456
Zaak Z/19/123456782, besluit 2019-123456782, factuur 20191234
€ 123.456.782 subsidie; 123456782 kWh opgewekt; 111222333 m³ gas
Van 01-02-2019 tot 06-12-2019 10:15 uur; 31-12-2019
KvK 28012345, kavel 0484-1234-56
Raadsbesluit nr. 2018/061234 5678
r. 270-277, 35,0% (was 41,2%), 1.829 + 1.824 = 3.653
Zie https://www.woonforte.nl/nieuwbouw en info@woonforte.nl
Bel 0900-1234 of 14 0172 voor vragen
Habeko Wonen, Woonforte en Woonpartners Midden-Holland; 2406 LN
DAEB 11647, niet-DAEB 606; huurprijs € 710,68; inkomen 38.035 t/m 42.436
NL2019 AFSPRAAK T1-07 en EP2-waarde 123
De wijkbeheerder heeft 3 keer gebeld met het team Wonen
""".strip().splitlines()


@pytest.mark.parametrize("note", QUIET)
def test_a_note_about_something_else_is_left_alone(note: str) -> None:
    assert {kind.name: found(kind, note) for kind in KINDS if found(kind, note)} == {}
    assert masked(note) == note


@pytest.mark.parametrize(
    ("kind", "text", "data"),
    [
        (BSN, "bsn: 111222333", "111222333"),
        (BSN, "111.222.333", "111.222.333"),
        (BSN, "1112.22.333 is de huurder", "1112.22.333"),
        (BSN, "111 222 333", "111 222 333"),
        (MAIL, "stuur naar Jan.de-Vries@mail.woonforte.nl aub", "Jan.de-Vries@mail.woonforte.nl"),
        (PHONE, "06-12345678", "06-12345678"),
        (PHONE, "0612345678", "0612345678"),
        (PHONE, "06 12 34 56 78", "06 12 34 56 78"),
        (PHONE, "+31 (0)6 12345678", "+31 (0)6 12345678"),
        (PHONE, "0031 172 123456", "0031 172 123456"),
        (PHONE, "tel. 0172123456", "0172123456"),
        (PHONE, "0172-123456", "0172-123456"),
        (PHONE, "(020) 123 4567", "(020) 123 4567"),
        (IBAN, "nl91abna0417164300", "nl91abna0417164300"),
        (IBAN, "NL91 ABNA 0417 1643 00 van de huurder", "NL91 ABNA 0417 1643 00"),
        (PERSON, "Jan de Vries, Dorpsstraat 12", "Jan de Vries, Dorpsstraat 12"),
        (PERSON, "Concertweg 12: mevr. Bakker", "Concertweg 12: mevr. Bakker"),
        (PERSON, "J.P. van den Berg, 2406 LN 12", "J.P. van den Berg, 2406 LN 12"),
        (PERSON, "de heer Smit op Preludeweg 3", "de heer Smit op Preludeweg 3"),
    ],
)
def test_personal_data_are_found_and_veiled(kind: Kind, text: str, data: str) -> None:
    assert found(kind, text) == [data]
    assert data not in masked(text)
    assert len(masked(text)) == len(text)


def test_the_two_proofs_are_those_of_the_issuers() -> None:
    """111222333 and NL91ABNA0417164300 are the usual examples; one digit off is none."""
    assert is_bsn("111222333")
    assert not any(is_bsn(f"11122233{last}") for last in "012456789")
    assert not is_bsn("000000000")
    assert is_iban("NL91ABNA0417164300")
    assert not is_iban("NL91ABNA0417164301")


def _told(text: str) -> Verdict:
    book = book_from_markdown(text, of_party("gemeente"))
    found = judge(book, load("alphen-aan-den-rijn", 2019))
    return Verdict("w.xlsx", "goed", tuple(found))


def test_no_output_repeats_personal_data_whatever_rule_quotes_them() -> None:
    """In a number cell, in a choice, in a label and in a text that is too long."""
    verdict = _told(
        """
| woningvoorraad | Corporatie | Jaar | Soort cijfer | DAEB | Toelichting |
|---|---|---|---|---|---|
|  | p.bakker@habeko.nl | 2018 | realisatie | 06-12345678 | IBAN NL91ABNA0417164300 """
        + "lang " * 110
        + """|

| bewonersinitiatieven | Initiatief | Begeleid door | Fase |
|---|---|---|---|
|  | Tuin van Jan de Vries, Dorpsstraat 12, bsn 111.222.333 | Woonforte | uitgevoerd |
"""
    )
    told = json.dumps(verdict.as_dict(), ensure_ascii=False)
    codes = {finding.code for finding in verdict.findings}
    assert {"PRV-001", "PRV-002", "PRV-003", "PRV-004", "PRV-005"} <= codes
    assert {"CEL-002", "CEL-008", "CEL-009", "BWI-001"} <= codes
    for secret in ("bakker", "12345678", "ABNA", "de Vries", "111.222", "Dorpsstraat"):
        assert secret not in told


def test_a_column_of_own_numbers_is_no_list_of_persons() -> None:
    head = "| energielabels | Eenheid | Corporatie |\n|---|---|---|\n"
    rows = [f"|  | {number} | Woonforte |\n" for number in ("111222333", "111222334", "111222335")]
    assert not any(f.code == "PRV-001" for f in _told(head + "".join(rows)).findings)
    assert any(f.code == "PRV-001" for f in _told(head + rows[0]).findings)
