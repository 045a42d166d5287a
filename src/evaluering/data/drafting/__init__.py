"""Drafting a codebook from a data file: its facts, what they are guessed to mean, and the text."""
