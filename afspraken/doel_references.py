"""Whether a goal is whole in itself, and what it names exists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from prestatieafspraken.afspraken.doel import EEN_DEEL, Doel, Onderdeel
from prestatieafspraken.afspraken.model import GROUPS, Afspraken
from prestatieafspraken.afspraken.streefwaarde import Streefwaarde
from prestatieafspraken.dutch.data_faults import Fault, suggestion
from prestatieafspraken.normen import names as norm_names

FILE = "doelen.toml"


def goal_faults(afspraken: Afspraken) -> Iterator[Fault]:
    """Give what is wrong with the goals, each of their ways to be read included."""
    for doel in afspraken.doelen:
        yield from _own(doel, afspraken)
        yield from _related(doel, afspraken)
        for asked in (doel, *map(doel.als, doel.manieren)):
            yield from _named(asked, afspraken)
            for waarden in (asked.waarden, *(versie.waarden for versie in asked.versies)):
                yield from _values(asked, waarden)


def _own(doel: Doel, afspraken: Afspraken) -> Iterator[Fault]:
    if doel.thema not in {thema.nummer for thema in afspraken.themas}:
        melding = f"Thema {doel.thema} bestaat niet."
        yield _fault(doel, "thema", melding, "Kies een thema uit gemeente.toml.")
    if doel.streeflabel and doel.streefwaarde is None:
        melding = "Naast het label staat geen streefwaarde."
        yield _fault(doel, "streeflabel", melding, "Voeg streefwaarde toe, of haal het label weg.")
    for key in ("streefwaarde", "verandering", "streefklasse"):
        if doel.waarden and getattr(doel, key) is not None:
            melding = f"Het doel heeft {key} en ook waarden."
            yield _fault(doel, key, melding, "Zet alle getallen in waarden.")


def _related(doel: Doel, afspraken: Afspraken) -> Iterator[Fault]:
    goals = {other.id: other for other in afspraken.doelen}
    terms = [("telt_op", code.removeprefix("-")) for code in doel.telt_op]
    for key, code in [("deel_van", doel.deel_van), *terms]:
        if code and code not in goals:
            hint = suggestion(code, goals)
            yield _fault(doel, key, f"Het doel {code} bestaat niet.{hint}", "Kies een ander doel.")
        elif code == doel.id:
            yield _fault(doel, key, "Een doel is geen deel van zichzelf.", "Kies een ander doel.")
    chain = [doel.id]
    while (above := goals.get(chain[-1])) and above.deel_van and above.deel_van not in chain:
        chain.append(above.deel_van)
    if len(chain) > 1 and above and above.deel_van == doel.id:
        melding = f"Langs {', '.join(chain[1:])} is dit doel een deel van zichzelf."
        yield _fault(doel, "deel_van", melding, "Haal een van de verwijzingen weg.")


def _named(doel: Doel, afspraken: Afspraken) -> Iterator[Fault]:
    kernen = {naam for kern in afspraken.kernen for naam in (kern.naam, *kern.varianten)}
    parties = {*GROUPS, EEN_DEEL, *(partij.naam for partij in afspraken.partijen)}
    places = {*kernen, *(one.naam for one in doel.over.gebieden), afspraken.gemeente.naam}
    own = [one.naam for one in doel.over.gebieden if one.soort is Onderdeel.KERN]
    values = [*doel.waarden, *(one for versie in doel.versies for one in versie.waarden)]
    limits = [doel.over.huurgrens, doel.over.inkomensgrens, *(one.norm for one in values)]
    asked: Iterable[tuple[str, str, Iterable[str], Iterable[str]]] = (
        ("over.partijen", "De partij", doel.over.partijen, parties),
        ("waarden.partij", "De partij", [one.partij for one in values], parties),
        ("over.gebieden", "De kern", own, kernen),
        ("waarden.gebied", "Het gebied", [one.gebied for one in values], places),
        ("norm", "De norm", limits, norm_names() if any(limits) else ()),
    )
    for key, what, names, known in asked:
        for naam in dict.fromkeys(names):
            if naam and naam not in known:
                melding = f"{what} {naam} bestaat niet.{suggestion(naam, known)}"
                yield _fault(doel, key, melding, _CHOOSE[key.split(".")[-1]])


_CHOOSE = {
    "partijen": "Kies een naam uit partijen.toml of een groep.",
    "partij": "Kies een naam uit partijen.toml of een groep.",
    "gebieden": "Kies een kern uit kernen.toml.",
    "gebied": "Kies een kern, of noem het gebied ook bij over.gebieden.",
    "norm": "Kies een norm die het programma kent, of schrijf het getal zelf.",
}


def _values(doel: Doel, waarden: list[Streefwaarde]) -> Iterator[Fault]:
    for one in waarden:
        for wrong, melding, herstel in (
            (_backwards(one.van, one.tot), f"Van {one.van} tot {one.tot} kan niet.", _ORDER),
            (
                one.jaar and (one.van or one.tot),
                "Naast jaar staat van of tot.",
                "Kies een ervan.",
            ),
            (
                _backwards(one.minstens, one.hoogstens),
                f"Minstens {one.minstens} en hoogstens {one.hoogstens} kan niet.",
                _ORDER,
            ),
            (
                one.getal is not None and (one.minstens is not None or one.hoogstens is not None),
                "Naast getal staat ook minstens of hoogstens.",
                "Schrijf getal alleen als de tekst geen richting noemt.",
            ),
            (
                one.bovenkant and (one.minstens is None or one.hoogstens is None),
                "Er staat bovenkant, maar er zijn geen twee grenzen.",
                "Vul minstens en hoogstens in, of haal bovenkant weg.",
            ),
        ):
            if wrong:
                yield _fault(doel, "waarden", melding, herstel)
    yield from _overlaps(doel, waarden)


_ORDER = "Zet ze in de goede volgorde."


def _backwards(low: object, high: object) -> bool:
    return low is not None and high is not None and low > high  # type: ignore[operator]


def _overlaps(doel: Doel, waarden: list[Streefwaarde]) -> Iterator[Fault]:
    """Point at two values for one party and place of which the years meet."""
    spans: dict[tuple[object, ...], list[tuple[int, int]]] = {}
    for one in waarden:
        if one.begin and one.eind:
            thing = (one.partij, one.gebied, one.hardheid)
            spans.setdefault(thing, []).append((one.begin, one.eind))
    for (partij, gebied, _), years in spans.items():
        for (van, tot), (volgend, eind) in pairwise(sorted(years)):
            if volgend <= tot:
                of = " en ".join(filter(None, (str(partij), str(gebied))))
                melding = f"De tijden {van}-{tot} en {volgend}-{eind} overlappen elkaar"
                melding += f" voor {of}." if of else "."
                yield _fault(doel, "waarden", melding, "Laat een jaar bij één waarde horen.")


def _fault(doel: Doel, key: str, melding: str, herstel: str) -> Fault:
    return Fault(FILE, f"doel {doel.id} {key}", melding, herstel)
