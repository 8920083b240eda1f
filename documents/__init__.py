"""Papers: series and symbols, revisions, language versions, statements, and the press that prints them."""
