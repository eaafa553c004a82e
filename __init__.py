"""Prestatieafspraken: the workbook, its check, the figures and the report."""
