"""The workbooks of all parties laid side by side."""
