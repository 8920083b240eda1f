"""The schedule editor in words: rows, cells, what was typed."""
