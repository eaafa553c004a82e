"""The verdict on a goal of the sheet Kengetallen as steps of formulas, in each form of a goal.

The same as `indicators/beslissen.py`, which the tests hold it to. A verdict is a number here: its
place in VERDICTS, from the worst to the best, and 100 more where it is of later.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from prestatieafspraken.afspraken.doel import (
    EEN_DEEL,
    Beslist,
    Doel,
    DoelVorm,
    Reikwijdte,
    Voldaan,
)
from prestatieafspraken.afspraken.form import Richting
from prestatieafspraken.afspraken.model import Afspraken
from prestatieafspraken.afspraken.streefwaarde import Bovenkant, Hardheid, Streefwaarde
from prestatieafspraken.normen import UnknownNormError, norm
from prestatieafspraken.workbook.dashboard.formulas import PEILDATUM, number, over, said
from prestatieafspraken.workbook.dashboard.formulas import UNKNOWN as NO_VALUE
from prestatieafspraken.workbook.dashboard.rekenblad import (
    Jaarstap,
    Rekenblad,
    Wie,
    total,
    year_step,
)

VERDICTS = (
    "niet gehaald",
    "niet bereikt",
    "aandacht",
    "niet te bepalen",
    "niet te beoordelen",
    "per lezing",
    "niet beoordeeld",
    "op koers",
    "ongeveer gehaald",
    "gehaald",
)
"""From what decides where all must hold, to what only then decides when all are it."""
BEST = (9, 8, 7, 2, 3, 4, 5, 6, 1, 0)
"""The same for where one is enough, as places in VERDICTS."""
NEVER, ATTENTION, UNKNOWN, INCOMPLETE, PER_READING, UNJUDGED, ON_COURSE, ABOUT, REACHED = (
    0, 2, 3, 4, 5, 6, 7, 8, 9,
)  # fmt: skip
NOT_REACHED, LATER = 1, 100
NOTHING_YET = LATER + UNKNOWN


class CannotBeSaidError(Exception):
    """A form that no formula is written for."""


@dataclass(frozen=True)
class Gevonden:
    """What figures come to in a form: a value where `reden` is 0, else the verdict of none.

    `klaar`, `vooruit` and `groeit` are conditions, as in `indicators/uitkomst.py`.
    """

    reden: str
    waarde: str
    klaar: str = "FALSE"
    vooruit: str = "FALSE"
    groeit: str = "FALSE"


@dataclass(frozen=True)
class Uitslag:
    """A verdict in a cell, and that of the value that carries it, where it is one."""

    code: str
    waarde: str = ""


@dataclass(frozen=True)
class Doelformule:
    """Writes the steps to the verdict on one goal, said in one way."""

    reken: Rekenblad
    own: Afspraken
    doel: Doel
    id: str
    deel: str = ""

    def step(self, formula: str) -> str:
        """Write a step."""
        return self.reken.step(formula)

    def verdict(self) -> Uitslag:
        """Give the verdict on the goal as it was agreed on the peildatum."""
        agreed = self._agreed(self._asked(None))
        for versie in sorted(self.doel.versies, key=lambda one: one.vanaf):
            day = versie.vanaf
            at = f"{PEILDATUM}>=DATE({day.year},{day.month},{day.day})"
            changed = self._agreed(self._asked(day))
            agreed = Uitslag(*(
                self.step(f"IF({at},{new or 0},{old or 0})") if new or old else ""
                for new, old in ((changed.code, agreed.code), (changed.waarde, agreed.waarde))
            ))  # fmt: skip
        return agreed

    def _asked(self, day: date | None) -> list[Streefwaarde]:
        return self.doel.op_dag(day)

    def _agreed(self, values: list[Streefwaarde]) -> Uitslag:
        """Decide on the values of a version; once their time is over on those agreed by its end."""
        ends = [one.eind for one in values if one.eind]
        if not ends:
            return self._all(values, "FALSE")
        final = self._asked(date(max(ends), 12, 31)) if self.doel.versies else values
        now, later = self._all(values, "FALSE"), self._all(final, "TRUE")
        at = over(max(ends))
        both = ((later.code, now.code), (later.waarde, now.waarde))
        return Uitslag(*(
            self.step(f"IF({at},{a or 0},{b or 0})") if a or b else "" for a, b in both
        ))  # fmt: skip

    def _all(self, values: list[Streefwaarde], ended: str) -> Uitslag:
        doel = self.doel
        if doel.vorm is DoelVorm.MIJLPAAL or (not values and doel.streefdatum):
            known = doel.streefdatum or doel.streefjaar
            return Uitslag(str(UNKNOWN if known else INCOMPLETE))
        if doel.vorm is DoelVorm.JA_NEE and not values:
            values = [Streefwaarde(jaar=doel.streefjaar)]
        if not values:
            return Uitslag(str(INCOMPLETE))
        found = [self._of_value(one) for one in values]
        if len(found) == 1:
            return found[0]
        return Uitslag(self._softened(self._worst(found), ended))

    def _worst(self, found: Sequence[Uitslag]) -> str:
        return self.step(f"MIN({','.join(one.code for one in found)})")

    def _softened(self, code: str, ended: str) -> str:
        """Let nothing be final while a part still runs."""
        lost, won = (
            f"OR({code}={NEVER},{code}={NOT_REACHED})",
            f"OR({code}={ABOUT},{code}={REACHED})",
        )
        return self.step(f"IF({ended},{code},IF({lost},{ATTENTION},IF({won},{ON_COURSE},{code})))")

    def _of_value(self, streef: Streefwaarde) -> Uitslag:
        doel = self.doel
        form: Callable[[Streefwaarde], Uitslag] = self._number
        if doel.voor is Reikwijdte.ELK:
            form = self._each
        elif doel.vorm is DoelVorm.PER_JAAR:
            form = self._each_year
        elif doel.vorm is DoelVorm.KLASSE or streef.klasse:
            raise CannotBeSaidError
        elif doel.vorm is DoelVorm.JA_NEE:
            form = self._yes_no
        if self.doel.voorwaarde is None:
            return form(streef)
        return self._in_condition(form(streef), streef.eind)

    def _in_condition(self, found: Uitslag, jaar: int | None) -> Uitslag:
        """Let a condition that is not met, or of which that is not known, have its say."""
        met, unmet = (
            self.step(said(self.doel, jaar, stand))
            for stand in (Voldaan.VERVULD, Voldaan.NIET_VERVULD)
        )
        unsure = f"IF(AND(NOT({met}),{found.code}<={NOT_REACHED}),{UNJUDGED},{found.code})"
        code = self.step(f"IF({unmet},{UNJUDGED},{unsure})")
        value = f"IF({unmet},{NO_VALUE},{found.waarde})" if found.waarde else ""
        return Uitslag(code, self.step(value) if value else "")

    def _number(self, streef: Streefwaarde) -> Uitslag:
        """Hold what the figures come to against what is asked."""
        if self.doel.bedoelde_vorm is None:
            return Uitslag(str(INCOMPLETE))
        bounds = _bounds(self.doel, streef, self.own.gemeente.code)
        if isinstance(bounds, int):
            return Uitslag(str(bounds))
        if EEN_DEEL in self._named(streef):
            return Uitslag(str(INCOMPLETE))
        found = self._measured(streef)
        return self._held(found, bounds, streef)

    def _held(self, found: Gevonden, bounds: Grenzen, streef: Streefwaarde) -> Uitslag:
        low, value = bounds.minstens, found.waarde
        past = self.step(bounds.past(value))
        early = f"AND({found.groeit},{value}<{number(low)})" if low is not None else "FALSE"
        hard = (streef.hardheid or self.doel.hardheid) is Hardheid.AFSPRAAK
        lost = NEVER if hard else NOT_REACHED
        final = self.step(found.klaar) if bounds.zeker else "FALSE"
        held = (
            f"IF({past}={REACHED},IF({final},{REACHED},{ON_COURSE}),"
            f"IF({past}={ABOUT},IF({final},{ABOUT},{ON_COURSE}),"
            f"IF({past}={INCOMPLETE},{INCOMPLETE},"
            f"IF({found.vooruit},{NOTHING_YET},IF({final},{lost},{ATTENTION})))))"
        )
        code = self.step(f"IF({found.reden}>0,{found.reden},IF({early},{NOTHING_YET},{held}))")
        return Uitslag(code, value)

    def _named(self, streef: Streefwaarde) -> list[str]:
        return [streef.partij] if streef.partij else self.doel.over.partijen

    def wie(self, streef: Streefwaarde) -> Wie:
        """Say whose figures count for a number."""
        doel, own = self.doel, self.own
        mean = doel.voor is Reikwijdte.GEMIDDELD
        sums = doel.is_optelbaar
        if self.deel:
            if streef.partij or streef.gebied:
                raise CannotBeSaidError
            if self.deel in [one.naam for one in own.partijen]:
                return Wie(self.id, (self.deel,), elk_gebied=True, optelbaar=sums)
            return Wie(self.id, (None,), vast_gebied=self.deel, optelbaar=sums)
        wanted = own.leden(self._named(streef))
        whole = [one for one in own.leden(["Gemeente"]) if one not in own.leden(doel.over.partijen)]
        speaks = None if streef.partij else next(iter(whole), None)
        places = tuple(one.naam for one in doel.over.gebieden)
        return Wie(
            self.id, tuple(wanted), speaks, places, streef.gebied or None,
            gemiddeld=mean, optelbaar=sums,
        )  # fmt: skip

    def year(self, streef: Streefwaarde, jaar: int, *, counted_only: bool = False) -> Jaarstap:
        """Give the figure of a year for a number."""
        return year_step(self.reken, self.wie(streef), jaar, counted_only=counted_only)

    def _measured(self, streef: Streefwaarde) -> Gevonden:
        vorm = self.doel.bedoelde_vorm
        if streef.eind is None:
            return Gevonden(str(INCOMPLETE), "0")
        if vorm in (DoelVorm.SOM, DoelVorm.GEMIDDELD_PER_JAAR):
            return self._over_years(streef, streef.eind)
        if vorm is DoelVorm.VERANDERING:
            return self._change(streef, streef.eind)
        base = self._base(streef) if self.doel.basisjaar else None
        return self._level(streef, streef.eind, base)

    def _base(self, streef: Streefwaarde) -> tuple[int, str, str] | None:
        """Give the year that it grows from, whether it is known and its value (None: not said)."""
        doel = self.doel
        if doel.basiswaarde is not None:
            jaar = doel.basisjaar or self.own.gemeente.periode_van - 1
            return jaar, "TRUE", number(doel.basiswaarde)
        if doel.basisjaar is None:
            return None
        found = self.year(streef, doel.basisjaar)
        return doel.basisjaar, self.step(found.heel), found.waarde

    def _level(self, streef: Streefwaarde, end: int, base: tuple[int, str, str] | None) -> Gevonden:
        there = self.year(streef, end)
        last, value, wrong = "0", "0", "0"
        for jaar in range(self.first, end + 1):
            at = self.year(streef, jaar, counted_only=True)
            ok = self.step(at.heel)
            wrong = self.step(f"IF({at.stand}=-1,1,IF({ok},0,{wrong}))")
            value = self.step(f"IF({ok},{at.waarde},{value})")
            last = self.step(f"IF({ok},{jaar},{last})")
        on_line = "FALSE"
        if base:
            jaar, known, begin = base
            on_line = self.step(f"AND({known},{jaar}<{last},{last}<{end})")
            line = f"{begin}+({value}-{begin})/MAX(1,{last}-{jaar})*({end}-{jaar})"
            value = self.step(f"IF({on_line},{line},{value})")
        done, ahead = self.step(over(end)), self.step(f"AND({there.heel},{there.prognose})")
        bad = f"OR({there.stand}<>1,{there.mist},{there.prognose})"
        none = f"IF({wrong}=1,{UNKNOWN},IF({last}=0,{NOTHING_YET},0))"
        why = (
            f"IF({done},IF({bad},{UNKNOWN},0),IF({there.stand}=-1,{UNKNOWN},IF({ahead},0,{none})))"
        )
        direct = self.step(f"OR({done},{ahead})")
        return Gevonden(
            self.step(why),
            self.step(f"IF({direct},{there.waarde},{value})"),
            done,
            self.step(f"AND(NOT({direct}),{last}<>{end},NOT({on_line}))"),
        )

    @property
    def first(self) -> int:
        """The first year of which a figure can say something of the goal."""
        gemeente, doel = self.own.gemeente, self.doel
        asked = [*doel.waarden, *(one for versie in doel.versies for one in versie.waarden)]
        known = [doel.basisjaar, *(one.begin for one in asked), doel.streefjaar]
        return min([gemeente.periode_van, gemeente.jaar, *(one for one in known if one)]) - 1

    def _change(self, streef: Streefwaarde, end: int) -> Gevonden:
        base = self._base(streef)
        if base is None:
            return Gevonden(str(INCOMPLETE), "0")
        _, known, begin = base
        level = self._level(streef, end, base)
        value, nothing = f"{level.waarde}-{begin}", "FALSE"
        if self.doel.relatief:
            value, nothing = f"IF({begin}=0,0,({value})/{begin})", f"{begin}=0"
        last = f"IF({nothing},{UNKNOWN},0)"
        unknown = f"IF(NOT({known}),{UNKNOWN},IF({level.reden}>0,{level.reden},{last}))"
        return replace(level, reden=self.step(unknown), waarde=self.step(value))

    def _over_years(self, streef: Streefwaarde, end: int) -> Gevonden:
        """Add up the years, or give their mean; on the way what the pace so far comes to."""
        begin = (
            streef.van
            or streef.jaar
            or (self.doel.basisjaar + 1 if self.doel.basisjaar else self.own.gemeente.periode_van)
        )
        span, done = range(begin, end + 1), self.step(over(end))
        wrong, good, amounts, so_far, running = [], [], [], [], []
        for jaar in span:
            at = self.year(streef, jaar)
            heel, ended = self.step(at.heel), self.step(over(jaar))
            sure = f"AND({heel},OR(AND(NOT({at.prognose}),{ended}),AND({at.prognose},NOT({done}))))"
            counts = self.step(f"IF({sure},1,0)")
            counted = f"AND({heel},NOT({at.prognose}))"
            wrong.append(self.step(f"IF(OR({at.stand}=-1,AND({ended},{counts}=0)),1,0)"))
            good.append(counts)
            amounts.append(f"{counts}*{at.waarde}")
            so_far.append(self.step(f"IF({counted},{at.waarde},0)"))
            running.append(self.step(f"IF(AND({counted},NOT({ended})),1,0)"))
        mean = self.doel.vorm is DoelVorm.GEMIDDELD_PER_JAAR
        years = self.step(total(good))
        some = self.step(f"{total(running)}>0")
        until_now = self.step(f"({total(so_far)}){f'/{len(span)}' if mean else ''}")
        times = "" if mean else f"*{len(span)}"
        pace = self.step(f"({total(amounts)}){times}/MAX(1,{years})")
        grows = self.step(f"AND({some},OR({years}=0,{until_now}>{pace}))")
        why = f"IF({total(wrong)}>0,{UNKNOWN},IF(AND({years}=0,NOT({some})),{NOTHING_YET},0))"
        return Gevonden(
            self.step(why),
            self.step(f"IF({grows},{until_now},{pace})"),
            self.step(f"AND({done},NOT({grows}))"),
            groeit=grows,
        )

    def _each_year(self, streef: Streefwaarde) -> Uitslag:
        """Hold each year by itself."""
        begin = streef.begin or self.own.gemeente.periode_van
        end = streef.eind or self.own.gemeente.periode_tot
        vorm = DoelVorm.SOM if self.doel.is_optelbaar else DoelVorm.NIVEAU
        level = replace(self, doel=self.doel.model_copy(update={"vorm": vorm}))
        found = []
        for jaar in range(begin, end + 1):
            one = streef.model_copy(update={"jaar": jaar, "van": None, "tot": None})
            if EEN_DEEL in self._named(one):
                found.append(Uitslag(str(INCOMPLETE)))
                continue
            at, of = level.year(one, jaar), level._number(one)
            early = f"AND(NOT({over(jaar)}),{at.stand}<>-1,NOT({at.heel}))"
            found.append(replace(of, code=self.step(f"IF({early},{NOTHING_YET},{of.code})")))
        code = self._softened(self._worst(found), over(end))
        return Uitslag(code, found[0].waarde if len(found) == 1 else "")

    def _yes_no(self, streef: Streefwaarde) -> Uitslag:
        """Say whether it was done: a figure of 1 is yes, one of 0 no."""
        if streef.eind is None or EEN_DEEL in self._named(streef):
            return Uitslag(str(INCOMPLETE))
        at, done = self.year(streef, streef.eind), self.step(over(streef.eind))
        hard = (streef.hardheid or self.doel.hardheid) is Hardheid.AFSPRAAK
        lost = NEVER if hard else NOT_REACHED
        short = f"OR({at.stand}=0,AND({done},OR({at.mist},{at.prognose})))"
        said = f"IF({at.enen},IF({done},{REACHED},{ON_COURSE}),IF({done},{lost},{ATTENTION}))"
        none = f"IF({done},{UNKNOWN},{NOTHING_YET})"
        return Uitslag(self.step(f"IF({at.stand}=-1,{UNKNOWN},IF({short},{none},{said}))"))

    def _each(self, streef: Streefwaarde) -> Uitslag:
        """Hold each part by itself."""
        doel = self.doel
        if doel.elk_van is None:
            return Uitslag(str(INCOMPLETE))
        named = [one.naam for one in doel.over.gebieden if one.soort is doel.elk_van]
        parts = named or self.own.leden(doel.over.partijen)
        if not parts or EEN_DEEL in parts:
            raise CannotBeSaidError
        bare = doel.over.model_copy(update={"partijen": [], "gebieden": []})
        alone = doel.model_copy(
            update={"voor": Reikwijdte.TOTAAL, "voorwaarde": None, "over": bare}
        )
        found = [replace(self, doel=alone, deel=part)._of_value(streef) for part in parts]
        return Uitslag(self._worst(found), found[0].waarde if len(found) == 1 else "")


@dataclass(frozen=True)
class Grenzen:
    """The bounds of a number, as `indicators/gevraagd.py` has them."""

    streef: Streefwaarde
    minstens: Decimal | None
    hoogstens: Decimal | None
    zeker: bool = True

    def past(self, value: str) -> str:
        """Say whether a value keeps to it: REACHED, ABOUT, INCOMPLETE, or 0 where it does not."""
        streef, low, high = self.streef, self.minstens, self.hoogstens
        sign = "=" if streef.strikt else ""
        above = f"ROUND({value}-{number(high)},9)>{sign}0" if high is not None else "FALSE"
        below = f"ROUND({value}-{number(low)},9)<{sign}0" if low is not None else "FALSE"
        room = streef.speling or Decimal(0)
        off = "0"
        if streef.ongeveer and not room:
            off = str(INCOMPLETE)
        if room:
            near = ABOUT if streef.ongeveer else REACHED
            bound = f"IF({above},{number(high or Decimal(0))},{number(low or Decimal(0))})"
            off = f"IF(ROUND(ABS({value}-{bound})-{number(room)},9)<=0,{near},0)"
        held = f"IF(OR({above},{below}),{off},{REACHED})"
        if None in (low, high) or low == high or streef.bovenkant is Bovenkant.GRENS:
            return held
        return f"IF({above},{INCOMPLETE if streef.bovenkant is None else REACHED},{held})"


def _bounds(doel: Doel, streef: Streefwaarde, gemeente: str | None) -> Grenzen | int:
    """Give the bounds of a number, or the verdict where they were not agreed or are not known."""
    low, high, value, firm = streef.minstens, streef.hoogstens, streef.getal, True
    if streef.norm:
        if streef.eind is None:
            return INCOMPLETE
        try:
            found = norm(streef.norm, date(streef.eind, 12, 31), gemeente)
        except UnknownNormError:
            return UNKNOWN
        value, firm = found.waarde + (streef.plus or 0), found.status.is_firm
    if value is not None:
        if doel.richting is Richting.MINIMAAL:
            low = value
        elif doel.richting is Richting.MAXIMAAL:
            high = value
        elif streef.speling is None:
            return INCOMPLETE
        else:
            low = high = value
    return INCOMPLETE if low is None and high is None else Grenzen(streef, low, high, firm)


def decided(formula: Doelformule) -> Uitslag:
    """Give the verdict on a goal, in each of the ways in which it can be read."""
    doel = formula.doel
    if not doel.manieren:
        return formula.verdict()
    ways = [replace(formula, doel=doel.als(one)).verdict() for one in doel.manieren]
    if len(ways) == 1:
        return ways[0]
    codes = [one.code for one in ways]
    if doel.beslist is Beslist.ALLE:
        return Uitslag(formula.step(f"MIN({','.join(codes)})"))
    if doel.beslist is Beslist.EEN_VAN:
        places = ",".join(str(BEST.index(n)) for n in range(len(VERDICTS)))
        ranked = [
            formula.step(f"CHOOSE(MOD({code},{LATER})+1,{places})+IF({code}>={LATER},{LATER},0)")
            for code in codes
        ]
        best = formula.step(f"MIN({','.join(ranked)})")
        return Uitslag(formula.step(f"CHOOSE(MOD({best},{LATER})+1,{','.join(map(str, BEST))})"))
    plain = [formula.step(f"MOD({code},{LATER})") for code in codes]
    same = f"MAX({','.join(plain)})=MIN({','.join(plain)})"
    return Uitslag(formula.step(f"IF({same},{plain[0]},{PER_READING})"))
