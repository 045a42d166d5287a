"""A wave that arrives: which file is which survey, and what it asked otherwise."""
