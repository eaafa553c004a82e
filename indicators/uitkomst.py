"""What the figures of a goal come to in its form: a level, a change, a sum or a mean."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from prestatieafspraken.afspraken.doel import EEN_DEEL, Doel, DoelVorm, Reikwijdte
from prestatieafspraken.afspraken.model import Afspraken
from prestatieafspraken.afspraken.streefwaarde import Streefwaarde
from prestatieafspraken.afspraken.voorbij import is_over
from prestatieafspraken.dutch.figure import measure
from prestatieafspraken.dutch.written import listing, number
from prestatieafspraken.indicators.gevraagd import IncompleteError
from prestatieafspraken.indicators.lijn import Line
from prestatieafspraken.indicators.meting import Jaarcijfer, Meting, of_year
from prestatieafspraken.indicators.result import UndeterminedError


class NothingYetError(UndeterminedError):
    """There is no figure, and the time that it would be of is not over."""


@dataclass(frozen=True, slots=True)
class Kring:
    """Around a goal: who is meant by names of parties and groups, and the years of the set."""

    namen: Callable[[Iterable[str]], list[str]]
    van: int
    tot: int
    gemeente: str | None = None

    @classmethod
    def of(cls, own: Afspraken) -> Kring:
        """Take them from the agreements."""
        gemeente = own.gemeente
        return cls(own.leden, gemeente.periode_van, gemeente.periode_tot, gemeente.code)


@dataclass(frozen=True, slots=True)
class Zaak:
    """A goal with its figures, a day to judge it on, and who and when it is of."""

    doel: Doel
    metingen: Sequence[Meting]
    peildatum: date
    kring: Kring

    def verwacht(self, streef: Streefwaarde) -> tuple[str, ...]:
        """Name the parties of which a figure must be known."""
        partijen = [streef.partij] if streef.partij else self.doel.over.partijen
        if EEN_DEEL in partijen:
            raise IncompleteError("niet is genoemd welke partijen het zijn")
        return tuple(self.kring.namen(partijen))

    def in_year(self, streef: Streefwaarde, jaar: int) -> Jaarcijfer | None:
        """Give what the figures of a year come to, for the party and place of a streefwaarde.

        Where a goal names no parties or places, those that were counted before are all there are.
        """
        wanted = self.verwacht(streef)
        parties = wanted if streef.partij else (*wanted, "") if wanted else None
        found = [
            replace(one, gebied="") if streef.gebied else one
            for one in self.metingen
            if (not streef.gebied or one.gebied == streef.gebied)
            and (parties is None or one.partij in parties)
        ]
        mean = self.doel.voor is Reikwijdte.GEMIDDELD
        before = [one for one in found if one.jaar < jaar and not one.prognose]
        places = [one.naam for one in self.doel.over.gebieden] or _named(
            one.gebied for one in before
        )
        if streef.gebied:
            places = []
        who = wanted or _named(one.partij for one in before)
        sums = self.doel.is_optelbaar
        return of_year(found, jaar, who, places, mean=mean, optelbaar=sums)


def _named(names: Iterable[str]) -> list[str]:
    return [name for name in dict.fromkeys(names) if name]


@dataclass(frozen=True, slots=True)
class Uitkomst:
    """A value in the form of a goal; `over` begins its sentence: "Het cijfer over 2024 is".

    It is `klaar` when nothing about it can change. `periode` is the year or years that it is of:
    "2024", "2024-2027". A `vooruitblik` says what is only the last figure, of a year before the
    one that counts. What still `groeit` is a count of the years so far.
    """

    waarde: Decimal
    over: str
    klaar: bool
    metingen: tuple[Meting, ...]
    periode: str
    som: str = ""
    vooruitblik: str = ""
    groeit: bool = False


def measured(zaak: Zaak, streef: Streefwaarde) -> Uitkomst:
    """Give what the figures come to in the form of the goal."""
    match zaak.doel.bedoelde_vorm:
        case DoelVorm.SOM | DoelVorm.GEMIDDELD_PER_JAAR:
            return _over_years(zaak, streef)
        case DoelVorm.VERANDERING:
            return _change(zaak, streef)
    base = _base_if_known(zaak, streef) if zaak.doel.basisjaar else None
    return _level(zaak, streef, base, "cijfer over {jaar}")


def _end(streef: Streefwaarde) -> int:
    if streef.eind is None:
        raise IncompleteError("er is geen jaar afgesproken")
    return streef.eind


def _level(zaak: Zaak, streef: Streefwaarde, base: Jaarcijfer | None, wat: str) -> Uitkomst:
    """Give the level in the year that counts, counted, expected or along a line from the base.

    `wat` is what to call it: "cijfer over {jaar}".
    """
    end = _end(streef)
    there, over = zaak.in_year(streef, end), is_over(end, zaak.peildatum)
    if over:
        lacks = there.tekort if there else "er is geen cijfer bekend"
        if there is None or lacks:
            raise UndeterminedError(f"Het jaar {end} is om, maar {lacks}.")
        return Uitkomst(
            there.waarde, f"Het {wat.format(jaar=end)} is", True, there.metingen, str(end)
        )
    if there and not there.ontbreekt and there.is_prognose:
        return Uitkomst(there.waarde, _expected(wat, end), False, there.metingen, str(end))
    last = _last(zaak, streef, end)
    if base and base.jaar < last.jaar < end:
        value = Line(base.jaar, base.waarde, last.jaar, last.waarde).at(end)
        words = f"Op de rechte lijn van {base.jaar} naar {last.jaar} is het {wat.format(jaar=end)}"
        return Uitkomst(value, words, False, (*base.metingen, *last.metingen), str(end))
    ahead = "" if last.jaar == end else f" in {end}, en een prognose daarvoor ontbreekt"
    words = f"Het {wat.format(jaar=last.jaar)} is"
    return Uitkomst(last.waarde, words, False, last.metingen, str(last.jaar), vooruitblik=ahead)


def _expected(wat: str, jaar: int) -> str:
    return f"Het verwachte {wat.format(jaar=jaar)} is"


def _last(zaak: Zaak, streef: Streefwaarde, end: int) -> Jaarcijfer:
    """Give the last year of which all that is needed was counted."""
    counted = [one for one in zaak.metingen if not one.prognose]
    for jaar in sorted({one.jaar for one in counted if one.jaar <= end}, reverse=True):
        found = replace(zaak, metingen=counted).in_year(streef, jaar)
        if found and not found.ontbreekt:
            return found
    raise NothingYetError(f"Voor het doel van {end} is er nog geen cijfer.")


def _base(zaak: Zaak, streef: Streefwaarde) -> Jaarcijfer:
    doel = zaak.doel
    if doel.basiswaarde is not None:
        return Jaarcijfer(doel.basisjaar or zaak.kring.van - 1, doel.basiswaarde, ())
    if doel.basisjaar is None:
        raise IncompleteError("er is geen basisjaar afgesproken")
    found = zaak.in_year(streef, doel.basisjaar)
    if found is None or found.ontbreekt:
        lacks = found.tekort if found else "er is geen cijfer bekend"
        raise UndeterminedError(f"Het basisjaar {doel.basisjaar} is niet te gebruiken: {lacks}.")
    return found


def _base_if_known(zaak: Zaak, streef: Streefwaarde) -> Jaarcijfer | None:
    try:
        return _base(zaak, streef)
    except UndeterminedError:
        return None


def _change(zaak: Zaak, streef: Streefwaarde) -> Uitkomst:
    _end(streef)
    base = _base(zaak, streef)
    level = _level(zaak, streef, base, f"verschil tussen {base.jaar} en {{jaar}}")
    value = level.waarde - base.waarde
    how = f"{number(level.waarde)} − {number(base.waarde)}"
    if zaak.doel.relatief:
        if not base.waarde:
            raise UndeterminedError(f"Van {base.jaar} is het cijfer nul.")
        value, how = value / base.waarde, f"({how}) / {number(base.waarde)}"
    cells, years = (*base.metingen, *level.metingen), f"{base.jaar}-{level.periode}"
    som = f"{how} = {number(value)}"
    return replace(level, waarde=value, metingen=cells, periode=years, som=som)


def _over_years(zaak: Zaak, streef: Streefwaarde) -> Uitkomst:
    """Add up the years, or give their mean; on the way what the pace so far comes to."""
    end, begin = _end(streef), _begin(zaak, streef)
    span = range(begin, end + 1)
    known = {jaar: cijfer for jaar in span if (cijfer := zaak.in_year(streef, jaar))}
    over = is_over(end, zaak.peildatum)
    good = {jaar: cijfer for jaar, cijfer in known.items() if _counts(cijfer, over=over)}
    for short in (jaar for jaar in span if jaar not in good and is_over(jaar, zaak.peildatum)):
        none = "er is geen cijfer bekend" if begin == end else "daarvan is geen cijfer bekend"
        why = known[short].tekort if short in known else none
        raise UndeterminedError(f"Het jaar {short} is om, maar {why}.")
    so_far = _so_far(zaak, known, span)
    values = [cijfer.waarde for cijfer in good.values()]
    if not values:
        if so_far is None:
            raise NothingYetError(f"Er is nog geen cijfer over {_span(begin, end)}.")
        return so_far
    mean = zaak.doel.vorm is DoelVorm.GEMIDDELD_PER_JAAR
    total = sum(values, Decimal(0))
    value = total / len(values) if mean else total * len(span) / len(values)
    if so_far and so_far.waarde > value:
        return so_far
    metingen = tuple(one for cijfer in good.values() for one in cijfer.metingen)
    ahead = any(one.is_prognose for one in good.values())
    what = "gemiddelde" if mean else "cijfer" if begin == end else "totaal"
    words = f"Het {'verwachte ' if ahead else ''}{what} over {_listed(good)} is"
    if len(good) < len(span) and not mean:
        until = [*good] == [*range(begin, max(good) + 1)]
        words = f"Het totaal {f'tot en met {max(good)}' if until else f'over {_listed(good)}'} "
        words += f"{'wordt' if ahead else 'is'} {measure(total, zaak.doel.eenheid)}; "
        words += f"in dit tempo komt het over {_span(begin, end)} op"
    years = _years(min(good), max(good)) if mean else _years(begin, end)
    som = _sum(values, value, 1 if mean else len(span))
    return Uitkomst(value, words, over, metingen, years, som=som)


def _sum(values: Sequence[Decimal], value: Decimal, times: int) -> str:
    """Write the sum of the years, or of `times` years at their mean.

    >>> _sum([Decimal(70), Decimal(60)], Decimal(260), 4)
    '(70 + 60) / 2 × 4 = 260'
    """
    added = " + ".join(map(number, values))
    if times == len(values):
        return f"{added} = {number(value)}" if times > 1 else added
    many = f" × {times}" if times > 1 else ""
    return f"({added}) / {len(values)}{many} = {number(value)}"


def _so_far(zaak: Zaak, known: dict[int, Jaarcijfer], span: range) -> Uitkomst | None:
    """Add up what was counted until now, where a part of this year is among it."""
    counted = [one for one in known.values() if not one.is_prognose and not one.ontbreekt]
    if not any(one.tekort for one in counted):
        return None
    mean = zaak.doel.vorm is DoelVorm.GEMIDDELD_PER_JAAR
    value = sum((one.waarde for one in counted), Decimal(0)) / (len(span) if mean else 1)
    what = "gemiddelde" if mean else "totaal"
    words = f"Het {what} over {_span(span[0], span[-1])} is tot nu toe"
    metingen = tuple(one for cijfer in counted for one in cijfer.metingen)
    som = " + ".join(number(one.waarde) for one in counted)
    return Uitkomst(value, words, False, metingen, _years(span[0], span[-1]), som, groeit=True)


def _counts(cijfer: Jaarcijfer, *, over: bool) -> bool:
    """Say whether a year can be added: one that is expected only while the time still runs."""
    return not cijfer.tekort or (cijfer.is_prognose and not cijfer.ontbreekt and not over)


def _begin(zaak: Zaak, streef: Streefwaarde) -> int:
    """Give the first year that counts: as written, else after the base, else that of the term."""
    if streef.van or streef.jaar:
        return streef.van or streef.jaar or 0
    return zaak.doel.basisjaar + 1 if zaak.doel.basisjaar else zaak.kring.van


def _listed(years: Collection[int]) -> str:
    """Name years; a run of them by its first and last."""
    first, last = min(years), max(years)
    is_run = last - first + 1 == len(years)
    return _span(first, last) if is_run else listing([*map(str, sorted(years))])


def _span(begin: int, end: int) -> str:
    return str(end) if begin == end else f"{begin} tot en met {end}"


def _years(begin: int, end: int) -> str:
    return str(end) if begin == end else f"{begin}-{end}"
