"""Writes of groups: each checks, writes and audits in one transaction."""
