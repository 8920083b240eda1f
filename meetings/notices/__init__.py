"""What people are told: one message an event, in the reader's language, zone and format."""
