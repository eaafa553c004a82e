"""The book: what the workbook looks like, building it, and reading one that people filled in."""
