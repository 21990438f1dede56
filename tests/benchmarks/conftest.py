"""Benchmarks are run by hand: nothing here is collected as a test."""

collect_ignore_glob = ["*.py"]
