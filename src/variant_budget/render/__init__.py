"""Report and summary -> text; one file for each format, one escape function for each sink."""
