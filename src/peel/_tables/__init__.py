"""From a row of text to a record, and back."""
