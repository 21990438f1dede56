"""Records as HTML in notebooks, and the palette of all colours."""
