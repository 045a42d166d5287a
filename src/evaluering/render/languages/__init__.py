"""The words of the frame in each language: the same keys in all of them."""
