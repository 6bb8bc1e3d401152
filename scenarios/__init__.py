"""Worlds to solve: public facts with their sources, and the generator that completes them."""
