"""One reader for each form of source; each gives lines and grids."""
