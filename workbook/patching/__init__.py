"""Copies of a workbook that somebody filled in: parts are added, what stood there stays."""
