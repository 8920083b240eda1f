"""Reads behind the pages of groups; each starts from `visible_to`."""
