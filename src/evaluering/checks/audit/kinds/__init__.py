"""The checks of the audit: each module registers one, and no other file names them."""
