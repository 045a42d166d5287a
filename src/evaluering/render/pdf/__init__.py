"""The report as an accessible PDF, set by typst."""
