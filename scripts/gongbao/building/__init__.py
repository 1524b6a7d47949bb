"""Notebooks → figures and pages: runs, kernels, what is fresh, what is put in place."""
