"""A document → its text, with headings."""
