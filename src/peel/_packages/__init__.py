"""Data packages in other people's directories."""
