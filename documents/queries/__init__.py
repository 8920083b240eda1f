"""Reads behind the pages of documents; each starts from `visible_to` or `known_to`."""
