"""The review of the agreements themselves: how well they are written, before anybody follows them."""
