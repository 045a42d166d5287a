"""From files to respondents: reading, codebook checks, quality, registry and linking."""
