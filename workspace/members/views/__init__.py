"""One module for each page of the life of an organisation."""
