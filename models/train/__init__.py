"""One script per checkpoint: python -m models.train.<name>. Nothing here is imported by the app."""
