"""How a cell looks and how high a row is, for all that writes cells."""
