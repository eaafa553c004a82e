"""The Excel side: ribbon, VBA and icons as text, and what each button does."""
