"""Copies of the whole portal: made while it runs, read back into an empty one, moved from one database to another.

The database comes first, the files second: a file that no row knows does no harm, a row without its file would. The
manifest comes last, so that what was broken off is no backup.
"""
