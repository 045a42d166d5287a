"""The report's numbers as an Excel workbook."""
