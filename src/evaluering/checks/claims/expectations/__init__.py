"""The kinds of expectation: each module registers some, and no other file names them."""
