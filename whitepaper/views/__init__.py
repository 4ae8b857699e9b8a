"""Pages of recommendations and editions."""
