"""Numbers, days and names as people write them in Dutch; it knows nothing of a workbook."""
