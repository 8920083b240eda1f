"""The index of search: rows of folded words that both databases keep, each with an engine of its own.

Nothing that is written can be forgotten: triggers note, within the change itself, which things it touched
(`machinery`), and a search first brings those rows up to date (`upkeep`), so that it never answers from what was.
Rows say what to look for. Who may know of a thing is asked of the thing itself (`kinds`), at each search.
"""
