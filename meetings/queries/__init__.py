"""Reads behind the pages of meetings; each starts from `visible_to`."""
