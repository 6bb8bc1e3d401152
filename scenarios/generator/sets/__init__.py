"""Worlds to measure solvers on, each drawn like the bundled ones and then tightened one way."""

from scenarios.generator.sets.sets import SETS, ScenarioSet, generate_set

__all__ = ["SETS", "ScenarioSet", "generate_set"]
