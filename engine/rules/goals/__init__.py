"""What a good timetable is worth: the four goals, counted in whole units."""
