"""Readers' journeys through a real portal in a real browser."""
