"""What the report prints against what the data give, and against itself."""
