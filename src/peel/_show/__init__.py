"""How a record looks."""
