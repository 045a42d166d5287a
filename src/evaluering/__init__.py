"""Survey evaluation from SPSS files to the finished report."""

__version__ = "0.1.0"
