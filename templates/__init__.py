"""The telling: the report in every form, its charts, and the pages about a check."""
