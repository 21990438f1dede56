"""How fast `peel` is beside what people would otherwise use, measured side by side in one run."""
