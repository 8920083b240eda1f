"""What bin/bench runs: how fast pages and papers are, beside the bare tools that they are made with."""
