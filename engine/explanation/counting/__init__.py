"""Counting before a solve: who cannot be served, whatever the timetable."""
