"""Personal data in texts: found, told without repeating, veiled."""
