"""Rules on the printed agreements themselves."""
