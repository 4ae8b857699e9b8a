"""What the demonstration puts into the library."""
