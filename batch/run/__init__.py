"""A run over many files: workers, ledger, what is followed and what can be resumed."""
