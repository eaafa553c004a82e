"""What may stand where: the tables with their columns and rules, and the judging by them."""
