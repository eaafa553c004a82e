"""From a book to its findings, in the order in which they are told."""
