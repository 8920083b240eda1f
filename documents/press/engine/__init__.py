"""The engine: WeasyPrint with a variant and a tagger of our own."""
