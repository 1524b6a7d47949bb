"""Rows → what follows from them: differences, exactness, checks, programmes, topics."""
