"""Regenerating by itself: when input has changed, lies still, and is not what was last made of.

What is decided is pure (`settling`, `planning`, `memory`); `watch` goes through it with what it is
given to look, run and tell with; `looking`, `waking` and `processes` are the world as it is.
"""
