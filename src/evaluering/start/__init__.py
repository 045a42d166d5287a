"""A new project: the files that it begins with, and the example's invented answers."""
