"""What the formulas of a workbook come to, stored beside them for readers that compute nothing."""
