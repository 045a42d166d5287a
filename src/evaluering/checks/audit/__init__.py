"""The printed report against itself: what its own numbers and statements cannot all mean."""
