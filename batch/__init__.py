"""Many files: which ones to check, and the verdict on each."""
