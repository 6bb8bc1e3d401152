"""The seeded generator: real geography, synthetic people (`scenarios/sources/gongshu/README.md`).

Same size or name and same seed give the same bytes on every machine: draws come from named
sub-streams (`streams`), places are whole metres, and everything written is sorted.
"""

from scenarios.generator.generate import SIZES, generate, generate_named
from scenarios.generator.sets import SETS, generate_set

__all__ = ["SETS", "SIZES", "generate", "generate_named", "generate_set"]
