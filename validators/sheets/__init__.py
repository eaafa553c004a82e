"""The tables, one module per table group, with the rules that belong to it."""
