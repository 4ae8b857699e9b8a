"""Interface language and content language: texts that exist in up to three languages."""
