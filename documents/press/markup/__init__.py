"""The paper as HTML: everything escaped, one walk."""
