"""A base of known figures: kept in a folder, or read from one file of facts or one table."""
