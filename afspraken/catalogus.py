"""The measures of today: each a line of maten.toml, followed on the sheet Kengetallen."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Annotated

from pydantic import Field, ValidationError

from prestatieafspraken.afspraken.form import WORD, AgreedForm
from prestatieafspraken.afspraken.maat import Deel, Maat, Nodig, Telwijze, Vorm
from prestatieafspraken.dutch.data_faults import DataError, Fault, from_pydantic, keys_of
from prestatieafspraken.normen import NormStatus

FILE = "maten.toml"
KENGETALLEN = (
    Nodig(
        "kengetallen",
        (
            "doel",
            "partij",
            "gebied",
            "jaar",
            "halfjaar",
            "soort_cijfer",
            "teller",
            "noemer",
            "waarde",
        ),
    ),
)
"""What every measure needs whose figures are filled in per goal, party and year."""
Tekst = Annotated[str, Field(min_length=1)]


class MatenError(DataError):
    """The list of measures cannot be loaded."""


class _Regel(AgreedForm):
    """One measure as it is written."""

    code: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    naam: Tekst
    definitie: Tekst
    eenheid: Tekst
    waarde: str = ""
    teller: str = ""
    noemer: str = ""
    delen: list[Annotated[Deel, WORD]]
    vormen: Annotated[list[Annotated[Vorm, WORD]], Field(min_length=1)]
    bron: Tekst
    status: Annotated[NormStatus, WORD]
    anders: str = ""
    inhalen: bool = False
    staat_op: Annotated[str, Field(pattern=r"^([a-z_]+\.[a-z_]+)?$")] = ""

    @property
    def is_counted(self) -> bool:
        """Whether it says what to count: one value, or a numerator and a denominator."""
        return bool(self.teller) == bool(self.noemer) != bool(self.waarde)


@cache
def catalogus() -> tuple[Maat, ...]:
    """Read the measures that come with the product, once per process (MatenError)."""
    return read((resources.files(__package__) / FILE).read_text(encoding="utf-8"))


def read(text: str) -> tuple[Maat, ...]:
    """Read a list of measures (MatenError with every fault, each at its key)."""
    found: dict[str, Maat] = {}
    faults: list[Fault] = []
    for number, item in enumerate(keys_of(text, FILE).get("maat", []), 1):
        name = f"maat {item.get('code', number)}"
        try:
            regel = _Regel.model_validate(item)
        except ValidationError as error:
            faults += [_fault(name, dict(one)) for one in error.errors(include_url=False)]
            continue
        if not regel.is_counted:
            melding = "Niet is gezegd wat er wordt geteld."
            faults.append(Fault(FILE, name, melding, "Schrijf waarde, of teller en noemer."))
        if found.setdefault(regel.code, maat := _maat(regel)) is not maat:
            faults.append(Fault(FILE, name, "De code staat er twee keer.", "Laat er één staan."))
    if faults:
        raise MatenError("De maten zijn niet te laden.", faults)
    return tuple(found.values())


def _fault(name: str, error: dict[str, object]) -> Fault:
    key = ".".join(str(part) for part in error["loc"])  # type: ignore[attr-defined]
    return from_pydantic(FILE, f"{name} {key}", error, _Regel.model_fields)


def _maat(regel: _Regel) -> Maat:
    counted = f"{regel.teller}, gedeeld door {regel.noemer}" if regel.noemer else regel.waarde
    return Maat(
        regel.code,
        regel.naam,
        regel.eenheid,
        f"{counted[:1].upper()}{counted[1:]}.",
        KENGETALLEN,
        tuple(regel.delen),
        tuple(regel.vormen),
        Telwijze(
            regel.definitie,
            regel.bron,
            regel.status,
            regel.waarde,
            regel.teller,
            regel.noemer,
            regel.anders,
            regel.inhalen,
            regel.staat_op,
        ),
    )
