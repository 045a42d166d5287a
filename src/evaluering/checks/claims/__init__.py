"""Holding a report's claims against a wave: one small function a kind of claim."""
