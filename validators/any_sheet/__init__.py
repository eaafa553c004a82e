"""Rules that hold in every table."""
