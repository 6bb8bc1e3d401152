"""Exact search on few sections: every placement listed, one CP-SAT model, level by level."""
