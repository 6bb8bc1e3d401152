"""Peers: other ways to the same timetable, run beside ours on the same machine."""
