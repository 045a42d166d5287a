"""What is configuration: typed models, loading and the messages. No pandas here."""
