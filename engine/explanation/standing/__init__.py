"""Where sections stand: what the rules leave them, and what a timetable takes of that."""
