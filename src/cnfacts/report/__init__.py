"""Facts to look at: a page with the text, its figures marked, tables, series and findings."""
