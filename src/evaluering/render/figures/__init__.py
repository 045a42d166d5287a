"""Figures from results: one module a kind, on a page measured in points; makes no numbers."""
