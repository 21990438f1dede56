"""How an answer is worked out."""
