"""The monolithic CP-SAT peer: one model of the whole term."""
