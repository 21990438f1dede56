"""Text, dates and names as people type and read them; knows no record."""
