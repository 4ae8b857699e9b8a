"""A questionnaire as a versioned document, and the answers people give to it. No Django here."""
