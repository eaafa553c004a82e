"""The form in which people write agreements: its sheets follow from the forms of the agreements."""
