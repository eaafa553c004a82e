"""The report in Word, in our own template or somebody else's."""
