"""Adds every bound of a certificate up again: plain whole numbers, section by section.

The sum is defined in `engine.domain.certificate`; nothing here is shared with the solver.
"""
