"""What is told of schedules: their rows, agendas, outcomes, and the schedule itself."""
