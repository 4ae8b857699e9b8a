"""What may be shown of a result without telling who answered what. No Django here."""
