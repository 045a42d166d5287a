"""What may be published of respondents, and what someone can derive from what is."""
