"""The author's text: Markdown beside the configuration, with numbers bound to results."""
