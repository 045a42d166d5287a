"""From results to figures, tables and pages. Reads results only; makes no numbers."""
