"""The sheet Dashboard: formulas that give in Excel what the indicators give here."""
