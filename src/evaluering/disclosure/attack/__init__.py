"""What someone can derive from all that is published; pure, but for `published`, which reads it."""
