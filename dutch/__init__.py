"""Numbers, days and names as people write them in Dutch, and what is wrong in files they keep.

It knows nothing of a workbook.
"""
