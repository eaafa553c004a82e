"""The sandbox in which every template runs."""
