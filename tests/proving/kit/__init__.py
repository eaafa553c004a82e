"""A filled workbook, an office, a browser, and other parts that tests use."""
