"""Cuts: what every timetable keeps to that a linear program would break."""
