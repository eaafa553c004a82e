"""Files and templates that are damaged, odd or hostile."""
