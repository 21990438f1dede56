"""Records as data frames of pandas, polars and Arrow."""
