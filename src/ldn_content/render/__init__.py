"""Card → text."""
