"""The kinds of quantity: each module registers some, and no other file names them."""
