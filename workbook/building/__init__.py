"""A new workbook: its sheets, drop-downs and first values."""
