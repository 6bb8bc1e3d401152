"""The fixed weights of the total, read from their one home without loading the solver."""

import tomllib
from importlib.resources import files

from engine.rules.rule import GOALS, Goal


def weights() -> dict[Goal, int]:
    """Read what one unit of each level counts in the weighted total."""
    text = files("engine").joinpath("timetabling", "weights.toml").read_text("utf-8")
    told = tomllib.loads(text)
    return {goal: int(told[goal]) for goal in GOALS}
