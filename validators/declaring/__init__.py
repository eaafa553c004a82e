"""How a column and a rule are written down."""
