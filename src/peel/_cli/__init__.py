"""The command line, `peel`."""
