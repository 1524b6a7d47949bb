"""Indicators from the bulletins of Chinese public bodies."""
