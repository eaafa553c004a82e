"""Rules on the signed text, which speak in the review of the agreements and in no workbook."""
