"""The correlations behind a heat map: those of the table of correlations."""

from evaluering.exhibits.correlations import compute

__all__ = ["compute"]
