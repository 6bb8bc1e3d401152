"""Checks over a whole scenario: what no single cell can tell."""
