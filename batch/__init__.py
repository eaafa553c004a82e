"""The running: from paths to verdicts, side by side and under bounds; with the front door."""
