"""Personal data: found as people write them, and never in notes that are about something else."""

from __future__ import annotations

import json
import os
import random
import re
import sys

import pytest
from proving.kit.markdown import book_from_markdown
from proving.kit.tabellen import of_party

from prestatieafspraken.afspraken import load
from prestatieafspraken.batch.judging.verdict import Verdict
from prestatieafspraken.validators.judging.judge import judge
from prestatieafspraken.validators.personal.names import called
from prestatieafspraken.validators.personal.persoonsgegevens import (
    BSN,
    IBAN,
    IDENTITY,
    KINDS,
    LIFE_OF,
    MAIL,
    PERSON,
    PHONE,
    PersonalKind,
    found,
    is_bsn,
    is_iban,
    masked,
    spans,
)
from prestatieafspraken.workbook.lists.checked import Status

SEED = int(os.environ["PRESTATIEAFSPRAKEN_ZAAD"])

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
Maandcijfers 123 456 782 130 128 131 140 150 en jaren 2017 12345, 12345 2018
Zaak 2019-12345, Z123456782 en 2019/12345; btw NL123456782B01, RSIN 123456782
123456782 woningen; EUR 123.456.782; euro 123456782; (2019-12-782)
Complex 0012345678 en 0484012345, VHE-123456 en VHE 00123456
Op 06-12-2019 10:15 en 6.12.2019 12 is er overleg; 06-12-2019 - 10:30
Volg ons via https://x.nl/@woonforte of vraag het aan info (at) woonforte.nl
Geboorte van een wijk in 1956; geborgenheid 12-03-1956; kenteken nog niet bekend
Zorg voor mensen met dementie in de Jan Steenstraat; schuldsanering voor 12 huurders
Mevrouw Jansen van Woonforte helpt huurders met schulden en een huurachterstand
Woonforte heeft 12 huurders met een huurachterstand geholpen; 3 huishoudens zijn uit huis gezet
Eén rolstoelwoning – 3 stuks · 2 per kern; 12½ % of 1.829¹
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
        # as copied out of another program, or made to be missed
        (BSN, "111\u00a0222\u00a0333", "111\u00a0222\u00a0333"),
        (BSN, "x 111\u202f222\u2009333 y", "111\u202f222\u2009333"),
        (BSN, "nr 111\u200b222333", "111\u200b222333"),
        (BSN, "11122\u00ad2333", "11122\u00ad2333"),
        (BSN, "\u202e111222333\u202c", "111222333"),
        (BSN, "1\u03361\u03361\u0336222333", "1\u03361\u03361\u0336222333"),
        (BSN, "\uff11\uff11\uff11\uff12\uff12\uff12\uff13\uff13\uff13",
         "\uff11\uff11\uff11\uff12\uff12\uff12\uff13\uff13\uff13"),
        (BSN, "\u0661\u0661\u0661\u0662\u0662\u0662\u0663\u0663\u0663",
         "\u0661\u0661\u0661\u0662\u0662\u0662\u0663\u0663\u0663"),
        (BSN, "111-222-333", "111-222-333"),
        (BSN, "111\u2011222\u2013333", "111\u2011222\u2013333"),
        (BSN, "111/222/333", "111/222/333"),
        (BSN, "111 / 222 / 333", "111 / 222 / 333"),
        (BSN, "111_222_333", "111_222_333"),
        (BSN, "111.222-333", "111.222-333"),
        (BSN, "111222 333", "111222 333"),
        (BSN, "111\n222\n333", "111\n222\n333"),
        (BSN, "11 12 22 333", "11 12 22 333"),
        (BSN, "1 1 1 2 2 2 3 3 3", "1 1 1 2 2 2 3 3 3"),
        (BSN, "BSN111222333", "111222333"),
        (BSN, "bsn-111222333.", "111222333"),
        (BSN, "nr.111222333", "111222333"),
        (BSN, "huurder111222333", "111222333"),
        (BSN, "prv_111222333.xlsx", "111222333"),
        (BSN, "100 111 222 333", "111 222 333"),
        (BSN, "b.s.n. 11 1222 333", "11 1222 333"),
        (BSN, "sofinummer: 10000008", "10000008"),
        (BSN, "12345672 (BSN)", "12345672"),
        (BSN, "bsn 111222333 woningen", "111222333"),
        (MAIL, "jan(at)woon.nl", "jan(at)woon.nl"),
        (MAIL, "mail jan @ woon.nl aub", "jan @ woon.nl"),
        (MAIL, "jan [at] woon.nl", "jan [at] woon.nl"),
        (MAIL, "jan apenstaartje woon punt nl", "jan apenstaartje woon punt nl"),
        (MAIL, "jan at woon (dot) nl", "jan at woon (dot) nl"),
        (MAIL, "jan\uff20woon\u2024nl", "jan\uff20woon\u2024nl"),
        (MAIL, "j\u0430n@w\u043e\u043en.nl", "j\u0430n@w\u043e\u043en.nl"),
        (PHONE, "06.12.34.56.78", "06.12.34.56.78"),
        (PHONE, "0172/123456", "0172/123456"),
        (PHONE, "nu 0172123456 thuis", "0172123456"),
        (PHONE, "06\u00a012345678", "06\u00a012345678"),
        (PHONE, "(06) 12345678", "(06) 12345678"),
        (PHONE, "+31.6.12345678", "+31.6.12345678"),
        (PHONE, "0031-172-123456", "0031-172-123456"),
        (PHONE, "tel0612345678", "0612345678"),
        (IBAN, "NL91-ABNA-0417-1643-00", "NL91-ABNA-0417-1643-00"),
        (IBAN, "NL91.ABNA.0417.1643.00", "NL91.ABNA.0417.1643.00"),
        (IBAN, "NL91\u0410BN\u04100417164300", "NL91\u0410BN\u04100417164300"),
        (IBAN, "DE89 3704 0044 0532 0130 00", "DE89 3704 0044 0532 0130 00"),
        (IBAN, "FR14 2004 1010 0505 0001 3M02 606", "FR14 2004 1010 0505 0001 3M02 606"),
        (IBAN, "ibanNL91ABNA0417164300", "NL91ABNA0417164300"),
        (PERSON, "mevr. \u00d6zil, Dorpsstraat 12", "mevr. \u00d6zil, Dorpsstraat 12"),
        (PERSON, "Ay\u015fe Y\u0131lmaz, Dorpsstraat 12", "Ay\u015fe Y\u0131lmaz, Dorpsstraat 12"),
        (PERSON, "dhr \u0130nan, Kerkweg 2", "dhr \u0130nan, Kerkweg 2"),
        (PERSON, "Rachid El Amrani, Markt, 3", "Rachid El Amrani, Markt, 3"),
        (PERSON, "MEVR. JANSEN op Kerkweg 3", "MEVR. JANSEN op Kerkweg 3"),
        (PERSON, "huurder Bakker (Dorpsstr. 4)", "huurder Bakker (Dorpsstr. 4"),
        (IDENTITY, "de huurder is geb. 12-03-1956", "geb. 12-03-1956"),
        (IDENTITY, "geboren op 3 maart 1956", "geboren op 3 maart 1956"),
        (IDENTITY, "paspoortnummer: NX1234567", "paspoortnummer: NX1234567"),
        (IDENTITY, "v-nummer 1234567890", "v-nummer 1234567890"),
        (IDENTITY, "auto met kenteken 12-AB-34", "kenteken 12-AB-34"),
        (LIFE_OF, "Jan de Vries is dement", "Jan de Vries is dement"),
        (LIFE_OF, "schuldsanering van mw. Smit", "schuldsanering van mw. Smit"),
        (LIFE_OF, "Dhr. P. Bakker: verslaafd", "Dhr. P. Bakker: verslaafd"),
        (LIFE_OF, "Fatima El Amrani heeft veel schulden", "Fatima El Amrani heeft veel schulden"),
        (LIFE_OF, "mw. Smit is uit haar huis gezet", "mw. Smit is uit haar huis gezet"),
        (LIFE_OF, "J. Bakker had een huurachterstand", "J. Bakker had een huurachterstand"),
    ],
)  # fmt: skip
def test_personal_data_are_found_and_veiled(kind: PersonalKind, text: str, data: str) -> None:
    assert found(kind, text) == [data]
    assert data not in masked(text)
    assert len(masked(text)) == len(text)


def _passes(digits: str) -> bool:
    """Say whether 9, 8, ... 2 and -1 times the digits make a multiple of eleven."""
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(w * int(d) for w, d in zip(weights, digits, strict=True)) % 11 == 0


def test_of_bare_numbers_of_nine_digits_only_those_of_the_proof_are_told() -> None:
    """One in eleven: as many as before, and no way of writing makes it more."""
    rng = random.Random(f"{SEED} numbers")  # noqa: S311
    numbers = [f"{rng.randrange(1, 10**9):09}" for _ in range(3_000)]
    told = {n for n in numbers if found(BSN, f"dossier {n} van de wijk")}
    assert told == {n for n in numbers if _passes(n)}, SEED
    assert 0.07 < len(told) / len(numbers) < 0.11
    for other in ("04840{}1", "VHE-12-{}", "€ {}", "{}B", "2019-{}", "{},5"):
        assert [n for n in numbers if found(BSN, other.format(f"{n[:8]}"))] == [], (SEED, other)


COSTLY = [
    "111222333 ", "1 ", "111 222 ", "NL91 ", "NL91ABNA0417164300 ", "a@", "a at ", "a@b.c-",
    "06-12345678 ", "0172 ", "+31", "(06)", "Jan Jansen ", "Jan Jansen Dorpsstraat 1 ",
    "Dorpsstraat 1 ", "A.", "dhr A.", "straat ", "geb. 1-1-", "kenteken aa-", "\u0430", "-1",
    "Jan Jansen is ziek ",
]  # fmt: skip


@pytest.mark.parametrize("piece", COSTLY)
def test_a_text_is_searched_in_proportion_to_its_length(piece: str) -> None:
    """Counted in calls of functions, of which the patterns make a fixed number per place."""

    def calls(length: int) -> int:
        text = (piece * length)[:length]
        count = 0

        def counted(frame: object, event: str, argument: object) -> None:
            nonlocal count
            count += event in ("call", "c_call")

        spans.cache_clear()
        sys.setprofile(counted)
        try:
            masked(text)
            [found(kind, text) for kind in KINDS]
        finally:
            sys.setprofile(None)
        return count

    short, long = calls(2_000), calls(8_000)
    assert long <= 4.2 * short + 200, (short, long)


@pytest.mark.parametrize(
    "text",
    [
        "111222333 123456782",
        "111-222-333 123-456-782",
        "111.222.333, 123.456.782",
        "111 222 333 123 456 782",
        "111222333 / 123456782 / 111222333",
        "bsn 111222333 123456782",
    ],
)
def test_every_number_of_a_row_is_found_and_veiled(text: str) -> None:
    bare = [re.sub(r"\D", "", data) for data in found(BSN, text)]
    assert set(bare) == {"111222333", "123456782"}
    assert not re.search(r"\d\d", masked(text))


def test_a_text_is_searched_once_whoever_asks() -> None:
    text = "huurder 111222333 " * 50
    spans.cache_clear()
    for _ in range(5):
        masked(text)
        [found(kind, text) for kind in KINDS]
    assert spans.cache_info().misses == 1


NAMED = (
    *("Jan de Vries", "J. de Vries (wonen)", "sanne", "JAN DE VRIES", "jan-willem de boer"),
    *("mw. Jansen", "Mevrouw El Amrani", "Adviseur wonen: Fatima El Amrani", "de Vries"),
    *("Van der Berg-Smit", "mevr. A.B. Jansen", "Hoofd Wonen - Piet Bakker", "\u0408an de Vries"),
    "Sanne, wonen",
)  # fmt: skip
FUNCTIONS = (
    *("Adviseur wonen", "Hoofd van de afdeling Wonen", "manager Wonen & Vastgoed", "Team Zuid"),
    *("Gebiedsteam Wilhelminapark", "afdeling Wonen, Jan Steenhuis", "Bestuurder", "Maximaal"),
    *("directeur-bestuurder", "Mark-up specialist", "De afdeling Beheer", "de huismeester"),
)  # fmt: skip


@pytest.mark.parametrize("text", NAMED)
def test_a_person_where_a_function_is_asked_is_seen(text: str) -> None:
    assert called(text)


@pytest.mark.parametrize("text", FUNCTIONS)
def test_a_function_is_no_person(text: str) -> None:
    assert not called(text)


@pytest.mark.parametrize("text", NAMED)
def test_the_person_is_told_without_repeating_who_it_is(text: str) -> None:
    head = "| partijen | Partij | Soort | Partij in dit jaar | Vast aanspreekpunt (functie) |"
    verdict = _told(f"{head}\n|---|---|---|---|---|\n|  | Woonforte | corporatie | Ja | {text} |\n")
    (finding,) = (f for f in verdict.findings if f.code == "PRT-006")
    said = json.dumps(finding.as_dict(), ensure_ascii=False)
    assert not set(re.findall(r"\w{3,}", text)) & set(re.findall(r"\w{3,}", said)) - {"wonen"}


def test_of_thousands_in_one_cell_a_few_are_named() -> None:
    numbers = [n for n in map(str, range(100_000_000, 100_001_000)) if _passes(n)]
    head = "| woningvoorraad | Corporatie | Jaar | Toelichting |\n|---|---|---|---|\n"
    verdict = _told(f"{head}|  | Woonforte | 2018 | {', '.join(numbers)} |\n")
    (finding,) = (f for f in verdict.findings if f.code == "PRV-001")
    assert f"en nog {len(numbers) - 5} andere" in finding.melding
    assert not any(number in finding.melding for number in numbers)


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
    return Verdict("w.xlsx", Status.GOED, tuple(found))


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
