"""Writes to schedules: each checks, writes, and leaves its trace, all or nothing."""
