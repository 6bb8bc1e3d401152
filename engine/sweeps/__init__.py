"""Sweeps: a scenario under many what-if changes and seeds, one row a run."""
