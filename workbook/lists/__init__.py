"""Workbooks and files of ours that list what was found or computed."""
