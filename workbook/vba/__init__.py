"""A VBA project from its text: the compound file that Excel reads."""
