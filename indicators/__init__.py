"""The calculations: from tables, goals and norms to figures with a verdict."""
