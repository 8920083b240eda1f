"""What the pages of groups say: records turned into the words that the templates' components expect."""
