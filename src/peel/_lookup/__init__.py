"""From what is asked to records."""
