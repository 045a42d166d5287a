"""Charts as Word and PowerPoint hold them: DrawingML, and a workbook within."""
