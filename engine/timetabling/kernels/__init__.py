"""Compiled loops over the arrays of a statement; small, so that they compile in seconds."""
