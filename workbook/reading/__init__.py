"""From the cells of a file or an open book to typed tables, with what could not be read."""
