"""What the pages of documents say: records turned into the words that the templates' components expect."""
