"""The verdict on one workbook, with last year's beside it."""
