"""Files of other registers, such as EP-Online: read row by row, never trusted."""
