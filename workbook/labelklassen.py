"""By which classes an energy label follows from the figure of each method."""

LABELS = {
    "voor 2015 (EPA)": "energielabel_voor_2015",
    "2015-2020 (Nader Voorschrift)": "energielabel_nader_voorschrift",
    "NTA 8800": "energielabel_nta_8800",
}
"""The label classes of each method, by the word for the method in a cell."""
UNKNOWN, WITHOUT_INDEX = "onbekend", "NTA 8800"
