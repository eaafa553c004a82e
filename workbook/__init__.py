"""The book: what a workbook is, and in the wings what is done with one."""
