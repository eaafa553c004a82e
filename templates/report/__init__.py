"""What the report says: plain texts and figures, ready for every form."""
