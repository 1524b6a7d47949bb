"""Rows → figures, in the style of the house."""
