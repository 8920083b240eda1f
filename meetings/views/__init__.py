"""Pages of schedules, meetings and papers: translate in, one call, translate out."""
