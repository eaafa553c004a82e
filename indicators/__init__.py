"""The calculations: from tables, goals and norms to figures with an oordeel."""
