"""Pages of the periodical."""
