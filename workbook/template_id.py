"""Of which template a workbook was made: municipality, year, layout and kind of party."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

TEMPLATE_PROPERTY = "prestatieafspraken.sjabloon"
"""The custom document property that holds the template id."""


class SjabloonSoort(StrEnum):
    """Whose workbook a template makes: the shared one of the gemeente, or that of one party."""

    GEMEENTE = "gemeente"
    CORPORATIE = "corporatie"
    HUURDERSORGANISATIE = "huurdersorganisatie"


@dataclass(frozen=True)
class TemplateId:
    """Which template a workbook was made from; written as "alphen-aan-den-rijn/2019/1/gemeente".

    `gemeente` is the folder name of the agreements, `versie` the version of the layout, `soort`
    the kind of party it was made for (a SjabloonSoort, once it was looked at).
    """

    gemeente: str
    jaar: int
    versie: int
    soort: str

    def __str__(self) -> str:
        return f"{self.gemeente}/{self.jaar}/{self.versie}/{self.soort}"

    @classmethod
    def parse(cls, text: str) -> TemplateId:
        """Read an id back (ValueError if it is none)."""
        gemeente, jaar, versie, soort = (part.strip() for part in text.split("/"))
        return cls(gemeente, int(jaar), int(versie), soort)

    @classmethod
    def read(cls, text: str) -> TemplateId | None:
        """Read an id back as somebody may have retyped it; None if it is none."""
        try:
            return cls.parse(text.casefold())
        except ValueError:
            return None
