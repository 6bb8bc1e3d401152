"""Unlocks: what could be granted so that a section is held, tried by re-solves."""
