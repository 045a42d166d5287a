"""What a co-author did in a Word document, brought back to the Markdown that it was set of."""
