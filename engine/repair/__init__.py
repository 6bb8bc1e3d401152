"""Repair: the lawful timetable with the fewest changes after something happened in term."""
