"""Benchmarks: time and answer of the engine on the bundled scenarios, beside peers and bounds."""
