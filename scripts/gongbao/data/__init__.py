"""The tables of data/: their schema, reading and writing them, the codebook."""
