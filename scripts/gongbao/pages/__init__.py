"""Executed notebooks and tables → the pages of the site."""
