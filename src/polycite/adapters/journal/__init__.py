"""Where answers and feedback are recorded: one SQLite file."""
