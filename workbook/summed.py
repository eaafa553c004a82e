"""The figures of which a total is stated beside the sum of the rows."""

from __future__ import annotations

from collections.abc import Mapping

SUMMED: Mapping[tuple[str, str], str] = {
    ("woningvoorraad", "daeb"): "Woningvoorraad: DAEB",
    ("woningvoorraad", "verkoop"): "Woningvoorraad: verkoop",
    ("woningvoorraad", "niet_daeb"): "Woningvoorraad: niet-DAEB",
    ("nieuwbouwprojecten", "woningen"): "Nieuwbouwprojecten: woningen",
    ("kwaliteitsverbetering", "gepland"): "Kwaliteitsverbetering: woningen",
    ("zonnepanelen", "gepland"): "Zonnepanelen: panelen",
}
"""What each is called on the sheet of the totals, by its table and column."""
