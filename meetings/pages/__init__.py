"""What the pages of meetings say: records turned into the words that the templates' components expect."""
