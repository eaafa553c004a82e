"""Faults to plant in a filled workbook."""
