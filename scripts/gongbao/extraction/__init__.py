"""Text → rows: what is stated, how much, how exact, compared with what."""
