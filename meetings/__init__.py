"""Schedules, meetings, agenda items, deadlines, activities, attendance, outcomes, and the authors of papers."""
