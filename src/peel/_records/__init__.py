"""What is known: frozen records, which know no file and no data set."""
