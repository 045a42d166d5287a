"""One module per kind of table: exhibit and result in, laid-out table out."""
