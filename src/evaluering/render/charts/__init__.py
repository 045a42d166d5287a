"""Figures as charts that a reader can edit: what is drawn, for any office format."""
