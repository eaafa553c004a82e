"""The dashboard on the social land price: homes that are bound or withdrawn, and the fine."""

from __future__ import annotations

from prestatieafspraken.workbook.dashboard.formulas import (
    ANY,
    MORE,
    PEILDATUM,
    UNKNOWN,
    Cells,
    known,
    named,
    number,
    text,
)
from prestatieafspraken.workbook.dashboard.scope import Scope
from prestatieafspraken.workbook.dashboard.writer import COUNT, EURO, Writer

BEDING = Cells("tblGrondprijsbeding")


def bound(writer: Writer, scope: Scope) -> None:
    """Write the homes on the peildatum, in all and per corporatie."""
    known_on = scope.afspraken.slot
    agreed = [
        scope.afspraken.getallen(maat, known_on) for maat in ("beding_termijn", "beding_boete")
    ]
    if not all(agreed):
        return
    term, fine = (number(values[0][1]) for values in agreed)
    writer.section(
        "Grondprijsbeding",
        ["Corporatie", "Woningen onder het beding", "Te vroeg onttrokken", "Boete"],
        "Op de peildatum. Een rij waarin geen onttrekking is ingevuld, telt als niet onttrokken.",
        "Grondprijsbeding",
    )
    start, gone = BEDING.column("Ingang"), BEDING.column("Onttrekking")
    free = f"DATE(YEAR({start})+{term},MONTH({start}),DAY({start}))"
    for naam in scope.parts:
        own = [("Corporatie", named(naam))] if naam else []
        mine = f"({BEDING.column('Corporatie')}={text(naam)})*" if naam else ""
        sound = _sound(own)
        running = f"{mine}({start}<={PEILDATUM})*({PEILDATUM}<{free})*({start}>0)"
        past = f"({gone}>0)*({gone}<={PEILDATUM})"
        homes = BEDING.column("Woningen")
        filled = f"SUMPRODUCT({running}*NOT(ISNUMBER({homes})))=0"
        left = (
            f"SUMPRODUCT({running},{homes})-"
            f"SUMPRODUCT({running}*{past},{BEDING.column('Onttrokken')})"
        )
        early = (
            f"SUMPRODUCT({mine}({start}>0)*{past}*({gone}<{free}),{BEDING.column('Onttrokken')})"
        )
        row = writer.line(
            naam or "Samen",
            [
                (known([*sound, filled], left), COUNT),
                (known(sound, early), COUNT),
                (f"IF(ISNUMBER(D{{r}}),D{{r}}*{fine},{UNKNOWN})", EURO),
            ],
        )
        writer.row_equals(row, "GPB-WONINGEN", naam, waarde="C")
        writer.row_equals(row, "GPB-ONTTROKKEN", naam, waarde="D")
        writer.row_equals(row, "GPB-BOETE", naam, waarde="E")
    writer.end()


def _sound(own: list[tuple[str, str]]) -> list[str]:
    """Say that there are rows, each with its start, and each withdrawal with its number and day."""
    rows = [*own, ("Project", ANY)]
    start, number_ = ("Ingang", '">0"'), ("Onttrokken", MORE)
    day, some, reason = ("Onttrekking", '">0"'), ("Onttrokken", '">0"'), ("Reden", ANY)
    return [
        f"{BEDING.count(*rows)}>0",
        f"{BEDING.count(*rows, start)}={BEDING.count(*rows)}",
        *(
            f"{BEDING.count(*own, told, number_)}={BEDING.count(*own, told)}"
            for told in (day, reason)
        ),
        f"{BEDING.count(*own, some, day)}={BEDING.count(*own, some)}",
        BEDING.readable("Onttrokken", "Onttrekking", where=own),
    ]
