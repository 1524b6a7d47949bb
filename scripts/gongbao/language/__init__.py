"""How each of the two languages writes numbers, units and names."""
