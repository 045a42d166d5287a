"""One module per kind of exhibit: specification and data in, result out."""
