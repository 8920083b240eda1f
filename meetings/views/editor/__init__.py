"""The schedule editor: its page, its cells, and what each change answers."""
